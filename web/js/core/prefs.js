import { savePreferences } from '../api/accounts.js';

/** How a person likes to read: kept on the server, so that it follows them, and on this device, so that first-paint.js has it at once. */

/** @typedef {import('../api/accounts.js').Preferences} Preferences */

const KEY = 'ks3.display';
const SAVE_AFTER_MS = 600;
export const TEXT_SIZES = [100, 125, 150, 175, 200];

/** @type {Preferences} */
let current = readKept();
let signedIn = false;
/** @type {Preferences} */
let unsaved = {};
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @returns {Preferences} */
function readKept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

function apply() {
  const { theme = 'light', overlay = 'none', spacing = 'normal', text_size = 100 } = current;
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  // Sizes between the steps come from other pages' sliders or an older release: the nearest step below is safe.
  const size = TEXT_SIZES.filter((step) => step <= text_size).at(-1) ?? 100;
  Object.assign(document.documentElement.dataset, { theme: dark ? 'dark' : 'light', overlay, spacing, textSize: String(size) });
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...current, text_size: size }));
  } catch {
    // Storage is full or blocked: the server still knows.
  }
}

/** @returns {Readonly<Preferences>} */
export function preferences() {
  return current;
}

/**
 * Take what the server remembers for the person who is signed in.
 * @param {Preferences} fromServer
 */
export function adoptPreferences(fromServer) {
  signedIn = true;
  current = { ...fromServer };
  apply();
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
  if (!signedIn) return;
  unsaved = { ...unsaved, ...change };
  clearTimeout(timer);
  timer = setTimeout(send, SAVE_AFTER_MS);
}

/** Send what is not on the server yet; the request outlives the page. */
async function send() {
  clearTimeout(timer);
  const change = unsaved;
  if (!Object.keys(change).length) return;
  unsaved = {};
  try {
    await savePreferences(change);
  } catch {
    // Not worth a message in the middle of a lesson: keep it for the next change or the next visit.
    unsaved = { ...change, ...unsaved };
  }
}

// The next page takes what the server says, so it must have heard the last change by then.
addEventListener('pagehide', () => void send());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => current.theme === 'system' && apply());
