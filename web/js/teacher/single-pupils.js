import { changeOverrides } from '../api/assessments.js';
import { announce } from '../core/announce.js';
import { dayAndTime } from '../core/dates.js';
import { h, icon } from '../core/dom.js';
import { field, tick } from '../core/fields.js';
import { formDialog } from '../core/form-dialog.js';
import { toLocalInput } from '../core/local-input.js';
import { toast } from '../core/toast.js';
import { listOf, plural } from '../core/words.js';
import { MOST_EXTRA_TIME } from './arrangements.logic.js';
import { laterInWords } from './assignment.logic.js';
import { MOST_ATTEMPTS, asTheyAre, canHaveTime, formOf, formProblems, fromNow, hasMissed, hasOwn, hasTimeLeft, isStillOpen, oneMore, overrideOf, overridesOf, tomorrow } from './single-pupils.logic.js';

/**
 * @typedef {import('../api/assessments.js').Assignment} Assignment
 * @typedef {import('../api/assessments.js').Override} Override
 * @typedef {import('./single-pupils.logic.js').Pupil} Pupil
 * @typedef {import('./single-pupils.logic.js').Times} Times
 * @typedef {'window' | 'extra_time_percent' | 'attempts_allowed'} Gift
 *
 * @typedef {object} Place  what the page knows and does
 * @property {Assignment} assignment
 * @property {Pupil[]} pupils  of the whole class
 * @property {(pupil: {id: string, name: string}) => string} nameOf
 * @property {() => unknown} then  draws anew
 */

/**
 * A list to tick, with all or none of it at one press.
 * @param {string} who  "haven’t sat it"
 * @param {HTMLElement[]} ticks
 */
function tickGroup(who, ticks) {
  const list = h('div', { class: 'tick-list' }, ticks);
  const boxes = [...list.querySelectorAll('input')];
  const choose = (/** @type {string} */ label, /** @type {boolean} */ on) => {
    const onclick = () => {
      for (const box of boxes) box.checked = on;
      announce(`${on ? boxes.length : 0} of ${boxes.length} ticked`);
    };
    return h('button', { class: 'button button--s', type: 'button', onclick }, label, h('span', { class: 'vh' }, ` of those who ${who}`));
  };
  return h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label' }, who[0].toUpperCase() + who.slice(1)), boxes.length > 1 && h('div', { class: 'cluster' }, choose('All', true), choose('None', false)), list);
}

/** @param {Place} place */
function whom({ assignment, pupils, nameOf }) {
  const words = (/** @type {Pupil} */ pupil) => (hasTimeLeft(pupil) && pupil.window ? `${nameOf(pupil)} (has until ${dayAndTime(pupil.window.closes_at)})` : nameOf(pupil));
  const box = (/** @type {Pupil} */ pupil) => tick(words(pupil), { name: 'pupils', value: pupil.id, checked: hasMissed(pupil, assignment) });
  const group = (/** @type {string} */ who, /** @type {Pupil[]} */ of) => of.length > 0 && tickGroup(who, of.map(box));
  const here = pupils.filter(({ left }) => !left);
  const started = here.filter(({ state }) => state !== 'not_started');
  return [
    group('haven’t sat it', here.filter(({ state }) => state === 'not_started')),
    group('have started it, and may go on or try again', started.filter(canHaveTime)),
    group('have used every attempt', started.filter((pupil) => !canHaveTime(pupil))),
  ];
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
  return [h('div', { class: 'cluster' }, choose('From now', () => fromNow(assignment)), choose('Tomorrow', () => tomorrow(assignment)), h('span', { class: 'muted small' }, 'As long as the class has it, or an hour.')), h('div', { class: 'set-form' }, field('Opens', opens), field('Closes', closes))];
}

/** @param {string} name @param {number} value @param {number} least @param {number} most */
const number = (name, value, least, most) => h('input', { class: 'input', name, type: 'number', inputmode: 'numeric', min: least, max: most, step: 1, value });

/**
 * One thing to give: its fields are there while it is ticked.
 * @param {Gift} gift
 * @param {string} label
 * @param {boolean} checked
 * @param {import('../core/dom.js').Child} fields
 */
function part(gift, label, checked, fields) {
  const inner = h('div', { class: 'stack stack--s single-pupils__part', hidden: !checked }, fields);
  const box = tick(label, { name: 'gives', value: gift, checked, onchange: (/** @type {Event} */ event) => (inner.hidden = !(/** @type {HTMLInputElement} */ (event.target).checked)) });
  return h('div', { class: 'stack stack--s' }, box, inner);
}

/**
 * @param {Place} place
 * @param {Pupil | null} pupil  null: those ticked
 * @param {Gift[]} begins  what is ticked at first
 */
function body(place, pupil, begins) {
  const { assignment } = place;
  const { window, extra_time_percent: percent, attempts_allowed: own } = pupil ? overrideOf(pupil, assignment) : { window: null, extra_time_percent: null, attempts_allowed: null };
  const running = window && Date.parse(window.closes_at) > Date.now() ? window : null;
  const minutes = assignment.time_limit_s && plural(assignment.time_limit_s / 60, 'minute');
  const ticked = (/** @type {Gift} */ gift, /** @type {unknown} */ held) => begins.includes(gift) || held !== null;
  return h(
    'div',
    { class: 'stack stack--m' },
    pupil ? null : whom(place),
    h(
      'fieldset',
      { class: 'stack stack--s field' },
      h('legend', { class: 'field__label' }, pupil ? 'Instead of the class' : 'They have instead of the class'),
      part('window', 'Another time', ticked('window', window), [timeFields(assignment, running ?? fromNow(assignment)), h('p', { class: 'muted small' }, `It holds instead of the class’s time.${minutes ? ` The time limit of ${minutes} stays.` : ''} Nobody is shown the right answers until then.`)]),
      minutes &&
        part('extra_time_percent', 'Other extra time', ticked('extra_time_percent', percent), field('Percent of the time limit', number('extra_time_percent', percent ?? 25, 0, MOST_EXTRA_TIME), { hint: `Of ${minutes}, in this assessment only, instead of what their access arrangements give. 0 for none.` })),
      part('attempts_allowed', 'More attempts', ticked('attempts_allowed', own), field('Attempts in all', number('attempts_allowed', begins.includes('attempts_allowed') && pupil ? oneMore(pupil) : (own ?? assignment.attempts_allowed + 1), 1, MOST_ATTEMPTS), { hint: `The class has ${plural(assignment.attempts_allowed, 'attempt')}.` })),
    ),
  );
}

