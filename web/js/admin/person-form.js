import { movePupil } from '../api/classes.js';
import { addPerson, changePerson, getPerson } from '../api/people.js';
import { h, on } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';
import { formDialog } from '../core/form-dialog.js';
import { nameProblems, unusualSignInName } from '../teacher/class.logic.js';
import { showPassword } from '../teacher/passwords.js';
import { movePupilFrom, nameFields, namesOf } from '../teacher/pupil-forms.js';
import { personBody, personChanges, personProblems, ROLES } from './people.logic.js';
import { tickList } from './tick-list.js';

/**
 * @typedef {import('../api/people.js').Person} Person
 * @typedef {import('../api/classes.js').ClassRow} ClassRow
 * @typedef {import('../core/form-dialog.js').FormValues} FormValues
 */

const TITLES = ['', 'Ms', 'Mr', 'Mrs', 'Miss', 'Mx', 'Dr'];

/** @param {{title?: string | null, login_name?: string | null}} [person] */
function staffFields({ title, login_name: login } = {}) {
  const titles = [...new Set([...TITLES, title ?? ''])];
  return [
    field('Title', selectBox(titles.map((each) => [each, each || 'None']), { name: 'title', value: title ?? '' }, '')),
    field('Sign-in name', h('input', { class: 'input', name: 'login_name', value: login ?? '', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 254 }), {
      hint: 'Their school e-mail address is easiest to remember.',
    }),
  ];
}

/** @param {FormValues} values */
function read(values) {
  const text = (/** @type {string} */ name) => String(values[name] ?? '');
  return {
    role: text('role'),
    title: text('title'),
    ...namesOf(values),
    login_name: text('login_name'),
    class_ids: Array.isArray(values.class_ids) ? values.class_ids : [],
  };
}

/**
 * What has to be written on a person's slip.
 * @param {Person} person
 * @param {ClassRow[]} classes
 */
export function slipFor(person, classes) {
  const { display_name: name, login_name: login, class_names: names } = person;
  if (person.role !== 'pupil') return { name, signInName: login ?? undefined };
  const row = classes.find((each) => each.name === names[0]);
  return { name, className: names[0], classCode: row?.code, signInName: unusualSignInName(person) };
}

/**
 * Add somebody and show the password.
 * @param {object} options
 * @param {ClassRow[]} options.classes
 * @param {string} options.role  the role to begin with
 * @returns {Promise<Person | null>}
 */
export async function addSomebody({ classes, role }) {
  const staff = h('div', { class: 'stack stack--m' }, staffFields());
  const ticks = h(
    'div',
    null,
    tickList({
      legend: 'Classes',
      name: 'class_ids',
      choices: classes.map(({ id, name }) => [id, name]),
      none: 'There are no classes yet. Add them on the page “Classes”, or import a class list.',
    }),
  );
  const show = (/** @type {string} */ chosen) => {
    staff.hidden = chosen === 'pupil';
    ticks.hidden = chosen === 'admin';
  };
  const roles = selectBox(ROLES.map((each) => [each.role, each.one]), { name: 'role', value: role });
  const body = h('div', { class: 'stack stack--m' }, field('Role', roles), nameFields(), staff, ticks);
  on(body, 'change', '[name="role"]', (_, target) => show(/** @type {HTMLSelectElement} */ (target).value));
  show(role);
  const added = await formDialog({
    title: 'Add a person',
    body,
    action: 'Add person',
    check: (values) => personProblems(read(values)),
    save: (values) => addPerson(personBody(read(values))),
  });
  if (!added) return null;
  const { person, password } = added;
  await showPassword({ title: `${person.display_name} can sign in`, slip: { ...slipFor(person, classes), password } });
  return person;
}

/**
 * Change a person's names, title or sign-in name.
 * @param {Person} person
 * @returns {Promise<Person | null>}
 */
export function editPerson(person) {
  const check = (/** @type {FormValues} */ values) => {
    const read_ = { ...read(values), role: person.role };
    return person.role === 'pupil' ? nameProblems(read_) : personProblems(read_);
  };
  return formDialog({
    title: `Change ${person.display_name}`,
    body: h('div', { class: 'stack stack--m' }, nameFields(person), person.role !== 'pupil' && staffFields(person)),
    action: 'Save changes',
    check,
    async save(values) {
      const changes = personChanges(person, read(values));
      return Object.keys(changes).length ? changePerson(person.id, { version: person.version, ...changes }) : person;
    },
  });
}

/**
 * Move a pupil; from which class is asked only when there are several.
 * @param {Person} pupil
 * @param {ClassRow[]} classes
 * @returns {Promise<{person: Person, to: string} | null>}
 */
export async function moveSomebody(pupil, classes) {
  const mine = classes.filter(({ name }) => pupil.class_names.includes(name));
  const from = mine.length === 1 ? mine[0] : null;
  /** @type {ClassRow | null | undefined} */
  let to;
  if (from) to = await movePupilFrom(pupil, from, classes);
  else if (mine.length) to = await moveFromOneOf(pupil, mine, classes);
  return to ? { person: await getPerson(pupil.id), to: to.name } : null;
}

/**
 * @param {Person} pupil
 * @param {ClassRow[]} mine
 * @param {ClassRow[]} classes
 * @returns {Promise<ClassRow | null>}
 */
function moveFromOneOf(pupil, mine, classes) {
  /** @type {(rows: ClassRow[]) => [string, string][]} */
  const choices = (rows) => rows.map(({ id, name }) => [id, name]);
  const others = classes.filter((row) => !mine.includes(row));
  return formDialog({
    title: `Move ${pupil.display_name}`,
    body: h('div', { class: 'stack stack--m' }, field('From', selectBox(choices(mine), { name: 'from' })), field('To', selectBox(choices(others), { name: 'to' }))),
    action: 'Move',
    check: ({ to }) => (to ? [] : [{ place: 'to', message: 'There is no other class to move to' }]),
    async save({ from, to }) {
      await movePupil(String(from), pupil.id, String(to));
      return /** @type {ClassRow} */ (others.find(({ id }) => id === to));
    },
  });
}
