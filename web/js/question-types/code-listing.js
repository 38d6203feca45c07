import { h } from '../core/dom.js';

/**
 * A program to read, with numbers before its lines. Focusable, because a long line scrolls sideways and keys must reach it.
 * @param {string} code
 * @param {string} [label]
 */
export const codeListing = (code, label = 'Program') => h('pre', { class: 'code-block listing', tabindex: '0', role: 'group', 'aria-label': label }, code.split('\n').map((line) => h('code', null, `${line}\n`)));

/**
 * A program, and what is typed in while it runs.
 * @param {string} code
 * @param {string[]} inputs
 */
export function programAndInputs(code, inputs) {
  const listing = codeListing(code);
  if (!inputs.length) return [listing];
  return [listing, h('p', { class: 'question__hint' }, 'This is typed in, a line for each input():'), h('pre', { class: 'code-block', tabindex: '0', role: 'group', 'aria-label': 'What is typed in' }, h('code', null, inputs.join('\n')))];
}
