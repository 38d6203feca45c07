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
/** The window onto one line, once it was wanted. @type {Promise<typeof import('./line-focus.js')> | undefined} */
let lineFocus;

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
  const { theme = 'light', overlay = 'none', spacing = 'normal', line_spacing = 'normal', font = 'atkinson', text_size = 100, stop_movement, line_focus } = current;
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  // Sizes between the steps come from other pages' sliders or an older release: the nearest step below is safe.
  const size = TEXT_SIZES.filter((step) => step <= text_size).at(-1) ?? 100;
  const shown = { theme: dark ? 'dark' : 'light', overlay, spacing, lineSpacing: line_spacing, font, textSize: String(size), motion: stop_movement ? 'stop' : 'full' };
  Object.assign(document.documentElement.dataset, shown);
  keep(KEY, { ...current, text_size: size });
  // Only those who want it load it; without Wi-Fi it waits for the next page.
  if (line_focus || lineFocus) (lineFocus ??= import('./line-focus.js')).then(({ setLineFocus }) => setLineFocus(Boolean(current.line_focus)), () => (lineFocus = undefined));
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
