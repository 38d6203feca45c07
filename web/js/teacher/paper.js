import { h } from '../core/dom.js';
import { plainText, richInline, richText } from '../core/rich-text.js';
import { mark, plural } from '../core/words.js';
import { letter } from '../question-types/choices.js';
import { programAndInputs } from '../question-types/code-listing.js';
import { programText } from '../question-types/parsons/program.logic.js';
import { exampleHead, ruleWords } from '../question-types/python_code/answer.js';
import { questionType } from '../question-types/registry.js';

/** Questions on paper, by type: something to tick, to write on, to fill in or to join; and the mark scheme. */

/** @typedef {import('../api/assessments.js').PaperItem} PaperItem */
/** @typedef {import('../question-types/contract.js').View} View */
/** @typedef {{id: string, text: any}} Element */

const LINE_WORDS = 9;
const LINES_MAX = 14;

/** @param {number} count */
const lines = (count) => Array.from({ length: count }, () => h('div', { class: 'paper__line' }));
/** A space for a few words or signs. @param {string} [size] */
const blank = (size = '') => h('span', { class: `paper__blank ${size}`.trim() });
const box = () => h('span', { class: 'paper__box' });

/** @param {Element[]} options */
const tickOptions = (options) => h('ul', { class: 'paper__options' }, options.map(({ text }, index) => h('li', null, box(), h('strong', null, letter(index)), h('div', { class: 'rich' }, richInline(text)))));

/** Two lists: a letter of the second beside each of the first. @param {Element[]} first @param {Element[]} second @param {string} words */
const joined = (first, second, words) => [
  h('p', { class: 'paper__how' }, words),
  h(
    'div',
    { class: 'paper__pairs' },
    h('ul', null, first.map(({ text }) => h('li', null, h('div', { class: 'rich' }, richInline(text)), blank('paper__blank--s')))),
    h('ul', null, second.map(({ text }, index) => h('li', null, h('strong', null, letter(index)), h('div', { class: 'rich' }, richInline(text))))),
  ),
];

/** The passage with a numbered space in each gap, and what may be chosen for it below. @param {View} view */
function gapped(view) {
  const passage = h('div', { class: 'rich' }, richText(view.passage));
  for (const slot of /** @type {NodeListOf<HTMLElement>} */ (passage.querySelectorAll('[data-gap]'))) slot.append(h('sup', null, view.gaps[slot.dataset.gap ?? ''].number), blank());
  const choices = Object.values(view.gaps)
    .filter((/** @type {any} */ { kind }) => kind === 'choice')
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.number - b.number);
  return [passage, choices.length > 0 && h('ul', { class: 'paper__choices' }, choices.map((/** @type {any} */ { number, choices: of }) => h('li', null, h('strong', null, `${number} `), of.map((/** @type {any} */ { text }) => text).join(' / '))))];
}

/** @param {string} code @param {string[]} inputs */
const program = (code, inputs) => h('div', { class: 'rich' }, programAndInputs(code, inputs));

