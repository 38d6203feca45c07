import { h } from '../core/dom.js';
import { tick } from '../core/fields.js';

/**
 * A group of tick boxes for a long list, in a box that scrolls.
 * @param {object} options
 * @param {string} options.legend
 * @param {string} options.name  of each box
 * @param {[value: string, label: string][]} options.choices
 * @param {string[]} [options.ticked]
 * @param {string} options.none  what to say when there is nothing to choose
 * @param {string} [options.hint]
 */
export function tickList({ legend, name, choices, ticked = [], none, hint }) {
  return h(
    'fieldset',
    { class: 'field' },
    h('legend', { class: 'field__label' }, legend),
    hint && h('p', { class: 'field__hint' }, hint),
    choices.length
      ? h('div', { class: 'tick-list' }, choices.map(([value, label]) => tick(label, { name, value, checked: ticked.includes(value) })))
      : h('p', { class: 'muted small' }, none),
  );
}
