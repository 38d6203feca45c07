import { h } from '../core/dom.js';
import { field } from '../core/fields.js';
import { OPERATORS, logicProblem } from './logic-reader.js';

/** What the forms of the questions on logic share. */

/** @typedef {import('./contract-edit.js').Content} Content */

/**
 * @param {string} value
 * @param {(value: string) => void} change
 * @param {import('../core/dom.js').Props} [props]
 */
export function logicInput(value, change, props = {}) {
  const input = h('input', { class: 'input logic', type: 'text', maxlength: 300, autocomplete: 'off', spellcheck: 'false', value, oninput: () => change(input.value), ...props });
  return input;
}

/** The expression. @param {Content} content @param {(patch: object) => void} change @param {string} hint */
export const expressionField = (content, change, hint) => field('Expression', logicInput(content.expression, (expression) => change({ expression }), { name: 'expression' }), { hint });

/** Its inputs, where the alphabet isn't their order. @param {Content} content @param {(patch: object) => void} change */
export const inputsField = (content, change) =>
  field('Inputs, in order (if you like)', logicInput((content.inputs ?? []).join(', '), (text) => change({ inputs: text.split(/[\s,]+/).filter(Boolean) }), { name: 'inputs' }), { hint: 'Such as “H, W”. Left empty, they are those of the expression, by the alphabet.' });

/**
 * @param {Content} content
 * @param {string} text
 * @param {string} place
 * @param {readonly string[]} [operators]
 * @returns {import('./contract-edit.js').Problem[]}
 */
export function expressionProblems({ inputs }, text, place, operators = OPERATORS) {
  const message = logicProblem(text, inputs?.length ? inputs : null, operators);
  return message ? [{ place, message }] : [];
}
