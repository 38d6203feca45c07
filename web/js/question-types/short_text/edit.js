import { freshId, h } from '../../core/dom.js';
import { selectBox, tick } from '../../core/fields.js';
import { percent } from '../../core/words.js';
import { emptyContent, misconceptionBox, textProblems } from '../edit-parts.js';
import { rowsEditor } from '../rows-edit.js';

const blank = () => ({ pattern: '', fraction: 1, kind: 'close', case_sensitive: false, misconception: null });

/** @type {[string, string][]} */
const KINDS = [
  ['close', 'Forgive small slips in spelling'],
  ['wildcard', 'Pattern: * stands for anything'],
  ['exact', 'Exactly these words'],
];
/** @type {[string, string][]} */
const FRACTIONS = [
  ['1', 'Full marks'],
  ['0.5', 'Half marks'],
  ['0', 'No marks: a known wrong idea'],
];

/**
 * The choices of a select with one more when the content came from elsewhere and has a value of its own.
 * @param {[string, string][]} choices
 * @param {string} value
 * @param {string} label
 * @returns {[string, string][]}
 */
const including = (choices, value, label) => (choices.some(([known]) => known === value) ? choices : [...choices, [value, label]]);

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLSelectElement | HTMLInputElement} */ (event.target).value;

/**
 * @param {any} item
 * @param {(change: object) => void} patch
 * @param {import('../contract-edit.js').EditContext} context
 * @returns {import('../rows-edit.js').RowParts}
 */
function drawRow(item, patch, context) {
  const pattern = h('input', { class: 'input', value: item.pattern, spellcheck: 'false', autocomplete: 'off', oninput: (/** @type {Event} */ event) => patch({ pattern: valueOf(event) }) });
  const kind = selectBox(including(KINDS, item.kind, 'Regular expression'), { value: item.kind, onchange: (/** @type {Event} */ event) => patch({ kind: valueOf(event) }) }, '');
  const fraction = selectBox(
    including(FRACTIONS, String(item.fraction), percent(item.fraction)),
    { value: String(item.fraction), onchange: (/** @type {Event} */ event) => patch({ fraction: Number(valueOf(event)) }) },
    '',
  );
  const wrongIdea = misconceptionBox(context.misconceptions, item.misconception, (slug) => patch({ misconception: slug }));
  const sameCase = tick('Capitals matter', {
    checked: item.case_sensitive,
    onchange: (/** @type {Event} */ event) => patch({ case_sensitive: /** @type {HTMLInputElement} */ (event.target).checked }),
  });
  return {
    lead: null,
    body: [pattern, h('div', { class: 'cluster' }, kind, fraction, sameCase), wrongIdea],
    focus: () => pattern.focus(),
    refresh(index, now) {
      const label = (/** @type {Element} */ box, /** @type {string} */ words, /** @type {string} */ name) => {
        const control = /** @type {HTMLInputElement} */ (box.matches('input') ? box : box.querySelector('select, input'));
        if (words) control.setAttribute('aria-label', `${words} ${index + 1}`);
        control.name = `accepted.${index}.${name}`;
      };
      label(pattern, 'Answer', 'pattern');
      label(kind, 'How answer is compared', 'kind');
      label(fraction, 'Marks for answer', 'fraction');
      label(wrongIdea, 'Wrong idea behind answer', 'misconception');
      label(sameCase, '', 'case_sensitive');
      wrongIdea.hidden = now.fraction >= 1;
    },
  };
}

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), accepted: [blank()] }),
  edit(host, context) {
    let { content } = context;
    const rows = rowsEditor({
      items: content.accepted,
      nameOf: (index) => `answer ${index + 1}`,
      draw: (item, patch) => drawRow(item, patch, context),
      blank,
      addLabel: 'Add an answer',
      min: 1,
      change(accepted) {
        content = { ...content, accepted };
        context.change(content);
      },
    });
    const title = freshId('accepted');
    const box = h(
      'div',
      { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
      h('h2', { id: title }, 'Accepted answers'),
      h('p', { class: 'muted small' }, 'The first that fits decides, so put the exact ones first. Add wrong answers you expect, too, with no marks: results are then grouped by their wrong idea.'),
      rows.nodes,
    );
    host.append(box);
    return {
      focus: rows.focus,
      destroy() {
        rows.destroy();
        box.remove();
      },
    };
  },
  problems(content) {
    const found = textProblems(content.accepted, { list: 'accepted', field: 'pattern', noun: 'answer', min: 1 });
    if (!content.accepted.some((/** @type {any} */ entry) => entry.fraction >= 1)) found.push({ place: 'accepted', message: 'Give at least one answer full marks.' });
    return found;
  },
};
