import { beginChange, getItemChanges, undoChange } from '../api/marks.js';
import { shortStem } from '../attempt/review.logic.js';
import { h } from '../core/dom.js';
import { formDialog } from '../core/form-dialog.js';
import { toast } from '../core/toast.js';
import { mark } from '../core/words.js';
import { missingReason, reasonField } from './put-right.js';

/** What can be done about a faulty question while a class sits it. */

/**
 * @typedef {object} Place
 * @property {string} assignmentId
 * @property {string} className
 * @property {import('../api/live.js').LiveQuestion} question
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
      h('p', null, `Pupils who are sitting see at once that they don’t need to answer it. Its ${question.marks === 1 ? 'mark' : `${mark(question.marks)} marks`} count for nobody, also not for those who have handed in. Answers that were given are kept, and count again if you bring the question back.`),
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

/**
 * The menu of a column.
 * @param {Place} place
 * @returns {import('../core/menu.js').MenuItem[]}
 */
export function questionActs(place) {
  return place.question.left_out ? [{ label: 'Bring this question back', icon: 'undo', onclick: () => void bringBack(place) }] : [{ label: 'Leave this question out…', icon: 'circle-dash', onclick: () => void leaveOut(place) }];
}
