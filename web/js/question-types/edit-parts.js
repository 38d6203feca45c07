import { freshId, h } from '../core/dom.js';
import { selectBox } from '../core/fields.js';
import { percent } from '../core/words.js';

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A random id for an option or item: it says nothing about order or correctness. */
export function newElementId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** The fields that every type's content has. */
export function emptyContent() {
  return { stem: '', hints: [], explanation: '', difficulty: 2 };
}

/**
 * Problems of a list of texts: too few, empty, or the same twice.
 * @param {object[]} entries
 * @param {{list: string, field: string, noun: string, min: number, nameOf?: (index: number) => string, sameCase?: boolean}} words  `nameOf` as the form calls it: "option B"; `sameCase`: "A" and "a" are two
 * @returns {import('./contract-edit.js').Problem[]}
 */
export function textProblems(entries, { list, field, noun, min, nameOf = (index) => `${noun} ${index + 1}`, sameCase = false }) {
  /** @type {import('./contract-edit.js').Problem[]} */
  const found = [];
  if (entries.length < min) found.push({ place: list, message: `Add at least ${min} ${noun}s.` });
  const seen = new Set();
  entries.forEach((entry, index) => {
    const text = String(/** @type {any} */ (entry)[field] ?? '').trim();
    const place = `${list}.${index}.${field}`;
    const same = sameCase ? text : text.toLowerCase();
    if (!text) found.push({ place, message: `Write something for ${nameOf(index)}, or remove it.` });
    else if (seen.has(same)) found.push({ place, message: `This ${noun} is there twice.` });
    seen.add(same);
  });
  return found;
}

/**
 * A field with the scoring rules of a type.
 * @param {[string, string][]} rules
 * @param {string} value
 * @param {(value: string) => void} change
 */
export function scoringField(rules, value, change) {
  const id = freshId('scoring');
  const box = selectBox(rules, { id, name: 'scoring', value, onchange: (/** @type {Event} */ event) => change(valueOf(event)) }, '');
  return h('div', { class: 'field' }, h('label', { class: 'field__label', for: id }, 'How it is marked'), box);
}

/** @type {[string, string][]} */
const FRACTIONS = [
  ['1', 'Full marks'],
  ['0.5', 'Half marks'],
  ['0', 'No marks: a known wrong idea'],
];

/**
 * The choices of a select with one more when the content came from elsewhere and has a value of its own.
 * @param {[string, string][]} choices
 * @param {string} value
 * @param {string} label
 * @returns {[string, string][]}
 */
export const including = (choices, value, label) => (choices.some(([known]) => known === value) ? choices : [...choices, [value, label]]);

/** What stands in the control that an event is about. @param {Event} event */
export const valueOf = (event) => /** @type {HTMLSelectElement | HTMLInputElement} */ (event.target).value;

/**
 * What an answer is worth.
 * @param {number} fraction
 * @param {(fraction: number) => void} change
 */
export const fractionBox = (fraction, change) =>
  selectBox(including(FRACTIONS, String(fraction), percent(fraction)), { value: String(fraction), onchange: (/** @type {Event} */ event) => change(Number(valueOf(event))) }, '');

/**
 * Give the control in `box` its name in the form, and a label where it has no words of its own.
 * @param {Element} box
 * @param {string} name
 * @param {string} [label]
 */
export function nameControl(box, name, label) {
  const control = /** @type {HTMLInputElement} */ (box.matches('input') ? box : box.querySelector('select, input'));
  if (label) control.setAttribute('aria-label', label);
  control.name = name;
}

/**
 * Choose the wrong idea behind an answer, or none.
 * @param {import('../api/curriculum.js').Misconception[]} catalogue
 * @param {string | null | undefined} value  slug
 * @param {(slug: string | null) => void} change
 */
export function misconceptionBox(catalogue, value, change) {
  const known = catalogue.some(({ slug }) => slug === value);
  /** @type {Map<string, Node[]>} */
  const topics = new Map();
  for (const { slug, topic, title } of catalogue) topics.set(topic, [...(topics.get(topic) ?? []), h('option', { value: slug }, title)]);
  const box = selectBox([['', 'No particular wrong idea']], {
    onchange: (/** @type {Event} */ event) => change(valueOf(event) || null),
  });
  const select = /** @type {HTMLSelectElement} */ (box.querySelector('select'));
  select.append(...[...topics].map(([label, options]) => h('optgroup', { label }, options)));
  if (value && !known) select.append(h('option', { value }, value));
  select.value = value ?? '';
  return box;
}
