import { announce } from './announce.js';
import { freshId, h, icon } from './dom.js';
import { preferences, setPreferences, TEXT_SIZES } from './prefs.js';

/** The panel of reading tools: text size, paper colour, spacing, dark colours. It moves the page aside and never covers the question. */

const PAPERS = /** @type {const} */ ([
  ['none', 'White'],
  ['cream', 'Cream'],
  ['peach', 'Peach'],
  ['mint', 'Mint'],
  ['blue', 'Blue'],
  ['lilac', 'Lilac'],
]);

/** @type {HTMLElement | null} */
let panel = null;

/**
 * @param {string} text
 * @param {boolean} checked
 * @param {(on: boolean) => void} change
 */
function switchRow(text, checked, change) {
  const input = h('input', { type: 'checkbox', role: 'switch', checked, onchange: () => change(input.checked) });
  return h('label', { class: 'switch' }, h('span', { class: 'switch__text' }, text), input);
}

function sizeField() {
  const id = freshId('size');
  const value = h('strong', { class: 'num', id });
  /** @param {number} by */
  const step = (by) => {
    const at = TEXT_SIZES.indexOf(TEXT_SIZES.filter((size) => size <= (preferences().text_size ?? 100)).at(-1) ?? 100);
    const size = TEXT_SIZES[Math.max(0, Math.min(TEXT_SIZES.length - 1, at + by))];
    setPreferences({ text_size: size });
    show();
    announce(`Text size ${size} percent`);
  };
  const smaller = h('button', { class: 'button', type: 'button', 'aria-label': 'Smaller text', onclick: () => step(-1) }, 'A−');
  const bigger = h('button', { class: 'button', type: 'button', 'aria-label': 'Bigger text', onclick: () => step(1) }, 'A+');
  const show = () => {
    const size = preferences().text_size ?? 100;
    value.textContent = `${size}\u202f%`;
    smaller.setAttribute('aria-disabled', String(size <= TEXT_SIZES[0]));
    bigger.setAttribute('aria-disabled', String(size >= (TEXT_SIZES.at(-1) ?? 200)));
  };
  show();
  const label = freshId('size-label');
  return h('div', { class: 'field', role: 'group', 'aria-labelledby': label }, h('span', { class: 'field__label', id: label }, 'Text size'), h('div', { class: 'cluster' }, smaller, value, bigger));
}

function paperField() {
  const name = freshId('paper');
  return h(
    'fieldset',
    { class: 'field' },
    h('legend', { class: 'field__label' }, 'Paper colour'),
    h(
      'div',
      { class: 'swatches' },
      PAPERS.map(([overlay, label]) =>
        h(
          'label',
          { class: `swatch swatch--${overlay}` },
          h('input', { type: 'radio', name, 'aria-label': label, checked: (preferences().overlay ?? 'none') === overlay, onchange: () => setPreferences({ overlay }) }),
          'Aa',
        ),
      ),
    ),
  );
}

/**
 * Open the panel, or close it when it is open. The button gets aria-expanded, and the focus back.
 * @param {HTMLElement} button
 */
export function toggleReadingTools(button) {
  if (panel) {
    close(button);
    return;
  }
  const id = freshId('tools');
  panel = h(
    'section',
    { class: 'panel', 'aria-labelledby': id, onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && close(button) },
    h(
      'div',
      { class: 'spread' },
      h('h2', { id, tabindex: '-1' }, 'Reading tools'),
      h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close reading tools', onclick: () => close(button) }, icon('x')),
    ),
    sizeField(),
    paperField(),
    h(
      'div',
      { class: 'stack stack--s' },
      switchRow('Wider spacing', preferences().spacing === 'wide', (on) => setPreferences({ spacing: on ? 'wide' : 'normal' })),
      switchRow('Dark colours', document.documentElement.dataset.theme === 'dark', (on) => setPreferences({ theme: on ? 'dark' : 'light' })),
    ),
    h('p', { class: 'muted small' }, 'We remember these for next time, on any computer in school.'),
  );
  document.body.append(panel);
  button.setAttribute('aria-expanded', 'true');
  /** @type {HTMLElement} */ (panel.querySelector('h2')).focus();
}

/** @param {HTMLElement} button */
function close(button) {
  panel?.remove();
  panel = null;
  button.setAttribute('aria-expanded', 'false');
  button.focus();
}
