/** Where in the attempt somebody is, as the address says it (#q6, #check), and what a key does. */

/** @typedef {{view: 'question', index: number} | {view: 'check'}} Place  `index` counts from 0 */

/**
 * @param {string} hash
 * @param {number} questions
 * @returns {Place | null} null for anything that isn't a place of this attempt
 */
export function placeOf(hash, questions) {
  if (hash === '#check') return { view: 'check' };
  const number = Number(/^#q([1-9]\d*)$/.exec(hash)?.[1] ?? 0);
  return number >= 1 && number <= questions ? { view: 'question', index: number - 1 } : null;
}

/** @param {Place} place */
export function hashOf(place) {
  return place.view === 'check' ? '#check' : `#q${place.index + 1}`;
}

/**
 * The place after this one: the last question is followed by the page on which answers are checked.
 * @param {Place} place
 * @param {number} questions
 * @returns {Place}
 */
export function nextPlace(place, questions) {
  return place.view === 'question' && place.index + 1 < questions ? { view: 'question', index: place.index + 1 } : { view: 'check' };
}

/**
 * @param {Place} place
 * @param {number} questions
 * @returns {Place | null} null at the first question
 */
export function previousPlace(place, questions) {
  const index = place.view === 'check' ? questions - 1 : place.index - 1;
  return index >= 0 ? { view: 'question', index } : null;
}

/**
 * What a key press asks for. F is ignored while text is being typed, and so is every key that belongs to something else.
 * @param {{key: string, code: string, altKey: boolean, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean, repeat: boolean}} press
 * @param {boolean} inText  the focus is in a text field
 * @returns {'next' | 'previous' | 'flag' | 'help' | null}
 */
export function shortcutOf({ key, code, altKey, ctrlKey, metaKey, repeat }, inText) {
  if (ctrlKey || metaKey || repeat) return null;
  // By place on the keyboard as well: with Alt some layouts and systems give another letter.
  if (altKey) return code === 'KeyN' ? 'next' : code === 'KeyP' ? 'previous' : null;
  if (inText) return null;
  if (key === 'f' || key === 'F') return 'flag';
  return key === '?' ? 'help' : null;
}
