import { freshId, h } from '../../core/dom.js';
import { emptyContent, nameControl, newElementId, textProblems, valueOf } from '../edit-parts.js';
import { rowsEditor } from '../rows-edit.js';

const MARKS_MAX = 20;
const WORDS_MAX = 300;

/** @typedef {{id: string, text: string, marks: number}} Criterion */

/** @returns {Criterion} */
const blankCriterion = () => ({ id: newElementId(), text: '', marks: 1 });

/**
 * @param {Criterion} item
 * @param {(change: object) => void} patch
 * @returns {import('../rows-edit.js').RowParts}
 */
function drawCriterion(item, patch) {
  const text = h('input', { class: 'input', value: item.text, maxlength: 300, autocomplete: 'off', oninput: (/** @type {Event} */ event) => patch({ text: valueOf(event) }) });
  const marks = numberInput(item.marks, MARKS_MAX, (value) => patch({ marks: value ?? 1 }));
  return {
    lead: null,
    body: [text, h('label', { class: 'cluster small' }, marks, 'marks')],
    focus: () => text.focus(),
    refresh(index) {
      nameControl(text, `rubric.${index}.text`, `What earns marks ${index + 1}`);
      nameControl(marks, `rubric.${index}.marks`, `Marks for criterion ${index + 1}`);
    },
  };
}

/**
 * @param {number | null | undefined} value
 * @param {number} max
 * @param {(value: number | null) => void} change  null for nothing, or what is no number
 */
function numberInput(value, max, change) {
  return h('input', {
    class: 'input input--s',
    type: 'number',
    min: 1,
    max,
    value: value ?? '',
    oninput: (/** @type {Event} */ event) => change(Number.parseInt(valueOf(event), 10) || null),
  });
}

/** @param {string} label @param {string} hint @param {HTMLElement} control @param {string} name */
function labelled(label, hint, control, name) {
  const id = freshId('field');
  control.id = id;
  control.setAttribute('name', name);
  control.setAttribute('aria-describedby', `${id}-hint`);
  return h('div', { class: 'field' }, h('label', { class: 'field__label', for: id }, label), h('p', { class: 'field__hint', id: `${id}-hint` }, hint), control);
}

/** @param {{least: number | null, most: number | null}} range */
const orNull = (range) => (range.least || range.most ? range : null);

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), rubric: [blankCriterion()], word_range: null, model_answer: '', key_phrases: [] }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} change */
    const patch = (change) => {
      content = { ...content, ...change };
      context.change(content);
    };
    const rows = rowsEditor({
      items: content.rubric ?? [],
      nameOf: (index) => `criterion ${index + 1}`,
      draw: drawCriterion,
      blank: blankCriterion,
      addLabel: 'Add a criterion',
      min: 0,
      change: (rubric) => patch({ rubric }),
    });
    const range = { least: null, most: null, ...content.word_range };
    /** @param {'least' | 'most'} end @param {string} label */
    const wordsBox = (end, label) => {
      const box = numberInput(range[end], WORDS_MAX, (value) => {
        range[end] = /** @type {any} */ (value);
        patch({ word_range: orNull({ ...range }) });
      });
      nameControl(box, `word_range.${end}`, label);
      return box;
    };
    const model = h('textarea', { class: 'input free-text', rows: 5, maxlength: 2000, oninput: (/** @type {Event} */ event) => patch({ model_answer: valueOf(event) }) });
    model.value = content.model_answer ?? '';
    const phrases = h('input', {
      class: 'input',
      value: (content.key_phrases ?? []).join(', '),
      autocomplete: 'off',
      oninput: (/** @type {Event} */ event) => patch({ key_phrases: phrasesIn(valueOf(event)) }),
    });
    const title = freshId('rubric');
    const box = h(
      'div',
      { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
      h('h2', { id: title }, 'What earns marks'),
      h('p', { class: 'muted small' }, 'You mark these answers yourself, by question and without names. Each criterion is one tick.'),
      rows.nodes,
      labelled('A model answer', 'Shown to you while you mark, and to pupils once no attempt is left.', model, 'model_answer'),
      labelled('Key phrases', 'With commas between them. Those that an answer holds are marked for you; they give no marks by themselves.', phrases, 'key_phrases'),
      h('div', { class: 'cluster', role: 'group', 'aria-label': 'Length' }, 'From', wordsBox('least', 'Least number of words'), 'to', wordsBox('most', 'Most words'), 'words, told to pupils'),
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
    const found = textProblems(content.rubric ?? [], { list: 'rubric', field: 'text', noun: 'criterion', min: 0 });
    const { least, most } = content.word_range ?? {};
    if (least && most && least > most) found.push({ place: 'word_range.least', message: 'The least number of words is above the most. Swap the two.' });
    return found;
  },
};

/** @param {string} typed @returns {string[]} */
const phrasesIn = (typed) => typed.split(',').map((phrase) => phrase.trim()).filter(Boolean);
