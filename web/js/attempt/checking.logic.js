import { plural } from '../core/words.js';

/** What tries at a question cost, in words. `costs`: percent of the question's marks, by try. */

/** @param {number} cost */
const priced = (cost) => (cost ? `costs ${cost}\u202f% of the marks` : 'costs nothing');

/**
 * Below the button, before a check: what it means to press it.
 * @param {number[]} costs
 * @param {number} used  tries so far
 * @param {boolean} told  what the last check said stands above
 */
export function tryHint(costs, used, told) {
  if (costs.length === 1) return 'Checking fixes your answer to this question.';
  if (told) return 'Change your answer, then check it again.';
  if (!used) return `You have ${plural(costs.length, 'try', 'tries')}. The first ${priced(0)}.`;
  return `This is try ${used + 1} of ${costs.length}. It ${priced(costs[used])}.`;
}

/**
 * After a check that wasn't right, while there is another try.
 * @param {number[]} costs
 * @param {number} used
 */
export function triesLeft(costs, used) {
  const left = Math.max(1, costs.length - used);
  return `You have ${plural(left, 'try', 'tries')} left (the ${left === 1 ? 'last' : 'next'} ${priced(costs[used] ?? costs[costs.length - 1])}).`;
}

/**
 * After the last check.
 * @param {{outcome: string, used: number, cost: number}} checked
 * @param {string} score  "1.6 out of 2 marks"
 */
export function resultWords({ outcome, used, cost }, score) {
  const because = outcome !== 'right' && used > 1 ? ' Your best try counts.' : cost ? ` This try ${priced(cost).replace('costs', 'cost')}.` : '';
  return ` ${score}.${because}`;
}
