import { choiceCards, drawOption, optionText } from '../choices.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */

/** @param {Response} value @returns {value is {choice: string}} */
const isAnswered = (value) => Boolean(value?.choice);

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'multiple_choice',
  label: 'Multiple choice',
  icon: 'choice',
  empty: () => null,
  isAnswered,
  validate: () => null,
  answer(host, { view, value, change, labelledBy, struck, strike }) {
    const chosen = (/** @type {Response} */ response) => (isAnswered(response) ? [response.choice] : []);
    const cards = choiceCards(host, {
      options: view.options,
      kind: 'radio',
      labelledBy,
      struck,
      strike,
      chosen: chosen(value),
      change: ([id]) => change(id ? { choice: id } : null),
    });
    return { ...cards, set: (response) => cards.set(chosen(response)) };
  },
  review(host, context) {
    reviewPair(host, context, (value) => drawOption(context.view.options, value?.choice), isAnswered(context.response));
  },
  toText: (value, view) => (isAnswered(value) ? optionText(view.options, value.choice) : ''),
};
