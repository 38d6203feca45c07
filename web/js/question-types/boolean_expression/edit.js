import { h } from '../../core/dom.js';
import { tick } from '../../core/fields.js';
import { emptyContent } from '../edit-parts.js';
import { expressionField, expressionProblems, inputsField } from '../logic-edit.js';
import { OPERATORS } from '../logic-reader.js';

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), expression: '', inputs: [], simplest: false, allowed_operators: OPERATORS }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} patch */
    const change = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    /** @type {readonly string[]} */
    const allowed = content.allowed_operators ?? OPERATORS;
    const boxes = OPERATORS.map((name) => h('input', { class: 'check', type: 'checkbox', name: 'allowed_operators', value: name, checked: allowed.includes(name), onchange: () => change({ allowed_operators: boxes.filter((box) => box.checked).map((box) => box.value) }) }));
    const expression = expressionField(content, change, 'With AND, OR, NOT, XOR, NAND, NOR, or signs: . + ’. Everything with the same truth table is right.');
    const form = h(
      'div',
      { class: 'stack stack--m' },
      expression,
      inputsField(content, change),
      h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label' }, 'Operators that pupils may use'), h('div', { class: 'cluster' }, boxes.map((box) => h('label', { class: 'tick' }, box, h('span', null, box.value))))),
      tick('It must be as short as this: no more operators', { name: 'simplest', checked: content.simplest ?? false, onchange: (/** @type {Event} */ event) => change({ simplest: /** @type {HTMLInputElement} */ (event.target).checked }) }),
    );
    host.append(form);
    return { focus: () => expression.querySelector('input')?.focus(), destroy: () => form.remove() };
  },
  problems: (content) => (content.allowed_operators?.length === 0 ? [{ place: 'allowed_operators', message: 'Allow at least one operator.' }] : expressionProblems(content, content.expression, 'expression', content.allowed_operators)),
};
