import { getTwin } from '../api/generation.js';
import { h, icon } from '../core/dom.js';
import { markedQuestion } from './marked-question.js';

/** The question that a draft resembles, to be looked at beside it. */

/** @typedef {import('../api/generation.js').Draft} Draft */

/** Whether there is a question to show; drafts of earlier releases hold only its words. @param {Draft} draft */
export const hasTwin = ({ duplicate_of: twin }) => Boolean(twin && (twin.question_id || twin.draft_id));

/** @param {import('../api/generation.js').Twin} twin */
function twinCard(twin) {
  const where = twin.question_id
    ? h('a', { href: `/teacher/question?id=${twin.question_id}` }, 'Open it in the bank')
    : h('a', { href: `#${twin.draft_id}`, 'data-draft': twin.draft_id }, 'Go to that draft');
  const question = markedQuestion(twin);
  // Its words may be the very words of the draft: as a region it needs a name of its own.
  question.removeAttribute('aria-labelledby');
  question.setAttribute('aria-label', 'The other question');
  return [question, h('p', { class: 'small' }, where)];
}

/**
 * Its heading at once, the question when it has come.
 * @param {Draft} draft
 */
export function twinPane(draft) {
  const of = draft.duplicate_of?.kind === 'bank' ? 'in the bank' : 'among these drafts';
  const host = h('div', { class: 'stack stack--s', 'aria-busy': 'true' }, h('span', { class: 'skeleton skeleton--block' }));
  const show = async () => {
    try {
      host.replaceChildren(...twinCard(await getTwin(draft.id)));
    } catch (error) {
      host.replaceChildren(h('p', { class: 'small muted' }, /** @type {any} */ (error).detail ?? 'It could not be shown.'));
    } finally {
      host.removeAttribute('aria-busy');
    }
  };
  void show();
  return h('section', { class: 'stack stack--s twin' }, h('h2', { class: 'h4 ic' }, icon('copy', { class: 'icon warn' }), `Much like one ${of}`), host);
}
