import { getPupilAnswer } from '../api/results.js';
import { announce } from '../core/announce.js';
import { dayAndTime } from '../core/dates.js';
import { openDialog } from '../core/dialog.js';
import { append, h, icon, need } from '../core/dom.js';
import { plainText, richText } from '../core/rich-text.js';
import { errorState, skeleton } from '../core/states.js';
import { mark, percent, plural } from '../core/words.js';
import { ownProgram } from '../question-types/own-program.js';
import { questionType } from '../question-types/registry.js';
import { acceptAnswer } from './accept-answer.js';
import { markingAddress } from './addresses.js';
import { changeOneMark, insteadOfAccepting } from './put-right.js';
import { isKnownType } from './question-preview.js';

/**
 * @typedef {import('../api/results.js').ResultItem} ResultItem
 * @typedef {import('../api/results.js').MisconceptionRef} MisconceptionRef
 * @typedef {{number: number, text: string, checked: boolean, penalty: number, fraction: number, outcome: string, counts: boolean}} Try
 * @typedef {{score: number, marks_max: number, outcome: string, reasons: string[], parts: {id: string, fraction: number, reason: string}[], tries: Try[], feedback: string, misconceptions: MisconceptionRef[], marker: string, marker_version: number, marked_at: string, by: string | null, why: string | null, changed: boolean, taken_back: boolean}} Mark
 * @typedef {{source: string, typed: string, added: string, stem: any[], options: {text: string, right: boolean, chosen: boolean}[], because: string, answered_at: string | null, misconception: MisconceptionRef | null}} OwnCodeShown
 * @typedef {{attempt_id: string, item: ResultItem, fewer_options: boolean, question_id: string, response: any, response_text: string, acceptable: import('../api/results.js').Acceptable[], saved_at: string | null, mark: Mark | null, history: Mark[], events: number, own_code: OwnCodeShown | null}} AnswerDetail
 */

/**
 * The words of a part of an answer: its option, item or gap, by its id.
 * @param {any} view
 * @param {string} id
 */
export function partName(view, id) {
  if (view.gaps?.[id]) return `Gap ${view.gaps[id].number}`;
  for (const list of Object.values(view)) {
    if (!Array.isArray(list)) continue;
    const found = list.find((each) => each?.id === id && each.text !== undefined);
    if (found) return plainText(found.text);
  }
  return id;
}

/** How far a part is right by itself; what it is worth is in the reasons. @param {number} fraction */
const partWords = (fraction) => (fraction >= 1 ? 'Yes' : fraction > 0 ? percent(fraction) : 'No');

/** @param {Mark} given */
function markedBy(given) {
  const auto = given.marker === 'auto';
  const by = auto ? `Marked automatically (rules ${given.marker_version})` : `Marked by ${given.by ?? 'a teacher'}`;
  const putRight = given.changed && auto ? `, when ${given.by ?? 'a teacher'} put marks right${given.why ? ` (“${given.why}”)` : ''}` : '';
  return `${by} ${dayAndTime(given.marked_at)}${given.taken_back ? ', when a change was taken back' : putRight}`;
}

/** @param {Try} tried */
function tryRow({ text, checked, penalty, fraction, outcome, counts }) {
  const got = outcome === 'needs_marking' ? 'can’t be read' : `${percent(fraction)} right`;
  const rest = [penalty && `${penalty}\u202f% off`, !checked && 'handed in without a check'].filter(Boolean).map((each) => `, ${each}`);
  return h('li', null, h('strong', null, text), `: ${got}${rest.join('')} `, counts && h('span', { class: 'tag tag--primary' }, 'Counts'));
}

/** @param {MisconceptionRef} idea */
const wrongIdea = ({ title, explanation }) => h('div', { class: 'why' }, icon('bulb'), h('div', null, h('strong', null, title), explanation && h('p', { class: 'small' }, explanation)));

