/**
 * What a sitting needs only after its first question is on the screen. It is fetched as soon as that is so, not at the first use: by then the Wi-Fi may
 * be gone, and checking answers and handing in must still work.
 */
import { addStyle } from '../core/dom.js';
import { loadedTypes } from './question-types.js';

const STYLES = ['choice', 'dialog', 'explain', 'field', 'list-row', 'select', 'textarea'];

const ASK_AGAIN_MS = 2_000;

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

/**
 * @template M
 * @param {() => Promise<M>} load
 * @returns {Promise<M>}
 */
const untilHad = (load) => load().catch(() => new Promise((resolve) => setTimeout(() => resolve(untilHad(load)), ASK_AGAIN_MS)));

/** The page on which answers are checked. */
export const reviewView = () => once('review', () => import('./review-view.js'));

/** What stands there while an attempt is being handed in. */
export const handInView = () => once('hand-in', () => import('./hand-in.js'));

/** The clock. */
export const timer = () => untilHad(() => once('timer', () => import('./timer.js')));

/** The banner that says when something is wrong with saving: asked for until it can be had, as that is when it is needed. */
export const saveBanner = () => untilHad(() => once('banner', () => import('./save-banner.js')));

/** The question which of two answers is meant. */
export const twoPlaces = () => untilHad(() => once('two-places', () => import('./two-places-view.js')));

/** What stands there while the clock stands still, and the button that stops it. */
export const pauses = () => untilHad(() => once('paused', () => import('./paused.js')));

/** What each key does. */
export const keys = () => once('keys', () => import('./keys.js'));

/** What goes on beside the questions. */
export const extras = () => untilHad(() => once('extras', () => import('./extras.js')));

/** The pupil's notes. */
export const notes = () => once('notes', () => import('./notes.js'));

/** The panel of reading tools. */
export const readingTools = () => once('tools', () => import('../core/reading-tools.js'));

/** What has the server run programs. */
export const code = () => once('code', () => import('../api/code.js'));

/** The queue asks for it by itself when it hands in; here it only comes in time. */
const submitting = () => import('./submit.js');

/** core/prefs.js asks for it by itself, when somebody chooses to see one line at a time. */
const lineFocus = () => import('../core/line-focus.js');

/** What keeps pages and answers on this device for longer. */
const offline = () => once('offline', () => import('../core/offline-pages.js'));

/**
 * Fetch all of it now.
 * @param {boolean} first  whether this device opens the attempt for the first time
 */
export function fetchLate(first) {
  for (const name of STYLES) addStyle(new URL(`../../css/components/${name}.css`, import.meta.url));
  for (const part of [reviewView, handInView, keys, submitting, notes, readingTools, lineFocus]) void part().catch(() => undefined);
  offline().then(
    ({ keepPages, keepStorage }) => {
      if (first) void keepStorage();
      void keepPages();
    },
    () => undefined,
  );
  for (const { prepare } of loadedTypes()) if (prepare) void Promise.all([code(), prepare()]).catch(() => undefined);
}
