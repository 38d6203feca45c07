import { confirmDialog, openDialog } from '../core/dialog.js';
import { h, icon } from '../core/dom.js';
import { field } from '../core/fields.js';
import { fingerprint } from './question-editor.logic.js';
import { questionForm } from './question-form.js';

/** What the review desk asks of a teacher: changes to a draft, and why one is rejected. */

/** @typedef {import('../api/generation.js').Draft} Draft */
/** @typedef {ReturnType<typeof draftForm>} DraftForm */

const REASONS = ['Not what I teach', 'Unclear', 'Too easy', 'Too hard', 'The answer is wrong', 'Too like another'];

/**
 * The form for changing a draft before it is accepted.
 * @param {Draft} draft
 * @param {{units: import('../api/curriculum.js').Unit[], misconceptions: import('../api/curriculum.js').Misconception[]}} lists
 */
export function draftForm(draft, { units, misconceptions }) {
  const form = questionForm({ type: draft.type, written: { content: draft.content, objective_ids: draft.objective_ids, tags: [] }, units, misconceptions, change() {}, label: 'Edit the draft' });
  const before = fingerprint(form.value());
  const notice = h('div', { class: 'editor-notices', role: 'alert' });
  /** Say the first problem and go there. @param {{place: string, message: string}[]} problems */
  const showProblems = ([problem]) => {
    if (!problem) return;
    notice.replaceChildren(h('p', { class: 'field__error' }, icon('warn'), problem.message));
    form.focusPlace(problem.place);
  };
  return {
    element: h('div', { class: 'stack' }, h('h2', { class: 'h4' }, 'Edit, then accept'), notice, form.element),
    focus: form.focus,
    value: form.value,
    destroy: form.destroy,
    isDirty: () => fingerprint(form.value()) !== before,
    showProblems,
    /** Whether nothing is plainly missing; what is, is shown. */
    isComplete() {
      const missing = form.problems();
      showProblems(missing);
      return !missing.length;
    },
  };
}

/** Before changes are thrown away. */
export function confirmLeaving() {
  return confirmDialog({ title: 'Leave without saving?', body: 'What you changed in this draft would be lost.', action: 'Leave', cancel: 'Keep editing', danger: true });
}

/**
 * Ask why a draft is rejected; the reason may be empty. Null when it isn't rejected after all.
 * @param {Draft} draft
 * @returns {Promise<string | null>}
 */
export async function askReason(draft) {
  const id = 'reject-reasons';
  const reason = h('input', { class: 'input', name: 'reason', maxlength: '500', autocomplete: 'off', list: id });
  const answer = await openDialog({
    title: 'Reject this draft?',
    body: h(
      'div',
      { class: 'stack stack--s' },
      h('p', { class: 'muted clamp-3' }, draft.stem_text),
      field('Why? (optional)', reason, { hint: 'For yourself: Enter rejects without a reason.' }),
      h('datalist', { id }, REASONS.map((value) => h('option', { value }))),
    ),
    actions: [
      { label: 'Go back', value: 'cancel' },
      { label: 'Reject', value: 'reject', kind: 'danger' },
    ],
    onOpen: () => reason.focus(),
  });
  return answer === 'reject' ? reason.value.trim() : null;
}
