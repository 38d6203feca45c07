import { announce } from '../../core/announce.js';
import { freshId, h } from '../../core/dom.js';
import { OUTCOMES } from '../../core/outcomes.js';
import { columnsText, focusNext, gridTable, saidCell, STEPS } from '../answer-grid.js';
import { partOutcome } from '../parts-review.js';
import { reviewPair } from '../review.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {import('../contract.js').View} View
 * @typedef {0 | 1 | null} Bit
 */

/** @type {{[key: string]: Bit}} */
const TYPED = { 0: 0, 1: 1, Backspace: null, Delete: null };

/** @param {Response} value @param {number} row @param {number} column @returns {Bit} */
const cellOf = (value, row, column) => value?.rows?.[row]?.[column] ?? null;
/** @param {Response} value @returns {value is {rows: Bit[][]}} */
const isAnswered = (value) => (value?.rows ?? []).flat().some((/** @type {Bit} */ bit) => bit !== null);
/** The inputs of a row: rows count up in binary. @param {View} view @param {number} row */
const inputsOf = ({ inputs }, row) => inputs.map((/** @type {string} */ _, /** @type {number} */ at) => (row >> (inputs.length - 1 - at)) & 1);

/**
 * @param {View} view
 * @param {(given: Bit, row: number, column: number) => Node} draw
 */
const table = (view, draw) => gridTable({ look: 'truth', heads: [...view.inputs, ...view.headings], rowHeads: (row) => inputsOf(view, row), rows: view.rows }, draw);

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'truth_table',
  label: 'Truth table',
  icon: 'table',
  empty: () => null,
  isAnswered,
  validate: () => null,
  answer(host, { view, value, change, labelledBy }) {
    /** Blank cells in rows, and a hole where a cell is given. @type {HTMLButtonElement[][]} */
    const cells = view.rows.map(() => []);
    /** @type {Bit[][]} */
    let bits = [];
    const hint = freshId('hint');
    /** @param {number} row @param {number} column */
    const show = (row, column) => {
      const cell = cells[row][column];
      const bit = bits[row][column];
      const place = view.inputs.map((/** @type {string} */ name, /** @type {number} */ at) => `${name}=${inputsOf(view, row)[at]}`).join(', ');
      cell.textContent = bit === null ? '' : String(bit);
      cell.setAttribute('aria-label', `row ${place}: ${view.headings[column]}, ${bit ?? 'blank'}`);
    };
    /** @param {Response} response */
    const set = (response) => {
      bits = cells.map((row, at) => view.headings.map((/** @type {string} */ _, /** @type {number} */ column) => (row[column] ? cellOf(response, at, column) : null)));
      cells.forEach((row, at) => row.forEach((_, column) => show(at, column)));
    };
    /** @param {number} row @param {number} column @param {Bit} bit */
    const put = (row, column, bit) => {
      bits[row][column] = bit;
      show(row, column);
      announce(String(bit ?? 'blank'));
      change(isAnswered({ rows: bits }) ? { rows: bits.map((each) => [...each]) } : null);
    };
    /** @param {KeyboardEvent} event @param {number} row @param {number} column */
    const press = (event, row, column) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in TYPED) put(row, column, TYPED[event.key]);
      else if (event.key in STEPS) focusNext(cells, row, column, STEPS[event.key]);
      else return;
      event.preventDefault();
    };
    const box = h(
      'div',
      { class: 'answer-grid', role: 'group', 'aria-labelledby': labelledBy, 'aria-describedby': hint },
      h('p', { class: 'question__hint', id: hint }, 'Tap a cell for 0, and again for 1. Or type 0 or 1, and move with the arrow keys.'),
      table(view, (given, row, column) => {
        if (given !== null) return h('td', null, given);
        const cell = h('button', {
          class: 'truth__cell',
          type: 'button',
          onclick: () => put(row, column, bits[row][column] === null ? 0 : bits[row][column] === 0 ? 1 : null),
          onkeydown: (/** @type {KeyboardEvent} */ event) => press(event, row, column),
        });
        cells[row][column] = cell;
        return h('td', null, cell);
      }),
    );
    set(value);
    host.append(box);
    return { focus: () => cells.flat()[0]?.focus(), set, destroy: () => box.remove() };
  },
  review(host, context) {
    const { view, response } = context;
    /** @param {Response} value */
    const draw = (value) =>
      h(
        'div',
        { class: 'answer-grid', tabindex: '0', role: 'group', 'aria-label': 'Truth table' },
        table(view, (given, row, column) => {
          if (given !== null) return h('td', null, given);
          const bit = cellOf(value, row, column);
          const outcome = OUTCOMES[(value === response && partOutcome(context, `${row},${column}`, bit !== null)) || ''];
          return saidCell(bit ?? '–', outcome);
        }),
      );
    reviewPair(host, context, draw, isAnswered(response));
  },
  toText: (value, view) => (isAnswered(value) ? columnsText(view.headings, view.rows, (given, row, column) => given ?? cellOf(value, row, column) ?? '–') : ''),
};
