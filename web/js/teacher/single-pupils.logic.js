import { dayKey } from '../core/dates.js';
import { fromLocalInput, toLocalInput } from '../core/local-input.js';
import { plural } from '../core/words.js';
import { MOST_EXTRA_TIME } from './arrangements.logic.js';

/** What single pupils have instead of their class: who may need it, what the form begins with, what it says, what takes it back. */

/**
 * @typedef {import('../api/assessments.js').Assignment} Assignment
 * @typedef {import('../api/results.js').ClassResults['pupils'][number]} Pupil
 * @typedef {import('../api/assessments.js').Override} Override
 * @typedef {import('../core/form-dialog.js').FormValues} FormValues
 * @typedef {{opens_at: string, closes_at: string}} Times
 */

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FIVE_MINUTES_MS = 300_000;
export const MOST_ATTEMPTS = 20;

/** As long as the class has it, which may have been closed early: an hour and the time limit at least. @param {Assignment} assignment */
function length({ opens_at, closes_at, time_limit_s: limit }) {
  return Math.max(Date.parse(closes_at) - Date.parse(opens_at), (limit ?? 0) * 1000, HOUR_MS);
}

/** A pupil who can sit it at another time: in the class, with an attempt left or open. @param {Pupil} pupil */
export function canHaveTime({ left, state, attempts, attempts_allowed: allowed }) {
  return !left && (state === 'open' || attempts < allowed);
}

/** A pupil whose own time isn't over, and who may still sit it in it. @param {Pupil} pupil @param {number} [now] */
export function hasTimeLeft(pupil, now = Date.now()) {
  return pupil.window !== null && Date.parse(pupil.window.closes_at) > now && canHaveTime(pupil);
}

/** Whether a pupil may begin now, or later by themselves: then one more attempt needs no other time. @param {Pupil} pupil @param {Assignment} assignment @param {number} [now] */
export function isStillOpen(pupil, assignment, now = Date.now()) {
  return Date.parse(timesOf(pupil, assignment).closes_at) > now;
}

/** A pupil who hasn't sat it, and for whom it is over: while the class may still begin, nobody has missed it. @param {Pupil} pupil @param {Assignment} assignment @param {number} [now] */
export function hasMissed(pupil, assignment, now = Date.now()) {
  return pupil.state === 'not_started' && !pupil.left && Date.parse(assignment.closes_at) <= now && !hasTimeLeft(pupil, now);
}

/** What a pupil has instead of their class. @param {Pupil} pupil @param {Assignment} assignment @returns {Required<Override>} */
export function overrideOf({ id, window, extra_time_percent, attempts_allowed }, { attempts_allowed: allowed }) {
  return { pupil_id: id, window, extra_time_percent, attempts_allowed: attempts_allowed === allowed ? null : attempts_allowed };
}

/** Whether a pupil has anything of their own. @param {Pupil} pupil @param {Assignment} assignment */
export function hasOwn(pupil, assignment) {
  const { window, extra_time_percent: percent, attempts_allowed: attempts } = overrideOf(pupil, assignment);
  return window !== null || percent !== null || attempts !== null;
}

/** "50 % extra time, 3 attempts": what a pupil has besides another time. @param {Pupil} pupil @param {Assignment} assignment */
export function ownWords(pupil, assignment) {
  const { extra_time_percent: percent, attempts_allowed: attempts } = overrideOf(pupil, assignment);
  return [percent !== null && (percent ? `${percent} % extra time` : 'No extra time'), attempts !== null && plural(attempts, 'attempt')].filter(Boolean).join(', ');
}

/** One attempt more than a pupil has, or has used. @param {Pupil} pupil */
export const oneMore = ({ attempts, attempts_allowed: allowed }) => Math.min(MOST_ATTEMPTS, Math.max(attempts, allowed) + 1);

/** When a pupil may sit it: their own time, or the class's. @param {Pupil} pupil @param {Assignment} assignment @returns {Times} */
export function timesOf(pupil, { opens_at, closes_at }) {
  return pupil.window ?? { opens_at, closes_at };
}

