import { h } from '../core/dom.js';
import { field, selectBox, tick } from '../core/fields.js';
import { fractionBox, misconceptionBox, nameControl, textProblems, valueOf } from './edit-parts.js';
import { rowsEditor } from './rows-edit.js';

/** Accepted and known wrong answers that are numbers, and how they are to be written: base, digits, units. */

/**
 * @typedef {{[field: string]: any}} Rules  what a number question or gap accepts
 * @typedef {import('./contract-edit.js').EditContext['misconceptions']} Misconceptions
 */

/** The place of something in the rules. @param {string} place @param {string} inner */
const within = (place, inner) => (place ? `${place}.${inner}` : inner);

/** @param {string} [value] */
const blankAnswer = (value = '') => ({ value, fraction: 1, tolerance: { kind: 'absolute', amount: '0' }, misconception: null });

/** @param {string} [value] */
export const blankRules = (value) => ({ answers: [blankAnswer(value)], base: 10, units: [], unit_required: false, width: null });

/** @type {[string, string][]} */
const NEARNESS = [
  ['exact', 'Exactly this number'],
  ['absolute', 'Give or take'],
  ['relative', 'Give or take a share (0.05 is 5 %)'],
  ['geometric', 'A share less or more (0.05 is 5 %)'],
  ['significant_figures', 'Right to so many figures'],
  ['decimal_places', 'Right to so many decimal places'],
];
/** @type {[string, string][]} */
const BASES = [
  ['10', 'Denary'],
  ['2', 'Binary'],
  ['8', 'Octal'],
  ['16', 'Hexadecimal'],
];

/** @param {any} tolerance */
const nearness = ({ kind = 'absolute', amount = '0' } = {}) => (Number(amount) === 0 && kind !== 'decimal_places' ? 'exact' : kind);

/**
 * @param {any} item
 * @param {(change: object) => void} patch
 * @param {Misconceptions} misconceptions
 * @param {string} place
 * @returns {import('./rows-edit.js').RowParts}
 */
function drawAnswer(item, patch, misconceptions, place) {
  const { value: number, fraction: worth = 1, tolerance = {}, misconception } = item;
  const value = h('input', { class: 'input input--m', value: number, spellcheck: 'false', autocomplete: 'off', oninput: (/** @type {Event} */ event) => patch({ value: valueOf(event) }) });
  const amount = h('input', { class: 'input input--s', value: tolerance.amount ?? '0', inputmode: 'decimal', autocomplete: 'off', oninput: () => tell() });
  const kind = selectBox(NEARNESS, { value: nearness(tolerance), onchange: () => tell() }, '');
  const chosen = /** @type {HTMLSelectElement} */ (kind.querySelector('select'));
  const tell = () => {
    if (chosen.value === 'exact') amount.value = '0';
    else if (!amount.value.trim() || (amount.value === '0' && chosen.value !== 'decimal_places')) amount.value = chosen.value === 'relative' || chosen.value === 'geometric' ? '0.05' : '1';
    patch({ tolerance: { kind: chosen.value === 'exact' ? 'absolute' : chosen.value, amount: amount.value } });
  };
  const fraction = fractionBox(worth, (share) => patch({ fraction: share }));
  const wrongIdea = misconceptionBox(misconceptions, misconception, (slug) => patch({ misconception: slug }));
  return {
    lead: null,
    body: [h('div', { class: 'cluster' }, value, kind, amount, fraction), wrongIdea],
    focus: () => value.focus(),
    refresh(index, now) {
      const at = within(place, `answers.${index}`);
      nameControl(value, `${at}.value`, `Number ${index + 1}`);
      nameControl(kind, `${at}.tolerance.kind`, `How near to number ${index + 1}`);
      nameControl(amount, `${at}.tolerance.amount`, `By how much, number ${index + 1}`);
      nameControl(fraction, `${at}.fraction`, `Marks for number ${index + 1}`);
      nameControl(wrongIdea, `${at}.misconception`, `Wrong idea behind number ${index + 1}`);
      amount.hidden = chosen.value === 'exact';
      wrongIdea.hidden = (now.fraction ?? 1) >= 1;
    },
  };
}

