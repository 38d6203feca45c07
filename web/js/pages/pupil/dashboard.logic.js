import { dayAndTime, dayKey, duration, shortDate, timeOf } from '../../core/dates.js';
import { plural } from '../../core/words.js';

/** @typedef {import('../../api/attempts.js').Sit} Sit */

/** @type {[RegExp, string][]} */
const PICTURES = [
  [/binary|denary|hex|number|data/i, 'badge-binary'],
  [/network|internet|web|online|safe/i, 'badge-network'],
  [/python|program|loop|code|algorithm|scratch/i, 'badge-code'],
];

/** A picture that fits the title. @param {string} title */
export function pictureFor(title) {
  return PICTURES.find(([words]) => words.test(title))?.[1] ?? 'badge-chip';
}

/**
 * "Open until 10:15 today", "Open until Tue 24 Nov at 09:00".
 * @param {string} closesAt
 * @param {number} [now]
 */
export function openUntil(closesAt, now = Date.now()) {
  return dayKey(closesAt) === dayKey(now) ? `Open until ${timeOf(closesAt)} today` : `Open until ${dayAndTime(closesAt, now)}`;
}

/**
 * What the button of a task says: nothing to lose by pressing it, and no surprise after.
 * @param {Sit} sit
 * @returns {'Start' | 'Carry on' | 'Try again'}
 */
export function actionOf({ attempt, attempts_used: used }) {
  if (attempt?.state === 'open') return 'Carry on';
  return used > 0 ? 'Try again' : 'Start';
}

/** Where the button goes. @param {Sit} sit */
export function addressOf({ attempt, assignment_id: assignment }) {
  return attempt?.state === 'open' ? `/pupil/assessment?attempt=${encodeURIComponent(attempt.id)}` : `/pupil/assessment?assignment=${encodeURIComponent(assignment)}`;
}

/** Which go counts, of several. @type {{[rule in Sit['attempts_count']]: string}} */
const COUNTS = { best: 'your best one counts', last: 'your last one counts', first: 'your first one counts', mean: 'the mean of all counts' };

/**
 * The facts below a task's title, with their icons.
 * @param {Sit} sit
 * @param {number} [now]
 * @returns {{icon: string, text: string}[]}
 */
export function factsOf(sit, now = Date.now()) {
  const facts = [{ icon: 'tick-list', text: plural(sit.questions, 'question') }];
  if (sit.attempt?.state === 'open') facts[0].text = `${sit.attempt.answered} of ${plural(sit.questions, 'question')} answered`;
  if (sit.time_limit_s) {
    const ends = sit.attempt?.state === 'open' ? sit.attempt.ends_at : null;
    facts.push({ icon: 'clock', text: ends ? `Your time ends at ${timeOf(ends)}` : duration(sit.time_limit_s) });
  } else facts.push({ icon: 'clock', text: 'No time limit' });
  // Who goes on in extra time is not told when it closed.
  if (Date.parse(sit.closes_at) > now) facts.push({ icon: 'calendar', text: `${openUntil(sit.closes_at, now)}${sit.own_times ? ', just for you' : ''}` });
  const left = sit.attempts_allowed - sit.attempts_used;
  if (actionOf(sit) === 'Try again') facts.push({ icon: 'reset', text: `${plural(left, 'more go', 'more goes')}: ${COUNTS[sit.attempts_count]}` });
  return facts;
}

/**
 * What to say of something that is over.
 * @param {Sit} sit
 * @returns {{text: string, icon: string, next: boolean, attempt: string | null}}  `attempt` when there is a result to look at
 */
export function finishedWords({ result, result_state: state, attempt, attempts_used: used, teacher, closes_at: closesAt }) {
  if (state === 'ready' && result && !result.marks_max) return { text: 'Handed in. It has no marks yet.', icon: 'clock', next: false, attempt: result.attempt_id };
  if (state === 'ready' && result) return { text: `You got ${result.score} of ${plural(result.marks_max, 'mark')}${result.mean_of > 1 ? `, the mean of your ${result.mean_of} goes` : ''}.${result.changed_at ? ` Marks were changed on ${shortDate(result.changed_at)}.` : ''}`, icon: 'check', next: false, attempt: result.attempt_id };
  if (attempt || used > 0) return { text: `Handed in. ${teacher} will tell you when you can see your results.`, icon: 'clock', next: true, attempt: null };
  return { text: `Closed ${dayAndTime(closesAt)}. If you missed it, talk to ${teacher}.`, icon: 'calendar', next: true, attempt: null };
}
