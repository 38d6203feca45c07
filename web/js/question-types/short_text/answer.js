import { h } from '../../core/dom.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */

/** Longer than any short answer; the field stops here, so that nothing is ever cut off silently later. */
const LENGTH_MAX = 500;

/** @param {Response} value @returns {value is {text: string}} */
const isAnswered = (value) => Boolean(value?.text?.trim());
/** @param {Response} value */
const textOf = (value) => value?.text ?? '';

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'short_text',
  label: 'Short text',
  icon: 'text',
  empty: () => null,
  isAnswered,
  validate: (value) => (textOf(value).length > LENGTH_MAX ? `Keep your answer to ${LENGTH_MAX} letters or fewer.` : null),
  answer(host, { value, change, labelledBy }) {
    const input = h('input', {
      class: 'input short-text',
      type: 'text',
      maxlength: LENGTH_MAX,
      value: textOf(value),
      'aria-labelledby': labelledBy,
      autocomplete: 'off',
      autocapitalize: 'none',
      // The browser's corrections would answer questions about the spelling of key words.
      spellcheck: 'false',
      oninput: () => change(input.value.trim() ? { text: input.value } : null),
    });
    host.append(input);
    return {
      focus: () => input.focus(),
      set(response) {
        // Writing the same text would move the caret under the pupil's fingers.
        if (input.value !== textOf(response)) input.value = textOf(response);
      },
      destroy: () => input.remove(),
    };
  },
  review(host, context) {
    reviewPair(host, context, (value) => h('span', { class: 'typed' }, textOf(value)), isAnswered(context.response));
  },
  toText: (value) => textOf(value).trim(),
};