/**
 * @param {any} item
 * @param {(change: object) => void} patch
 * @param {string} place
 * @returns {import('./rows-edit.js').RowParts}
 */
function drawUnit(item, patch, place) {
  const symbol = h('input', { class: 'input input--s', value: item.symbol, spellcheck: 'false', autocomplete: 'off', oninput: () => patch({ symbol: symbol.value }) });
  const factor = h('input', { class: 'input input--s', value: item.factor, inputmode: 'decimal', autocomplete: 'off', oninput: () => patch({ factor: factor.value }) });
  return {
    lead: null,
    body: [h('div', { class: 'cluster small' }, symbol, 'counts as', factor)],
    focus: () => symbol.focus(),
    refresh(index) {
      nameControl(symbol, within(place, `units.${index}.symbol`), `Unit ${index + 1}`);
      nameControl(factor, within(place, `units.${index}.factor`), `What unit ${index + 1} counts as`);
    },
  };
}

/**
 * @param {object} options
 * @param {Rules} options.rules
 * @param {Misconceptions} options.misconceptions
 * @param {string} options.place  of the rules in the content, by which the controls are called; empty for the content itself
 * @param {(rules: Rules) => void} options.change
 */
export function numbersEditor({ rules, misconceptions, place, change }) {
  let now = rules;
  /** @param {object} patch */
  const patch = (patch) => {
    now = { ...now, ...patch };
    needed.hidden = !now.units?.length;
    change(now);
  };
  const answers = rowsEditor({
    items: now.answers,
    nameOf: (index) => `number ${index + 1}`,
    draw: (item, patchItem) => drawAnswer(item, patchItem, misconceptions, place),
    blank: blankAnswer,
    addLabel: 'Add a number',
    min: 1,
    change: (items) => patch({ answers: items }),
  });
  const units = rowsEditor({
    items: now.units ?? [],
    nameOf: (index) => `unit ${index + 1}`,
    draw: (item, patchItem) => drawUnit(item, patchItem, place),
    blank: () => ({ symbol: '', factor: '1' }),
    addLabel: 'Add a unit',
    min: 0,
    // A unit can only be asked for while there is one.
    change: (items) => patch({ units: items, unit_required: items.length > 0 && now.unit_required }),
  });
  const base = selectBox(BASES, { name: within(place, 'base'), value: String(now.base ?? 10), onchange: (/** @type {Event} */ event) => patch({ base: Number(valueOf(event)) }) }, '');
  const width = h('input', { class: 'input input--s', name: within(place, 'width'), type: 'number', min: '1', max: '64', value: now.width ?? '', oninput: () => patch({ width: width.value === '' ? null : Number(width.value) }) });
  const needed = tick('The unit must be written', {
    name: within(place, 'unit_required'),
    checked: now.unit_required ?? false,
    onchange: (/** @type {Event} */ event) => patch({ unit_required: /** @type {HTMLInputElement} */ (event.target).checked }),
  });
  needed.hidden = !now.units?.length;
  return {
    nodes: [
      ...answers.nodes,
      h('div', { class: 'form-row' }, field('Pupils write in', base), field('Digits', width, { hint: 'Empty: as many as they like' })),
      h('details', { class: 'option-more', open: Boolean(now.units?.length) }, h('summary', null, 'Units that may be written'), h('div', { class: 'stack stack--s' }, units.nodes, needed)),
    ],
    focus: answers.focus,
    destroy() {
      answers.destroy();
      units.destroy();
    },
  };
}

/**
 * What is plainly missing in accepted numbers.
 * @param {Rules} rules
 * @param {string} place
 */
export function numberProblems({ answers, units = [] }, place) {
  const found = textProblems(answers, { list: within(place, 'answers'), field: 'value', noun: 'number', min: 1 });
  if (!answers.some((/** @type {any} */ { fraction = 1 }) => fraction >= 1)) found.push({ place: within(place, 'answers'), message: 'Give at least one number full marks.' });
  return [...found, ...textProblems(units, { list: within(place, 'units'), field: 'symbol', noun: 'unit', min: 0 })];
}
