import { h, icon } from '../core/dom.js';
import { WHOLE_TYPES } from '../question-types/registry-edit.js';

/** The kinds of question that can be written here, each a way to its empty form; and rules, which write them by themselves. */

/** @type {{[type: string]: string}} */
const ABOUT = {
  multiple_choice: 'One right answer among several',
  multiple_response: 'Several right answers to tick',
  true_false: 'A statement to judge',
  short_text: 'A word or a few, typed',
  numeric: 'A number, typed, in any base',
  ordering: 'Items to put in order',
  matching: 'Prompts, each with its answer',
  categorise: 'Items to sort into a few groups',
  cloze: 'Words missing from a passage',
  truth_table: 'Outputs of logic gates, row by row',
  boolean_expression: 'AND, OR and NOT, typed',
  parsons: 'Lines of Python to put in order',
  predict_output: 'What a program prints, line by line',
  trace_table: 'Variables of a program, row by row',
  free_text: 'Sentences that you mark, with a rubric',
};

/** @param {string} [layout]  classes of the list */
export function typeList(layout = 'cols-2') {
  return h(
    'ul',
    { class: `type-list ${layout}` },
    WHOLE_TYPES.map(({ type, label, icon: picture }) => typeCard(`/teacher/question?type=${type}`, picture, label, ABOUT[type])),
    typeCard('/teacher/generators', 'wand', 'From a generator', 'A rule makes it, with other numbers for each pupil'),
  );
}

/** @param {string} href @param {string} picture @param {string} label @param {string | undefined} about */
function typeCard(href, picture, label, about) {
  return h('li', null, h('a', { class: 'button type-card', href }, icon(picture), h('span', null, label, about && h('span', { class: 'type-card__about' }, about))));
}