/** @param {Mark} given @param {any} view */
function why(given, view) {
  return h(
    'section',
    { class: 'stack stack--s' },
    h('h3', null, 'Why this mark'),
    h('ul', { class: 'answer-list' }, given.reasons.map((reason) => h('li', null, reason))),
    given.tries.length > 0 && [h('h4', null, 'Tries'), h('ol', { class: 'answer-list' }, given.tries.map(tryRow))],
    given.parts.length > 0 &&
      h(
        'table',
        { class: 'table table--s' },
        h('thead', null, h('tr', null, ['Part', 'Right', 'Because'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', null, given.parts.map((part) => h('tr', null, h('th', { scope: 'row' }, partName(view, part.id)), h('td', { class: 'nowrap' }, partWords(part.fraction)), h('td', null, part.reason)))),
      ),
    given.misconceptions.map(wrongIdea),
    given.feedback && h('p', null, h('span', { class: 'muted' }, 'The pupil is told: '), given.feedback),
  );
}

/** What the pupil was asked about their own program, and what they chose. @param {NonNullable<AnswerDetail['own_code']>} own */
function aboutOwnCode(own) {
  const { stem, options, because, answered_at: answered, misconception } = own;
  return h(
    'section',
    { class: 'stack stack--s' },
    h('h3', null, 'Asked about their own program'),
    ownProgram(own),
    h('div', { class: 'rich' }, richText(stem)),
    h('ul', { class: 'answer-list' }, options.map(({ text, right, chosen }) => h('li', null, h('code', null, text), ' ', right && h('span', { class: 'tag tag--ok' }, 'Right'), ' ', chosen && h('span', { class: 'tag tag--primary' }, 'Chosen')))),
    h('p', { class: 'small' }, answered ? because : 'Not answered yet.'),
    misconception && wrongIdea(misconception),
  );
}

/** @param {Mark} given */
const scoreWords = (given) => (given.outcome === 'void' ? 'Left out: it counts for nobody' : given.outcome === 'needs_marking' ? 'Waiting for a mark' : `${mark(given.score)} of ${plural(given.marks_max, 'mark').replace(/^\S+/, mark(given.marks_max))}`);

/**
 * @param {AnswerDetail} detail
 * @param {() => void} change  opens the form for another mark
 * @param {() => void} accept  opens the dry run of accepting the answer
 * @param {HTMLElement | false} instead  what to do where it can't be accepted
 */
function drawDetail({ item, fewer_options: fewer, response, response_text, acceptable, saved_at, mark: given, history, events, own_code: own }, change, accept, instead) {
  const host = h('div');
  if (isKnownType(item.type)) questionType(item.type).review(host, { view: item.view, response, outcome: given?.outcome, key: item.key, parts: given?.parts, others: true });
  else host.append(h('p', null, response_text));
  const saved = saved_at ? `Last saved ${dayAndTime(saved_at)}, after ${plural(events, 'change')}.` : 'Nothing was saved for this question.';
  return [
    h('div', { class: 'rich' }, richText(item.view.stem)),
    given && h('div', { class: 'spread' }, h('p', { class: 'strong' }, scoreWords(given)), given.outcome !== 'void' && h('div', { class: 'cluster' }, acceptable.length > 0 && h('button', { class: 'button button--s', type: 'button', onclick: accept }, icon('check'), 'Accept this answer'), h('button', { class: 'button button--s', type: 'button', onclick: change }, icon('edit'), 'Change this mark'))),
    instead,
    host,
    fewer && h('p', { class: 'muted small ic' }, icon('info'), 'Given with fewer options: shown as this pupil saw it.'),
    given && why(given, item.view),
    own && aboutOwnCode(own),
    h(
      'section',
      { class: 'muted small stack stack--s' },
      h('p', null, [given && `${markedBy(given)}. `, saved]),
      history.length > 1 && h('details', null, h('summary', null, `All ${history.length} markings`), h('ul', { class: 'answer-list' }, history.map((each) => h('li', null, `${scoreWords(each)}. ${markedBy(each)}. ${each.reasons.join('; ')}`)))),
    ),
  ];
}

/**
 * The way for an answer that could have more and can't be accepted by itself: most types have no list of answers.
 * @param {AnswerDetail} detail
 * @param {string} assignmentId
 * @param {boolean} varied
 */
function whereElse({ item, question_id: question, acceptable, mark: given }, assignmentId, varied) {
  if (acceptable.length || !given || !['wrong', 'partial', 'needs_marking'].includes(given.outcome)) return false;
  const marking = item.view.by_person || given.outcome === 'needs_marking' ? markingAddress(assignmentId, item.id) : null;
  return insteadOfAccepting({ question, varied, marking, here: false });
}

/**
 * One answer and why it got its mark, with the pupils before and after it for going through a question.
 * @param {object} options
 * @param {string} options.assignmentId
 * @param {import('./heat-map.logic.js').Item} options.item
 * @param {import('./heat-map.logic.js').Pupil[]} options.pupils  those with a mark, in the order of the table
 * @param {string} options.pupilId
 * @param {(pupil: {id: string, name: string}) => string} options.nameOf
 * @param {() => Promise<unknown>} options.onMarks  a mark was changed: fetch the results anew
 * @returns {Promise<void>}
 */
export async function showAnswer({ assignmentId, item, pupils, pupilId, nameOf, onMarks }) {
  let at = pupils.findIndex(({ id }) => id === pupilId);
  const name = h('h3', { class: 'h4' });
  const body = h('div', { class: 'stack stack--m' });
  const step = (/** @type {string} */ shape, /** @type {number} */ by) =>
    h('button', { class: 'icon-button icon-button--s', type: 'button', onclick: () => pupils[at + by] && void show(at + by) }, icon(shape));
  const before = step('left', -1);
  const after = step('right', 1);

  /** @param {number} to */
  const show = async (to) => {
    at = to;
    name.textContent = nameOf(pupils[at]);
    before.setAttribute('aria-disabled', String(at === 0));
    after.setAttribute('aria-disabled', String(at === pupils.length - 1));
    before.setAttribute('aria-label', at > 0 ? `Before: ${nameOf(pupils[at - 1])}` : 'Nobody before');
    after.setAttribute('aria-label', at < pupils.length - 1 ? `Next: ${nameOf(pupils[at + 1])}` : 'Nobody after');
    body.replaceChildren(skeleton('Loading the answer', 2));
    try {
      const detail = /** @type {AnswerDetail} */ (await getPupilAnswer(assignmentId, pupils[to].id, item.id));
      if (to !== at) return;
      body.replaceChildren();
      const again = () => Promise.all([onMarks(), body.isConnected && to === at && show(to)]);
      append(body, drawDetail(detail, () => void changeOneMark({ attemptId: detail.attempt_id, itemId: item.id, name: nameOf(pupils[to]), marks: item.marks, score: detail.mark?.score ?? 0, then: again }), () => void acceptAnswer({ here: { assignment_id: assignmentId, item_id: item.id }, response: detail.response, acceptable: detail.acceptable, nameOf, then: again }), whereElse(detail, assignmentId, item.variants > 1)));
      announce(`${nameOf(pupils[to])}: ${detail.mark ? `${mark(detail.mark.score)} of ${mark(detail.mark.marks_max)}` : 'no mark yet'}`);
    } catch (error) {
      if (to === at) body.replaceChildren(errorState(error, { heading: 'h3', retry: () => void show(to) }));
    }
  };
  await openDialog({
    title: `Question ${item.position}`,
    wide: true,
    body: [h('div', { class: 'spread' }, name, h('div', { class: 'cluster' }, before, after)), body],
    onOpen: (dialog) => {
      need(dialog, '.dialog__actions button', HTMLElement).focus();
      void show(at);
    },
  });
}
