import { freshId, h, icon } from '../../core/dom.js';
import { plainText, richInline } from '../../core/rich-text.js';
import { sortable, sortableItem } from '../../core/sortable.js';
import { reviewPair } from '../review.js';

/** @typedef {import('../contract.js').Response} Response */
/** @typedef {{id: string, text: any}} Item */

/** @param {Response} value @returns {value is {order: string[]}} */
const isAnswered = (value) => Boolean(value?.order?.length);

/**
 * The items in the order of a response; untouched or unknown ones keep their place at the end.
 * @param {Item[]} items
 * @param {Response} value
 */
export function inOrder(items, value) {
  const order = value?.order ?? [];
  const placed = order.map((/** @type {string} */ id) => items.find((item) => item.id === id)).filter(Boolean);
  return [...placed, ...items.filter((item) => !order.includes(item.id))];
}

function keysHint() {
  const key = (/** @type {string} */ text) => h('kbd', { class: 'kbd' }, text);
  return h(
    'p',
    { class: 'question__hint ordering__keys' },
    h('span', null, 'Drag, tap the arrows, or use keys:'),
    h('span', null, key('Space'), ' lift and drop'),
    h('span', null, key('↑'), key('↓'), ' move'),
    h('span', null, key('Esc'), ' put back'),
  );
}

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'ordering',
  label: 'Ordering',
  icon: 'order',
  empty: () => null,
  isAnswered,
  validate: () => null,
  answer(host, { view, value, change, labelledBy }) {
    const hint = keysHint();
    hint.id = freshId('keys');
    const list = h(
      'ol',
      { class: 'sortable', 'aria-labelledby': labelledBy, 'aria-describedby': hint.id },
      inOrder(view.items, value).map((item) => sortableItem(item.id, plainText(item.text), richInline(item.text))),
    );
    const sorting = sortable(list, { onChange: () => tell() });
    // The order shown at first is nobody's answer; somebody who likes it as it is must be able to say so.
    const keep = h('button', { class: 'button ordering__keep', type: 'button', onclick: () => tell() }, icon('check'), 'Keep this order');
    const tell = () => {
      if (keep.contains(document.activeElement)) list.querySelector('button')?.focus();
      keep.hidden = true;
      change({ order: sorting.order() });
    };
    keep.hidden = isAnswered(value);
    const box = h('div', { class: 'stack stack--m' }, list, keep, hint);
    host.append(box);
    return {
      focus: () => list.querySelector('button')?.focus(),
      set(response) {
        keep.hidden = isAnswered(response);
        for (const item of inOrder(view.items, response)) {
          const row = list.querySelector(`[data-key="${item.id}"]`);
          if (row) list.append(row);
        }
        sorting.refresh();
      },
      destroy() {
        sorting.destroy();
        box.remove();
      },
    };
  },
  review(host, context) {
    const draw = (/** @type {Response} */ value) => h('ol', { class: 'answer-list' }, inOrder(context.view.items, value).map((item) => h('li', null, richInline(item.text))));
    reviewPair(host, context, draw, isAnswered(context.response));
  },
  toText: (value, view) =>
    isAnswered(value)
      ? inOrder(view.items, value)
          .map((item, index) => `${index + 1}. ${plainText(item.text)}`)
          .join('; ')
      : '',
};
