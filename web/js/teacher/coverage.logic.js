import { plural } from '../core/words.js';

/** What the coverage page works out without a page: totals, gaps, what to order for one. */

/**
 * @typedef {import('../api/generation.js').Coverage} Coverage
 * @typedef {import('../api/generation.js').CoveredObjective} CoveredObjective
 */

/** Drafts that one press asks for: enough to choose from, few enough to review at once. */
const WANTED = 6;

/** @param {readonly number[]} counts */
export const sum = (counts) => counts.reduce((total, n) => total + n, 0);

/** An objective without a question that could be set. @param {CoveredObjective} objective */
export const isGap = ({ ready }) => sum(ready) === 0;

/** @param {Coverage} coverage */
export function totalsOf({ items }) {
  const objectives = items.flatMap((topic) => topic.objectives);
  return { objectives: objectives.length, covered: objectives.filter((one) => !isGap(one)).length, gaps: objectives.filter(isGap).length, ready: sum(objectives.map(({ ready }) => sum(ready))), waiting: sum(objectives.map(({ waiting }) => sum(waiting))) };
}

/** "3 of 14 objectives have a question that is ready". @param {Coverage} coverage */
export function summaryOf(coverage) {
  const { objectives, covered, waiting } = totalsOf(coverage);
  const drafts = waiting ? ` ${plural(waiting, 'draft')} ${waiting === 1 ? 'waits' : 'wait'} for your review.` : '';
  return `${covered} of ${plural(objectives, 'objective')} ${covered === 1 ? 'has' : 'have'} a question that is ready.${drafts}`;
}

/** What an objective has, in words. @param {CoveredObjective} objective */
export function wordsOf({ ready, waiting }) {
  const parts = [sum(ready) ? `${sum(ready)} ready` : 'No question yet', sum(waiting) ? `${plural(sum(waiting), 'draft')} to review` : ''];
  return parts.filter(Boolean).join(' · ');
}

/** For screen readers: "Ready: 2 of level 1, 1 of level 4". @param {readonly number[]} ready */
export function levelWords(ready) {
  const parts = ready.flatMap((n, index) => (n ? [`${n} of level ${index + 1}`] : []));
  return parts.length ? `Ready: ${parts.join(', ')}` : 'None ready at any level';
}

/**
 * What to ask of the makers that fit an objective: together enough, of every level in turn.
 * @param {CoveredObjective} objective
 */
export function orderFor({ id, makers }) {
  const count = Math.max(1, Math.ceil(WANTED / makers.length));
  return { makers: makers.map(({ key }) => ({ key, count })), objective_ids: [id] };
}
