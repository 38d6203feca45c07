/** What the editor page works out without a page. */

/** @typedef {import('./question-form.js').Written} Written */

/**
 * The same for the same words: whether there is something to save.
 * @param {Written} written
 */
export function fingerprint({ content, objective_ids, tags }) {
  return JSON.stringify([sorted(content), [...objective_ids].sort(), [...tags].sort()]);
}

/** With the keys of every object in order, since the server keeps them in its own. @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/**
 * The buttons that a question's state calls for.
 * @param {'new' | 'draft' | 'ready' | 'retired'} status
 * @param {number} number  of its latest version
 * @param {boolean} dirty
 * @returns {{save: string | null, main: string, publishes: boolean, retire: boolean}}
 */
export function buttonsFor(status, number, dirty) {
  if (status === 'ready') return { save: null, main: dirty ? `Publish version ${number + 1}` : 'Published', publishes: false, retire: true };
  if (status === 'retired') return { save: dirty ? 'Save' : null, main: 'Bring back to the bank', publishes: true, retire: false };
  return { save: 'Save draft', main: 'Publish', publishes: true, retire: false };
}
