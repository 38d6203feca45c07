import { savePreferences } from '../api/accounts.js';

/** How a person likes to read: kept on the server, so that it follows them, and on this device, so that first-paint.js has it at once. */

/** @typedef {import('../api/accounts.js').Preferences} Preferences */

const KEY = 'ks3.display';
const UNSENT_KEY = 'ks3.display.unsent';
const SAVE_AFTER_MS = 600;
export const TEXT_SIZES = [100, 125, 150, 175, 200];

/** @type {Preferences} */
let current = kept(KEY);
/** Who is signed in; nobody on a sign-in page. */
let owner = '';
/** What the server has not heard yet. @type {Preferences} */
let unsent = {};
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} key */
function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

/** @param {string} key @param {object} value */
function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or blocked: the server still knows.
  }
}

function apply() {
  const { theme = 'light', overlay = 'none', spacing = 'normal', text_size = 100 } = current;
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  // Sizes between the steps come from other pages' sliders or an older release: the nearest step below is safe.
  const size = TEXT_SIZES.filter((step) => step <= text_size).at(-1) ?? 100;
  Object.assign(document.documentElement.dataset, { theme: dark ? 'dark' : 'light', overlay, spacing, textSize: String(size) });
  keep(KEY, { ...current, text_size: size });
}

/** @returns {Readonly<Preferences>} */
export function preferences() {
  return current;
}

/**
 * Take what the server remembers for the person who is signed in, and what they chose here that it hasn't heard.
 * @param {{id: string, preferences: Preferences}} me
 */
export function adoptPreferences({ id, preferences: fromServer }) {
  owner = id;
  const { of, change } = kept(UNSENT_KEY);
  unsent = of === id ? change : {};
  current = { ...fromServer, ...unsent };
  apply();
  void send();
}

/** Show what this device remembers (sign-in pages). */
export function applyKeptPreferences() {
  apply();
}

/**
 * Change some preferences: seen at once, kept on this device, sent to the server a moment later.
 * @param {Preferences} change
 */
export function setPreferences(change) {
  current = { ...current, ...change };
  apply();
  document.dispatchEvent(new CustomEvent('preferences', { detail: current }));
  if (!owner) return;
  unsent = { ...unsent, ...change };
  // A page that is left at once takes its request with it, or is overtaken by the next page's question.
  keep(UNSENT_KEY, { of: owner, change: unsent });
  clearTimeout(timer);
  timer = setTimeout(send, SAVE_AFTER_MS);
}

/** Send what is not on the server yet. */
async function send() {
  const change = unsent;
  if (!Object.keys(change).length) return;
  try {
    await savePreferences(change);
  } catch {
    // Not worth a message in the middle of a lesson: it is sent with the next change or by the next page.
    return;
  }
  if (unsent === change) keep(UNSENT_KEY, (unsent = {}));
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => current.theme === 'system' && apply());
