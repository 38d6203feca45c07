/** The settings page: what stands in its fields, what can be seen to be wrong there, and what is sent. */

/**
 * @typedef {import('../api/settings.js').SchoolSettings} SchoolSettings
 * @typedef {import('../api/settings.js').MailRelay} MailRelay
 * @typedef {import('../api/settings.js').RelayFields} RelayFields
 * @typedef {{[name: string]: string}} FormValues  as they stand in the fields
 * @typedef {{place: string, message: string}} Problem
 */

const HOME_ZONE = 'Europe/London';
const MAIL_ADDRESS = /^[^\s@<>,;:"]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** The port that goes with each kind of encryption. @type {{[security: string]: string}} */
export const USUAL_PORT = { starttls: '587', tls: '465', none: '25' };

/** How many of something an hour: the field of each limit. */
const LIMITS = ['generation_runs_per_hour', 'attempt_starts_per_hour'];

/** "" for what is not set. @param {number | null} value */
const shown = (value) => (value === null ? '' : String(value));

/** @param {string} text  digits, or nothing for null @returns {number | null} */
const numberOf = (text) => (text.trim() === '' ? null : Number(text));

/** @param {string} text @param {number} least @param {number} most */
const isWhole = (text, least, most) => /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

/** What stands in the fields of the three parts about the school itself. @param {SchoolSettings} settings @returns {FormValues} */
export function fieldsOf(settings) {
  return {
    name: settings.name,
    time_zone: settings.time_zone,
    feedback: settings.feedback,
    attempts_allowed: String(settings.attempts_allowed),
    time_limit_s: settings.time_limit_s === null ? '' : String(Math.round(settings.time_limit_s / 60)),
    generation_runs_per_hour: shown(settings.generation_runs_per_hour),
    attempt_starts_per_hour: shown(settings.attempt_starts_per_hour),
  };
}

/**
 * What is different, as PATCH takes it; a field that is not in the form is left alone.
 * @param {SchoolSettings} settings
 * @param {FormValues} form
 */
export function schoolChanges(settings, form) {
  const before = fieldsOf(settings);
  /** @type {{[field: string]: string | number | null}} */
  const changes = {};
  for (const [name, text] of Object.entries(form)) {
    if (text.trim() === before[name]) continue;
    if (name === 'time_limit_s') changes[name] = text.trim() === '' ? null : Number(text) * 60;
    else if (LIMITS.includes(name)) changes[name] = numberOf(text);
    else if (name === 'attempts_allowed') changes[name] = Number(text);
    else changes[name] = text.trim();
  }
  return changes;
}

/** The values that `changes` took the place of. @param {SchoolSettings} settings @param {{[field: string]: unknown}} changes */
export function former(settings, changes) {
  return Object.fromEntries(Object.keys(changes).map((name) => [name, /** @type {{[name: string]: unknown}} */ (/** @type {unknown} */ (settings))[name]]));
}

/** @param {FormValues} form @returns {Problem[]} */
export function schoolProblems(form) {
  /** @type {Problem[]} */
  const found = [];
  if (form.name !== undefined && !form.name.trim()) found.push({ place: 'name', message: 'Type the school’s name' });
  if (form.attempts_allowed !== undefined && !isWhole(form.attempts_allowed, 1, 10)) found.push({ place: 'attempts_allowed', message: 'From 1 to 10' });
  if (form.time_limit_s && !isWhole(form.time_limit_s, 1, 1440)) found.push({ place: 'time_limit_s', message: 'Whole minutes, from 1 to 1440, or nothing' });
  for (const name of LIMITS) if (form[name] && !isWhole(form[name], 1, 10_000)) found.push({ place: name, message: 'From 1 to 10,000, or nothing' });
  return found;
}

/**
 * Every time zone as a choice, the United Kingdom's first; the present one even when this browser doesn't know it.
 * @param {string[]} known
 * @param {string} present
 * @returns {[value: string, label: string][]}
 */
export function zoneChoices(known, present) {
  const zones = [...new Set([HOME_ZONE, present, ...[...known].sort()])];
  return zones.map((zone) => [zone, zone.replaceAll('_', ' ')]);
}

// Mail

/** @param {MailRelay} relay @returns {FormValues} */
export function relayFields({ enabled, host, port, security, sender, username }) {
  return { enabled: enabled ? 'on' : '', host, port: String(port), security, sender, username, password: '', forget: '' };
}

/**
 * What is sent: the password only when one was typed, or '' when the stored one is to go.
 * @param {FormValues} form
 * @param {number} version
 * @returns {RelayFields & {version: number, password?: string}}
 */
export function relayBody(form, version) {
  /** @type {RelayFields & {version: number, password?: string}} */
  const body = {
    version,
    enabled: form.enabled === 'on',
    host: form.host.trim(),
    port: Number(form.port),
    security: /** @type {RelayFields['security']} */ (form.security),
    sender: form.sender.trim(),
    username: form.username.trim(),
  };
  if (form.password) body.password = form.password;
  else if (form.forget === 'on') body.password = '';
  return body;
}

/** @param {FormValues} form @returns {Problem[]} */
export function relayProblems(form) {
  /** @type {Problem[]} */
  const found = [];
  if (!form.host.trim()) found.push({ place: 'host', message: 'Type the relay’s name, such as smtp.school.sch.uk' });
  if (!isWhole(form.port, 1, 65_535)) found.push({ place: 'port', message: 'From 1 to 65535' });
  found.push(...addressProblems('sender', form.sender));
  if (form.security === 'none' && form.username.trim()) found.push({ place: 'security', message: 'A password needs encryption. Choose STARTTLS or TLS, or take the user name out' });
  return found;
}

/** @param {string} place @param {string} text @returns {Problem[]} */
export function addressProblems(place, text) {
  return MAIL_ADDRESS.test(text.trim()) ? [] : [{ place, message: 'Type a mail address, such as ks3@school.sch.uk' }];
}

/** The port to show after the encryption was changed: the usual one, unless somebody has chosen another. @param {string} port @param {string} security */
export function portFor(port, security) {
  return port === '' || Object.values(USUAL_PORT).includes(port) ? USUAL_PORT[security] : port;
}
