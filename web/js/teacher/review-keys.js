import { openDialog } from '../core/dialog.js';
import { h } from '../core/dom.js';

/** The keys of a desk (reviewing, marking), what they do, and the switch that turns them off (WCAG 2.1.4). */

const KEPT = 'ks3.review-keys';

/** @type {[string, string][]} */
const HELP = [
  ['A', 'Accept the draft as it is'],
  ['E', 'Edit it, then accept'],
  ['R', 'Reject it; then 1 to 6 says why'],
  ['N', 'Another one in its place'],
  ['J', 'Next draft'],
  ['K', 'Back to the one before'],
  ['Z', 'Undo what you did last; again for what was before'],
  ['M', 'Which drafts you keep'],
  ['?', 'This list'],
];

/** Whether single keys act. */
export function keysAreOn() {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

/** @param {boolean} on */
function keep(on) {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing: the keys stay as they are until the page closes.
  }
}

/**
 * Show the keys of a desk, and the switch.
 * @param {[string, string][]} [keys]
 * @param {string} [note]
 */
export function openKeyHelp(keys = HELP, note = 'While you edit: Ctrl and Enter saves, Escape goes back.') {
  return openDialog({
    title: 'Keys',
    body: h(
      'div',
      { class: 'stack stack--m' },
      h('dl', { class: 'facts key-list' }, keys.map(([key, does]) => h('div', null, h('dt', null, h('kbd', { class: 'kbd' }, key)), h('dd', null, does)))),
      h('p', { class: 'small muted' }, note),
      h('label', { class: 'switch' }, h('span', { class: 'switch__text' }, 'Use these keys'), h('input', { type: 'checkbox', role: 'switch', checked: keysAreOn(), onchange: (/** @type {Event} */ event) => keep(/** @type {HTMLInputElement} */ (event.target).checked) })),
    ),
  });
}

/** @param {EventTarget | null} target  whether letters belong to what has the focus */
export function isTyping(target) {
  return target instanceof Element && Boolean(target.closest('textarea, select, [contenteditable], dialog, input:not([type="radio"], [type="checkbox"])'));
}
