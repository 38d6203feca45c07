import { plural } from '../core/words.js';

/**
 * @typedef {{id: string, display_name: string, has_password: boolean}} Pupil
 * @typedef {import('../api/classes.js').CardSheet} CardSheet
 */

/**
 * Lists of at most so many: a sheet each.
 * @template T
 * @param {T[]} items
 * @param {number} size
 * @returns {T[][]}
 */
export function inSheets(items, size) {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** Who is ticked at first: those who can't sign in yet. @param {Pupil[]} pupils */
export function tickedAtFirst(pupils) {
  return pupils.filter(({ has_password: has }) => !has).map(({ id }) => id);
}

/** @param {number} n */
export function makeLabel(n) {
  return n ? `Make ${plural(n, 'card')}` : 'Tick who needs a card';
}

/**
 * What is asked before passwords that work stop working; null when nobody ticked has one.
 * @param {Pupil[]} ticked
 * @returns {{title: string, body: string, action: string} | null}
 */
export function warning(ticked) {
  const losing = ticked.filter(({ has_password: has }) => has);
  if (!losing.length) return null;
  const one = losing.length === 1;
  return {
    title: `New ${one ? 'password' : 'passwords'} for ${one ? losing[0].display_name : plural(losing.length, 'pupil')}?`,
    body: `A card can only be made with a new password. ${one ? 'The old one stops' : 'The old ones stop'} working now, and ${one ? 'this pupil is' : 'these pupils are'} signed out everywhere. This can’t be undone. Answers that they have saved stay.`,
    action: makeLabel(ticked.length),
  };
}

/** The cards as slips, for a file. @param {CardSheet[]} sheets @returns {import('./passwords.logic.js').Slip[]} */
export function slipsOf(sheets) {
  return sheets.flatMap(({ class_name: className, class_code: classCode, items }) => items.map(({ name, sign_in_name: signInName, password }) => ({ name, signInName, className, classCode, password })));
}
