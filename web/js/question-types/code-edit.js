import { h } from '../core/dom.js';
import { field } from '../core/fields.js';

/**
 * A field for a program, or for what one reads or prints: each line stays one, and nothing is corrected.
 * @param {string} label
 * @param {string} value
 * @param {(text: string) => void} change
 * @param {{name: string, rows: number, maxlength: number, hint?: string}} options
 */
export function codeField(label, value, change, { hint, ...props }) {
  const area = h('textarea', { class: 'input code-area', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', value, oninput: () => change(area.value), ...props });
  return field(label, area, { hint });
}
