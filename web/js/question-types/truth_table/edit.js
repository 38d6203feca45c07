import { freshId, h } from '../../core/dom.js';
import { field, selectBox } from '../../core/fields.js';
import { emptyContent, including, valueOf } from '../edit-parts.js';
import { expressionField, expressionProblems, inputsField, logicInput } from '../logic-edit.js';
import { rowsEditor } from '../rows-edit.js';

/** @type {[string, string][]} */
const GIVEN = [
  ['0', 'None: pupils fill in the whole table'],
  ['1', 'The first row, as an example'],
  ['2', 'The first two rows, as examples'],
];

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), stem: 'Complete the truth table.', expression: '', columns: [], inputs: [], output: '', given_rows: 0 }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} patch */
    const change = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    const columns = rowsEditor({
      items: (content.columns ?? []).map((/** @type {string} */ text) => ({ text })),
      nameOf: (index) => `step ${index + 1}`,
      draw(item, patch) {
        const input = logicInput(item.text, (text) => patch({ text }));
        return {
          lead: null,
          body: [input],
          focus: () => input.focus(),
          refresh(index) {
            input.setAttribute('aria-label', `Step ${index + 1}`);
            input.name = `columns.${index}`;
          },
        };
      },
      blank: () => ({ text: '' }),
      addLabel: 'Add a step',
      min: 0,
      change: (items) => change({ columns: items.map((/** @type {{text: string}} */ { text }) => text) }),
    });
    const given = String(content.given_rows ?? 0);
    const expression = expressionField(content, change, 'With AND, OR, NOT, XOR, NAND, NOR, or signs: . + ’. It is worked out for you.');
    const title = freshId('steps');
    const form = h(
      'div',
      { class: 'stack stack--m' },
      expression,
      h('div', { class: 'stack stack--s', role: 'group', 'aria-labelledby': title }, h('h2', { id: title }, 'Steps on the way'), h('p', { class: 'muted small' }, 'Each is a column of its own before the last, such as “A OR B”.'), columns.nodes),
      field('Name of the output (if you like)', h('input', { class: 'input input--m', name: 'output', maxlength: 40, value: content.output ?? '', oninput: (/** @type {Event} */ event) => change({ output: valueOf(event) }) }), { hint: 'It stands above the last column in place of the expression, which pupils then don’t see.' }),
      inputsField(content, change),
      field('Rows filled in already', selectBox(including(GIVEN, given, `The first ${given} rows, as examples`), { name: 'given_rows', value: given, onchange: (/** @type {Event} */ event) => change({ given_rows: Number(valueOf(event)) }) }, '')),
    );
    host.append(form);
    return {
      focus: () => expression.querySelector('input')?.focus(),
      destroy() {
        columns.destroy();
        form.remove();
      },
    };
  },
  problems: (content) => [
    ...expressionProblems(content, content.expression, 'expression'),
    ...(content.columns ?? []).flatMap((/** @type {string} */ text, /** @type {number} */ index) => expressionProblems(content, text, `columns.${index}`)),
  ],
};
