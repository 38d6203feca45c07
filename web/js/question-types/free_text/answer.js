import { freshId, h } from '../../core/dom.js';
import { plural } from '../../core/words.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */

/** As much as the server keeps: the field stops here, so that nothing is ever cut off silently later. */
const LENGTH_MAX = 2000;

/** @param {Response} value */
const textOf = (value) => value?.text ?? '';
/** @param {Response} value */
const isAnswered = (value) => Boolean(textOf(value).trim());

/** How many words are asked for. @param {{least: number | null, most: number | null} | null} range */
function asked(range) {
  const { least, most } = range ?? {};
  if (least && most) return `Write ${least} to ${most} words.`;
  if (least) return `Write at least ${plural(least, 'word')}.`;
  return most ? `Write up to ${plural(most, 'word')}.` : 'Write in your own words.';
}

/** @param {string} text */
const written = (text) => `${plural(text.split(/\s+/).filter(Boolean).length, 'word')} so far`;

/** @param {Response} value */
const said = (value) => h('div', { class: 'written' }, textOf(value));

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'free_text',
  label: 'Free text',
  icon: 'message',
  empty: () => null,
  isAnswered,
  validate: (value) => (textOf(value).length > LENGTH_MAX ? `Keep your answer to ${LENGTH_MAX} characters or fewer.` : null),
  answer(host, { view, value, change, labelledBy }) {
    const hint = freshId('hint');
    const count = h('span', null, written(textOf(value)));
    const area = h('textarea', {
      class: 'input free-text',
      rows: 7,
      maxlength: LENGTH_MAX,
      'aria-labelledby': labelledBy,
      'aria-describedby': hint,
      oninput() {
        count.textContent = written(area.value);
        change(area.value.trim() ? { text: area.value } : null);
      },
    });
    area.value = textOf(value);
    const box = h('div', { class: 'stack stack--s' }, area, h('p', { class: 'question__hint', id: hint }, asked(view.word_range), ' ', count));
    host.append(box);
    return {
      focus: () => area.focus(),
      set(response) {
        // Writing the same text would move the caret under the pupil's fingers.
        if (area.value !== textOf(response)) area.value = textOf(response);
        count.textContent = written(area.value);
      },
      destroy: () => box.remove(),
    };
  },
  review(host, context) {
    const model = isAnswered(context.key ?? null) ? { title: 'A model answer', body: said(context.key ?? null) } : undefined;
    reviewPair(host, { ...context, key: null }, said, isAnswered(context.response), model);
  },
  toText: (value) => textOf(value).trim(),
};
