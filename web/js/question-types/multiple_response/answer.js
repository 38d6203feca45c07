import { h } from '../../core/dom.js';
import { choiceCards, drawOption, optionText } from '../choices.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */

/** @param {Response} value @returns {value is {choices: string[]}} */
const isAnswered = (value) => Boolean(value?.choices?.length);
/** @param {Response} value @returns {string[]} */
const chosen = (value) => value?.choices ?? [];

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'multiple_response',
  label: 'Multiple response',
  icon: 'tick-list',
  empty: () => null,
  isAnswered,
  validate: () => null,
  answer(host, { view, value, change, labelledBy, struck, strike }) {
    const hint = h('p', { class: 'question__hint' }, 'Tick every right answer. There may be more than one.');
    host.append(hint);
    const cards = choiceCards(host, {
      options: view.options,
      kind: 'checkbox',
      labelledBy,
      struck,
      strike,
      chosen: chosen(value),
      change: (ids) => change(ids.length ? { choices: ids } : null),
    });
    return {
      focus: cards.focus,
      set: (response) => cards.set(chosen(response)),
      destroy() {
        hint.remove();
        cards.destroy();
      },
    };
  },
  review(host, context) {
    const { options } = context.view;
    // In the order of the page, so that two lists can be compared line by line.
    const draw = (/** @type {Response} */ value) =>
      h(
        'ul',
        { class: 'answer-list' },
        options.filter((/** @type {any} */ { id }) => chosen(value).includes(id)).map((/** @type {any} */ { id }) => h('li', null, drawOption(options, id))),
      );
    reviewPair(host, context, draw, isAnswered(context.response));
  },
  toText: (value, view) => chosen(value).map((id) => optionText(view.options, id)).join('; '),
};