/** @param {Place} place @param {Override[]} before  what undoing puts back @param {string} words */
async function said({ assignment, then }, before, words) {
  await then();
  toast(words, {
    async undo() {
      await changeOverrides(assignment.id, before);
      await then();
    },
  });
}

/** "until tomorrow at 14:00, 50 % extra time, 2 attempts" @param {Override} override */
function inWords({ window, extra_time_percent: percent = null, attempts_allowed: attempts = null }) {
  const from = window && Date.parse(window.opens_at) > Date.now() ? `from ${dayAndTime(window.opens_at)} ` : '';
  return [window && `${from}until ${dayAndTime(window.closes_at)}`, percent !== null && `${percent} % extra time`, attempts !== null && plural(attempts, 'attempt')].filter(Boolean).join(', ');
}

/** @param {Place} place @param {string[]} ids */
function whoInWords({ pupils, nameOf }, ids) {
  const names = pupils.filter(({ id }) => ids.includes(id)).map(nameOf);
  return names.length > 3 ? plural(names.length, 'pupil') : listOf(names);
}

/**
 * Give single pupils something else than the class: one, or those ticked in a list: at first everybody who has missed it.
 * @param {Place} place
 * @param {Pupil | null} [pupil]
 * @param {Gift[]} [begins]  what is ticked at first
 */
export async function giveSingle(place, pupil = null, begins = ['window']) {
  const { assignment, pupils, nameOf } = place;
  const alone = pupil !== null;
  const given = pupil ? [pupil.id] : [];
  const done = await formDialog({
    title: pupil ? `For ${nameOf(pupil)} alone` : 'For single pupils',
    body: body(place, pupil, begins),
    action: 'Save',
    check: (values) => formProblems(formOf(values, given), { alone }),
    async save(values) {
      const items = overridesOf(formOf(values, given), alone);
      await changeOverrides(assignment.id, items);
      return items;
    },
  });
  if (!done) return;
  const ids = done.map(({ pupil_id: id }) => id);
  await said(place, asTheyAre(pupils, ids, assignment), `${whoInWords(place, ids)}: ${inWords(done[0]) || 'as for the class again'}`);
}

/** One attempt more, at once; together with another time where the present one is over. @param {Place} place @param {Pupil} pupil */
async function giveOneMore(place, pupil) {
  const { assignment, pupils, nameOf } = place;
  if (!isStillOpen(pupil, assignment)) return giveSingle(place, pupil, ['window', 'attempts_allowed']);
  const before = asTheyAre(pupils, [pupil.id], assignment);
  await changeOverrides(assignment.id, [{ pupil_id: pupil.id, attempts_allowed: oneMore(pupil) }]);
  return said(place, before, `One more attempt for ${nameOf(pupil)}`);
}

/** Everything is as for the class again. @param {Place} place @param {Pupil} pupil */
async function takeAll(place, pupil) {
  const before = asTheyAre(place.pupils, [pupil.id], place.assignment);
  await changeOverrides(place.assignment.id, [{ pupil_id: pupil.id, window: null, extra_time_percent: null, attempts_allowed: null }]);
  await said(place, before, `${place.nameOf(pupil)}: as for the class again`);
}

/**
 * What the menu of a pupil's row offers; nothing for who has left with nothing of their own.
 * @param {Place} place
 * @param {Pupil} pupil
 * @returns {import('../core/menu.js').MenuItem[]}
 */
export function singleActions(place, pupil) {
  const { assignment } = place;
  const time = { label: pupil.window ? 'Change the time' : 'Give another time', icon: 'calendar', onclick: () => void giveSingle(place, pupil) };
  const extra = { label: 'Other extra time', icon: 'clock', onclick: () => void giveSingle(place, pupil, ['extra_time_percent']) };
  const more = { label: 'One more attempt', icon: 'plus', onclick: () => void giveOneMore(place, pupil) };
  return [
    ...(canHaveTime(pupil) ? [time] : []),
    ...(canHaveTime(pupil) && assignment.time_limit_s ? [extra] : []),
    ...(!pupil.left && pupil.attempts > 0 && pupil.attempts_allowed < MOST_ATTEMPTS ? [more] : []),
    ...(hasOwn(pupil, assignment) ? [{ label: 'As for the class again', icon: 'undo', onclick: () => void takeAll(place, pupil) }] : []),
  ];
}

/** A pupil's own time, beside the name. @param {Pupil} pupil @returns {string}  empty for none that matters */
export function timeWords(pupil) {
  if (!pupil.window || !hasTimeLeft(pupil)) return '';
  return `until ${dayAndTime(pupil.window.closes_at)}`;
}

/** "2 pupils still have time until tomorrow at 14:00". @param {Pupil[]} pupils */
export function stillToCome(pupils) {
  const still = pupils.filter((pupil) => hasTimeLeft(pupil));
  return laterInWords({ later_pupils: still.length, later_until: still.map(({ window }) => window?.closes_at ?? '').sort().at(-1) ?? null });
}
