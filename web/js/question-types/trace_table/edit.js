import { checkQuestion } from '../../api/questions.js';
import { announce } from '../../core/announce.js';
import { freshId, h, icon } from '../../core/dom.js';
import { field, tick } from '../../core/fields.js';
import { codeField } from '../code-edit.js';
import { emptyContent, valueOf } from '../edit-parts.js';

const ROWS_MAX = 40;
const COLUMNS_MAX = 8;

/** @typedef {import('../contract-edit.js').Content} Content */

/** @param {string} text */
const namesIn = (text) => text.split(',').map((name) => name.trim()).filter(Boolean);
/** @param {string} text */
const linesIn = (text) => text.split(/[\s,]+/).map(Number).filter((line) => Number.isInteger(line) && line > 0);

/** The table with a cell for each column, whatever it had before. @param {Content} content */
function fitted({ columns, rows, expected }) {
  const width = columns.length;
  const whole = (expected ?? []).map((/** @type {string[]} */ cells) => Array.from({ length: width }, (_, column) => cells[column] ?? ''));
  return { expected: whole, rows: whole.map((/** @type {string[]} */ cells, /** @type {number} */ row) => cells.map((text, column) => ((rows?.[row]?.[column] ?? null) === null ? null : text))) };
}

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), stem: 'Complete the trace table.', columns: [], rows: [], expected: [], program: '', stdin: '', row_lines: [], follow_through: true }),
  edit(host, context) {
    /** @type {Content} */
    let content = { ...context.content, program: context.content.program ?? '' };
    /** @param {object} patch */
    const change = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    const grid = h('div', { class: 'answer-grid' });
    const status = h('p', { class: 'small warn', role: 'status' });
    /** @param {number} row @param {number} column @param {Partial<{text: string, asked: boolean}>} patch */
    const setCell = (row, column, { text, asked }) => {
      const { rows, expected } = fitted(content);
      if (text !== undefined) expected[row][column] = text;
      const isAsked = asked ?? rows[row][column] === null;
      rows[row][column] = isAsked ? null : expected[row][column];
      change({ rows, expected });
    };
    const draw = () => {
      const { rows, expected } = fitted(content);
      if (!content.columns.length || !expected.length) {
        grid.replaceChildren(h('p', { class: 'muted small' }, 'The table appears here once it has columns and rows.'));
        return;
      }
      grid.replaceChildren(
        h(
          'table',
          { class: 'rich-table trace__table' },
          h('thead', null, h('tr', null, ['Row', ...content.columns].map((name) => h('th', { scope: 'col' }, name)))),
          h('tbody', null, expected.map((/** @type {string[]} */ cells, /** @type {number} */ row) => h('tr', null, h('th', { scope: 'row' }, row + 1), cells.map((text, column) => {
            const place = `row ${row + 1}, ${content.columns[column]}`;
            const input = h('input', { class: 'input trace__cell', name: `expected.${row}.${column}`, size: 6, maxlength: 100, autocomplete: 'off', spellcheck: 'false', 'aria-label': place, value: text, oninput: (/** @type {Event} */ event) => setCell(row, column, { text: valueOf(event) }) });
            const asked = h('button', { class: 'button button--s trace__ask', type: 'button', 'aria-pressed': String(rows[row][column] === null), 'aria-label': `Pupils fill in ${place}`, onclick() {
              const now = asked.getAttribute('aria-pressed') !== 'true';
              asked.setAttribute('aria-pressed', String(now));
              asked.replaceChildren(icon(now ? 'edit' : 'eye'), now ? 'Blank' : 'Given');
              setCell(row, column, { asked: now });
            } }, icon(rows[row][column] === null ? 'edit' : 'eye'), rows[row][column] === null ? 'Blank' : 'Given');
            return h('td', null, h('div', { class: 'trace__edit' }, input, asked));
          })))),
        ),
      );
    };
    const fill = async () => {
      status.textContent = 'Working it out…';
      try {
        const found = await checkQuestion({ type: 'trace_table', content: { ...content, rows: [], expected: [] } });
        if (!found.readable) {
          status.textContent = found.errors.map(({ message }) => message).join(' ');
          return;
        }
        const expected = found.item.rows.map((/** @type {unknown[]} */ cells, /** @type {number} */ row) => cells.map((_, column) => found.key.cells[`${row},${column}`] ?? ''));
        // What stays empty is given, so that pupils aren't asked to leave it alone.
        change({ expected, rows: expected.map((/** @type {string[]} */ cells) => cells.map((text) => (text ? null : ''))) });
        draw();
        status.textContent = '';
        announce(`The table has ${expected.length} rows`);
      } catch (error) {
        status.textContent = /** @type {any} */ (error).detail ?? 'That didn’t work. Try again.';
      }
    };
    /** @param {number} count */
    const resize = (count) => {
      const { rows, expected } = fitted(content);
      const blank = content.columns.map(() => '');
      if (count > expected.length) change({ expected: [...expected, blank], rows: [...rows, blank.map(() => null)] });
      else change({ expected: expected.slice(0, count), rows: rows.slice(0, count) });
      draw();
    };
    const size = () => content.expected?.length ?? 0;
    const title = freshId('table');
    const program = codeField('Program (if there is one)', content.program, (text) => change({ program: text }), { name: 'program', rows: 8, maxlength: 4000 });
    const form = h(
      'div',
      { class: 'stack stack--m' },
      program,
      codeField('What is typed in (if it asks)', content.stdin ?? '', (text) => change({ stdin: text }), { name: 'stdin', rows: 2, maxlength: 1000, hint: 'A line for each input(). Pupils see it.' }),
      field('Columns', h('input', { class: 'input', name: 'columns', autocomplete: 'off', spellcheck: 'false', value: content.columns.join(', '), oninput: (/** @type {Event} */ event) => {
        const columns = namesIn(valueOf(event)).slice(0, COLUMNS_MAX);
        change({ ...fitted({ ...content, columns }), columns });
        draw();
      } }), { hint: 'Variables, with commas between them. “output” is what is printed, “line” the line.' }),
      field('Rows after lines (if you like)', h('input', { class: 'input input--m', name: 'row_lines', inputmode: 'numeric', autocomplete: 'off', value: (content.row_lines ?? []).join(', '), oninput: (/** @type {Event} */ event) => change({ row_lines: linesIn(valueOf(event)) }) }), { hint: 'Such as 3, the last line of a loop: a row a round. Left empty, each line that sets or prints makes a row.' }),
      tick('Follow-through: one slip doesn’t cost the cells that follow from it', { name: 'follow_through', checked: content.follow_through, onchange: (/** @type {Event} */ event) => change({ follow_through: /** @type {HTMLInputElement} */ (event.target).checked }) }),
      h(
        'div',
        { class: 'stack stack--s', role: 'group', 'aria-labelledby': title },
        h('h2', { id: title }, 'The whole table'),
        h('p', { class: 'muted small' }, 'Fill it from the program, or write it yourself. Then choose which cells are given and which pupils fill in.'),
        h(
          'div',
          { class: 'cluster' },
          h('button', { class: 'button', type: 'button', onclick: () => void fill() }, icon('wand'), 'Fill the table'),
          h('button', { class: 'button', type: 'button', onclick: () => size() < ROWS_MAX && resize(size() + 1) }, icon('plus'), 'Add a row'),
          h('button', { class: 'button button--quiet', type: 'button', onclick: () => size() && resize(size() - 1) }, icon('trash'), 'Remove the last row'),
        ),
        status,
        grid,
      ),
    );
    draw();
    host.append(form);
    return {
      focus: () => program.querySelector('textarea')?.focus(),
      destroy: () => form.remove(),
    };
  },
  problems(content) {
    /** @type {import('../contract-edit.js').Problem[]} */
    const found = [];
    if (!content.columns.length) found.push({ place: 'columns', message: 'Name the columns.' });
    if (new Set(content.columns).size < content.columns.length) found.push({ place: 'columns', message: 'Two columns have the same name.' });
    const hasProgram = Boolean(content.program?.trim());
    if (content.follow_through && !hasProgram) found.push({ place: 'follow_through', message: 'Write the program that follow-through goes by, or switch it off.' });
    if (!content.expected?.length && !hasProgram) found.push({ place: 'program', message: 'Write the program, or add rows and fill them in.' });
    if (content.expected?.length && !content.expected.some((/** @type {string[]} */ cells, /** @type {number} */ row) => cells.some((text, column) => text.trim() && (content.rows?.[row]?.[column] ?? null) === null))) found.push({ place: 'expected.0.0', message: 'Leave at least one cell with a value for pupils to fill in.' });
    return found;
  },
};
