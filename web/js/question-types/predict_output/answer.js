import { freshId, h, icon } from '../../core/dom.js';
import { programAndInputs } from '../code-listing.js';
import { reviewPair } from '../review.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {import('../contract.js').View} View
 * @typedef {{given?: string, wanted?: string}} Row  a line that was typed beside the one that is printed
 */

/** As much as the server keeps: the field stops here, so that nothing is ever cut off silently later. */
const LENGTH_MAX = 2000;

/** @type {{[name: string]: [picture: string, word: string, tone: string]}} */
const VERDICTS = {
  same: ['check-circle', 'Right', 'ok'],
  other: ['circle-dash', 'Different', 'primary'],
  missing: ['plus', 'Missing', 'primary'],
  extra: ['minus', 'Extra', 'primary'],
};

/** What is asked isn't part of the key: runs for marking don't print it. */
const ASKS = /\binput\(\s*[^\s)]/;

/** @param {Response} value */
const textOf = (value) => value?.text ?? '';
/** @param {Response} value @returns {value is {text: string}} */
const isAnswered = (value) => Boolean(textOf(value).trim());

/** The lines of an output as the server compares them. @param {string} text @returns {string[]} */
export const linesOf = (text) => text.normalize('NFC').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/…/g, '...').replace(/—/g, '--').replace(/[–−]/g, '-').trimEnd().split(/\r\n?|\n/).map((line) => line.replace(/\u00a0/g, ' ').trimEnd());

/**
 * What was typed beside what is printed: lines that are right stand beside themselves, and what lies between them in the order it has.
 * @param {string[]} typed
 * @param {string[]} expected
 * @param {(line: number) => boolean} isRight
 */
export function sideBySide(typed, expected, isRight) {
  /** @type {Row[]} */
  const rows = [];
  let [from, since] = [0, 0];
  /** @param {number} to @param {number} until */
  const between = (to, until) => {
    for (let at = 0; at < Math.max(to - from, until - since); at += 1) rows.push({ given: typed.slice(from, to)[at], wanted: expected.slice(since, until)[at] });
  };
  expected.forEach((line, at) => {
    const found = isRight(at) ? typed.indexOf(line, from) : -1;
    if (found < 0) return;
    between(found, at);
    rows.push({ given: line, wanted: line });
    [from, since] = [found + 1, at + 1];
  });
  between(typed.length, expected.length);
  return rows;
}

/** @param {Row} row */
const verdictOf = ({ given, wanted }) => (given === undefined ? 'missing' : wanted === undefined ? 'extra' : given === wanted ? 'same' : 'other');
/** @param {string | undefined} line @param {string} [who]  said where two lines stand together */
const lineText = (line, who) => line !== undefined && h('div', null, who && h('span', { class: 'predict__who' }, who), line ? h('span', { class: 'predict__said' }, line) : h('span', { class: 'muted' }, 'a blank line'));

/** @param {import('../contract.js').ReviewContext} context @param {string[]} expected */
function comparison({ response, parts, others }, expected) {
  const right = new Set((parts ?? []).filter(({ fraction }) => fraction === 1).map(({ id }) => id));
  const rows = sideBySide(linesOf(textOf(response)), expected, (line) => right.has(String(line + 1)));
  return h('ol', { class: 'predict__lines', 'aria-label': 'Line by line' }, rows.map((row) => {
    const verdict = verdictOf(row);
    const [picture, word, tone] = VERDICTS[verdict];
    const two = verdict === 'other';
    return h('li', null, h('span', { class: `tag tag--${tone}` }, icon(picture), word), h('div', null, lineText(row.given, two ? (others ? 'Typed' : 'You wrote') : ''), verdict !== 'same' && lineText(row.wanted, two ? 'It prints' : '')));
  }));
}

/** @param {Response} value */
const said = (value) => h('div', { class: 'predict__said' }, textOf(value));

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'predict_output',
  label: 'Predict the output',
  icon: 'eye',
  empty: () => null,
  isAnswered,
  validate: (value) => (textOf(value).length > LENGTH_MAX ? `Keep your answer to ${LENGTH_MAX} characters or fewer.` : null),
  answer(host, { view, value, change, labelledBy }) {
    const [id, hint] = [freshId('prints'), freshId('hint')];
    const area = h('textarea', {
      class: 'input code-area',
      rows: 6,
      maxlength: LENGTH_MAX,
      'aria-labelledby': `${labelledBy} ${id}`,
      'aria-describedby': hint,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      oninput: () => change(area.value.trim() ? { text: area.value } : null),
    });
    area.value = textOf(value);
    const box = h('div', { class: 'stack stack--s predict' }, programAndInputs(view.code, view.inputs), h('p', { id }, h('strong', null, 'What does it print?')), area, h('p', { class: 'question__hint', id: hint }, `Capitals, spaces and line breaks count.${ASKS.test(view.code) ? ' Leave out what input() asks.' : ''}`));
    host.append(box);
    return {
      focus: () => area.focus(),
      set(response) {
        // Writing the same text would move the caret under the pupil's fingers.
        if (area.value !== textOf(response)) area.value = textOf(response);
      },
      destroy: () => box.remove(),
    };
  },
  review(host, context) {
    const { view, response, key, parts, outcome } = context;
    const compared = key && parts && outcome !== 'right' && isAnswered(response) ? linesOf(textOf(key)) : null;
    host.append(h('div', { class: 'predict' }, programAndInputs(view.code, view.inputs)));
    reviewPair(host, compared ? { ...context, key: null } : context, compared ? () => comparison(context, compared) : said, isAnswered(response));
  },
  toText: (value) => (isAnswered(value) ? value.text.trimEnd() : ''),
};
