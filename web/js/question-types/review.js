import { append, h, icon } from '../core/dom.js';
import { OUTCOMES } from '../core/words.js';

/**
 * The answer beside the right one, as every type shows it afterwards.
 * @param {HTMLElement} host
 * @param {import('./contract.js').ReviewContext} context
 * @param {(value: import('./contract.js').Response) => import('../core/dom.js').Child} draw
 * @param {boolean} answered
 */
export function reviewPair(host, { response, outcome, key, others }, draw, answered) {
  const shown = outcome && answered ? OUTCOMES[outcome] : null;
  const right = outcome === 'right';
  append(host, [
    h(
      'dl',
      { class: 'answer-pair' },
      h(
        'div',
        { class: right ? 'is-right' : null },
        h('dt', null, others ? 'The answer' : 'Your answer', shown && h('span', { class: `tag tag--${shown.tone}` }, icon(shown.icon), shown.label)),
        h('dd', null, answered ? draw(response) : h('span', { class: 'muted' }, 'Not answered')),
      ),
      key && !right && h('div', { class: 'is-right' }, h('dt', null, 'Right answer'), h('dd', null, draw(key))),
    ),
  ]);
}
