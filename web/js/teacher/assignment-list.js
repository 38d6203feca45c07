import { closeAssignment, listAssignments, releaseAssignment } from '../api/assessments.js';
import { confirmDialog } from '../core/dialog.js';
import { h, icon } from '../core/dom.js';
import { toast } from '../core/toast.js';
import { plural } from '../core/words.js';
import { liveAddress, resultsAddress } from './addresses.js';
import { changeSettings } from './assignment-form.js';
import { STATES, isHeldBack, isRunning, laterInWords, timesInWords } from './assignment.logic.js';
import { triesInWords } from './tries.logic.js';

/**
 * @typedef {import('../api/assessments.js').Assignment} Assignment
 * @typedef {import('../api/accounts.js').Me} Me
 */

/** @param {Assignment['state']} state */
export function stateTag(state) {
  const { icon: name, label, tone } = STATES[state];
  return h('span', { class: `tag tag--${tone}` }, icon(name), label);
}

/** Everything that was set for the teacher's classes, newest first. @param {{assessment_id?: string}} [query] @returns {Promise<Assignment[]>} */
export async function everyAssignment(query) {
  /** @type {Assignment[]} */
  const found = [];
  /** @type {string | null} */
  let after = null;
  do {
    const page = /** @type {{items: Assignment[], next: string | null}} */ (await listAssignments({ ...query, after: after ?? undefined }));
    found.push(...page.items);
    after = page.next;
  } while (after);
  return found;
}

/**
 * Release the results, with Undo; or hold them back again.
 * @param {Assignment} assignment
 * @param {(changed: Assignment) => void} changed
 */
export async function releaseResults(assignment, changed) {
  const released = await releaseAssignment(assignment.id, assignment.version, true);
  const later = laterInWords(released);
  changed(released);
  toast([`Results released to ${assignment.class.name}`, ...(later ? [`${later}, so nobody sees the right answers yet`] : [])].join('. '), {
    undo: async () => changed(await releaseAssignment(released.id, released.version, false)),
  });
}

/**
 * Close now, after asking: what pupils have open is handed in for them, and that can't be taken back.
 * @param {Assignment} assignment
 * @param {(changed: Assignment) => void} changed
 */
async function closeNow(assignment, changed) {
  const later = laterInWords(assignment);
  const sure = await confirmDialog({
    title: `Close “${assignment.title}” for ${assignment.class.name} now?`,
    body: ['Everyone who is still working is handed in with the answers they have. Pupils who haven’t started can’t start any more.', ...(later ? [`${later} of their own, and can go on.`] : [])].join(' '),
    action: 'Close now',
    danger: true,
  });
  if (!sure) return;
  changed(await closeAssignment(assignment.id, assignment.version));
  toast(`Closed for ${assignment.class.name}`);
}

/**
 * One assignment with what can be done about it.
 * @param {Assignment} assignment
 * @param {object} options
 * @param {Me} options.me
 * @param {number} options.revision  of the assessment as it is now
 * @param {(changed: Assignment) => void} options.changed
 * @param {(former: Assignment) => Promise<unknown>} options.again  set it for another class, in the same way
 */
export function assignmentRow(assignment, { me, revision, changed, again }) {
  const { class: { name } } = assignment;
  const forClass = h('span', { class: 'vh' }, ` for ${name}`);
  const button = (/** @type {string} */ label, /** @type {() => Promise<unknown>} */ act) => h('button', { class: 'button button--s', type: 'button', onclick: () => void act() }, label, forClass.cloneNode(true));
  const change = async () => {
    const saved = await changeSettings(assignment, me);
    if (!saved) return;
    changed(saved);
    toast(`Saved for ${name}`);
  };
  return h(
    'li',
    { class: 'set-row' },
    h('div', { class: 'spread' }, h('h3', { class: 'set-row__class' }, name), stateTag(assignment.state)),
    h('p', { class: 'muted small' }, [timesInWords(assignment), plural(assignment.pupils, 'pupil'), ...triesInWords(assignment)].join(' · ')),
    assignment.later_pupils > 0 && h('p', { class: 'muted small ic' }, icon('calendar'), laterInWords(assignment)),
    assignment.revision < revision && h('p', { class: 'muted small ic' }, icon('info'), 'Set before the questions were last changed.'),
    h(
      'div',
      { class: 'cluster' },
      h('a', { class: 'button button--s', href: resultsAddress(assignment.id) }, icon('chart'), 'Results', forClass),
      isRunning(assignment) && h('a', { class: 'button button--s', href: liveAddress(assignment.id) }, icon('live'), 'Live view', forClass.cloneNode(true)),
      button('Change', change),
      button('Set again', () => again(assignment)),
      isRunning(assignment) && button('Close now', () => closeNow(assignment, changed)),
      isHeldBack(assignment) && assignment.state !== 'scheduled' && button('Release results', () => releaseResults(assignment, changed)),
    ),
  );
}
