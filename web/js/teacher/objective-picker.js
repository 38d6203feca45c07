import { append, h, icon } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';

/** Choose learning objectives: a unit, then an objective of it; what is chosen stands above as tags that can be taken off. */

/** @typedef {import('../api/curriculum.js').Unit} Unit */

/** The words of every objective. @param {Unit[]} units @returns {Map<string, string>} */
export function objectiveTexts(units) {
  return new Map(units.flatMap(({ topics }) => topics.flatMap(({ objectives }) => objectives.map(({ id, text }) => /** @type {[string, string]} */ ([id, text])))));
}

/** @param {Unit[]} units @returns {[string, string][]} */
export function unitChoices(units) {
  return units.map(({ id, title, year_group }) => [id, `Year ${year_group}: ${title}`]);
}

/**
 * Fill a <select> with the objectives of a unit, under the headings of their topics.
 * @param {HTMLSelectElement} select
 * @param {Unit | undefined} unit
 * @param {string} first  the choice of none of them
 */
export function fillObjectives(select, unit, first) {
  const topics = (unit?.topics ?? []).map(({ title, objectives }) =>
    h(
      'optgroup',
      { label: title },
      objectives.map(({ id, text }) => h('option', { value: id }, text)),
    ),
  );
  select.replaceChildren(h('option', { value: '' }, unit ? first : 'Choose a unit first'), ...topics);
  select.disabled = !unit;
}

/**
 * @param {object} options
 * @param {Unit[]} options.units
 * @param {string[]} options.chosen  ids
 * @param {(ids: string[]) => void} options.change
 * @param {string} [options.hint]
 */
export function objectivePicker({ units, chosen, change, hint }) {
  const texts = objectiveTexts(units);
  let ids = [...chosen];
  const list = h('ul', { class: 'cluster objective-tags', 'aria-label': 'Chosen objectives' });
  const unitBox = selectBox([['', 'Choose a unit'], ...unitChoices(units)], { name: 'objective_unit' });
  const objectiveBox = selectBox([['', 'Choose a unit first']], { name: 'objective_ids', disabled: true });
  const unitSelect = /** @type {HTMLSelectElement} */ (unitBox.querySelector('select'));
  const objectiveSelect = /** @type {HTMLSelectElement} */ (objectiveBox.querySelector('select'));

  const draw = () => {
    list.hidden = !ids.length;
    list.replaceChildren(
      ...ids.map((id) => {
        const text = texts.get(id) ?? 'An objective that is no longer there';
        return h(
          'li',
          { class: 'tag tag--primary tag--filter tag--wrap' },
          text,
          h('button', { class: 'tag__x', type: 'button', 'aria-label': `Take off: ${text}`, onclick: () => set(ids.filter((other) => other !== id)) }, icon('x')),
        );
      }),
    );
  };
  /** @param {string[]} next */
  const set = (next) => {
    ids = next;
    draw();
    change(ids);
  };
  unitSelect.addEventListener('change', () => fillObjectives(objectiveSelect, units.find(({ id }) => id === unitSelect.value), 'Add an objective'));
  objectiveSelect.addEventListener('change', () => {
    const id = objectiveSelect.value;
    objectiveSelect.value = '';
    if (id && !ids.includes(id)) set([...ids, id]);
  });
  draw();
  const element = h('div', { class: 'stack stack--s' }, list);
  append(element, [h('div', { class: 'cols-2' }, field('Unit', unitBox), field('Objective', objectiveBox, { hint }))]);
  return { element, ids: () => ids };
}
