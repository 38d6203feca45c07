import { append, h, icon } from '../core/dom.js';
import { isKnownType } from './question-preview.js';
import { isToDo } from './review.logic.js';

/** The bar below a draft: where one stands, and what can be done. */

/** @typedef {import('../api/generation.js').Draft} Draft */

/**
 * @param {HTMLElement} bar
 * @param {Draft} draft
 * @param {string} place  "3 of 12"
 * @param {{walk: (step: 1 | -1) => void, accept: () => void, edit: () => void, reject: () => void, another: () => void, undo: () => void}} acts
 */
export function fillBar(bar, draft, place, acts) {
  const key = (/** @type {string} */ text) => h('kbd', { class: 'kbd hide-s', 'aria-hidden': 'true' }, text);
  const walk = (/** @type {1 | -1} */ step, /** @type {string} */ label, /** @type {string} */ picture) =>
    h('button', { class: 'icon-button', type: 'button', 'aria-label': label, onclick: () => acts.walk(step) }, icon(picture));
  bar.hidden = false;
  bar.replaceChildren();
  append(bar, [
    walk(-1, 'Back, key K', 'left'),
    h('span', { class: 'small muted num' }, place),
    walk(1, 'Next, key J', 'right'),
    h('span', { class: 'grow' }),
    ...(isToDo(draft)
      ? [
          h('button', { class: 'button button--danger', type: 'button', onclick: acts.reject }, 'Reject', key('R')),
          h('button', { class: 'button', type: 'button', onclick: acts.another, title: 'Reject this one and ask its maker for another' }, 'Another', key('N')),
          isKnownType(draft.type) && h('button', { class: 'button', type: 'button', onclick: acts.edit }, 'Edit', key('E')),
          h('button', { class: 'button button--primary', type: 'button', onclick: acts.accept }, icon('check'), 'Accept', key('A')),
        ]
      : [h('button', { class: 'button', type: 'button', onclick: acts.undo }, icon('undo'), 'Back to “to do”')]),
  ]);
}

/**
 * The bar while a draft is edited.
 * @param {HTMLElement} bar
 * @param {{leave: () => void, save: () => void}} acts
 */
export function fillEditBar(bar, { leave, save }) {
  bar.replaceChildren(
    h('span', { class: 'small muted grow hide-s' }, 'Ctrl and Enter saves'),
    h('button', { class: 'button', type: 'button', onclick: leave }, 'Go back'),
    h('button', { class: 'button button--primary', type: 'button', onclick: save }, icon('check'), 'Save and accept'),
  );
}
