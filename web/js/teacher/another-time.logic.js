import { dayKey } from '../core/dates.js';
import { fromLocalInput, toLocalInput } from '../core/local-input.js';

/** Another time for pupils who were absent: who may need one, what the form begins with, what takes it back. */

/**
 * @typedef {import('../api/assessments.js').Assignment} Assignment
 * @typedef {import('../api/results.js').ClassResults['pupils'][number]} Pupil
 * @typedef {import('../api/assessments.js').PupilWindow} PupilWindow
 * @typedef {{opens_at: string, closes_at: string}} Times
 */

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** As long as the class has it, which may have been closed early: an hour and the time limit at least. @param {Assignment} assignment */
function length({ opens_at, closes_at, time_limit_s: limit }) {
  return Math.max(Date.parse(closes_at) - Date.parse(opens_at), (limit ?? 0) * 1000, HOUR_MS);
}

/** A pupil who can be given another time: in the class, with an attempt left or open. @param {Pupil} pupil @param {Assignment} assignment */
export function canHaveTime(pupil, { attempts_allowed: allowed }) {
  return !pupil.left && (pupil.state === 'open' || pupil.attempts < allowed);
}

/** A pupil whose own time isn't over, and who may still sit it in it. @param {Pupil} pupil @param {Assignment} assignment @param {number} [now] */
export function hasTimeLeft(pupil, assignment, now = Date.now()) {
  return pupil.window !== null && Date.parse(pupil.window.closes_at) > now && canHaveTime(pupil, assignment);
}

/** When a pupil may sit it: their own time, or the class's. @param {Pupil} pupil @param {Assignment} assignment @returns {Times} */
export function timesOf(pupil, { opens_at, closes_at }) {
  return pupil.window ?? { opens_at, closes_at };
}

/** From now on, to the minute as the fields show it. @param {Assignment} assignment @param {number} [now] @returns {Times} */
export function fromNow(assignment, now = Date.now()) {
  const from = Math.floor(now / 60_000) * 60_000;
  return { opens_at: new Date(from).toISOString(), closes_at: new Date(from + length(assignment)).toISOString() };
}

/** Tomorrow at the time of day at which the class began. @param {Assignment} assignment @param {number} [now] @returns {Times} */
export function tomorrow(assignment, now = Date.now()) {
  // By the calendar: the day on which the clocks change is not 24 hours long.
  const day = new Date(Date.parse(dayKey(now)) + DAY_MS).toISOString().slice(0, 10);
  const from = fromLocalInput(`${day}T${toLocalInput(assignment.opens_at).slice(11)}`);
  return { opens_at: from, closes_at: new Date(Date.parse(from) + length(assignment)).toISOString() };
}

/**
 * What can be seen to be wrong before it is sent.
 * @param {{opens_at: string, closes_at: string, pupils: string[]}} form  as it stands in the fields
 * @param {number} [now]
 */
export function timeProblems({ opens_at, closes_at, pupils }, now = Date.now()) {
  const found = [];
  if (!pupils.length) found.push({ place: 'pupils', message: 'Tick at least one pupil' });
  if (!opens_at) found.push({ place: 'opens_at', message: 'Choose a day and a time' });
  if (!closes_at) found.push({ place: 'closes_at', message: 'Choose a day and a time' });
  else if (opens_at && closes_at <= opens_at) found.push({ place: 'closes_at', message: 'It must close after it opens' });
  else if (Date.parse(fromLocalInput(closes_at)) <= now) found.push({ place: 'closes_at', message: 'This time is over already' });
  return found;
}

/** What puts these pupils' times back to what they are now. @param {Pupil[]} pupils @param {string[]} ids @returns {PupilWindow[]} */
export function asTheyAre(pupils, ids) {
  return pupils.filter(({ id }) => ids.includes(id)).map(({ id, window }) => ({ pupil_id: id, window }));
}
