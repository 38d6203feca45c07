import { h } from '../../core/dom.js';
import { field, selectBox } from '../../core/fields.js';
import { nameControl, newElementId, valueOf } from '../edit-parts.js';
import { rowsEditor } from '../rows-edit.js';

/** The tests of a program, as a teacher writes them. */

/** @typedef {{[name: string]: any}} ProgramTest  as backend/questions/types/python_code/schema.py describes it */

/** @type {[string, string][]} */
const KINDS = [
  ['stdio', 'What is printed'],
  ['call', 'What a call gives back'],
  ['expression', 'The value of an expression'],
];
/** @type {[string, string][]} */
const COMPARES = [
  ['exact', 'Line by line, exactly'],
  ['tolerant', 'Whatever the capitals and spaces'],
  ['number', 'The numbers in it'],
  ['regex', 'A regular expression'],
];
/** @type {[string, string][]} */
const SHOWS = [
  ['example', 'An example, seen from the start'],
  ['always', 'Its result is shown after marking'],
  ['on_failure', 'Shown only when it fails'],
  ['never', 'Hidden'],
];
const MARKS_MAX = 20;

/** @returns {ProgramTest} */
export const blankTest = () => ({ id: newElementId(), name: '', kind: 'stdio', stdin: '', code: '', expected: '', compare: 'exact', tolerance: 0, show: 'always', marks: 1 });

/** @param {string} label @param {HTMLElement} control */
const column = (label, control) => field(label, control, { class: 'program__column' });

/**
 * @param {ProgramTest} item
 * @param {(change: object) => void} patch
 * @returns {import('../rows-edit.js').RowParts}
 */
function drawTest(item, patch) {
  /** @param {string} name @param {object} [props] */
  const area = (name, props) => h('textarea', { class: 'textarea textarea--s program__typed', rows: 2, spellcheck: 'false', value: item[name] ?? '', oninput: (/** @type {Event} */ event) => patch({ [name]: valueOf(event) }), ...props });
  /** @param {string} name @param {[string, string][]} choices @param {string} usual */
  const choice = (name, choices, usual) => selectBox(choices, { value: item[name] ?? usual, onchange: (/** @type {Event} */ event) => patch({ [name]: valueOf(event) }) }, '');
  const name = h('input', { class: 'input', value: item.name ?? '', maxlength: 80, autocomplete: 'off', oninput: (/** @type {Event} */ event) => patch({ name: valueOf(event) }) });
  const [kind, compare, show] = [choice('kind', KINDS, 'stdio'), choice('compare', COMPARES, 'exact'), choice('show', SHOWS, 'always')];
  const [stdin, expected, sample] = [area('stdin'), area('expected'), area('sample', { oninput: (/** @type {Event} */ event) => patch({ sample: valueOf(event) || null }) })];
  const code = h('input', { class: 'input program__typed', value: item.code ?? '', spellcheck: 'false', autocomplete: 'off', oninput: (/** @type {Event} */ event) => patch({ code: valueOf(event) }) });
  const tolerance = h('input', { class: 'input input--s', type: 'number', min: 0, step: 'any', value: item.tolerance ?? 0, oninput: (/** @type {Event} */ event) => patch({ tolerance: Number(valueOf(event)) || 0 }) });
  const marks = h('input', { class: 'input input--s', type: 'number', min: 1, max: MARKS_MAX, value: item.marks ?? 1, oninput: (/** @type {Event} */ event) => patch({ marks: Number.parseInt(valueOf(event), 10) || 1 }) });
  const [called, near, shown] = [column('Call or expression', code), field('Off by at most', tolerance), column('Shown to pupils in its place', sample)];
  return {
    lead: null,
    body: [
      h('div', { class: 'form-row' }, column('Name', name), field('Looks at', kind), field('Marks', marks)),
      h('div', { class: 'form-row' }, called, column('Input, a line each', stdin), column('Should give', expected)),
      h('div', { class: 'form-row' }, field('Compared', compare), near, field('Pupils see', show), shown),
    ],
    focus: () => name.focus(),
    refresh(index, now) {
      /** @type {[HTMLElement, string, string][]} */
      const controls = [[name, 'name', 'Name'], [kind, 'kind', 'Looks at'], [marks, 'marks', 'Marks'], [compare, 'compare', 'Compared'], [tolerance, 'tolerance', 'Off by at most'], [show, 'show', 'Pupils see'], [code, 'code', 'Call or expression']];
      for (const [control, part, label] of controls) nameControl(control, `tests.${index}.${part}`, `${label}, test ${index + 1}`);
      for (const [control, part, label] of /** @type {[HTMLTextAreaElement, string, string][]} */ ([[stdin, 'stdin', 'Input, a line each'], [expected, 'expected', 'Should give'], [sample, 'sample', 'Shown in its place']])) {
        control.name = `tests.${index}.${part}`;
        control.setAttribute('aria-label', `${label}, test ${index + 1}`);
      }
      called.hidden = (now.kind ?? 'stdio') === 'stdio';
      near.hidden = now.compare !== 'number';
      shown.hidden = now.compare !== 'regex';
    },
  };
}

/**
 * @param {ProgramTest[]} tests
 * @param {(tests: ProgramTest[]) => void} change
 */
export const testsEditor = (tests, change) =>
  rowsEditor({ items: tests, nameOf: (index) => `test ${index + 1}`, draw: drawTest, blank: blankTest, addLabel: 'Add a test', min: 1, change });
