import { dayAndTime, timeOf } from '../core/dates.js';
import { plural } from '../core/words.js';
import { laterInWords } from './assignment.logic.js';

/**
 * @typedef {import('../api/results.js').AssignmentProgress} AssignmentProgress
 * @typedef {import('../api/results.js').Dashboard} Dashboard
 * @typedef {Dashboard['needs'][number]} Need
 */

const NOON = 12;
const EVENING = 17;

/**
 * "Good morning, Ms Okafor": by the clock of the school, and as a colleague says it.
 * @param {string} displayName  "Ms R. Okafor"
 * @param {number} [now]  milliseconds UTC
 */
export function greeting(displayName, now = Date.now()) {
  const hour = Number(timeOf(now).slice(0, 2));
  const part = hour < NOON ? 'morning' : hour < EVENING ? 'afternoon' : 'evening';
  return `Good ${part}, ${displayName.replace(/^(\S+) \S\. /, '$1 ')}`;
}

/** How each kind of need looks and what its button says. @type {{[kind: string]: {icon: string, tone: string, action: string}}} */
const NEEDS = {
  to_mark: { icon: 'edit', tone: 'sun', action: 'Mark' },
  locked_out: { icon: 'lock', tone: 'warn', action: 'Let them in' },
  release: { icon: 'eye', tone: 'tint', action: 'Look and release' },
  review_drafts: { icon: 'wand', tone: 'tint', action: 'Review' },
  failed_upload: { icon: 'warn', tone: 'warn', action: 'See why' },
  unfinished_upload: { icon: 'upload', tone: 'tint', action: 'See it' },
};

/** @param {Need} need */
export function needLook({ kind }) {
  return NEEDS[kind] ?? { icon: 'bell', tone: 'tint', action: 'See it' };
}

/** What waits for the teacher. What is merely open waits for pupils, and has a list of its own. @param {Need[]} needs */
export function waiting(needs) {
  return needs.filter(({ kind }) => kind !== 'open_now');
}

/**
 * Under the name of something open: who has begun, when it closes, and who has time after that.
 * @param {AssignmentProgress} assignment
 * @param {number} [now]
 */
export function openWords(assignment, now = Date.now()) {
  const { started, handed_in: handedIn, pupils, closes_at: closesAt } = assignment;
  const working = (started ?? 0) - (handedIn ?? 0);
  const parts = [];
  if (pupils > 0 && handedIn === pupils) parts.push('Everyone has handed in');
  else if (working > 0) parts.push(`${working} working`);
  else if (!started) parts.push('Nobody has started');
  parts.push(`closes ${dayAndTime(closesAt, now)}`);
  const later = laterInWords(assignment, now);
  if (later) parts.push(later);
  const words = parts.join(' · ');
  return words[0].toUpperCase() + words.slice(1);
}

/** Somebody sits it now. @param {AssignmentProgress} assignment */
export const atWork = ({ started, handed_in: handedIn }) => (started ?? 0) > (handedIn ?? 0);

/** "23 of 28 handed in". @param {AssignmentProgress} assignment */
export function handedInWords({ handed_in: handedIn, pupils }) {
  return pupils ? `${handedIn ?? 0} of ${pupils} handed in` : 'No pupils in this class';
}

/**
 * How a new teacher stands: what there is to do first.
 * @param {Dashboard} dashboard
 * @param {boolean} anyAssessment
 * @returns {'no_classes' | 'no_assessments' | null}
 */
export function firstDay({ classes, open, recent }, anyAssessment) {
  if (!classes.length) return 'no_classes';
  return open.length || recent.length || anyAssessment ? null : 'no_assessments';
}

/** The first letters and digits of a class name, for its round sign: "8B Computing" → "8B". @param {string} name */
export function classSign(name) {
  return name.split(/\s+/)[0].slice(0, 3);
}

/** The tint of the nth sign in a list. @param {number} index */
export function signTint(index) {
  return ['', ' avatar--b', ' avatar--c', ' avatar--d'][index % 4];
}

/** "27 pupils · Year 8". @param {{pupils: number, year_group: number}} row */
export function classFacts({ pupils, year_group: year }) {
  return `${plural(pupils, 'pupil')} · Year ${year}`;
}
