import { h } from '../core/dom.js';
import { richInline, richText } from '../core/rich-text.js';
import { questionType } from '../question-types/registry.js';
import { letter } from '../question-types/choices.js';
import { isKnownType } from './question-preview.js';

/** @typedef {import('../api/generators.js').Variant} Variant */

/** @param {Variant} variant */
function onPaper({ item }) {
  const options = /** @type {{text: any}[]} */ (item.options ?? []);
  return h(
    'li',
    { class: 'worksheet__item' },
    h('div', { class: 'rich' }, richText(item.stem)),
    options.length > 0 ? h('ul', { class: 'worksheet__options' }, options.map(({ text }, index) => h('li', null, h('strong', null, `${letter(index)} `), richInline(text)))) : h('p', { class: 'worksheet__line' }),
  );
}

/** @param {Variant} variant */
function answer({ type, item, key, explanation }) {
  return h('li', { class: 'worksheet__item' }, isKnownType(type) && h('strong', null, questionType(type).toText(key, item)), h('div', { class: 'rich small' }, richText(explanation)));
}

/**
 * Print questions for paper, and their answers on a page of their own; nothing else of the page.
 * @param {string} title
 * @param {readonly Variant[]} variants
 */
export function printWorksheet(title, variants) {
  const sheet = h(
    'section',
    { class: 'worksheet' },
    h('h1', null, title),
    h('p', { class: 'worksheet__name' }, h('span', null, 'Name'), h('span', null, 'Class')),
    h('ol', null, variants.map(onPaper)),
    h('div', { class: 'worksheet__answers' }, h('h1', null, `${title}: answers`), h('ol', null, variants.map(answer))),
  );
  document.body.append(sheet);
  addEventListener('afterprint', () => sheet.remove(), { once: true });
  print();
}
