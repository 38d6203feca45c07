import { confirmDialog, openDialog } from '../core/dialog.js';
import { freshId, h, icon } from '../core/dom.js';
import { field } from '../core/fields.js';
import { liveCheck, problemList } from './question-checks.js';
import { fingerprint } from './question-editor.logic.js';
import { questionForm } from './question-form.js';
import { previewPane } from './question-preview-pane.js';
import { keysAreOn } from './review-keys.js';

/** What the review desk asks of a teacher: changes to a draft, and why one is rejected. */

/** @typedef {import('../api/generation.js').Draft} Draft */
/** @typedef {ReturnType<typeof draftForm>} DraftForm */

const REASONS = ['Not what I teach', 'Unclear', 'Too easy', 'Too hard', 'The answer is wrong', 'Too like another'];

/**
 * The form for changing a draft before it is accepted, or a question where it stands, and the question as pupils will see it, to stand beside.
 * @param {Pick<Draft, 'type' | 'content' | 'objective_ids' | 'item'> & {tags?: string[], variants?: number}} draft
 * @param {{units: import('../api/curriculum.js').Unit[], misconceptions: import('../api/curriculum.js').Misconception[]}} lists
 * @param {string} [title]
 */
export function draftForm(draft, { units, misconceptions }, title = 'Edit, then accept') {
  const written = { content: draft.content, objective_ids: draft.objective_ids, tags: draft.tags ?? [] };
  const form = questionForm({ type: draft.type, written, units, misconceptions, change: () => check.soon(form.value().content), label: title, variants: draft.variants });
  const before = fingerprint(form.value());
  const preview = previewPane(draft.type, () => form.value().content);
  const found = h('div', { class: 'stack stack--s' });
  const check = liveCheck(draft.type, {
    show({ readable, errors, problems, item }) {
      preview.show(item);
      found.replaceChildren(problemList({ errors: readable ? [] : errors, findings: problems, content: form.value().content, go: form.focusPlace }));
      form.markPlaces(problems);
    },
    fail: (error) => found.replaceChildren(h('p', { class: 'small muted' }, `The checks are waiting. ${error.detail ?? ''}`)),
  });
  preview.show(draft.item);
  void check.now(draft.content);
  const notice = h('div', { class: 'editor-notices', role: 'alert' });
  /** Say the first problem and go there. @param {{place: string, message: string}[]} problems */
  const showProblems = ([problem]) => {
    if (!problem) return;
    notice.replaceChildren(h('p', { class: 'field__error' }, icon('warn'), problem.message));
    form.focusPlace(problem.place);
  };
  return {
    element: h('div', { class: 'stack' }, h('h2', { class: 'h4' }, title), notice, form.element),
    beside: h('div', { class: 'stack' }, preview.element, h('section', { class: 'stack stack--s' }, h('h2', { class: 'h4' }, 'Checks'), found)),
    focus: form.focus,
    value: form.value,
    destroy() {
      check.stop();
      form.destroy();
    },
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
  const reason = h('input', { class: 'input', name: 'reason', maxlength: '500', autocomplete: 'off' });
  /** @type {HTMLDialogElement | undefined} */
  let opened;
  /** @param {string} chosen */
  const rejectFor = (chosen) => {
    reason.value = chosen;
    opened?.querySelector('form')?.requestSubmit();
  };
  const title = freshId('reasons');
  const answer = await openDialog({
    title: 'Reject this draft?',
    body: h(
      'div',
      { class: 'stack stack--m' },
      h('p', { class: 'muted clamp-3' }, draft.stem_text),
      h(
        'div',
        { class: 'stack stack--s', role: 'group', 'aria-labelledby': title },
        h('p', { class: 'field__label', id: title }, 'Reject, because'),
        h('div', { class: 'reasons' }, REASONS.map((words, index) => h('button', { class: 'button', type: 'button', 'aria-keyshortcuts': String(index + 1), onclick: () => rejectFor(words) }, h('kbd', { class: 'kbd', 'aria-hidden': 'true' }, String(index + 1)), words))),
      ),
      field('Or in your own words (optional)', reason, { hint: 'Reasons are for you: they show which makers do well.' }),
    ),
    actions: [
      { label: 'Go back', value: 'cancel' },
      { label: 'Reject', value: 'reject', kind: 'danger' },
    ],
    onOpen(dialog) {
      opened = dialog;
      dialog.addEventListener('keydown', (event) => {
        const chosen = REASONS[Number(event.key) - 1];
        if (!chosen || event.target === reason || event.ctrlKey || event.altKey || event.metaKey || !keysAreOn()) return;
        event.preventDefault();
        rejectFor(chosen);
      });
      // Enter rejects without a reason, a digit with one.
      /** @type {HTMLElement | null} */ (dialog.querySelector('.dialog__actions button:last-child'))?.focus();
    },
  });
  return answer === 'reject' ? reason.value.trim() : null;
}
