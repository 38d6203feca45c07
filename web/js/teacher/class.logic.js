import { ago } from '../core/dates.js';
import { listOf, plural } from '../core/words.js';

/**
 * @typedef {import('../api/classes.js').ClassRow} ClassRow
 * @typedef {import('../api/classes.js').ClassPupil} ClassPupil
 */

/** "Ms R. Okafor and Mr D. Flint", or that nobody teaches it. @param {{display_name: string}[]} teachers */
export function teachersInWords(teachers) {
  return teachers.length ? listOf(teachers.map(({ display_name: name }) => name)) : 'No teacher yet';
}

/** "28 pupils · Year 8 · Ms R. Okafor". @param {{year_group: number, teachers: {display_name: string}[]}} row @param {number} pupils */
export function classLine({ year_group: year, teachers }, pupils) {
  return `${plural(pupils, 'pupil')} · Year ${year} · ${teachersInWords(teachers)}`;
}

/** When somebody last came in, or that they never have. @param {string | null} at @param {number} [now] */
export function lastSignIn(at, now = Date.now()) {
  if (!at) return 'Not yet';
  const words = ago(at, now);
  return words[0].toUpperCase() + words.slice(1);
}

/**
 * What stands above the list when pupils can't get in; null when all can.
 * @param {Pick<ClassPupil, 'locked' | 'display_name'>[]} pupils
 * @param {string} [many]  what several of them are called
 * @returns {{title: string, text: string, action: string} | null}
 */
export function lockedWords(pupils, many = 'pupils') {
  const locked = pupils.filter(({ locked }) => locked).map(({ display_name: name }) => name);
  if (!locked.length) return null;
  return {
    title: locked.length === 1 ? `${locked[0]} is locked out.` : `${locked.length} ${many} are locked out.`,
    text: locked.length === 1 ? 'Too many wrong passwords; the lock also lifts by itself.' : `${listOf(locked)}: too many wrong passwords. The locks also lift by themselves.`,
    action: locked.length === 1 ? 'Let them in now' : `Let all ${locked.length} in now`,
  };
}

/**
 * What stands above the list while pupils have no password; null when all have one.
 * @param {Pick<ClassPupil, 'has_password'>[]} pupils
 * @returns {{title: string, text: string, action: string} | null}
 */
export function withoutPasswordWords(pupils) {
  const n = pupils.filter(({ has_password: has }) => !has).length;
  if (!n) return null;
  return { title: `${plural(n, 'pupil has', 'pupils have')} no password yet.`, text: 'Login cards make them: print the cards and hand them out.', action: 'Make login cards' };
}

/** A pupil's name to sign in with, only where it differs from the name that everybody calls them. @param {{display_name: string, sign_in_name?: string | null}} pupil */
export function unusualSignInName({ display_name: name, sign_in_name: signIn }) {
  return signIn && signIn !== name ? signIn : undefined;
}

/**
 * @param {{given_name: string, family_name: string}} values
 * @returns {{place: string, message: string}[]}
 */
export function nameProblems({ given_name: given, family_name: family }) {
  const found = [];
  if (!given) found.push({ place: 'given_name', message: 'Type a first name' });
  if (!family) found.push({ place: 'family_name', message: 'Type a last name' });
  return found;
}

/**
 * Where a pupil can go from a class.
 * @param {ClassRow[]} classes
 * @param {string} fromId
 * @returns {[value: string, label: string][]}
 */
export function otherClasses(classes, fromId) {
  return classes.filter(({ id }) => id !== fromId).map(({ id, name, year_group: year }) => [id, `${name} (Year ${year})`]);
}
