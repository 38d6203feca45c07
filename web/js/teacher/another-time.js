import { changeWindows } from '../api/assessments.js';
import { dayAndTime } from '../core/dates.js';
import { h, icon } from '../core/dom.js';
import { field, tick } from '../core/fields.js';
import { formDialog } from '../core/form-dialog.js';
import { fromLocalInput, toLocalInput } from '../core/local-input.js';
import { toast } from '../core/toast.js';
import { listOf, plural } from '../core/words.js';
import { laterInWords } from './assignment.logic.js';
import { asTheyAre, canHaveTime, fromNow, hasTimeLeft, timeProblems, tomorrow } from './another-time.logic.js';

/**
 * @typedef {import('../api/assessments.js').Assignment} Assignment
 * @typedef {import('./another-time.logic.js').Pupil} Pupil
 * @typedef {import('./another-time.logic.js').Times} Times
 *
 * @typedef {object} Place  what the page knows and does
 * @property {Assignment} assignment
 * @property {Pupil[]} pupils  of the whole class
 * @property {(pupil: {id: string, name: string}) => string} nameOf
 * @property {() => unknown} then  draws anew
 */

/** @param {import('../core/form-dialog.js').FormValues} values @param {string[]} given  where there is nothing to tick */
const read = ({ opens_at, closes_at, pupils }, given) => ({ opens_at: String(opens_at), closes_at: String(closes_at), pupils: Array.isArray(pupils) ? pupils : given });

/** @param {Pupil[]} pupils @param {Place} place */
function whom(pupils, { assignment, nameOf }) {
  const words = (/** @type {Pupil} */ pupil) => (hasTimeLeft(pupil, assignment) && pupil.window ? `${nameOf(pupil)} (has until ${dayAndTime(pupil.window.closes_at)})` : nameOf(pupil));
  const byState = (/** @type {boolean} */ sat) => pupils.filter(({ state }) => (state !== 'not_started') === sat);
  const group = (/** @type {string} */ legend, /** @type {Pupil[]} */ of, /** @type {boolean} */ ticked) =>
    of.length > 0 && h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label' }, legend), h('div', { class: 'tick-list' }, of.map((pupil) => tick(words(pupil), { name: 'pupils', value: pupil.id, checked: ticked && !hasTimeLeft(pupil, assignment) }))));
  return [group('Haven’t sat it', byState(false), true), group('Have started it, and may go on or try again', byState(true), false)];
}

/** @param {Assignment} assignment @param {Times} begins */
function timeFields(assignment, begins) {
  const input = (/** @type {string} */ name, /** @type {string} */ at) => h('input', { class: 'input', name, type: 'datetime-local', value: toLocalInput(at), required: true });
  const opens = input('opens_at', begins.opens_at);
  const closes = input('closes_at', begins.closes_at);
  const choose = (/** @type {string} */ label, /** @type {() => Times} */ times) =>
    h(
      'button',
      {
        class: 'button button--s',
        type: 'button',
        onclick: () => {
          opens.value = toLocalInput(times().opens_at);
          closes.value = toLocalInput(times().closes_at);
        },
      },
      label,
    );
  return [h('div', { class: 'cluster' }, choose('From now', () => fromNow(assignment)), choose('Tomorrow', () => tomorrow(assignment)), h('span', { class: 'muted small' }, 'As long as the class has it, an hour at least.')), h('div', { class: 'set-form' }, field('Opens', opens), field('Closes', closes))];
}

/** @param {Place} place @param {import('../api/assessments.js').PupilWindow[]} before  what undoing puts back @param {string} words */
async function said({ assignment, then }, before, words) {
  await then();
  toast(words, {
    async undo() {
      await changeWindows(assignment.id, before);
      await then();
    },
  });
}

/**
 * Give pupils another time than the class: one, or those ticked in a list that begins with everybody who hasn't sat it.
 * @param {Place} place
 * @param {Pupil} [pupil]
 */
export async function giveTime(place, pupil) {
  const { assignment, pupils, nameOf } = place;
  const may = pupils.filter((each) => canHaveTime(each, assignment));
  const given = pupil ? [pupil.id] : [];
  const changed = pupil?.window && Date.parse(pupil.window.closes_at) > Date.now() ? pupil.window : null;
  const limit = assignment.time_limit_s ? ` The time limit of ${plural(assignment.time_limit_s / 60, 'minute')} stays.` : '';
  const done = await formDialog({
    title: pupil ? `Another time for ${nameOf(pupil)}` : 'Another time for some pupils',
    body: h('div', { class: 'stack stack--m' }, pupil ? null : whom(may, place), timeFields(assignment, changed ?? fromNow(assignment)), h('p', { class: 'muted small ic' }, icon('info'), `It holds instead of the class’s time.${limit} Nobody is shown the right answers until then.`)),
    action: pupil ? 'Give this time' : 'Give them this time',
    check: (values) => timeProblems(read(values, given)),
    async save(values) {
      const { opens_at, closes_at, pupils: ids } = read(values, given);
      const window = { opens_at: fromLocalInput(opens_at), closes_at: fromLocalInput(closes_at) };
      await changeWindows(assignment.id, ids.map((id) => ({ pupil_id: id, window })));
      return { ids, window };
    },
  });
  if (!done) return;
  const names = pupils.filter(({ id }) => done.ids.includes(id)).map(nameOf);
  const who = names.length > 3 ? plural(names.length, 'pupil') : listOf(names);
  await said(place, asTheyAre(pupils, done.ids), `${who}: ${Date.parse(done.window.opens_at) > Date.now() ? `from ${dayAndTime(done.window.opens_at)} ` : ''}until ${dayAndTime(done.window.closes_at)}`);
}

/** The class's time holds for this pupil again. @param {Place} place @param {Pupil} pupil */
async function takeTime(place, pupil) {
  const before = asTheyAre(place.pupils, [pupil.id]);
  await changeWindows(place.assignment.id, [{ pupil_id: pupil.id, window: null }]);
  await said(place, before, `${place.nameOf(pupil)} has the class’s time again`);
}

/**
 * What the menu of a pupil's row offers; nothing for who has used every attempt.
 * @param {Place} place
 * @param {Pupil} pupil
 * @returns {import('../core/menu.js').MenuItem[]}
 */
export function timeActions(place, pupil) {
  const held = pupil.window !== null;
  return [
    ...(canHaveTime(pupil, place.assignment) ? [{ label: held ? 'Change the time' : 'Give another time', icon: 'calendar', onclick: () => void giveTime(place, pupil) }] : []),
    ...(held ? [{ label: 'Take the time away', icon: 'undo', onclick: () => void takeTime(place, pupil) }] : []),
  ];
}

/** A pupil's own time, beside the name. @param {Pupil} pupil @param {Assignment} assignment @returns {string}  empty for none that matters */
export function timeWords(pupil, assignment) {
  if (!pupil.window || !hasTimeLeft(pupil, assignment)) return '';
  return `until ${dayAndTime(pupil.window.closes_at)}`;
}

/** "2 pupils still have time until tomorrow at 14:00". @param {Pupil[]} pupils @param {Assignment} assignment */
export function stillToCome(pupils, assignment) {
  const still = pupils.filter((pupil) => hasTimeLeft(pupil, assignment));
  return laterInWords({ later_pupils: still.length, later_until: still.map(({ window }) => window?.closes_at ?? '').sort().at(-1) ?? null });
}
