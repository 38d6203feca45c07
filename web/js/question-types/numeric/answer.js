import { freshId, h } from '../../core/dom.js';
import { numberHint } from '../number-hints.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */

/** As much as the server reads as a number. */
const LENGTH_MAX = 200;

/** A digit, a fraction sign, or the letters of a hexadecimal number: without any, it is a number in words at best. */
const HAS_DIGITS = /[\d½⅓⅔¼¾⅕-⅞]|^\W*[a-f]+\b/i;

/** @param {Response} value */
const textOf = (value) => value?.text ?? '';
/** @param {Response} value @returns {value is {text: string}} */
const isAnswered = (value) => Boolean(textOf(value).trim());

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'numeric',
  label: 'Number',
  icon: 'hash',
  empty: () => null,
  isAnswered,
  validate(value) {
    if (textOf(value).length > LENGTH_MAX) return `Keep your answer to ${LENGTH_MAX} signs or fewer.`;
    return isAnswered(value) && !HAS_DIGITS.test(textOf(value)) ? 'Write your number in digits, such as 12.' : null;
  },
  answer(host, { view, value, change, labelledBy }) {
    const words = numberHint(/** @type {any} */ (view));
    const hint = words ? h('p', { class: 'question__hint', id: freshId('hint') }, `Write ${words}.`) : null;
    const input = h('input', {
      class: 'input number-answer',
      type: 'text',
      maxlength: LENGTH_MAX,
      value: textOf(value),
      'aria-labelledby': labelledBy,
      'aria-describedby': hint?.id,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      oninput: () => change(input.value.trim() ? { text: input.value } : null),
    });
    const box = h('div', { class: 'stack stack--s' }, hint, input);
    host.append(box);
    return {
      focus: () => input.focus(),
      set(response) {
        // Writing the same text would move the caret under the pupil's fingers.
        if (input.value !== textOf(response)) input.value = textOf(response);
      },
      destroy: () => box.remove(),
    };
  },
  review(host, context) {
    reviewPair(host, context, (value) => h('span', { class: 'number-said' }, textOf(value)), isAnswered(context.response));
  },
  toText: (value) => textOf(value).trim(),
};
