import { freshId, h } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { QUESTION_TYPES, questionType } from '../question-types/registry.js';

/** A question as pupils see it, drawn by the same modules as an attempt: it can be tried, and nothing is kept. */

/** @param {string} type */
export const isKnownType = (type) => QUESTION_TYPES.some((known) => known.type === type);

/** @param {string} type */
export const typeIcon = (type) => (isKnownType(type) ? questionType(type).icon : 'help');

/**
 * @param {{type: string, item: any}} question  item is the PupilView
 * @returns {HTMLElement}
 */
export function questionPreview({ type, item }) {
  const id = freshId('stem');
  const host = h('div');
  const box = h('div', { class: 'pupil-view' }, h('div', { class: 'question__stem', id }, richText(item.stem)), host);
  if (isKnownType(type)) questionType(type).answer(host, { view: item, value: null, change() {}, labelledBy: id });
  else host.append(h('p', { class: 'muted' }, 'This kind of question can’t be shown here yet.'));
  return box;
}
