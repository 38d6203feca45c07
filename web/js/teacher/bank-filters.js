import { h, icon } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';
import { fillObjectives, objectiveTexts, unitChoices } from './objective-picker.js';
import { NO_FILTERS } from './bank.logic.js';

/** The filters of the question bank: choices with counts at the side, and what narrows the list as tags above it. */

/**
 * @typedef {import('./bank.logic.js').Filters} Filters
 * @typedef {import('../api/curriculum.js').Unit} Unit
 * @typedef {{type: {[key: string]: number}, status: {[key: string]: number}}} Facets
 */

/** @type {[string, string][]} */
const STATUSES = [
  ['ready', 'Ready'],
  ['draft', 'Draft'],
  ['retired', 'Retired'],
];

/**
 * One choice of several, with how many each would show.
 * @param {string} title
 * @param {string} name
 * @param {[string, string][]} choices
 * @param {(value: string) => void} change
 */
function facet(title, name, choices, change) {
  const counts = new Map(choices.map(([value]) => [value, h('span', { class: 'tick__count' })]));
  const inputs = [['', 'Any'], ...choices].map(([value, label]) => {
    const input = h('input', { class: 'radio', type: 'radio', name, value, onchange: () => change(value) });
    return { value, input, row: h('label', { class: 'tick small' }, input, label, counts.get(value)) };
  });
  return {
    element: h('fieldset', { class: 'stack facet' }, h('legend', { class: 'field__label small' }, title), inputs.map(({ row }) => row)),
    /** @param {string} chosen @param {{[key: string]: number}} [numbers] */
    show(chosen, numbers) {
      for (const { value, input } of inputs) input.checked = value === chosen;
      if (numbers) for (const [value, box] of counts) box.textContent = String(numbers[value] ?? 0);
    },
  };
}

/**
 * @param {object} options
 * @param {{key: string, label: string}[]} options.types
 * @param {Unit[]} options.units
 * @param {(patch: Partial<Filters>) => void} options.change
 */
export function bankFilters({ types, units, change }) {
  const kinds = facet('Kind', 'type', types.map(({ key, label }) => [key, label]), (type) => change({ type }));
  const states = facet('State', 'status', STATUSES, (status) => change({ status }));
  const unit = selectBox([['', 'Any unit'], ...unitChoices(units)], { onchange: () => change({ unit_id: unitSelect.value, objective_id: '' }) });
  const unitSelect = /** @type {HTMLSelectElement} */ (unit.querySelector('select'));
  const objective = selectBox([['', 'Choose a unit first']], { disabled: true, onchange: () => change({ objective_id: objectiveSelect.value }) });
  const objectiveSelect = /** @type {HTMLSelectElement} */ (objective.querySelector('select'));
  const mine = h('input', { class: 'check', type: 'checkbox', onchange: () => change({ mine: mine.checked ? 'true' : '' }) });
  let shownUnit = '';
  const form = h(
    'form',
    { class: 'stack facets', id: 'filters', 'aria-label': 'Filters', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    h('div', { class: 'stack stack--s' }, field('Unit', unit), field('Objective', objective), h('label', { class: 'tick small' }, mine, 'Only mine')),
    states.element,
    kinds.element,
  );
  return {
    element: form,
    /** @param {Filters} filters @param {Facets} [facets] */
    show(filters, facets) {
      kinds.show(filters.type, facets?.type);
      states.show(filters.status, facets?.status);
      mine.checked = filters.mine === 'true';
      unitSelect.value = filters.unit_id;
      if (shownUnit !== filters.unit_id) {
        shownUnit = filters.unit_id;
        fillObjectives(objectiveSelect, units.find(({ id }) => id === filters.unit_id), 'Any objective');
      }
      objectiveSelect.value = filters.objective_id;
    },
  };
}

/**
 * What narrows the list, each with a way to take it off.
 * @param {object} options
 * @param {Filters} options.filters
 * @param {{key: string, label: string}[]} options.types
 * @param {Unit[]} options.units
 * @param {(patch: Partial<Filters>) => void} options.change
 */
export function filterTags({ filters, types, units, change }) {
  /** @type {[keyof Filters, string][]} */
  const named = [
    ['q', filters.q && `“${filters.q}”`],
    ['type', types.find(({ key }) => key === filters.type)?.label ?? filters.type],
    ['status', STATUSES.find(([key]) => key === filters.status)?.[1] ?? ''],
    ['unit_id', filters.unit_id && (units.find(({ id }) => id === filters.unit_id)?.title ?? 'A unit')],
    ['objective_id', filters.objective_id && (objectiveTexts(units).get(filters.objective_id) ?? 'An objective')],
    ['tag', filters.tag && `Tag: ${filters.tag}`],
    ['mine', filters.mine && 'Only mine'],
  ];
  const shown = named.filter(([, label]) => label);
  return [
    ...shown.map(([name, label]) =>
      h(
        'span',
        { class: 'tag tag--primary tag--filter tag--wrap' },
        label,
        h('button', { class: 'tag__x', type: 'button', 'aria-label': `Remove filter ${label}`, onclick: () => change(name === 'unit_id' ? { unit_id: '', objective_id: '' } : { [name]: '' }) }, icon('x')),
      ),
    ),
    ...(shown.length ? [h('button', { class: 'button button--quiet button--s', type: 'button', onclick: () => change({ ...NO_FILTERS, sort: filters.sort }) }, 'Clear all')] : []),
  ];
}
