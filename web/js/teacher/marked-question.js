import { append, freshId, h, icon } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { codeListing } from '../question-types/code-listing.js';
import { programText } from '../question-types/parsons/program.logic.js';
import { questionType } from '../question-types/registry.js';
import { isKnownType } from './question-preview.js';

/** A question as pupils see it, with the right answer marked: what a teacher checks before it goes into the bank. */

/** How hard a question is, 1 to 5, as dots with words. @param {number} level */
export function difficultyDots(level) {
  return h('span', { class: 'dots', role: 'img', 'aria-label': `Difficulty ${level} of 5` }, [1, 2, 3, 4, 5].map((n) => h('i', { class: n <= level ? 'on' : null })));
}

/** Right answers that are programs, by type. @type {{[type: string]: (key: any, item: any) => string}} */
const PROGRAMS = { python_code: ({ code }) => code, parsons: programText };

const rightTag = () => h('span', { class: 'tag tag--ok' }, icon('check'), 'Right answer');

/**
 * @param {{type: string, item: any, key: any}} question  item is the PupilView, key a response that earns full marks
 * @returns {HTMLElement}
 */
export function markedQuestion({ type, item, key }) {
  const id = freshId('stem');
  const box = h('div', { class: 'card pupil-view', role: 'group', 'aria-labelledby': id }, h('h2', { class: 'question__stem', id }, richText(item.stem)));
  if (!isKnownType(type)) {
    append(box, [h('p', { class: 'muted' }, 'This kind of question can’t be shown here yet. You can still accept or reject it.')]);
    return box;
  }
  const host = h('div');
  box.append(host);
  const player = questionType(type);
  const right = new Set([key?.choice, ...(key?.choices ?? [])]);
  // A program to mend is shown as pupils get it, with the bug in it.
  const shown = type === 'python_code' ? null : key;
  // Trying the question out would hide which answer is right, so every change is put back.
  const playing = player.answer(host, { view: item, value: shown, labelledBy: id, change: () => queueMicrotask(() => playing.set(shown)) });
  const cards = /** @type {HTMLInputElement[]} */ ([...host.querySelectorAll('.choice input')]).filter((input) => right.has(input.value));
  for (const input of cards) input.closest('.choice')?.append(rightTag());
  for (const button of host.querySelectorAll('.choice-row > .icon-button')) button.remove();
  const written = PROGRAMS[type]?.(key, item);
  if (written) append(box, [h('p', { class: 'marked-key' }, rightTag()), codeListing(written.trimEnd(), 'Right answer')]);
  else if (!cards.length) append(box, [h('p', { class: 'marked-key' }, rightTag(), h('span', null, player.toText(key, item)))]);
  return box;
}
