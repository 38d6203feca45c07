import { getArrangements, saveArrangements } from '../api/arrangements.js';
import { freshId, h, icon } from '../core/dom.js';
import { field, selectBox, tick } from '../core/fields.js';
import { formDialog } from '../core/form-dialog.js';
import { toast } from '../core/toast.js';
import { DISPLAY_FIELDS, MOST_EXTRA_TIME, QUICK_EXTRA_TIMES, arrangementProblems, arrangementTags, arrangementsOf } from './arrangements.logic.js';

/** @typedef {import('../api/arrangements.js').Arrangements} Arrangements */

/** @param {number} percent */
function extraTime(percent) {
  const input = h('input', { class: 'input arrangements__percent', name: 'extra_time_percent', type: 'number', inputmode: 'numeric', min: 0, max: MOST_EXTRA_TIME, step: 1, value: percent });
  const choose = (/** @type {number} */ value, label = `${value} %`) =>
    h('button', { class: 'button button--s', type: 'button', 'aria-label': value ? `${label} extra time` : 'No extra time', onclick: () => (input.value = String(value)) }, label);
  return h(
    'div',
    { class: 'stack stack--s' },
    field('Extra time, in percent of the time limit', input, { hint: '25 % makes 50 minutes out of 40.' }),
    h('div', { class: 'cluster', role: 'group', 'aria-label': 'Extra time' }, choose(0, 'None'), QUICK_EXTRA_TIMES.map((value) => choose(value))),
  );
}

/** @param {string} name @param {boolean} checked @param {string} label @param {string} hint */
function choice(name, checked, label, hint) {
  const id = freshId('hint');
  return h('div', { class: 'field arrangements__tick' }, tick(label, { name, checked, 'aria-describedby': id }), h('span', { class: 'field__hint', id }, hint));
}

/** @param {Arrangements} held */
function body({ extra_time_percent, past_closing, rest_breaks, reader, fewer_options, display }) {
  return h(
    'div',
    { class: 'stack stack--m' },
    h('p', { class: 'muted ic' }, icon('info'), 'Write down what the pupil has, not why: no reason and no diagnosis is kept here. It holds in every assessment from now on; extra time also in one that is under way.'),
    extraTime(extra_time_percent),
    choice('past_closing', past_closing, 'Extra time may run past closing', 'Without it, everything ends at the closing time of the class.'),
    choice('rest_breaks', rest_breaks, 'Rest breaks', 'The pupil can stop the clock. The questions are hidden meanwhile.'),
    choice('reader', reader, 'Reader', 'Each question offers to be read aloud.'),
    choice('fewer_options', fewer_options, 'Fewer options', 'About half of the wrong options are left out where there is something to choose from.'),
    h(
      'fieldset',
      { class: 'stack stack--s' },
      h('legend', { class: 'field__label' }, 'How pages look at first'),
      h('p', { class: 'field__hint' }, 'Until the pupil chooses otherwise in the reading tools.'),
      h(
        'div',
        { class: 'set-form' },
        DISPLAY_FIELDS.map(([name, label, choices]) => field(label, selectBox([['', 'As for everybody'], ...choices], { name, value: choices.some(([value]) => value === String(display[name])) ? String(display[name]) : '' }))),
      ),
    ),
  );
}

/**
 * Look at a pupil's access arrangements and change them. Gives what holds afterwards, null where nothing was changed.
 * @param {{id: string, name: string}} pupil
 * @param {(changed: Arrangements) => unknown} then  draws what holds now, also after Undo
 */
export async function editArrangements({ id, name }, then) {
  const held = await getArrangements(id);
  const saved = await formDialog({
    title: `Access arrangements of ${name}`,
    body: body(held),
    action: 'Save',
    wide: true,
    check: arrangementProblems,
    save: (values) => saveArrangements(id, arrangementsOf(values, held.version)),
  });
  if (!saved || saved.version === held.version) return;
  await then(saved);
  toast(`Saved the access arrangements of ${name}`, {
    async undo() {
      await then(await saveArrangements(id, { ...held, version: saved.version }));
    },
  });
}

/** @param {Arrangements} arrangements */
function tagList(arrangements) {
  const tags = arrangementTags(arrangements);
  return tags.length > 0 && h('ul', { class: 'cluster' }, tags.map((words) => h('li', { class: 'tag' }, words)));
}

/**
 * The section of a pupil's page.
 * @param {{id: string, name: string}} pupil
 * @param {Arrangements} arrangements
 */
export function arrangementsCard(pupil, arrangements) {
  const shown = h('div');
  const button = h('button', { class: 'button button--s', type: 'button', onclick: () => void editArrangements(pupil, draw) }, icon('edit'), 'Change', h('span', { class: 'vh' }, ' access arrangements'));
  /** @param {Arrangements} now */
  const draw = (now) => shown.replaceChildren(tagList(now) || h('p', { class: 'muted' }, 'None. Extra time, rest breaks and the like are stored here once, and hold in every assessment.'));
  draw(arrangements);
  return h('section', { class: 'card stack stack--m', 'aria-labelledby': 'arrangements' }, h('div', { class: 'spread' }, h('h2', { id: 'arrangements' }, 'Access arrangements'), button), shown);
}
