import { swapBack, swapQuestion } from '../api/live.js';
import { beginChange, getItemChanges, undoChange } from '../api/marks.js';
import { shortStem } from '../attempt/review.logic.js';
import { h } from '../core/dom.js';
import { formDialog } from '../core/form-dialog.js';
import { toast } from '../core/toast.js';
import { mark } from '../core/words.js';
import { questionAddress } from './addresses.js';
import { missingReason, reasonField } from './put-right.js';

/** What can be done about a faulty question while a class sits it. */

/** @typedef {import('../api/live.js').LiveQuestion} LiveQuestion */

/**
 * @typedef {object} Place
 * @property {string} assignmentId
 * @property {string} className
 * @property {LiveQuestion} question
 * @property {() => unknown} then
 */

const ASK_AGAIN_MS = 400;
const TIMES = 20;

/** Take it back; marks that are still being changed are waited for. @param {string} batchId @param {number} [left] */
async function takeBack(batchId, left = TIMES) {
  try {
    await undoChange(batchId);
  } catch (error) {
    if (/** @type {{code?: string}} */ (error).code !== 'change_running' || !left) throw error;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    await takeBack(batchId, left - 1);
  }
}

/** @param {Place} place @param {string} batchId */
async function bring({ question: { position }, then }, batchId) {
  await takeBack(batchId);
  toast(`Question ${position} counts again`);
  await then();
}

/** @param {Place} place */
async function bringBack(place) {
  const { changes } = await getItemChanges(place.assignmentId, place.question.assessment_item_id);
  const change = changes.find(({ kind, state }) => kind === 'void' && state !== 'undone');
  if (change) await bring(place, change.batch_id);
  else await place.then();
}

/** @param {Place} place */
async function leaveOut(place) {
  const { assignmentId, className, question, then } = place;
  const target = { assignment_id: assignmentId, item_id: question.assessment_item_id };
  const change = await formDialog({
    title: `Leave question ${question.position} out for ${className}?`,
    body: h(
      'div',
      { class: 'stack stack--m' },
      h('p', { class: 'muted' }, `“${shortStem(question.stem_text)}”`),
      h('p', null, `Pupils who are sitting see at once that they don’t need to answer it. Its ${question.marks === 1 ? 'mark counts' : `${mark(question.marks)} marks count`} for nobody, not even for those who have handed in. Answers that were given are kept, and count again if you bring the question back.`),
      reasonField('There was a mistake in this question.'),
    ),
    action: 'Leave it out',
    check: missingReason,
    save: ({ reason }) => beginChange({ targets: [target], kind: 'void', reason: String(reason) }),
  });
  if (!change) return;
  toast(`Question ${question.position} is left out`, { undo: () => bring(place, change.batch_id) });
  await then();
}

/** @param {Place} place */
async function undoSwap({ assignmentId, question, then }) {
  await swapBack(assignmentId, question.assessment_item_id);
  toast(`Question ${question.position} is as it was before`);
  await then();
}

/** @param {Place} place @param {string} what */
async function swapped(place, what) {
  toast(`Question ${place.question.position} is ${what}`, { undo: () => undoSwap(place) });
  await place.then();
}

/** @param {Place} place */
async function takeMended(place) {
  const { assignmentId, className, question } = place;
  const done = await formDialog({
    title: `Use the mended question ${question.position} in ${className}?`,
    body: h(
      'div',
      { class: 'stack stack--m' },
      h('p', { class: 'muted' }, `“${shortStem(question.stem_text)}”`),
      h('p', null, 'Pupils who are sitting have it at once, and whoever begins later, too. Answers stay where only the words are others; where the options are others, they answer again. Who has handed in keeps the marks they have.'),
    ),
    action: 'Use the mended one',
    save: async () => {
      await swapQuestion(assignmentId, question.assessment_item_id, question.question_id);
      return true;
    },
  });
  if (done) await swapped(place, 'the mended one now');
}

/** @param {Place} place @param {Set<string>} inAlready */
async function swapForAnother(place, inAlready) {
  const { assignmentId, className, question } = place;
  const { pickQuestion } = await import('./question-picker.js');
  const done = await pickQuestion({
    title: `Swap question ${question.position} for another`,
    lead: h(
      'div',
      { class: 'stack stack--s' },
      h('p', { class: 'muted' }, `“${shortStem(question.stem_text)}”`),
      h('p', null, `Everybody in ${className} who is sitting gets the one that you choose, for ${question.marks === 1 ? 'the same mark' : `the same ${mark(question.marks)} marks`}. For those who have handed in, the old question doesn’t count. Answers to it are kept, and come back if you bring it back.`),
    ),
    action: 'Swap it',
    inAlready,
    save: (row) => swapQuestion(assignmentId, question.assessment_item_id, row.id),
  });
  if (done) await swapped(place, 'another one now');
}

/**
 * The menu of a column.
 * @param {Place} place
 * @param {LiveQuestion[]} all  the questions of the assessment
 * @returns {import('../core/menu.js').MenuItem[]}
 */
export function questionActs(place, all) {
  const { question } = place;
  if (question.left_out) return [{ label: 'Bring this question back', icon: 'undo', onclick: () => void bringBack(place) }];
  /** @type {import('../core/menu.js').MenuItem[]} */
  const items = [
    { label: 'Leave this question out…', icon: 'circle-dash', onclick: () => void leaveOut(place) },
    { label: 'Swap it for another…', icon: 'library', onclick: () => void swapForAnother(place, new Set(all.map(({ question_id: id }) => id))) },
    question.newer_version ? { label: 'Use the mended question…', icon: 'check', onclick: () => void takeMended(place) } : { label: 'Mend it in the bank', icon: 'edit', href: questionAddress(question.question_id) },
  ];
  if (question.swapped) items.push({ label: 'Bring the question before back', icon: 'undo', onclick: () => void undoSwap(place) });
  return items;
}