/** From now on, to the minute as the fields show it, until a full five minutes: later rather than earlier, as nobody is to have less than the class. @param {Assignment} assignment @param {number} [now] @returns {Times} */
export function fromNow(assignment, now = Date.now()) {
  const from = Math.floor(now / 60_000) * 60_000;
  const closes = Math.ceil((from + length(assignment)) / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;
  return { opens_at: new Date(from).toISOString(), closes_at: new Date(closes).toISOString() };
}

/** Tomorrow at the time of day at which the class began. @param {Assignment} assignment @param {number} [now] @returns {Times} */
export function tomorrow(assignment, now = Date.now()) {
  // By the calendar: the day on which the clocks change is not 24 hours long.
  const day = new Date(Date.parse(dayKey(now)) + DAY_MS).toISOString().slice(0, 10);
  const from = fromLocalInput(`${day}T${toLocalInput(assignment.opens_at).slice(11)}`);
  return { opens_at: from, closes_at: new Date(Date.parse(from) + length(assignment)).toISOString() };
}

/** @typedef {{pupils: string[], gives: string[], opens_at: string, closes_at: string, extra_time_percent: string, attempts_allowed: string}} Form  as it stands in the fields; `gives`: what is ticked */

/** @param {FormValues} values @param {string[]} given  the pupil, where there is nobody to tick @returns {Form} */
export function formOf(values, given) {
  const text = (/** @type {string} */ name) => String(values[name] ?? '');
  const list = (/** @type {string} */ name) => /** @type {string[]} */ (values[name] ?? []);
  return { pupils: values.pupils ? list('pupils') : given, gives: list('gives'), opens_at: text('opens_at'), closes_at: text('closes_at'), extra_time_percent: text('extra_time_percent'), attempts_allowed: text('attempts_allowed') };
}

/** @param {string} text @param {number} least @param {number} most */
const isWhole = (text, least, most) => text !== '' && Number.isInteger(Number(text)) && Number(text) >= least && Number(text) <= most;

/**
 * What can be seen to be wrong before it is sent.
 * @param {Form} form
 * @param {{alone?: boolean, now?: number}} [about]  alone: of one pupil, who has what is ticked and nothing else
 */
export function formProblems({ pupils, gives, opens_at, closes_at, extra_time_percent: percent, attempts_allowed: attempts }, { alone = false, now = Date.now() } = {}) {
  const found = [];
  if (!pupils.length) found.push({ place: 'pupils', message: 'Tick at least one pupil' });
  if (!gives.length && !alone) found.push({ place: 'gives', message: 'Tick what they have instead of the class' });
  if (gives.includes('window')) found.push(...timeProblems({ opens_at, closes_at }, now));
  if (gives.includes('extra_time_percent') && !isWhole(percent, 0, MOST_EXTRA_TIME)) found.push({ place: 'extra_time_percent', message: `Type a whole number from 0 to ${MOST_EXTRA_TIME}` });
  if (gives.includes('attempts_allowed') && !isWhole(attempts, 1, MOST_ATTEMPTS)) found.push({ place: 'attempts_allowed', message: `Type a whole number from 1 to ${MOST_ATTEMPTS}` });
  return found;
}

/** @param {{opens_at: string, closes_at: string}} times @param {number} now */
function timeProblems({ opens_at, closes_at }, now) {
  const found = [];
  if (!opens_at) found.push({ place: 'opens_at', message: 'Choose a day and a time' });
  if (!closes_at) found.push({ place: 'closes_at', message: 'Choose a day and a time' });
  else if (opens_at && closes_at <= opens_at) found.push({ place: 'closes_at', message: 'It must close after it opens' });
  else if (Date.parse(fromLocalInput(closes_at)) <= now) found.push({ place: 'closes_at', message: 'This time is over already' });
  return found;
}

/**
 * What the form says, as the server takes it. Of several pupils what isn't ticked stays as it is; of one it is as for the class again.
 * @param {Form} form
 * @param {boolean} alone
 * @returns {Override[]}
 */
export function overridesOf({ pupils, gives, opens_at, closes_at, extra_time_percent: percent, attempts_allowed: attempts }, alone) {
  const said = {
    window: () => ({ opens_at: fromLocalInput(opens_at), closes_at: fromLocalInput(closes_at) }),
    extra_time_percent: () => Number(percent),
    attempts_allowed: () => Number(attempts),
  };
  /** @type {{[name: string]: unknown}} */
  const fields = {};
  for (const [name, value] of Object.entries(said)) {
    if (gives.includes(name)) fields[name] = value();
    else if (alone) fields[name] = null;
  }
  return pupils.map((id) => ({ pupil_id: id, ...fields }));
}

/** What puts these pupils back to what they have now. @param {Pupil[]} pupils @param {string[]} ids @param {Assignment} assignment @returns {Override[]} */
export function asTheyAre(pupils, ids, assignment) {
  return pupils.filter(({ id }) => ids.includes(id)).map((pupil) => overrideOf(pupil, assignment));
}
