import { codeEditor, prepareEditor } from '../../core/code-editor.js';
import { freshId, h, icon } from '../../core/dom.js';
import { plural } from '../../core/words.js';
import { codeListing } from '../code-listing.js';
import { lazyRun } from '../lazy-run.js';
import { reviewPair } from '../review.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {{id: string, name: string, kind: 'stdio' | 'call' | 'expression', stdin: string, code: string, expected: string, compare: string}} Example
 */

/** As much as the server keeps. */
const CODE_MAX = 20_000;

const loadPanel = () => import('./run-panel.js');

/** @param {Response} value */
const codeOf = (value) => value?.code ?? '';
/** @param {Response} value */
const isAnswered = (value) => Boolean(codeOf(value).trim());

/** @param {Response} value */
const program = (value) => codeListing(codeOf(value).replace(/\n+$/, ''));

/** An example's name, and what goes in: a call, or what is typed. @param {Example} example @param {number} index @returns {[name: string, input: string]} */
export const exampleHead = ({ name, code, stdin }, index) => [name || `Example ${index + 1}`, (code || stdin).replace(/\n$/, '')];

/**
 * What goes in and should come out, and room for what this program gives.
 * @param {Example[]} examples
 */
function examplesTable(examples) {
  /** @type {Map<string, HTMLElement>} */
  const cells = new Map();
  const rows = examples.map((example, index) => {
    const cell = h('td', null, '–');
    cells.set(example.id, cell);
    const [name, input] = exampleHead(example, index);
    return h('tr', null, h('th', { scope: 'row' }, name, input && h('pre', { class: 'program__text' }, input)), h('td', null, h('pre', { class: 'program__text' }, example.expected)), cell);
  });
  const head = ['Example', 'Should give', 'Yours'].map((words) => h('th', { scope: 'col' }, words));
  const table = h('div', { class: 'program__examples', tabindex: '0', role: 'group', 'aria-label': 'Examples' }, h('table', { class: 'rich-table' }, h('thead', null, h('tr', null, head)), h('tbody', null, rows)));
  return { table: examples.length ? table : null, cells };
}

/** What has to be kept to, in sentences. @param {import('../contract.js').View} view @returns {string[]} */
export const ruleWords = ({ rules = [], edit_limit: limit }) => [...rules, ...(limit ? [`Change at most ${plural(limit, 'line')}.`] : [])];

/** @param {string[]} rules */
const ruleList = (rules) => (rules.length ? h('ul', { class: 'answer-list question__hint' }, rules.map((rule) => h('li', null, rule))) : null);

/** @param {HTMLElement} host @param {import('../contract.js').TestTold[]} tests */
async function showTests(host, tests) {
  const place = h('div');
  host.append(place);
  const { testsReport } = await import('./tests-report.js');
  place.replaceWith(testsReport(tests));
}

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'python_code',
  label: 'Python program',
  icon: 'code',
  empty: () => null,
  isAnswered,
  validate: (value) => (codeOf(value).length > CODE_MAX ? `Keep your program to ${CODE_MAX} characters or fewer.` : null),
  answer(host, { view, value, change, labelledBy, run }) {
    const { table, cells } = examplesTable(view.examples ?? []);
    const field = h('div');
    const panel = h('div', { class: 'program__panel' });
    const box = h(
      'div',
      { class: 'program stack stack--m', role: 'group', 'aria-labelledby': labelledBy },
      ruleList(ruleWords(view)),
      table,
      h('div', { class: 'editor' }, h('p', { class: 'editor__bar' }, h('span', { class: 'editor__file', id: freshId('file') }, icon('code'), 'main.py')), field, panel),
    );
    /** @param {string} code */
    const tell = (code) => change(code.trim() && code !== view.starter ? { code } : null);
    /** @param {Response} response */
    const shown = (response) => (isAnswered(response) ? codeOf(response) : view.starter);
    host.append(box);
    const editor = codeEditor(field, { value: shown(value), label: 'Your program', change: tell });
    const running = lazyRun(panel, loadPanel, ({ runPanel }) => runPanel(panel, { box, view, editor, cells, run, tell }));
    return {
      focus: editor.focus,
      set: (response) => editor.set(shown(response)),
      destroy() {
        running.destroy();
        editor.destroy();
        box.remove();
      },
    };
  },
  review(host, context) {
    reviewPair(host, context, program, isAnswered(context.response));
    if (context.tests?.length) void showTests(host, context.tests);
  },
  toText: (value) => codeOf(value).trim(),
  prepare: () => Promise.all([prepareEditor(), loadPanel().then(({ preparePractice }) => preparePractice())]),
};
