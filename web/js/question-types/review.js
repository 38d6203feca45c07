import { append, h, icon } from '../core/dom.js';
import { OUTCOMES } from '../core/outcomes.js';

/** @typedef {import('../core/dom.js').Child} Child */

/** An outcome by icon and word; nothing where there is none. @param {string | null | undefined} outcome */
export function outcomeTag(outcome) {
  if (!outcome) return null;
  const { icon: name, label, tone } = OUTCOMES[outcome];
  return h('span', { class: `tag tag--${tone}` }, icon(name), label);
}

/**
 * The answer beside the right one, as every type shows it afterwards.
 * @param {HTMLElement} host
 * @param {import('./contract.js').ReviewContext} context
 * @param {(value: import('./contract.js').Response) => Child} draw
 * @param {boolean} answered
 * @param {{title: string, body: Child}} [beside]  in place of the right answer
 */
export function reviewPair(host, { response, outcome, key, others }, draw, answered, beside) {
  const right = outcome === 'right';
  append(host, [
    h(
      'dl',
      { class: 'answer-pair' },
      h(
        'div',
        { class: right ? 'is-right' : null },
        h('dt', null, others ? 'The answer' : 'Your answer', answered && outcomeTag(outcome)),
        h('dd', null, answered ? draw(response) : h('span', { class: 'muted' }, 'Not answered')),
      ),
      beside
        ? h('div', null, h('dt', null, beside.title), h('dd', null, beside.body))
        : key && !right && h('div', { class: 'is-right' }, h('dt', null, 'Right answer'), h('dd', null, draw(key))),
    ),
  ]);
}
