/** The pupil halves of the question types that an attempt has; a page never loads the others. */

import { addStyle } from '../core/dom.js';

/** @typedef {import('../question-types/contract.js').QuestionType} QuestionType */

/** @type {Map<string, QuestionType>} */
const loaded = new Map();

/**
 * Load the types of these questions.
 * @param {readonly {type: string}[]} items
 */
export async function loadTypes(items) {
  const keys = new Set(items.map(({ type }) => type));
  await Promise.all(
    [...keys].map(async (key) => {
      const folder = new URL(`../question-types/${key}/`, import.meta.url);
      const [{ TYPE }] = await Promise.all([import(`${folder}answer.js`), addStyle(new URL('style.css', folder))]);
      loaded.set(key, TYPE);
    }),
  );
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
