import { announce } from '../../core/announce.js';
import { freshId, h, icon, reconcile } from '../../core/dom.js';
import { field } from '../../core/fields.js';
import { toast } from '../../core/toast.js';
import { emptyContent, newElementId } from '../edit-parts.js';
import { gapCard, gapProblems, newGap, rightWords } from './gap-edit.js';
import { gapsIn, toShown, toStored, wordsToHide } from './passage.logic.js';

/** @typedef {import('./gap-edit.js').Gap} Gap */

const IS_NUMBER = /^[-−]?\d+(\.\d+)?$/;

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), stem: 'Fill in the gaps.', passage: '', gaps: {} }),
  edit(host, context) {
    let { content } = context;
    /** Every gap there has been: one that was cut out of the passage is whole again when it is put back. @type {Map<string, Gap>} */
    const gaps = new Map(Object.entries(content.gaps));
    /** @type {Map<string, ReturnType<typeof gapCard>>} */
    const cards = new Map();
    const isGap = (/** @type {string} */ id) => gaps.has(id);
    let { text, labels } = toShown(content.passage, isGap);

    const area = h('textarea', { class: 'textarea cloze-source', name: 'passage', rows: '6', value: text, oninput: () => write(area.value) });
    const list = h('div', { class: 'stack stack--s' });
    const none = h('p', { class: 'muted' }, 'No gaps yet.');

    /** @param {string} id */
    const cardOf = (id) => {
      const card =
        cards.get(id) ??
        gapCard({
          id,
          gap: /** @type {Gap} */ (gaps.get(id)),
          misconceptions: context.misconceptions,
          change(gap) {
            gaps.set(id, gap);
            tell();
          },
          unmake: () => unmake(id),
        });
      cards.set(id, card);
      return card;
    };
    const tell = () => {
      const passage = toStored(text, labels);
      const present = new Set(gapsIn(passage, isGap));
      content = { ...content, passage, gaps: Object.fromEntries([...present].map((id) => [id, gaps.get(id)])) };
      context.change(content);
    };
    const draw = () => {
      const shown = [...labels].filter(([label]) => text.includes(`[Gap ${label}]`)).sort(([a], [b]) => text.indexOf(`[Gap ${a}]`) - text.indexOf(`[Gap ${b}]`));
      reconcile(list, shown, ([, id]) => id, ([, id]) => cardOf(id).element, (element, [label, id]) => cardOf(id).setNumber(label));
      none.hidden = shown.length > 0;
    };
    /** What is typed keeps its labels, so that the text never changes under the teacher's hands. @param {string} typed */
    const write = (typed) => {
      text = typed;
      draw();
      tell();
    };
    /** Numbers follow the reading order again. @param {string} stored @param {string} [caretAfter]  the id of a gap */
    const renumber = (stored, caretAfter) => {
      ({ text, labels } = toShown(stored, isGap));
      area.value = text;
      const token = `[Gap ${[...labels].find(([, id]) => id === caretAfter)?.[0]}]`;
      if (caretAfter) area.setSelectionRange(text.indexOf(token) + token.length, text.indexOf(token) + token.length);
      draw();
      tell();
    };

    const make = () => {
      const span = wordsToHide(text, area.selectionStart, area.selectionEnd);
      if (!span) {
        toast('Choose words of one paragraph, with no gap in them.');
        return area.focus();
      }
      const words = text.slice(span.from, span.to);
      const id = newElementId();
      gaps.set(id, newGap(IS_NUMBER.test(words) ? 'numeric' : 'short_text', words));
      renumber(`${toStored(text.slice(0, span.from), labels)}[[${id}]]${toStored(text.slice(span.to), labels)}`, id);
      announce(words ? `Gap made of “${words}”` : 'Gap made');
      // Several words are often hidden one after the other; an empty gap needs its answer first.
      if (words) area.focus();
      else cardOf(id).open();
    };
    /** @param {string} id */
    const unmake = (id) => {
      const before = toStored(text, labels);
      renumber(before.replaceAll(`[[${id}]]`, rightWords(/** @type {Gap} */ (gaps.get(id)))[0] ?? ''));
      area.focus();
      toast('The gap is plain words again', { undo: () => renumber(before) });
    };

    const title = freshId('passage');
    const box = h(
      'div',
      { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
      h('h2', { id: title }, 'Passage and gaps'),
      h(
        'div',
        { class: 'stack stack--s' },
        field('Passage', area, { hint: 'Write it with the answers in. Then select a word, or put the cursor in it, and make a gap.' }),
        h('p', null, h('button', { class: 'button', type: 'button', onclick: make }, icon('gap'), 'Make a gap')),
      ),
      none,
      list,
    );
    host.append(box);
    draw();
    const first = list.querySelector('details');
    if (first) first.open = true;
    return {
      focus: () => area.focus(),
      destroy() {
        for (const card of cards.values()) card.destroy();
        box.remove();
      },
    };
  },
  problems(content) {
    const places = gapsIn(content.passage, (id) => id in content.gaps);
    const ids = [...new Set(places)];
    if (!content.passage.trim()) return [{ place: 'passage', message: 'Write the passage.' }];
    if (!ids.length) return [{ place: 'passage', message: 'Select a word of the passage and make a gap.' }];
    return ids.flatMap((id, index) => [
      ...(places.indexOf(id) === places.lastIndexOf(id) ? [] : [{ place: 'passage', message: `Gap ${index + 1} stands in the passage twice. Take one out.` }]),
      ...gapProblems(content.gaps[id], `gaps.${id}`).map(({ place, message }) => ({ place, message: `Gap ${index + 1}: ${message}` })),
    ]);
  },
};
