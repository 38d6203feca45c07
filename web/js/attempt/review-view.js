import { confirmDialog } from '../core/dialog.js';
import { art, h, icon } from '../core/dom.js';
import { timeOf } from '../core/dates.js';
import { plural } from '../core/words.js';
import { minutesLeft } from './clock.logic.js';
import { hashOf } from './navigation.logic.js';
import { reviewHeading, reviewRows, shortStem } from './review.logic.js';

/**
 * @typedef {import('./review.logic.js').ReviewRow & {stem: string}} Row
 * @typedef {import('./save-status.logic.js').QueueState} QueueState
 *
 * @typedef {object} ReviewParts
 * @property {(import('./review.logic.js').ReviewItem & {stem: string})[]} items
 * @property {number | null} leftMs
 * @property {string} after  what happens with the results
 * @property {string} last  address of the last question
 * @property {boolean} readOnly
 * @property {() => void} handIn
 */

/** @type {{[kind: string]: {icon: string, tone: string, verb: string, rest: string}}} */
const KINDS = {
  unanswered: { icon: 'circle-dash', tone: 'warn', verb: 'Answer', rest: ' question' },
  problem: { icon: 'half-circle', tone: 'warn', verb: 'Finish', rest: ' question' },
  flagged: { icon: 'flag', tone: 'sun', verb: 'Look', rest: ' at question' },
  answered: { icon: 'check', tone: 'tint', verb: 'Change', rest: ' question' },
};

/** @param {Row} row */
function words({ kind, text, problem }) {
  if (kind === 'unanswered') return 'Not answered yet';
  if (kind === 'problem') return `${problem} Your answer: ${text}`;
  return kind === 'flagged' ? `You flagged this. Your answer: ${text}` : text;
}

/** @param {Row} row */
function drawRow(row) {
  const { icon: name, tone, verb, rest } = KINDS[row.kind];
  return h(
    'li',
    { class: 'row-item' },
    h('span', { class: `row-icon row-icon--${tone}` }, icon(name)),
    h('div', { class: 'row-item__main' }, h('h4', null, `${row.index + 1}. ${shortStem(row.stem)}`), h('p', null, shortStem(words(row), 160))),
    h(
      'a',
      { class: row.kind === 'answered' ? 'button button--quiet' : 'button', href: hashOf({ view: 'question', index: row.index }) },
      verb,
      h('span', { class: 'vh' }, `${rest} ${row.index + 1}`),
    ),
  );
}

/**
 * @param {string} title
 * @param {import('../core/dom.js').Child} tag
 * @param {Row[]} rows
 */
function section(title, tag, rows) {
  return rows.length > 0 && h('section', { class: 'card card--flush', 'aria-label': title }, h('div', { class: 'card__head' }, h('h3', null, title), tag), h('ul', { class: 'rows' }, rows.map(drawRow)));
}

/**
 * What the page may promise before handing in.
 * @param {QueueState} state
 * @param {number} now  ms UTC
 */
function storedWords({ unsent, unsafe, writing }, now) {
  if (writing || unsafe) return { icon: 'spinner', tone: 'muted', text: 'Saving your answers.' };
  if (unsent) return { icon: 'device-check', tone: 'warn', text: `${plural(unsent, 'answer')} ${unsent === 1 ? 'is' : 'are'} safe on this Chromebook and still to be sent.` };
  return { icon: 'cloud-check', tone: 'ok', text: `All your answers are stored on the school’s server. Checked at ${timeOf(now)}.` };
}

/**
 * Draw the page on which answers are checked: unanswered first, then the rest, and handing in.
 * @param {HTMLElement} main
 * @param {ReviewParts} parts
 * @returns {{heading: HTMLElement, setStored: (state: QueueState, now: number) => void}}
 */
export function drawReview(main, { items, leftMs, after, last, readOnly, handIn }) {
  const { look, done } = /** @type {{look: Row[], done: Row[]}} */ (reviewRows(items));
  const heading = h('h2', { class: 'h2', tabindex: '-1' }, reviewHeading(look));
  const stored = h('li');
  const minutes = leftMs === null ? '' : `You still have ${plural(minutesLeft(leftMs), 'minute')}.`;
  main.replaceChildren(
    h(
      'div',
      { class: 'with-side' },
      h(
        'div',
        { class: 'stack' },
        h('div', null, heading, h('p', { class: 'muted' }, 'You can go back to any question until you hand in.')),
        section('Have another look', h('span', { class: 'tag tag--warn' }, `${look.length} to check`), look),
        section('Answered', h('span', { class: 'tag tag--primary' }, icon('check'), plural(done.length, 'question')), done),
      ),
      h(
        'section',
        { class: 'card stack stack--m sticky', 'aria-label': 'Hand in' },
        h('div', { class: 'cluster cluster--m' }, art('scene-done'), h('div', { class: 'grow' }, h('h3', null, 'Ready to hand in?'), h('p', { class: 'muted small' }, minutes))),
        h('ul', { class: 'checks' }, stored),
        h('button', { class: 'button button--primary button--big button--wide', type: 'button', disabled: readOnly, onclick: handIn }, 'Hand in', icon('send')),
        h('a', { class: 'button button--wide', href: last }, 'Keep working'),
        h('p', { class: 'muted small' }, `After you hand in, you can’t change your answers. ${after}`),
      ),
    ),
  );
  return {
    heading,
    setStored(state, now) {
      const { icon: name, tone, text } = storedWords(state, now);
      if (stored.textContent === text) return;
      stored.className = tone;
      stored.replaceChildren(icon(name), h('span', null, text));
    },
  };
}

/**
 * Whether the pupil really means to hand in.
 * @param {number} left  questions that have no answer
 */
export const confirmHandIn = (left) =>
  confirmDialog({
    title: left ? `Hand in with ${plural(left, 'question')} not answered?` : 'Hand in now?',
    body: left ? 'You still have the chance to try. After you hand in, you can’t change your answers.' : 'After you hand in, you can’t change your answers.',
    action: 'Hand in',
    cancel: 'Keep working',
  });
