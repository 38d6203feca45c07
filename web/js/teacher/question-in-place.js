import { getCurriculum, listMisconceptions } from '../api/curriculum.js';
import { getQuestion, saveQuestion } from '../api/questions.js';
import { openDialog } from '../core/dialog.js';
import { addStyle, h } from '../core/dom.js';
import { toast } from '../core/toast.js';
import { draftForm } from './review-edit.js';

/** Changing a question of the bank where one comes upon it, with what pupils see beside the words. Fetched with its styles when first asked for. */

/**
 * @typedef {import('../api/questions.js').Question} Question
 * @typedef {import('./question-form.js').Written} Written
 */

const STYLES = ['authoring', 'explain', 'question', 'rich-text', 'sortable', 'textarea', 'list-row', 'builder', 'choice', 'preview'];

/** @type {Promise<unknown> | undefined} */
let styles;
const addStyles = () => (styles ??= Promise.all(STYLES.map((name) => addStyle(new URL(`../../css/components/${name}.css`, import.meta.url)))));

/**
 * @param {string} id
 * @param {object} options
 * @param {(saved: Question) => unknown} options.then  with the question as it is saved now
 * @param {Written} [options.written]  what was written before, and not saved
 */
export async function editInPlace(id, { then, written }) {
  let [question, { units }, { items: misconceptions }] = await Promise.all([getQuestion(id), getCurriculum(), listMisconceptions(), addStyles()]);
  const start = written ?? { content: question.content, objective_ids: question.objectives.map((objective) => objective.id), tags: question.tags };
  const form = draftForm({ type: question.type, item: question.item, variants: question.variants, ...start }, { units, misconceptions }, 'Its words');
  const isNew = question.status === 'ready';
  /** @type {Question | null} */
  let saved = null;
  const save = async () => {
    if (!form.isComplete()) return false;
    try {
      saved = await saveQuestion(id, { version: question.version, ...form.value() });
      return true;
    } catch (error) {
      const { code, detail, errors } = /** @type {{code?: string, detail?: string, errors?: {place: string, message: string}[]}} */ (error);
      if (code === 'stale_version') {
        question = await getQuestion(id);
        form.showProblems([{ place: 'stem', message: `${question.versions[0]?.created_by ?? question.author} saved this question while you were writing. What you wrote is still here: save again to put yours over it, or go back to leave theirs.` }]);
      } else form.showProblems(errors?.length ? errors : [{ place: 'stem', message: `Not saved. ${detail ?? ''} What you wrote is still here.` }]);
      return false;
    }
  };
  await openDialog({
    title: 'Edit question',
    plain: true,
    body: h('div', { class: 'dialog__scroll stack' }, h('div', { class: 'with-side with-side--wide' }, form.element, h('aside', { class: 'stack', 'aria-label': 'Preview and problems' }, form.beside)), question.used_in > 0 && isNew && h('p', { class: 'muted small' }, 'What is set for a class already keeps its version.')),
    actions: [
      { label: 'Go back', value: 'cancel' },
      { label: isNew ? 'Save as a new version' : 'Save', value: 'save', kind: 'primary' },
    ],
    onAction: (value) => (value === 'save' ? save() : true),
    onOpen(dialog) {
      dialog.classList.add('dialog--editor');
      // The page behind has a Ctrl+S of its own.
      dialog.addEventListener('keydown', (event) => {
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        /** @type {HTMLElement | null} */ (dialog.querySelector('.dialog__actions button:last-child'))?.click();
      });
      form.focus();
    },
  });
  const left = written || form.isDirty() ? form.value() : null;
  form.destroy();
  if (saved) await then(saved);
  else if (left) toast('What you changed is not saved', { undo: () => void editInPlace(id, { then, written: left }), undoLabel: 'Back to it' });
}
