import { h } from '../core/dom.js';
import { selectBox, tick } from '../core/fields.js';
import { fractionBox, including, misconceptionBox, nameControl, textProblems, valueOf } from './edit-parts.js';
import { rowsEditor } from './rows-edit.js';

/** Accepted and known wrong answers in words: of a short text, and of a gap. */

/** @param {string} [pattern] */
export const blankAccepted = (pattern = '') => ({ pattern, fraction: 1, kind: 'close', case_sensitive: false, misconception: null });

/** @type {[string, string][]} */
const KINDS = [
  ['close', 'Forgive small slips in spelling'],
  ['wildcard', 'Pattern: * stands for anything'],
  ['exact', 'Exactly these words'],
];

/**
 * @param {any} item
 * @param {(change: object) => void} patch
 * @param {import('./contract-edit.js').EditContext['misconceptions']} misconceptions
 * @param {string} place
 * @returns {import('./rows-edit.js').RowParts}
 */
function drawRow(item, patch, misconceptions, place) {
  // What an author leaves out is what the server takes for granted.
  const { pattern: words, kind: compared = 'wildcard', fraction: worth = 1, case_sensitive: checked = false, misconception } = item;
  const pattern = h('input', { class: 'input', value: words, spellcheck: 'false', autocomplete: 'off', oninput: (/** @type {Event} */ event) => patch({ pattern: valueOf(event) }) });
  const kind = selectBox(including(KINDS, compared, 'Regular expression'), { value: compared, onchange: (/** @type {Event} */ event) => patch({ kind: valueOf(event) }) }, '');
  const fraction = fractionBox(worth, (value) => patch({ fraction: value }));
  const wrongIdea = misconceptionBox(misconceptions, misconception, (slug) => patch({ misconception: slug }));
  const sameCase = tick('Capitals matter', {
    checked,
    onchange: (/** @type {Event} */ event) => patch({ case_sensitive: /** @type {HTMLInputElement} */ (event.target).checked }),
  });
  return {
    lead: null,
    body: [pattern, h('div', { class: 'cluster' }, kind, fraction, sameCase), wrongIdea],
    focus: () => pattern.focus(),
    refresh(index, now) {
      const at = `${place}.${index}`;
      nameControl(pattern, `${at}.pattern`, `Answer ${index + 1}`);
      nameControl(kind, `${at}.kind`, `How answer is compared ${index + 1}`);
      nameControl(fraction, `${at}.fraction`, `Marks for answer ${index + 1}`);
      nameControl(wrongIdea, `${at}.misconception`, `Wrong idea behind answer ${index + 1}`);
      nameControl(sameCase, `${at}.case_sensitive`);
      wrongIdea.hidden = (now.fraction ?? 1) >= 1;
    },
  };
}

/**
 * @param {object} options
 * @param {any[]} options.accepted
 * @param {import('./contract-edit.js').EditContext['misconceptions']} options.misconceptions
 * @param {string} options.place  of the list in the content, by which its controls are called
 * @param {(accepted: any[]) => void} options.change
 */
export const acceptedEditor = ({ accepted, misconceptions, place, change }) =>
  rowsEditor({
    items: accepted,
    nameOf: (index) => `answer ${index + 1}`,
    draw: (item, patch) => drawRow(item, patch, misconceptions, place),
    blank: blankAccepted,
    addLabel: 'Add an answer',
    min: 1,
    change,
  });

/**
 * What is plainly missing in accepted answers.
 * @param {any[]} accepted
 * @param {string} place
 */
export function acceptedProblems(accepted, place) {
  const found = textProblems(accepted, { list: place, field: 'pattern', noun: 'answer', min: 1 });
  if (!accepted.some(({ fraction = 1 }) => fraction >= 1)) found.push({ place, message: 'Give at least one answer full marks.' });
  return found;
}
