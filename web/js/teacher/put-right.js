import { beginChange, getChange, overrideMark, previewChange, undoChange } from '../api/marks.js';
import { announce } from '../core/announce.js';
import { dayAndTime } from '../core/dates.js';
import { h, icon } from '../core/dom.js';
import { field, tick } from '../core/fields.js';
import { formDialog, formValues } from '../core/form-dialog.js';
import { errorState, skeleton } from '../core/states.js';
import { toast } from '../core/toast.js';
import { mark } from '../core/words.js';
import { markingAddress, questionAddress } from './addresses.js';
import { changeWords, markWords, planOf, previewWords } from './put-right.logic.js';

/**
 * @typedef {import('../api/marks.js').Change} Change
 * @typedef {import('../api/marks.js').ItemChanges} ItemChanges
 */

const POLL_MS = 400;
const ROWS_SHOWN = 200;

/** @param {string} [words]  what stands there to begin with */
export const reasonField = (words = '') => field('Why', h('textarea', { class: 'textarea', name: 'reason', rows: 2, maxlength: 500, required: true }, words), { hint: 'It stays with the marks. Pupils whose mark changes can read it.' });

/** @param {import('../core/form-dialog.js').FormValues} values */
export const missingReason = (values) => (values.reason ? [] : [{ place: 'reason', message: 'Say why in a few words.' }]);

/** Marks are changed by what was seen to become of them. @param {unknown} seen  the dry run, once it stands there */
export const lookFirst = (seen) => (seen ? [] : [{ place: '', message: 'See what would change first. It stands above in a moment; then press again.' }]);

/** Take a change back. @param {Change} change @param {() => unknown} then */
export async function takeBack({ batch_id: id, kind }, then) {
  await undoChange(id);
  toast(kind === 'remark' ? 'Taken back. The question keeps its newer version in the bank' : 'Taken back: every mark is as it was');
  await then();
}

/**
 * Give one answer another mark.
 * @param {object} options
 * @param {string} options.attemptId
 * @param {string} options.itemId
 * @param {string} options.name  of the pupil, as it is shown
 * @param {number} options.marks  of the question
 * @param {number} options.score  that stands now
 * @param {() => unknown} options.then  draws anew
 */
export async function changeOneMark({ attemptId, itemId, name, marks, score, then }) {
  const change = await formDialog({
    title: `Change ${name}’s mark`,
    body: h('div', { class: 'stack stack--m' }, field(`Marks, out of ${mark(marks)}`, h('input', { class: 'input input--s', name: 'score', type: 'number', inputmode: 'decimal', min: 0, max: marks, step: 'any', value: mark(score), required: true })), reasonField()),
    action: 'Change the mark',
    check(values) {
      const given = Number(values.score);
      const wrong = values.score === '' || !(given >= 0 && given <= marks);
      return [...(wrong ? [{ place: 'score', message: `Give a number from 0 to ${mark(marks)}.` }] : []), ...missingReason(values)];
    },
    save: (values) => overrideMark(attemptId, itemId, { score: Number(values.score), reason: String(values.reason) }),
  });
  if (!change) return;
  toast(`${name}’s mark changed`, { undo: () => takeBack(change, then) });
  await then();
}

/** @param {ItemChanges} known @param {number} marks @param {boolean} varied */
function choices({ newer_version_id: newer, question_id: question }, marks, varied) {
  const choice = (/** @type {string} */ value, /** @type {string} */ title, /** @type {import('../core/dom.js').Child} */ hint, disabled = false) =>
    h('label', { class: 'tick' }, h('input', { class: 'radio', type: 'radio', name: 'kind', value, disabled }), h('span', null, h('strong', null, title), h('span', { class: 'put-right__hint muted small' }, hint)));
  const mend = varied
    ? 'Each pupil had other numbers here, so there is nothing to mark all by. Change single marks.'
    : newer
      ? 'The question was mended since. All answers are marked by what it says now.'
      : ['Nothing newer to mark by yet: ', h('a', { href: questionAddress(question) }, 'mend the question'), ', accept an answer there that should have been right, then come back.'];
  return h(
    'fieldset',
    { class: 'stack stack--s' },
    h('legend', { class: 'field__label' }, 'What should happen?'),
    choice('remark', 'Mark again by the mended question', mend, varied || !newer),
    choice('full', 'Give everybody full marks', `All who sit it get ${mark(marks)}, whatever they answered.`),
    choice('void', 'Leave the question out', `It counts for nobody: the total goes down by ${mark(marks)}.`),
  );
}

