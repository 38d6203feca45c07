import { h } from '../../core/dom.js';
import { field } from '../../core/fields.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */

/** As much as the server keeps of a reason. */
const LENGTH_MAX = 500;

/** @param {Response} value @returns {value is {value: boolean, reason?: string}} */
const isAnswered = (value) => typeof value?.value === 'boolean';
/** @param {Response} value */
const reasonOf = (value) => value?.reason ?? '';
/** @param {boolean} value */
const wordOf = (value) => (value ? 'True' : 'False');

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'true_false',
  label: 'True or false',
  icon: 'check-circle',
  empty: () => null,
  isAnswered,
  validate: (value) => (reasonOf(value).length > LENGTH_MAX ? `Keep your reason to ${LENGTH_MAX} letters or fewer.` : null),
  answer(host, { view, value, change, labelledBy }) {
    const inputs = [true, false].map((each) => h('input', { class: 'radio', type: 'radio', name: `${labelledBy}-value`, value: String(each), checked: value?.value === each }));
    const list = h(
      'div',
      { class: 'choice-list truths', role: 'radiogroup', 'aria-labelledby': labelledBy },
      inputs.map((input) => h('label', { class: 'choice' }, input, h('span', { class: 'choice__text' }, wordOf(input.value === 'true')))),
    );
    const reason = h('textarea', { class: 'textarea textarea--s', rows: '2', maxlength: LENGTH_MAX, value: reasonOf(value) });
    const box = h('div', { class: 'stack stack--m' }, list, view.reason_required && field('Why do you think so?', reason));
    box.addEventListener('input', () => {
      const chosen = inputs.find((input) => input.checked);
      const said = reason.value.trim() ? { reason: reason.value } : {};
      // A reason without a choice is kept, too, though it isn't an answer yet.
      change(chosen || said.reason ? { value: chosen ? chosen.value === 'true' : null, ...said } : null);
    });
    host.append(box);
    return {
      focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
      set(response) {
        for (const input of inputs) input.checked = String(response?.value) === input.value;
        // Writing the same text would move the caret under the pupil's fingers.
        if (reason.value !== reasonOf(response)) reason.value = reasonOf(response);
      },
      destroy: () => box.remove(),
    };
  },
  review(host, context) {
    const draw = (/** @type {Response} */ value) => [h('p', null, h('strong', null, wordOf(value?.value))), reasonOf(value) && h('p', null, reasonOf(value))];
    reviewPair(host, context, draw, isAnswered(context.response));
  },
  toText: (value) => (isAnswered(value) ? [wordOf(value.value), reasonOf(value).trim()].filter(Boolean).join(': ') : ''),
};
