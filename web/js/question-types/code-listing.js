import { h } from '../core/dom.js';

/**
 * A program to read, with numbers before its lines. Focusable, because a long line scrolls sideways and keys must reach it.
 * @param {string} code
 * @param {string} [label]
 */
export const codeListing = (code, label = 'Program') => h('pre', { class: 'code-block listing', tabindex: '0', role: 'group', 'aria-label': label }, code.split('\n').map((line) => h('code', null, `${line}\n`)));
