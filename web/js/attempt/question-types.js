/** The pupil halves of the question types that an attempt has; a page never loads the others. */

import { addStyle } from '../core/dom.js';

/** @typedef {import('../question-types/contract.js').QuestionType} QuestionType */

/** @type {Map<string, QuestionType>} */
const loaded = new Map();
/** @type {Map<string, Promise<unknown>>} */
const loading = new Map();

/**
 * Load the types of these questions, each once; one that could not be had is asked for again the next time.
 * @param {readonly {type: string}[]} items
 */
export async function loadTypes(items) {
  const keys = new Set(items.map(({ type }) => type));
  await Promise.all([...keys].map(once));
}

/** @param {string} key */
function once(key) {
  const type =
    loading.get(key) ??
    load(key).catch((error) => {
      loading.delete(key);
      throw error;
    });
  loading.set(key, type);
  return type;
}

/** @param {string} key */
async function load(key) {
  // What the type imports is named in the page: asked for when the type has come, it would cost another trip.
  const imported = /** @type {HTMLTemplateElement | null} */ (document.querySelector('[data-imports]'));
  for (const link of imported?.content.querySelectorAll(`[data-of~="${key}"]`) ?? []) document.head.append(link);
  const folder = new URL(`../question-types/${key}/`, import.meta.url);
  const [{ TYPE }] = await Promise.all([import(`${folder}answer.js`), addStyle(new URL('style.css', folder))]);
  loaded.set(key, TYPE);
}

/** The types that were loaded. */
export const loadedTypes = () => [...loaded.values()];

/**
 * @param {string} key  of a type that `loadTypes` has loaded
 * @returns {QuestionType}
 */
export function questionType(key) {
  const type = loaded.get(key);
  if (!type) throw new Error(`Type ${key} is not loaded`);
  return type;
}
