import { dayAndTime, dayKey } from '../core/dates.js';
import { fromLocalInput, toLocalInput } from '../core/local-input.js';
import { penaltiesOf, triesForm, triesProblems } from './tries.logic.js';
import { plural } from '../core/words.js';

/** Setting an assessment for a class: what the states and policies are called, and what the form begins with. */

/** @typedef {import('../api/assessments.js').Assignment} Assignment */
/** @typedef {import('./tries.logic.js').AttemptsCount} AttemptsCount */
/** @typedef {{opens_at: string, closes_at: string, time_limit_s: number | null, attempts_allowed: number, attempts_count: AttemptsCount, feedback: 'each' | 'hand_in' | 'release', try_penalties: number[], shuffle_questions: boolean}} Settings */

/** @type {{[state: string]: {label: string, icon: string, tone: string}}} */
export const STATES = {
  scheduled: { label: 'Not open yet', icon: 'calendar', tone: 'line' },
  open: { label: 'Open', icon: 'play', tone: 'ok' },
  closed: { label: 'Closed', icon: 'lock', tone: 'line' },
  released: { label: 'Results released', icon: 'eye', tone: 'primary' },
};

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;
const END_OF_SCHOOL = '15:30';

/**
 * When pupils see how they did; "each" only where the machine allows it.
 * @param {boolean} immediate
 * @returns {[value: string, label: string][]}
 */
export function feedbackChoices(immediate) {
  /** @type {[string, string][]} */
  const choices = [
    ['hand_in', 'As soon as they hand in'],
    ['release', 'When I release the results'],
  ];
  return immediate ? [['each', 'After each question, if they ask'], ...choices] : choices;
}

/** @typedef {Pick<Settings, 'feedback' | 'attempts_allowed' | 'time_limit_s'> & Partial<Pick<Settings, 'attempts_count' | 'try_penalties' | 'shuffle_questions'>>} Begins  how a new assignment begins: as the school has set it, or as one that was set before */

/**
 * Opens now, closes in a week at the end of school, in the school's time zone; the rest as the school has set it.
 * @param {Begins} begins
 * @param {number} [now]  milliseconds UTC
 * @returns {Settings}
 */
export function defaultSettings({ feedback, attempts_allowed, time_limit_s, attempts_count = 'best', try_penalties = [0], shuffle_questions = false }, now = Date.now()) {
  // Counted in days of the calendar: a week in which the clocks change is not 168 hours long.
  const closingDay = new Date(Date.parse(dayKey(now)) + DEFAULT_DAYS * DAY_MS).toISOString().slice(0, 10);
  return {
    opens_at: new Date(Math.floor(now / 60_000) * 60_000).toISOString(),
    closes_at: fromLocalInput(`${closingDay}T${END_OF_SCHOOL}`),
    time_limit_s,
    attempts_allowed,
    attempts_count,
    feedback,
    try_penalties,
    shuffle_questions,
  };
}

/**
 * @typedef {{class_id?: string, opens_at: string, closes_at: string, minutes: string, attempts_allowed: string, attempts_count: string, feedback: string, shuffle_questions: boolean} & import('./tries.logic.js').TriesForm} FormValues  as they stand in the fields
 */

/** @param {Settings} settings @returns {FormValues} */
export function formOf(settings) {
  return {
    opens_at: toLocalInput(settings.opens_at),
    closes_at: toLocalInput(settings.closes_at),
    minutes: settings.time_limit_s === null ? '' : String(Math.round(settings.time_limit_s / 60)),
    attempts_allowed: String(settings.attempts_allowed),
    attempts_count: settings.attempts_count,
    feedback: settings.feedback,
    ...triesForm(settings.try_penalties),
    shuffle_questions: settings.shuffle_questions,
  };
}

/**
 * What can be seen to be wrong before it is sent; `place` is the name of the field.
 * @param {FormValues} form
 * @returns {{place: string, message: string}[]}
 */
