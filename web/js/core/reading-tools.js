import { announce } from './announce.js';
import { addStyle, freshId, h } from './dom.js';
import { field, selectBox } from './fields.js';
import { togglePanel } from './panel.js';
import { preferences, setPreferences, TEXT_SIZES } from './prefs.js';

/** The panel of reading tools: how the page looks, one line at a time, and being read to. Remembered for the person. */

const PAPERS = /** @type {const} */ ([
  ['none', 'White'],
  ['cream', 'Cream'],
  ['peach', 'Peach'],
  ['mint', 'Mint'],
  ['blue', 'Blue'],
  ['lilac', 'Lilac'],
]);

/** The first is what everybody begins with; the others are a matter of taste, as no letters were found to be read faster. @type {[string, string][]} */
const LETTERS = [
  ['atkinson', 'Atkinson (easy to read)'],
  ['lexend', 'Lexend'],
  ['opendyslexic', 'OpenDyslexic'],
];

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

function lettersField() {
  const box = selectBox(LETTERS, { value: preferences().font ?? 'atkinson' });
  box.addEventListener('change', ({ target }) => setPreferences({ font: /** @type {any} */ (/** @type {HTMLSelectElement} */ (target).value) }));
  return field('Letters', box);
}

/** How fast questions are read out. */
function speedRow() {
  const name = freshId('speed');
  /** @param {'slow' | 'normal'} speed @param {string} label */
  const choice = (speed, label) =>
    h('label', null, h('input', { type: 'radio', name, checked: (preferences().read_speed ?? 'normal') === speed, onchange: () => setPreferences({ read_speed: speed }) }), label);
  return h('div', { class: 'spread', role: 'radiogroup', 'aria-label': 'Reading speed' }, h('span', null, 'Reading speed'), h('span', { class: 'segmented' }, choice('slow', 'Slow'), choice('normal', 'Normal')));
}

/** @param {'no' | 'choice' | 'always'} reading */
function switches(reading) {
  const chosen = preferences();
  /** @param {string} text @param {boolean | undefined} on @param {(on: boolean) => import('./prefs.js').Preferences} change */
  const row = (text, on, change) => switchRow(text, on ?? false, (now) => setPreferences(change(now)));
  return [
    row('Wider spacing', chosen.spacing === 'wide', (on) => ({ spacing: on ? 'wide' : 'normal' })),
    row('More space between lines', chosen.line_spacing === 'wide', (on) => ({ line_spacing: on ? 'wide' : 'normal' })),
    row('Dark colours', document.documentElement.dataset.theme === 'dark', (on) => ({ theme: on ? 'dark' : 'light' })),
    h('div', { 'data-lines': '' }, row('Show one line at a time', chosen.line_focus, (on) => ({ line_focus: on }))),
    row('Stop movement', chosen.stop_movement, (on) => ({ stop_movement: on })),
    reading === 'choice' && row('Read questions aloud', chosen.read_aloud, (on) => ({ read_aloud: on })),
    reading !== 'no' && speedRow(),
  ];
}

/**
 * Open the panel, or close it when it is open. The button gets aria-expanded, and the focus back.
 * @param {HTMLElement} button
 * @param {'no' | 'choice' | 'always'} [reading]  whether questions are read aloud to this person: not here, as they choose, or by arrangement
 */
export function toggleReadingTools(button, reading = 'no') {
  if (!document.querySelector('link[href$="/select.css"]')) void addStyle(new URL('../../css/components/select.css', import.meta.url));
  // Escape takes the window onto one line away from anywhere: its switch must not go on saying "on".
  const follow = () => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('[data-lines] input'));
    input.checked = preferences().line_focus ?? false;
  };
  const panel = togglePanel(button, {
    title: 'Reading tools',
    body: () => [
      sizeField(),
      paperField(),
      lettersField(),
      h('div', { class: 'stack stack--s' }, switches(reading)),
      h('p', { class: 'muted small' }, 'We remember these for next time, on any device in school.'),
    ],
    closed: () => document.removeEventListener('preferences', follow),
  });
  if (panel) document.addEventListener('preferences', follow);
}
