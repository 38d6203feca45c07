/** @typedef {import('../api/marking.js').AnswerGroup} AnswerGroup */
/** @typedef {import('../api/marking.js').GuideLine} GuideLine */
/** @typedef {import('../api/marking.js').Given} Given */

/** @param {AnswerGroup} group */
export const isWaiting = (group) => group.score === null;

/** Pupils whose answers wait, and all. @param {AnswerGroup[]} groups */
export function progressOf(groups) {
  /** @param {AnswerGroup[]} some */
  const pupils = (some) => some.reduce((sum, { attempts }) => sum + attempts.length, 0);
  return { waiting: pupils(groups.filter(isWaiting)), all: pupils(groups) };
}

/** The next that waits after `at`, from the start again at the end; -1 where none does. @param {AnswerGroup[]} groups @param {number} at */
export function nextWaiting(groups, at) {
  const after = groups.findIndex((group, index) => index > at && isWaiting(group));
  return after >= 0 ? after : groups.findIndex(isWaiting);
}

/** Where near-same answers still wait. @param {AnswerGroup[]} groups @param {number} at @returns {number[]} */
export const similarWaiting = (groups, at) =>
  groups.flatMap((group, index) => (index !== at && group.cluster === groups[at]?.cluster && isWaiting(group) ? [index] : []));

/**
 * What the ticked lines are worth, on the scale of the question's marks.
 * @param {GuideLine[]} lines
 * @param {string[]} ticked
 * @param {number} most
 */
export function scoreOf(lines, ticked, most) {
  const all = lines.reduce((sum, { marks }) => sum + marks, 0);
  const held = lines.filter(({ id }) => ticked.includes(id)).reduce((sum, { marks }) => sum + marks, 0);
  return all ? Math.round((held / all) * most * 100) / 100 : 0;
}

/** The marks that have a button: whole ones up to 9, and all of them. @param {number} most @returns {number[]} */
export function scoreButtons(most) {
  const whole = Array.from({ length: Math.min(9, Math.floor(most)) + 1 }, (_, score) => score);
  return whole.includes(most) ? whole : [...whole, most];
}

/** Whether each whole mark has a button. @param {number} most */
export const hasEveryButton = (most) => scoreButtons(most).length > Math.floor(most);

/** @typedef {{does: 'mark', score: number} | {does: 'tick', line: number} | {does: 'next' | 'back' | 'comment' | 'undo' | 'similar' | 'give' | 'help'}} MarkingCommand */

/** @type {{[key: string]: 'next' | 'back' | 'comment' | 'undo' | 'similar' | 'help'}} */
const KEYS = { j: 'next', k: 'back', c: 'comment', z: 'undo', a: 'similar', '?': 'help' };

/**
 * What a key does; held down, only walking goes on.
 * @param {{key: string, code: string, shiftKey: boolean, ctrlKey: boolean, altKey: boolean, metaKey: boolean, repeat: boolean}} event
 * @returns {MarkingCommand | null}
 */
export function commandOf({ key, code, shiftKey, ctrlKey, altKey, metaKey, repeat }) {
  if (ctrlKey || altKey || metaKey) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit && !repeat) return shiftKey && digit !== '0' ? { does: 'tick', line: Number(digit) - 1 } : { does: 'mark', score: Number(digit) };
  const does = KEYS[key.toLowerCase()];
  if (!does || (repeat && does !== 'next' && does !== 'back')) return null;
  return { does };
}

/** @type {[string, string][]} */
export const MARKING_KEYS = [
  ['0 to 9', 'Give this mark, and go on to the next that waits'],
  ['Shift and 1 to 9', 'Tick what the answer holds; Enter then gives the marks'],
  ['C', 'Comment: from your bank, or a new one'],
  ['A', 'The same mark for similar answers'],
  ['Z', 'Undo what you did last; again for what was before'],
  ['J', 'Next answer'],
  ['K', 'Back to the one before'],
  ['?', 'This list'],
];
