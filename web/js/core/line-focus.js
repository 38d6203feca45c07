import { announce } from './announce.js';
import { addStyle, h } from './dom.js';
import { columnOf, lineAt, lineBeside, linesOf, restOf, scrollFor, withAir } from './line-focus.logic.js';
import { setPreferences } from './prefs.js';

/**
 * One line at a time: shades that nobody can press or hear leave a window of one line, which goes where the pointer or the focus goes, and up and
 * down by the arrow keys. Where a list stands beside what is read, only one of the two has the window.
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
const beside = h('div', { class: 'line-focus line-focus--beside', 'aria-hidden': 'true' });
/** @type {Band | null} */
let shown = null;
/** The window is in the column beside what is read. */
let inColumn = false;
/** @type {Band[] | null} */
let lines = null;
/** @type {AbortController | null} */
let watching = null;
/** @type {Promise<unknown> | null} */
let style = null;

const main = () => document.querySelector('main') ?? document.body;

/** The column beside what is read, and what of the window is its; null where there is none, or it stands above. */
function column() {
  const element = [...document.querySelectorAll('aside')].find((each) => !each.closest(CLEAR) && each.getClientRects().length);
  const span = element && columnOf(element.getBoundingClientRect(), main().getBoundingClientRect(), innerWidth);
  return span ? { element, span } : null;
}

/** The rectangles of all text of the page, or of the column beside it, as it stands in the window now. */
function pageLines() {
  if (lines) return lines;
  const range = document.createRange();
  const aside = column()?.element;
  const place = (inColumn && aside) || main();
  const words = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const elsewhere = (/** @type {Node} */ node) => place !== aside && aside?.contains(node);
  /** @type {Band[]} */
  const pieces = [];
  while (words.nextNode()) {
    if (!words.currentNode.nodeValue?.trim() || elsewhere(words.currentNode)) continue;
    range.selectNodeContents(words.currentNode);
    for (const { top, bottom, width } of range.getClientRects()) if (width > 1) pieces.push({ top, bottom });
  }
  for (const field of place.querySelectorAll('input, textarea, select, [data-field]')) {
    if (elsewhere(field)) continue;
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
  const span = column()?.span;
  const { left, right } = span ? (inColumn ? restOf(span, innerWidth) : span) : { left: 0, right: 0 };
  Object.assign(beside.style, { insetBlockStart: `${band.top}px`, blockSize: `${band.bottom - band.top}px`, insetInlineStart: `${left}px`, inlineSize: `${right - left}px` });
}

/** Take the window into the column beside what is read, or out of it. @param {boolean} into */
function goInto(into) {
  if (into === inColumn) return;
  inColumn = into;
  lines = null;
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
  goInto(false);
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
  goInto(Boolean(element.closest('aside')));
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
  if (!(target instanceof Element) || target.closest(CLEAR)) return;
  goInto(Boolean(target.closest('aside')));
  goTo(clientY);
}

function start() {
  watching = new AbortController();
  const { signal } = watching;
  style ??= addStyle(new URL('../../css/components/line-focus.css', import.meta.url));
  document.body.append(above, below, beside);
  const forget = () => {
    lines = null;
  };
  // The window stays where it is while the page moves under it, and takes the line that has come there.
  const settle = () => {
    forget();
    if (shown) goTo((shown.top + shown.bottom) / 2);
  };
  // A panel that opens moves the page.
  const changes = new MutationObserver(() => {
    forget();
    if (shown) show(shown);
  });
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
  inColumn = false;
  for (const shade of [above, below, beside]) shade.remove();
}
