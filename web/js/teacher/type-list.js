import { h, icon } from '../core/dom.js';
import { WHOLE_TYPES } from '../question-types/registry-edit.js';

/** The kinds of question that can be written here, each a way to its empty form. */

/** @type {{[type: string]: string}} */
const ABOUT = {
  multiple_choice: 'One right answer among several',
  multiple_response: 'Several right answers to tick',
  short_text: 'A word or a few, typed',
  ordering: 'Items to put in order',
  matching: 'Prompts, each with its answer',
  cloze: 'Words missing from a passage',
};

/** @param {string} [layout]  classes of the list */
export function typeList(layout = 'cols-2') {
  return h(
    'ul',
    { class: `type-list ${layout}` },
    WHOLE_TYPES.map(({ type, label, icon: picture }) =>
      h('li', null, h('a', { class: 'button type-card', href: `/teacher/question?type=${type}` }, icon(picture), h('span', null, label, ABOUT[type] && h('span', { class: 'type-card__about' }, ABOUT[type])))),
    ),
  );
}
