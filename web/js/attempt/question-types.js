/** The pupil halves of the question types that an attempt has; a page never loads the others. */

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
      if (!/^[a-z_]+$/.test(key)) throw new Error('Not a question type');
      /** @type {{TYPE: QuestionType}} */
      const { TYPE } = await import(`../question-types/${key}/answer.js`);
      loaded.set(key, TYPE);
    }),
  );
}

/**
 * @param {string} key  of a type that `loadTypes` has loaded
 * @returns {QuestionType}
 */
export function questionType(key) {
  const type = loaded.get(key);
  if (!type) throw new Error(`Questions of type ${key} are not loaded`);
  return type;
}
