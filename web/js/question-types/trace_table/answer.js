import { freshId, h } from '../../core/dom.js';
import { OUTCOMES } from '../../core/outcomes.js';
import { columnsText, focusNext, gridTable, saidCell, STEPS } from '../answer-grid.js';
import { programAndInputs } from '../code-listing.js';
import { partOutcome } from '../parts-review.js';
import { reviewPair } from '../review.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {import('../contract.js').View} View
 */

/** Longer than any value: the field stops here. */
const CELL_MAX = 100;

/** @param {Response} value @param {number} row @param {number} column @returns {string} */
const cellOf = (value, row, column) => value?.cells?.[`${row},${column}`] ?? '';
/** @param {Response} value @returns {value is {cells: {[cell: string]: string}}} */
const isAnswered = (value) => Object.values(value?.cells ?? {}).some((text) => Boolean(/** @type {string | null} */ (text)?.trim()));
/** @param {string} text */
const plain = (text) => text.trim().replace(/^['"‘“](.*)['"’”]$/, '$1').replace('−', '-').toLowerCase();
/** Whether a cell says what the table says, as near as a page has to know. @param {string} text @param {string} key */
const isSame = (text, key) => plain(text) === plain(key) || Number(plain(text)) === Number(plain(key));

/**
 * @param {View} view
 * @param {(given: string | null, row: number, column: number) => Node} draw
 */
const table = ({ columns, rows }, draw) => gridTable({ look: 'trace__table', heads: ['Row', ...columns], rowHeads: (row) => [row + 1], rows }, draw);

/** What a row is, where the table is the program's. @param {View} view */
const rowWords = ({ row_lines: lines }) => (lines ? ` A row is how things stand once ${lines.length ? `line ${lines.join(' or ')} has been carried out.` : 'a line has set a variable or printed something.'}` : '');

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'trace_table',
  label: 'Trace table',
  icon: 'table',
  empty: () => null,
  isAnswered,
  validate: () => null,
  answer(host, { view, value, change, labelledBy }) {
    /** Blank cells in rows, and a hole where a cell is given. @type {HTMLInputElement[][]} */
    const cells = view.rows.map(() => []);
    const hint = freshId('hint');
    const tell = () => {
      /** @type {{[cell: string]: string}} */
      const typed = {};
      cells.forEach((row, at) => row.forEach((cell, column) => cell.value.trim() && (typed[`${at},${column}`] = cell.value)));
      change(Object.keys(typed).length ? { cells: typed } : null);
    };
    /** @param {KeyboardEvent} event @param {number} row @param {number} column */
    const press = (event, row, column) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const { value: text, selectionStart, selectionEnd } = cells[row][column];
      const step = event.key === 'Enter' ? STEPS[event.shiftKey ? 'ArrowUp' : 'ArrowDown'] : event.shiftKey ? null : STEPS[event.key];
      // Sideways only from the end of what was typed, so that it can still be mended.
      if (!step || (step[1] && (selectionStart !== selectionEnd || selectionEnd !== (step[1] > 0 ? text.length : 0)))) return;
      event.preventDefault();
      focusNext(cells, row, column, step);
    };
    const box = h(
      'div',
      { class: 'stack stack--s', role: 'group', 'aria-labelledby': labelledBy, 'aria-describedby': hint },
      h('p', { class: 'question__hint', id: hint }, `Type a value into each empty cell. Move with the arrow keys or Enter.${rowWords(view)}`),
      h(
        'div',
        { class: 'trace' },
        view.program && h('div', null, programAndInputs(view.program, view.inputs)),
        h('div', { class: 'answer-grid' }, table(view, (given, row, column) => {
          if (given !== null) return h('td', null, given);
          const cell = h('input', { class: 'input trace__cell', type: 'text', maxlength: CELL_MAX, size: 6, 'aria-label': `row ${row + 1}, ${view.columns[column]}`, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', value: cellOf(value, row, column), oninput: tell, onkeydown: (/** @type {KeyboardEvent} */ event) => press(event, row, column) });
          cells[row][column] = cell;
          return h('td', null, cell);
        })),
      ),
    );
    host.append(box);
    return {
      focus: () => cells.flat()[0]?.focus(),
      set(response) {
        // Writing the same text would move the caret under the pupil's fingers.
        cells.forEach((row, at) => row.forEach((cell, column) => cell.value !== cellOf(response, at, column) && (cell.value = cellOf(response, at, column))));
      },
      destroy: () => box.remove(),
    };
  },
  review(host, context) {
    const { view, response, key } = context;
    /** @param {Response} value */
    const draw = (value) =>
      h('div', { class: 'answer-grid', tabindex: '0', role: 'group', 'aria-label': 'Trace table' }, table(view, (given, row, column) => {
        const text = given ?? cellOf(value, row, column);
        const wanted = cellOf(key ?? null, row, column);
        // A cell that stays empty was rightly left alone.
        if (given !== null || value !== response || (key && !text && !wanted)) return h('td', null, text);
        const outcome = OUTCOMES[partOutcome(context, `${row},${column}`, Boolean(text)) || ''];
        const carried = key && outcome === OUTCOMES.right && !isSame(text, wanted);
        return saidCell(text || '–', carried ? { ...outcome, icon: 'arrow-down', label: 'Right by the row before' } : outcome);
      }));
    if (view.program) host.append(...programAndInputs(view.program, view.inputs));
    reviewPair(host, context, draw, isAnswered(response));
  },
  toText: (value, view) => (isAnswered(value) ? columnsText(view.columns, view.rows, (given, row, column) => (given ?? cellOf(value, row, column).trim()) || '–') : ''),
};
