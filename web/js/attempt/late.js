/**
 * What a sitting needs only after its first question is on the screen. It is fetched as soon as that is so, not at the first use: by then the Wi-Fi may
 * be gone, and checking answers and handing in must still work.
 */

const STYLES = ['dialog', 'explain', 'list-row'];

/** @type {{review: Promise<typeof import('./review-view.js')> | null, dialog: Promise<typeof import('../core/dialog.js')> | null}} */
const parts = { review: null, dialog: null };

/** The page on which answers are checked. */
export function reviewView() {
  parts.review ??= import('./review-view.js').catch(forget('review'));
  return parts.review;
}

/** Dialogs. */
export function dialogs() {
  parts.dialog ??= import('../core/dialog.js').catch(forget('dialog'));
  return parts.dialog;
}

/** Fetch all of it now. */
export function fetchLate() {
  for (const name of STYLES) addStyle(name);
  void reviewView().catch(() => undefined);
  void dialogs().catch(() => undefined);
}

/**
 * A module that could not be fetched is asked for again the next time.
 * @param {'review' | 'dialog'} part
 */
function forget(part) {
  return (/** @type {unknown} */ error) => {
    parts[part] = null;
    throw error;
  };
}

/** @param {string} name */
function addStyle(name) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(`../../css/components/${name}.css`, import.meta.url).pathname;
  document.head.append(link);
}
