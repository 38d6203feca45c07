import { h } from '../core/dom.js';
import { outcomeTag } from './review.js';

/** An answer of several parts (gaps, pairs): how each went, for the types that are marked part by part. */

/** @typedef {import('../core/dom.js').Child} Child */

/**
 * How a part went, as a key of OUTCOMES; null while that isn't told.
 * @param {import('./contract.js').ReviewContext} context
 * @param {string} id
 * @param {boolean} answered
 */
export function partOutcome({ outcome, parts }, id, answered) {
  if (!outcome || outcome === 'needs_marking' || outcome === 'void') return null;
  if (!answered) return 'unanswered';
  const fraction = outcome === 'right' ? 1 : parts?.find((part) => part.id === id)?.fraction;
  if (fraction === undefined) return null;
  return fraction >= 1 ? 'right' : fraction > 0 ? 'partial' : 'wrong';
}

/**
 * @param {{name: Child, answer: Child, outcome: string | null, key: Child}[]} parts  `key` where the right answer may be told
 */
export function partList(parts) {
  return h(
    'ul',
    { class: 'part-list' },
    parts.map(({ name, answer, outcome, key }) =>
      h(
        'li',
        null,
        h('div', { class: 'part-list__head' }, h('div', null, name, answer), outcomeTag(outcome)),
        key && outcome !== 'right' && h('p', { class: 'part-list__key' }, 'Right answer: ', key),
      ),
    ),
  );
}