/** @param {import('../api/marks.js').Preview} preview @param {(pupil: {id: string, name: string}) => string} nameOf */
export function previewTable(preview, nameOf) {
  const rows = preview.rows.filter((row) => row.new || row.note).slice(0, ROWS_SHOWN);
  const left = preview.rows.filter((row) => row.new || row.note).length - rows.length;
  const several = new Set(preview.rows.map((row) => row.class_name)).size > 1;
  return [
    h('p', { class: 'strong' }, previewWords(preview)),
    rows.length > 0 &&
      h(
        'div',
        { class: 'table-wrap put-right__rows', tabindex: '0', role: 'region', 'aria-label': 'What becomes of each mark' },
        h(
          'table',
          { class: 'table table--s' },
          h('thead', null, h('tr', null, ['Pupil', ...(several ? ['Class'] : []), 'Now', 'Then', 'Because'].map((name) => h('th', { scope: 'col' }, name)))),
          h('tbody', null, rows.map((row) => h('tr', null, h('th', { scope: 'row' }, nameOf({ id: row.pupil_id, name: row.pupil })), several && h('td', null, row.class_name), h('td', { class: 'nowrap' }, markWords(row.old)), h('td', { class: 'nowrap' }, row.new ? markWords(row.new) : 'Stays'), h('td', null, row.new ? row.reason : row.note)))),
        ),
      ),
    left > 0 && h('p', { class: 'muted small' }, `And ${left} more.`),
  ];
}

/** Wait until a change's job is done, with its bar. @param {Change} change @param {HTMLElement} host @returns {Promise<Change>} */
export async function watched(change, host) {
  const bar = h('progress', { class: 'progress', 'aria-label': 'Changing the marks' });
  host.replaceChildren(h('p', { role: 'status' }, 'Changing the marks. You may close this page: it goes on.'), bar);
  let now = change;
  while (now.state === 'running') {
    await new Promise((go) => setTimeout(go, POLL_MS));
    try {
      now = await getChange(change.batch_id);
    } catch (error) {
      // It has begun: without network for a moment it must not look as if it had not, or it is begun twice.
      if (/** @type {{status?: number}} */ (error).status) throw error;
    }
    // How many marks change is known once the job has looked at all of them.
    if (now.total) Object.assign(bar, { max: now.total, value: now.done });
  }
  return now;
}

/** Where else the question was answered, to be ticked. @param {ItemChanges} known */
export const elsewhereField = ({ elsewhere }) =>
  elsewhere.length > 0 &&
  h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label' }, 'Also in your other classes'), elsewhere.map(({ assignment_id: id, title, class_name: name }) => tick(`${name}: ${title}`, { name: 'also', value: id })));

/**
 * Put the marks of a question right for everybody: choose, see what would become of each mark, do it, undo it.
 * @param {object} options
 * @param {import('../api/marks.js').Target} options.here
 * @param {{position: number, marks: number, variants: number}} options.item
 * @param {ItemChanges} options.known
 * @param {(pupil: {id: string, name: string}) => string} options.nameOf
 * @param {() => unknown} options.then
 */
