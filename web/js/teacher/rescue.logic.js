import { dayAndTime } from '../core/dates.js';
import { plural } from '../core/words.js';

/** What a teacher is told of answers that are brought by hand: before they are taken in, and after. */

/** @typedef {import('../api/assessments.js').Rescued} Rescued */

/** "7 answers · handed in today at 10:42 · Chromebook". @param {Rescued} found @param {string | number | Date} [now] */
export function factsOf({ answers, handed_in: handedIn, made_at: madeAt, device }, now = new Date()) {
  const when = handedIn === null ? `saved ${dayAndTime(madeAt, now)}, not handed in` : `handed in ${dayAndTime(handedIn, now)}`;
  return [answers ? plural(answers, 'answer') : 'No answers left to send', when, device].filter(Boolean).join(' · ');
}

/** Whether taking it in would change anything. @param {Rescued} found */
export const isNews = ({ taken, handed_in: handedIn, missing, state }) => taken > 0 || (handedIn !== null && missing === 0 && isOpen(state));

/** @param {string} state */
const isOpen = (state) => state === 'open' || state === 'paused';

/**
 * What a teacher should know besides: sentences, the ones that matter first.
 * @param {Rescued} found
 * @returns {string[]}
 */
export function notesOf({ done, signed, taken, too_late: tooLate, counts, rejected, missing }) {
  const notes = [];
  if (!signed && !done) notes.push('Without a signature: only take it in if you saw the pupil’s screen.');
  if (taken && !counts) notes.push('Results are out already, so these answers are kept and don’t count.');
  else if (tooLate) notes.push(`${plural(tooLate, 'change was', 'changes were')} made after the end and ${tooLate === 1 ? 'doesn’t' : 'don’t'} count.`);
  if (missing) notes.push(`${plural(missing, 'answer')} handed in there ${missing === 1 ? 'is' : 'are'} neither here nor in this file. The attempt stays open until ${missing === 1 ? 'it comes' : 'they come'}.`);
  for (const [message, n] of counted(rejected.map(({ message }) => message))) notes.push(`${plural(n, 'change')} not stored: ${message}`);
  return notes;
}

/** What happened, in a sentence. @param {Rescued} found */
export function outcomeOf({ taken, state }) {
  const what = taken ? `${plural(taken, 'change')} taken in` : 'Nothing was new';
  return isOpen(state) ? `${what}. The attempt is still open.` : `${what}. Handed in${state === 'marked' ? ' and marked' : ''}.`;
}

/** @param {string[]} list @returns {Map<string, number>} */
function counted(list) {
  const counts = new Map();
  for (const each of list) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}
