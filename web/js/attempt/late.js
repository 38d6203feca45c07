/**
 * What a sitting needs only after its first question is on the screen. It is fetched as soon as that is so, not at the first use: by then the Wi-Fi may
 * be gone, and checking answers and handing in must still work.
 */
import { addStyle } from '../core/dom.js';
import { loadedTypes } from './question-types.js';

const STYLES = ['choice', 'dialog', 'explain', 'field', 'list-row'];

/** @type {Map<string, Promise<any>>} */
const parts = new Map();

/**
 * A module is fetched once; one that could not be had is asked for again the next time.
 * @template M
 * @param {string} name
 * @param {() => Promise<M>} load
 * @returns {Promise<M>}
 */
function once(name, load) {
  const part =
    parts.get(name) ??
    load().catch((error) => {
      parts.delete(name);
      throw error;
    });
  parts.set(name, part);
  return part;
}

/** The page on which answers are checked. */
export const reviewView = () => once('review', () => import('./review-view.js'));

/** What stands there while an attempt is being handed in. */
export const handInView = () => once('hand-in', () => import('./hand-in.js'));

/** Dialogs. */
export const dialogs = () => once('dialog', () => import('../core/dialog.js'));

/** What has the server run programs. */
export const code = () => once('code', () => import('../api/code.js'));

/** The queue asks for it by itself when it hands in; here it only comes in time. */
const submitting = () => import('./submit.js');

/** Fetch all of it now. */
export function fetchLate() {
  for (const name of STYLES) addStyle(new URL(`../../css/components/${name}.css`, import.meta.url));
  for (const part of [reviewView, handInView, dialogs, submitting]) void part().catch(() => undefined);
  for (const { prepare } of loadedTypes()) if (prepare) void Promise.all([code(), prepare()]).catch(() => undefined);
}