export async function putRight({ here, item, known, nameOf, then }) {
  const shown = h('div', { class: 'stack stack--s' });
  const options = h('div', { class: 'stack stack--s', hidden: true }, tick('Only where the mark goes up', { name: 'up_only', value: '1' }), tick('Also where a teacher gave the mark', { name: 'over_people', value: '1' }));
  const also = elsewhereField(known);
  const body = h('div', { class: 'stack stack--m' }, choices(known, item.marks, item.variants > 1), options, also, shown, reasonField());
  let asked = 0;
  let seen = false;
  const look = async () => {
    const form = /** @type {HTMLFormElement} */ (body.closest('form'));
    const plan = planOf(formValues(form), here, known);
    options.hidden = plan?.kind !== 'remark';
    if (!plan) return;
    const mine = ++asked;
    seen = false;
    shown.replaceChildren(skeleton('Trying it out', 2));
    try {
      const preview = await previewChange(plan);
      if (mine !== asked) return;
      shown.replaceChildren();
      shown.append(...previewTable(preview, nameOf).filter((each) => each instanceof HTMLElement));
      seen = true;
      announce(previewWords(preview));
    } catch (error) {
      if (mine === asked) shown.replaceChildren(errorState(error, { heading: 'h3', retry: () => void look() }));
    }
  };
  body.addEventListener('change', (event) => {
    if (/** @type {HTMLElement} */ (event.target).getAttribute('name') !== 'reason') void look();
  });
  const change = await formDialog({
    title: `Put the marks of question ${item.position} right`,
    wide: true,
    body,
    action: 'Change the marks',
    check: (values) => [...(values.kind ? lookFirst(seen) : [{ place: 'kind', message: 'Choose what should happen.' }]), ...missingReason(values)],
    async save(values) {
      const plan = planOf(values, here, known);
      if (!plan) throw new TypeError('nothing was chosen');
      return watched(await beginChange({ ...plan, reason: String(values.reason) }), shown);
    },
  });
  if (!change) return;
  toast(changeWords(change), { undo: () => takeBack(change, then) });
  await then();
}

/**
 * What to do where an answer can't be accepted by itself.
 * @param {object} options
 * @param {string} options.question  its id
 * @param {boolean} options.varied  each pupil has a variant
 * @param {string | null} options.marking  where a person marks it
 * @param {boolean} [options.here]  the button that puts marks right stands beside this
 */
export function insteadOfAccepting({ question, varied, marking, here = true }) {
  const button = here ? 'put the marks right here' : 'mark all answers again with “Put marks right”, below the class’s answers';
  const words = marking
    ? ['A person marks this. ', h('a', { href: marking }, 'Mark it on the marking page'), ': everybody who wrote the same gets the same.']
    : varied
      ? ['Each pupil had other numbers here, so no one answer can be accepted for all. Change single marks, or give everybody the marks.']
      : ['Should another answer have been right? ', h('a', { href: questionAddress(question) }, 'Mend the question'), `, then ${button}.`];
  return h('p', { class: 'ic small' }, icon('info'), h('span', null, words));
}

/**
 * The foot of a question's drawer: the way to put its marks right, and what was done so far.
 * @param {object} options
 * @param {import('../api/marks.js').Target} options.here
 * @param {{position: number, marks: number, variants: number}} options.item
 * @param {ItemChanges} options.known
 * @param {boolean} options.acceptsNone  there are wrong answers, and none of them can be accepted by itself
 * @param {boolean} options.byPerson
 * @param {(pupil: {id: string, name: string}) => string} options.nameOf
 * @param {() => unknown} options.then
 * @returns {HTMLElement}
 */
export function putRightFoot({ here, item, known, acceptsNone, byPerson, nameOf, then }) {
  const line = (/** @type {Change} */ change) =>
    h(
      'li',
      null,
      h('span', null, `${changeWords(change)}. `),
      h('span', { class: 'muted small' }, `${change.by}, ${dayAndTime(change.made_at)}: ${change.reason}`),
      change.state === 'undone' && change.kind === 'remark' && known.newer_version_id !== null && h('span', { class: 'small' }, 'The question still has its newer version: ', h('a', { href: questionAddress(known.question_id) }, 'look at it'), '.'),
      change.state === 'applied' && h('button', { class: 'button button--s', type: 'button', onclick: () => void takeBack(change, then) }, icon('undo'), 'Take back', h('span', { class: 'vh' }, `: ${changeWords(change)}`)),
    );
  return h(
    'section',
    { class: 'stack stack--s put-right', 'aria-label': 'Marks of this question' },
    known.newer_version_id !== null && item.variants === 1 && !known.changes.some(({ kind, state }) => kind === 'remark' && state !== 'undone') && h('p', { class: 'ic small' }, icon('info'), 'This question was mended since it was set. You can mark the answers again by what it says now.'),
    acceptsNone && insteadOfAccepting({ question: known.question_id, varied: item.variants > 1, marking: byPerson ? markingAddress(here.assignment_id, here.item_id) : null }),
    h('div', null, h('button', { class: 'button button--s', type: 'button', onclick: () => void putRight({ here, item, known, nameOf, then }) }, icon('edit'), 'Put marks right')),
    known.changes.length > 0 && h('ul', { class: 'stack stack--s put-right__done' }, known.changes.map(line)),
  );
}
