import { freshId, h } from '../core/dom.js';
import { selectBox } from '../core/fields.js';

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
 * @param {{list: string, field: string, noun: string, min: number, nameOf?: (index: number) => string}} words  `nameOf` as the form calls it: "option B"
 * @returns {import('./contract-edit.js').Problem[]}
 */
export function textProblems(entries, { list, field, noun, min, nameOf = (index) => `${noun} ${index + 1}` }) {
  /** @type {import('./contract-edit.js').Problem[]} */
  const found = [];
  if (entries.length < min) found.push({ place: list, message: `Add at least ${min} ${noun}s.` });
  const seen = new Set();
  entries.forEach((entry, index) => {
    const text = String(/** @type {any} */ (entry)[field] ?? '').trim();
    const place = `${list}.${index}.${field}`;
    if (!text) found.push({ place, message: `Write something for ${nameOf(index)}, or remove it.` });
    else if (seen.has(text.toLowerCase())) found.push({ place, message: `This ${noun} is there twice.` });
    seen.add(text.toLowerCase());
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
  const box = selectBox(rules, { id, name: 'scoring', value, onchange: (/** @type {Event} */ event) => change(/** @type {HTMLSelectElement} */ (event.target).value) }, '');
  return h('div', { class: 'field' }, h('label', { class: 'field__label', for: id }, 'How it is marked'), box);
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
    onchange: (/** @type {Event} */ event) => change(/** @type {HTMLSelectElement} */ (event.target).value || null),
  });
  const select = /** @type {HTMLSelectElement} */ (box.querySelector('select'));
  select.append(...[...topics].map(([label, options]) => h('optgroup', { label }, options)));
  if (value && !known) select.append(h('option', { value }, value));
  select.value = value ?? '';
  return box;
}
