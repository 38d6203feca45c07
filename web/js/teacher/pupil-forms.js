import { addPupil, movePupil } from '../api/classes.js';
import { h, icon } from '../core/dom.js';
import { openDialog } from '../core/dialog.js';
import { field, selectBox } from '../core/fields.js';
import { formDialog } from '../core/form-dialog.js';
import { nameProblems, otherClasses, unusualSignInName } from './class.logic.js';
import { showPassword } from './passwords.js';

/** @typedef {import('../api/classes.js').ClassPupil} ClassPupil */

/** First and last name, side by side. @param {{given_name?: string, family_name?: string}} [values] */
export function nameFields({ given_name: given = '', family_name: family = '' } = {}) {
  const box = (/** @type {string} */ name, /** @type {string} */ value) => h('input', { class: 'input', name, value, autocomplete: 'off', maxlength: 80 });
  return h('div', { class: 'cols-2' }, field('First name', box('given_name', given)), field('Last name', box('family_name', family)));
}

/** @param {import('../core/form-dialog.js').FormValues} values */
export function namesOf(values) {
  return { given_name: String(values.given_name), family_name: String(values.family_name) };
}

/**
 * Add a pupil to a class and show the password.
 * @param {{id: string, name: string, code: string}} row
 * @returns {Promise<ClassPupil | null>}
 */
export async function addPupilTo(row) {
  const added = await formDialog({
    title: `Add a pupil to ${row.name}`,
    body: h('div', { class: 'stack stack--m' }, nameFields(), h('p', { class: 'muted small ic' }, icon('info'), 'They get a password that you see next.')),
    action: 'Add pupil',
    check: (values) => nameProblems(namesOf(values)),
    save: (values) => addPupil(row.id, namesOf(values)),
  });
  if (!added) return null;
  const { pupil, password } = added;
  await showPassword({
    title: `${pupil.display_name} is in ${row.name}`,
    slip: { name: pupil.display_name, className: row.name, classCode: row.code, signInName: unusualSignInName(pupil), password },
  });
  return pupil;
}

/**
 * Move a pupil to another class.
 * @param {{id: string, display_name: string}} pupil
 * @param {{id: string, name: string}} from
 * @param {import('../api/classes.js').ClassRow[]} classes  those that the person who moves may see
 * @returns {Promise<import('../api/classes.js').ClassRow | null>}  where to
 */
export async function movePupilFrom(pupil, from, classes) {
  const choices = otherClasses(classes, from.id);
  if (!choices.length) {
    await openDialog({
      title: `Move ${pupil.display_name}`,
      body: h('p', null, 'There is no other class of yours to move to. An administrator can move pupils to any class.'),
    });
    return null;
  }
  return formDialog({
    title: `Move ${pupil.display_name}`,
    body: h(
      'div',
      { class: 'stack stack--m' },
      field(`From ${from.name} to`, selectBox(choices, { name: 'to' })),
      h('p', { class: 'muted small ic' }, icon('info'), 'What they have done in this class stays with them and in its results.'),
    ),
    action: 'Move',
    async save({ to }) {
      await movePupil(from.id, pupil.id, String(to));
      return /** @type {import('../api/classes.js').ClassRow} */ (classes.find(({ id }) => id === to));
    },
  });
}
