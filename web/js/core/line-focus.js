import { announce } from './announce.js';
import { addStyle, h } from './dom.js';
import { lineAt, lineBeside, linesOf, scrollFor, withAir } from './line-focus.logic.js';
import { setPreferences } from './prefs.js';

/**
 * One line at a time: two shades that nobody can press or hear leave a window of one line, which goes where the pointer or the focus goes, and up and
 * down by the arrow keys.
 */

/** @typedef {import('./line-focus.logic.js').Band} Band */

/** What is taken whole when the focus is in it: its words, and the ring around it. */
const WHOLE = 'label, button, a, textarea, select, input, summary, [data-field], [tabindex="0"]';
/** Where arrow keys have something else to do. */
const OWN_ARROWS = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [data-field], [role="tab"], [role="menuitem"], [role="slider"]';
/** What no shade lies on. */
const CLEAR = '.topbar, .panel, dialog';
/** Keyboard rings stand this far out. */
const RING = 8;

const above = h('div', { class: 'line-focus line-focus--above', 'aria-hidden': 'true' });
const below = h('div', { class: 'line-focus line-focus--below', 'aria-hidden': 'true' });
/** @type {Band | null} */
let shown = null;
/** @type {Band[] | null} */
let lines = null;
/** @type {AbortController | null} */
let watching = null;
/** @type {Promise<unknown> | null} */
let style = null;

const main = () => document.querySelector('main') ?? document.body;

/** The rectangles of all text of the page, as it stands in the window now. */
function pageLines() {
  if (lines) return lines;
  const range = document.createRange();
  const words = document.createTreeWalker(main(), NodeFilter.SHOW_TEXT);
  /** @type {Band[]} */
  const pieces = [];
  while (words.nextNode()) {
    if (!words.currentNode.nodeValue?.trim()) continue;
    range.selectNodeContents(words.currentNode);
    for (const { top, bottom, width } of range.getClientRects()) if (width > 1) pieces.push({ top, bottom });
  }
  for (const field of main().querySelectorAll('input, textarea, select, [data-field]')) {
    const { top, bottom } = field.getBoundingClientRect();
    pieces.push({ top, bottom });
  }
  return (lines = linesOf(pieces));
}

/** @param {Band} band */
function show(band) {
  shown = band;
  above.style.blockSize = `${Math.max(0, band.top)}px`;
  below.style.insetBlockStart = `${band.bottom}px`;
}

/** Where the page is seen: below the bar that stays, above a panel that lies there. @returns {Band} */
function room() {
  const bar = document.querySelector('.topbar');
  const panel = document.querySelector('body > .panel')?.getBoundingClientRect();
  const top = bar && getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().bottom : 0;
  return { top, bottom: panel && panel.left <= 0 ? panel.top : innerHeight };
}

/** @param {number} y */
function goTo(y) {
  const line = lineAt(pageLines(), y);
  if (line) show(withAir(line));
}

/** @param {1 | -1} way */
function step(way) {
  const line = lineBeside(pageLines(), shown, way);
  if (!line) return;
  const from = scrollY;
  scrollBy({ top: scrollFor(line, room()), behavior: 'instant' });
  const moved = scrollY - from;
  lines = null;
  show(withAir({ top: line.top - moved, bottom: line.bottom - moved }));
}

/** @param {Element | null} element */
function goToFocus(element) {
  if (!element || element === document.body || element === main() || element.closest(CLEAR)) return;
  const { top, bottom } = (element.closest(WHOLE) ?? element).getBoundingClientRect();
  show({ top: top - RING, bottom: bottom + RING });
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') {
    announce('One line at a time is off.');
    setPreferences({ line_focus: false });
  }
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const focus = document.activeElement;
  if (!way || focus?.closest('.panel') || focus?.matches(OWN_ARROWS)) return;
  event.preventDefault();
  step(way);
}

/** @param {PointerEvent} event */
function onPointer({ target, clientY }) {
  if (target instanceof Element && !target.closest(CLEAR)) goTo(clientY);
}

function start() {
  watching = new AbortController();
  const { signal } = watching;
  style ??= addStyle(new URL('../../css/components/line-focus.css', import.meta.url));
  document.body.append(above, below);
  const forget = () => {
    lines = null;
  };
  // The window stays where it is while the page moves under it, and takes the line that has come there.
  const settle = () => {
    forget();
    if (shown) goTo((shown.top + shown.bottom) / 2);
  };
  const changes = new MutationObserver(forget);
  changes.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['hidden', 'open'] });
  signal.addEventListener('abort', () => changes.disconnect());
  document.addEventListener('pointermove', onPointer, { signal });
  document.addEventListener('pointerdown', onPointer, { signal });
  document.addEventListener('focusin', () => goToFocus(document.activeElement), { signal });
  document.addEventListener('keydown', onKey, { signal });
  // Not while an arrow key scrolls: that knows its line.
  addEventListener('scroll', forget, { signal, capture: true, passive: true });
  addEventListener('resize', settle, { signal });
  document.addEventListener('preferences', () => requestAnimationFrame(settle), { signal });
  const first = pageLines().find(({ top }) => top >= room().top);
  if (first) show(withAir(first));
  goToFocus(document.activeElement);
}

/**
 * Show one line at a time, or the whole page again.
 * @param {boolean} on
 */
export function setLineFocus(on) {
  if (on === Boolean(watching)) return;
  if (on) {
    start();
    announce('One line at a time. The arrow keys up and down move it, Escape switches it off.');
    return;
  }
  watching?.abort();
  watching = null;
  shown = null;
  lines = null;
  above.remove();
  below.remove();
}
