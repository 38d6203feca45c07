/** Which line of a page is shown when one is shown at a time. All numbers are CSS pixels down from the top of the window. */

/** @typedef {{top: number, bottom: number}} Band */
/** @typedef {{left: number, right: number}} Span  across the window */

/** Rectangles that share at least this much of the lower one's height stand in one line: a fraction, a subscript, an icon. */
const SHARED = 0.5;
/** What a line gets above and below its letters. */
const AIR = 4;

/**
 * The lines that pieces of text stand in, from top to bottom.
 * @param {Iterable<Band>} pieces
 * @returns {Band[]}
 */
export function linesOf(pieces) {
  /** @type {Band[]} */
  const lines = [];
  for (const { top, bottom } of [...pieces].filter((piece) => piece.bottom - piece.top > 1).sort((a, b) => a.top - b.top || a.bottom - b.bottom)) {
    const last = lines.at(-1);
    const shared = last ? Math.min(last.bottom, bottom) - top : 0;
    if (last && shared >= SHARED * Math.min(bottom - top, last.bottom - last.top)) last.bottom = Math.max(last.bottom, bottom);
    else lines.push({ top, bottom });
  }
  return lines;
}

/**
 * What is shown around a line: a little air.
 * @param {Band} line
 * @returns {Band}
 */
export const withAir = ({ top, bottom }) => ({ top: top - AIR, bottom: bottom + AIR });

/** A column that is wider than this share of the page isn't beside the rest: it stands above or below it. */
const BESIDE = 0.7;

/**
 * What of the window is a column's, from the edge that is nearer: a list of questions beside the question. Null where it isn't beside what is read.
 * @param {Span} column
 * @param {Span} rest  what is read; the column may lie in it
 * @param {number} width  of the window
 * @returns {Span | null}
 */
export function columnOf(column, rest, width) {
  const [left, right] = [Math.min(column.left, rest.left), Math.max(column.right, rest.right)];
  const wide = column.right - column.left;
  if (wide <= 0 || wide > BESIDE * (right - left)) return null;
  return column.left - left <= right - column.right ? { left: 0, right: column.right } : { left: column.left, right: width };
}

/**
 * The other side of the window.
 * @param {Span} span  as far as one of its edges
 * @param {number} width
 * @returns {Span}
 */
export const restOf = ({ left, right }, width) => (left === 0 ? { left: right, right: width } : { left: 0, right: left });

/** @param {Band} line */
const middle = ({ top, bottom }) => (top + bottom) / 2;

/**
 * The line at a height, or the one nearest to it; null on a page without text.
 * @param {readonly Band[]} lines  from top to bottom
 * @param {number} y
 * @returns {Band | null}
 */
export function lineAt(lines, y) {
  return lines.reduce((/** @type {Band | null} */ best, line) => (best && Math.abs(middle(best) - y) <= Math.abs(middle(line) - y) ? best : line), null);
}

/**
 * The line before or after what is shown; at an end, that end.
 * @param {readonly Band[]} lines  from top to bottom
 * @param {Band | null} shown
 * @param {1 | -1} way
 * @returns {Band | null}
 */
export function lineBeside(lines, shown, way) {
  if (!shown) return lines.at(way > 0 ? 0 : -1) ?? null;
  const beyond = lines.filter((line) => (way > 0 ? middle(line) > shown.bottom : middle(line) < shown.top));
  return beyond.at(way > 0 ? 0 : -1) ?? lines.at(way > 0 ? -1 : 0) ?? null;
}

/**
 * How far the page must be scrolled for a line to be seen whole, with a line's room beyond it.
 * @param {Band} line
 * @param {Band} room  what of the window shows the page
 */
export function scrollFor({ top, bottom }, room) {
  const spare = bottom - top;
  if (top - spare < room.top) return top - spare - room.top;
  return bottom + spare > room.bottom ? bottom + spare - room.bottom : 0;
}
