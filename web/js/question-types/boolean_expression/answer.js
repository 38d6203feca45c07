import { freshId, h } from '../../core/dom.js';
import { logicProblem } from '../logic-reader.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */

/** As much as the server reads as an expression. */
const LENGTH_MAX = 300;

/** @param {Response} value */
const textOf = (value) => value?.text ?? '';
/** @param {Response} value @returns {value is {text: string}} */
const isAnswered = (value) => Boolean(textOf(value).trim());

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'boolean_expression',
  label: 'Boolean expression',
  icon: 'gate',
  empty: () => null,
  isAnswered,
  validate: (value, view) => (isAnswered(value) ? logicProblem(value.text, view.inputs, view.operators) : null),
  answer(host, { view, value, change, labelledBy }) {
    const hint = freshId('hint');
    const input = h('input', {
      class: 'input logic',
      type: 'text',
      maxlength: LENGTH_MAX,
      value: textOf(value),
      'aria-labelledby': labelledBy,
      'aria-describedby': hint,
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      oninput: () => change(input.value.trim() ? { text: input.value } : null),
    });
    /** Put a word in at the caret, with a space where it would run into another. @param {string} word */
    const insert = (word) => {
      const from = input.selectionStart ?? input.value.length;
      const to = input.selectionEnd ?? from;
      const text = `${/[\w)'\]]$/.test(input.value.slice(0, from)) && word !== ')' ? ' ' : ''}${word}${/[()]/.test(word) || /^\s/.test(input.value.slice(to)) ? '' : ' '}`;
      if (input.value.length - (to - from) + text.length > LENGTH_MAX) return;
      input.setRangeText(text, from, to, 'end');
      input.focus();
      change({ text: input.value });
    };
    const keys = [...view.inputs, ...view.operators, '(', ')'];
    const box = h(
      'div',
      { class: 'stack stack--s' },
      h('p', { class: 'question__hint', id: hint }, `Use ${[...view.inputs, ...view.operators].join(', ')} and brackets.${view.simplest ? ' Use as few operators as you can.' : ''}`),
      input,
      h('div', { class: 'logic-keys', role: 'group', 'aria-label': 'Write with buttons' }, keys.map((word) => h('button', { class: 'button', type: 'button', onclick: () => insert(word) }, word))),
    );
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
    reviewPair(host, context, (value) => h('span', { class: 'logic' }, textOf(value)), isAnswered(context.response));
  },
  toText: (value) => textOf(value).trim(),
};