export function formProblems({ class_id, opens_at, closes_at, minutes, attempts_allowed, feedback, ...tries }) {
  const found = [];
  if (class_id === '') found.push({ place: 'class_id', message: 'Choose a class' });
  if (!opens_at) found.push({ place: 'opens_at', message: 'Choose a day and a time' });
  if (!closes_at) found.push({ place: 'closes_at', message: 'Choose a day and a time' });
  else if (opens_at && closes_at <= opens_at) found.push({ place: 'closes_at', message: 'It must close after it opens' });
  if (minutes !== '' && !(Number.isInteger(Number(minutes)) && Number(minutes) >= 1 && Number(minutes) <= 1440)) found.push({ place: 'time_limit_s', message: 'Whole minutes, from 1 to 1440, or nothing' });
  if (!(Number.isInteger(Number(attempts_allowed)) && Number(attempts_allowed) >= 1 && Number(attempts_allowed) <= 10)) found.push({ place: 'attempts_allowed', message: 'From 1 to 10' });
  // What is hidden can't be mended.
  if (feedback === 'each') found.push(...triesProblems(tries));
  return found;
}

/** @param {FormValues} form @returns {Settings} */
export function settingsOf({ opens_at, closes_at, minutes, attempts_allowed, attempts_count, feedback, shuffle_questions, ...tries }) {
  return {
    opens_at: fromLocalInput(opens_at),
    closes_at: fromLocalInput(closes_at),
    time_limit_s: minutes === '' ? null : Number(minutes) * 60,
    attempts_allowed: Number(attempts_allowed),
    attempts_count: /** @type {AttemptsCount} */ (attempts_count),
    feedback: /** @type {Settings['feedback']} */ (feedback),
    try_penalties: feedback === 'each' || !triesProblems(tries).length ? penaltiesOf(tries) : [0],
    shuffle_questions,
  };
}

/**
 * Only what is different, as PATCH takes it. A time that still reads the same in its field is not sent: an opening time holds seconds
 * that the field does not show.
 * @param {Settings} before
 * @param {Settings} after
 */
export function changesBetween(before, after) {
  /** @type {{[field: string]: unknown}} */
  const changes = {};
  for (const name of /** @type {const} */ (['opens_at', 'closes_at'])) if (toLocalInput(before[name]) !== toLocalInput(after[name])) changes[name] = after[name];
  for (const name of /** @type {const} */ (['time_limit_s', 'attempts_allowed', 'attempts_count', 'feedback'])) if (before[name] !== after[name]) changes[name] = after[name];
  if (String(before.try_penalties) !== String(after.try_penalties)) changes.try_penalties = after.try_penalties;
  return changes;
}

/** "Closes tomorrow at 15:30", "Opens Tue 24 Nov at 09:00". @param {Assignment} assignment @param {number} [now] */
export function timesInWords({ opens_at, closes_at }, now = Date.now()) {
  if (Date.parse(opens_at) > now) return `Opens ${dayAndTime(opens_at, now)}, closes ${dayAndTime(closes_at, now)}`;
  return `${Date.parse(closes_at) > now ? 'Closes' : 'Closed'} ${dayAndTime(closes_at, now)}`;
}

/** Pupils can't see their marks yet, only because nobody has said so. @param {Assignment} assignment */
export function isHeldBack({ feedback, released_at }) {
  return feedback === 'release' && released_at === null;
}

/** Pupils may sit it now, whatever is released. @param {Assignment} assignment @param {number} [now] */
export function isRunning({ opens_at, closes_at }, now = Date.now()) {
  return Date.parse(opens_at) <= now && now < Date.parse(closes_at);
}

/** How long after closing the server lets answers count that were made in time. */
const LATE_MS = 24 * 60 * 60_000;

/** Whether answers may still be on Chromebooks. @param {{opens_at: string, closes_at: string}} assignment @param {number} [now]  ms */
export function canTakeIn({ opens_at, closes_at }, now = Date.now()) {
  return Date.parse(opens_at) <= now && now < Date.parse(closes_at) + LATE_MS;
}

/**
 * Assignments by assessment, in the order they come.
 * @param {Assignment[]} assignments
 * @returns {Map<string, Assignment[]>}
 */
export function byAssessment(assignments) {
  /** @type {Map<string, Assignment[]>} */
  const found = new Map();
  for (const assignment of assignments) found.set(assignment.assessment_id, [...(found.get(assignment.assessment_id) ?? []), assignment]);
  return found;
}

/**
 * "2 pupils still have time until tomorrow at 14:00", or nothing.
 * @param {Pick<Assignment, 'later_pupils' | 'later_until'>} assignment
 * @param {number} [now]
 */
export function laterInWords({ later_pupils: pupils, later_until: until }, now = Date.now()) {
  return pupils && until ? `${plural(pupils, 'pupil')} still ${pupils === 1 ? 'has' : 'have'} time until ${dayAndTime(until, now)}` : '';
}
