import { h, icon } from '../core/dom.js';

/**
 * Tables whose cells are filled in: what the types that have one share.
 *
 * @typedef {[down: number, right: number]} Step
 */

/** Where the arrow keys lead. @type {{[key: string]: Step}} */
export const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @template Given
 * @param {{look: string, heads: string[], rowHeads: (row: number) => (string | number)[], rows: (Given | null)[][]}} grid  null where a cell is filled in
 * @param {(given: Given | null, row: number, column: number) => Node} draw
 */
export const gridTable = ({ look, heads, rowHeads, rows }, draw) =>
  h(
    'table',
    { class: `rich-table ${look}` },
    h('thead', null, h('tr', null, heads.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, rows.map((cells, row) => h('tr', null, rowHeads(row).map((head) => h('th', { scope: 'row' }, head)), cells.map((given, column) => draw(given, row, column))))),
  );

/**
 * Go to the next cell to fill in that way; what is given is stepped over.
 * @param {HTMLElement[][]} cells  in rows, a hole where a cell is given
 * @param {number} row
 * @param {number} column
 * @param {Step} step
 */
export function focusNext(cells, row, column, [down, right]) {
  let [y, x] = [row + down, column + right];
  while (cells[y] && !cells[y][x] && (down || (x >= 0 && x < cells[y].length))) [y, x] = [y + down, x + right];
  cells[y]?.[x]?.focus();
}

/**
 * A cell as it was filled in, and how that went where it may be told.
 * @param {import('../core/dom.js').Child} said
 * @param {{icon: string, label: string, tone: string} | undefined} outcome
 */
export const saidCell = (said, outcome) =>
  h('td', { class: outcome && `answer-grid--${outcome.tone}` }, h('span', { class: 'answer-grid__said' }, said, outcome && [icon(outcome.icon), h('span', { class: 'vh' }, ` (${outcome.label})`)]));

/**
 * All columns in words, each from the top.
 * @template Given
 * @param {string[]} names
 * @param {Given[][]} rows
 * @param {(given: Given, row: number, column: number) => string | number} textOf
 */
export const columnsText = (names, rows, textOf) => names.map((name, column) => `${name}: ${rows.map((cells, row) => textOf(cells[column], row, column)).join(' ')}`).join('; ');
