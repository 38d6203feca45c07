import { h } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { answerSpace, keyLine } from './paper.js';

/** @typedef {import('../api/generators.js').Variant} Variant */

const numbered = (/** @type {import('../core/dom.js').Child[]} */ ...parts) => h('li', { class: 'worksheet__item' }, h('div', { class: 'paper__question' }, parts));

/** @param {Variant} variant */
const question = ({ type, item }) => numbered(h('div', { class: 'rich' }, richText(item.stem)), answerSpace(type, item));

/** @param {Variant} variant */
const answer = ({ type, item, key, explanation }) => numbered(keyLine({ type, view: item, key }), h('div', { class: 'rich paper__why' }, richText(explanation)));

/**
 * Print questions for paper, and their answers on a page of their own; nothing else of the page.
 * @param {string} title
 * @param {readonly Variant[]} variants
 */
export function printWorksheet(title, variants) {
  const sheet = h(
    'section',
    { class: 'paper worksheet' },
    h('h1', null, title),
    h('p', { class: 'worksheet__name' }, h('span', null, 'Name'), h('span', null, 'Class')),
    h('ol', null, variants.map(question)),
    h('div', { class: 'worksheet__answers' }, h('h1', null, `${title}: answers`), h('ol', null, variants.map(answer))),
  );
  document.body.append(sheet);
  addEventListener('afterprint', () => sheet.remove(), { once: true });
  print();
}