/** @param {View} view */
const traceTable = ({ columns, rows }) =>
  h(
    'table',
    { class: 'paper__table paper__table--wide' },
    h('thead', null, h('tr', null, columns.map((/** @type {string} */ name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, rows.map((/** @type {(string | null)[]} */ cells) => h('tr', null, cells.map((cell) => h('td', null, cell ?? ''))))),
  );

/** @param {View} view */
function truthTable({ inputs, headings, rows }) {
  const bits = (/** @type {number} */ row) => inputs.map((/** @type {string} */ _, /** @type {number} */ column) => (row >> (inputs.length - 1 - column)) & 1);
  return h(
    'table',
    { class: 'paper__table' },
    h('thead', null, h('tr', null, [...inputs, ...headings].map((/** @type {string} */ name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, rows.map((/** @type {(number | null)[]} */ cells, /** @type {number} */ row) => h('tr', null, [...bits(row), ...cells].map((cell) => h('td', null, cell === null ? '' : String(cell)))))),
  );
}

/** Lines with a letter each, a frame around those of which one is right, and room for the program. @param {View} view */
function programLines({ blocks, indentation }) {
  const how = indentation === 'given' ? 'Write the letters of the lines in order. You may not need them all.' : 'Write the program: put the lines in order, and indent them. You may not need them all.';
  /** @type {Map<string | number, HTMLElement[]>} */
  const units = new Map();
  blocks.forEach((/** @type {import('../question-types/parsons/program.logic.js').Block} */ { id, pair, code, indent = 0 }, /** @type {number} */ at) => {
    const line = h('li', null, h('strong', null, letter(at)), h('code', { class: 'paper__code' }, code.replace(/^(?=.)/gm, ' '.repeat(4 * indent))));
    units.set(pair ?? id, [...(units.get(pair ?? id) ?? []), line]);
  });
  return [
    h('p', { class: 'paper__how' }, how),
    h('ul', { class: 'paper__options' }, [...units.values()].map((unit) => (unit.length > 1 ? h('li', { class: 'paper__frame' }, h('ul', { class: 'paper__options' }, unit)) : unit))),
    lines(indentation === 'given' ? 2 : Math.min(LINES_MAX, blocks.length)),
  ];
}

/** What goes in and should come out. @param {import('../question-types/python_code/answer.js').Example[]} examples */
const exampleTable = (examples) =>
  h(
    'table',
    { class: 'paper__table paper__table--code' },
    h('thead', null, h('tr', null, ['Example', 'Goes in', 'Should give'].map((name) => h('th', { scope: 'col' }, name)))),
    h(
      'tbody',
      null,
      examples.map((example, index) => {
        const [name, input] = exampleHead(example, index);
        return h('tr', null, h('th', { scope: 'row' }, name), h('td', { class: 'paper__code' }, input || '–'), h('td', { class: 'paper__code' }, example.expected));
      }),
    ),
  );

/** @param {View} view */
function programToWrite(view) {
  const { starter, examples } = view;
  const rules = ruleWords(view);
  return [
    rules.length > 0 && h('ul', { class: 'paper__how' }, rules.map((rule) => h('li', null, rule))),
    examples.length > 0 && exampleTable(examples),
    starter.trim() && program(starter.trimEnd(), []),
    h('p', { class: 'paper__how' }, 'Write your program:'),
    lines(10),
  ];
}

/** @type {{[type: string]: (view: View) => import('../core/dom.js').Child}} */
const ANSWERS = {
  multiple_choice: ({ options }) => [h('p', { class: 'paper__how' }, 'Tick one.'), tickOptions(options)],
  multiple_response: ({ options }) => [h('p', { class: 'paper__how' }, 'Tick every one that is right.'), tickOptions(options)],
  true_false: ({ reason_required: reason }) => [h('ul', { class: 'paper__options paper__options--row' }, ['True', 'False'].map((word) => h('li', null, box(), word))), reason && [h('p', { class: 'paper__how' }, 'Say why.'), lines(2)]],
  short_text: () => lines(1),
  numeric: ({ units }) => h('p', { class: 'paper__number' }, blank('paper__blank--m'), units.length > 0 && h('span', { class: 'paper__how' }, `Unit: ${units.map((/** @type {any} */ unit) => unit.symbol ?? unit).join(' or ')}`)),
  boolean_expression: () => lines(1),
  ordering: ({ items }) => [h('p', { class: 'paper__how' }, `Number them from 1 to ${items.length}.`), h('ul', { class: 'paper__options' }, items.map((/** @type {Element} */ { text }) => h('li', null, box(), h('div', { class: 'rich' }, richInline(text)))))],
  matching: ({ prompts, options }) => joined(prompts, options, 'Write the letter that belongs to each.'),
  categorise: ({ items, categories }) => joined(items, categories, 'Write the letter of the group that each belongs to.'),
  cloze: gapped,
  truth_table: truthTable,
  predict_output: ({ code, inputs }) => [program(code, inputs), h('p', { class: 'paper__how' }, 'It prints:'), lines(6)],
  trace_table: (view) => [view.program && program(view.program, view.inputs), traceTable(view)],
  parsons: programLines,
  python_code: programToWrite,
  free_text: ({ word_range: range }) => lines(Math.min(LINES_MAX, Math.max(4, Math.ceil((range?.most ?? 40) / LINE_WORDS) + 1))),
};

/** Where a question is answered: something to tick, lines, spaces or empty cells. @param {string} type @param {View} view */
export const answerSpace = (type, view) => (ANSWERS[type] ?? (() => lines(3)))(view);

/** "[3 marks]". @param {number} marks */
const marksWords = (marks) => `[${mark(marks)} ${marks === 1 ? 'mark' : 'marks'}]`;

/** "Answer any 2 of questions 3 to 7", where the first of a pool is. @param {PaperItem} item @param {number} at @param {PaperItem[]} items */
function choiceWords({ pool, draw, position }, at, items) {
  if (pool === null || items[at - 1]?.pool === pool) return null;
  const last = items.filter((other) => other.pool === pool).at(-1)?.position;
  return h('p', { class: 'paper__choice' }, `Answer any ${draw} of questions ${position} to ${last}.`);
}

/** What one pupil answers: all that stands alone, and of each pool as many as are drawn. @param {PaperItem[]} items */
function sizeOf(items) {
  const counted = items.filter(({ pool, draw }, at) => pool === null || items.slice(0, at).filter((other) => other.pool === pool).length < (draw ?? 0));
  return { questions: counted.length, marks: counted.reduce((sum, { marks }) => sum + marks, 0) };
}

/** @param {PaperItem} item @param {number} at @param {PaperItem[]} items */
function question(item, at, items) {
  const { position, marks, type, view } = item;
  return h('li', { class: 'paper__item' }, choiceWords(item, at, items), h('span', { class: 'paper__n' }, `${position}.`), h('div', { class: 'paper__question' }, h('div', { class: 'rich' }, richText(view.stem)), answerSpace(type, view)), h('span', { class: 'paper__marks' }, marksWords(marks)));
}

/** @typedef {{type: string, view: View, key: any}} Keyed */

/** The right answer in words; letters where the paper has letters. @param {Keyed} item @returns {string} */
export function keyWords({ type, view, key }) {
  const letterOf = (/** @type {Element[]} */ list, /** @type {string} */ id) => letter(list.findIndex((each) => each.id === id));
  const pairs = (/** @type {Element[]} */ from, /** @type {Element[]} */ to, /** @type {{[id: string]: string}} */ of) => from.map(({ id, text }) => `${plainText(text)} – ${letterOf(to, of[id])}`).join('; ');
  if (type === 'matching') return pairs(view.prompts, view.options, key.pairs);
  if (type === 'categorise') return pairs(view.items, view.categories, key.placements);
  if (type === 'parsons') return programText(key, view);
  return questionType(type).toText(key, view);
}

/** Right answers that are code: their spaces count. */
const CODE = ['parsons', 'python_code', 'predict_output'];

/** The right answer, as it stands by itself on a line of its own. @param {Keyed} item */
export const keyLine = (item) => h('p', { class: CODE.includes(item.type) ? 'paper__key paper__code' : 'paper__key' }, item.type === 'free_text' && 'For example: ', keyWords(item));

/** @param {string} name @param {string[]} found */
const also = (name, found) => found.length > 0 && h('p', null, h('strong', null, `${name} `), found.join('; '));

/** @param {PaperItem} item */
function scheme(item) {
  const words = keyWords(item);
  const listed = [...new Set(item.accepted)].filter((text) => text !== words);
  return h(
    'li',
    { class: 'paper__item' },
    h('span', { class: 'paper__n' }, `${item.position}.`),
    h(
      'div',
      { class: 'paper__question' },
      h('p', { class: 'paper__stem' }, plainText(item.view.stem)),
      keyLine(item),
      also('Accept:', listed),
      also('Part of the marks:', item.part_marks),
      item.guide.length > 0 && h('ul', { class: 'paper__guide' }, item.guide.map((line) => h('li', null, line))),
      item.explanation && h('div', { class: 'rich paper__why' }, richText(item.explanation)),
      item.ideas.length > 0 && h('ul', { class: 'paper__ideas' }, item.ideas.map(({ answer, title }) => h('li', null, answer && `“${answer}”: `, title))),
    ),
    h('span', { class: 'paper__marks' }, marksWords(item.marks)),
  );
}

/** A sheet whose head comes again on each page: a table's head does. @param {string} name @param {import('../core/dom.js').Child} head @param {import('../core/dom.js').Child} body */
const sheet = (name, head, body) => h('table', { class: 'paper', role: 'presentation', 'data-sheet': name }, h('thead', null, h('tr', null, h('td', null, head))), h('tbody', null, h('tr', null, h('td', null, body))));

/**
 * The paper for pupils.
 * @param {{title: string, items: PaperItem[]}} paper
 */
export function pupilPaper({ title, items }) {
  const size = sizeOf(items);
  const line = (/** @type {string} */ name) => h('span', { class: 'paper__field' }, name);
  return sheet('paper', h('p', { class: 'paper__head' }, line('Name'), line('Class'), line('Date')), [h('h2', { class: 'paper__title' }, title), h('p', { class: 'paper__total' }, `${plural(size.questions, 'question')}${size.questions < items.length ? ' to answer' : ''} · ${plural(size.marks, 'mark')}`), h('ol', null, items.map((item, at) => question(item, at, items)))]);
}

/**
 * What it is marked by, from a new page on.
 * @param {{title: string, items: PaperItem[]}} paper
 */
export function markScheme({ title, items }) {
  return sheet('scheme', h('p', { class: 'paper__head' }, h('strong', null, 'Mark scheme. Not for pupils')), [h('h2', { class: 'paper__title' }, `${title}: mark scheme`), h('ol', null, items.map(scheme))]);
}
