import { addClass, changeClass } from '../api/classes.js';
import { listPeople } from '../api/people.js';
import { h } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';
import { formDialog } from '../core/form-dialog.js';
import { tickList } from './tick-list.js';
import { classChanges, classProblems, nameOf } from './people.logic.js';

/**
 * @typedef {import('../api/classes.js').ClassRow} ClassRow
 * @typedef {import('../core/form-dialog.js').FormValues} FormValues
 */

/** Every teacher who can sign in, as choices. @returns {Promise<[value: string, label: string][]>} */
async function teacherChoices() {
  /** @type {[string, string][]} */
  const found = [];
  /** @type {string | null} */
  let after = null;
  do {
    const page = /** @type {Awaited<ReturnType<typeof listPeople>>} */ (await listPeople({ role: 'teacher', status: 'active', after: after ?? undefined }));
    found.push(...page.items.map((person) => /** @type {[string, string]} */ ([person.id, nameOf(person)])));
    after = page.next;
  } while (after);
  return found;
}

/** @param {FormValues} values */
function read(values) {
  return { name: String(values.name), year_group: Number(values.year_group), teacher_ids: Array.isArray(values.teacher_ids) ? values.teacher_ids : [] };
}

/** @param {[string, string][]} choices @param {ClassRow} [row] */
function body(choices, row) {
  const ticked = row?.teachers.map(({ id }) => id) ?? [];
  // A teacher who was switched off still stands at their class, and may be taken from it.
  const gone = (row?.teachers ?? []).filter(({ id }) => !choices.some(([value]) => value === id)).map((each) => /** @type {[string, string]} */ ([each.id, `${each.display_name} (switched off)`]));
  return h(
    'div',
    { class: 'stack stack--m' },
    h(
      'div',
      { class: 'cols-2' },
      field('Name', h('input', { class: 'input', name: 'name', value: row?.name ?? '', autocomplete: 'off', maxlength: 40 }), { hint: 'As pupils know it, such as 8B.' }),
      field('Year', selectBox([['7', 'Year 7'], ['8', 'Year 8'], ['9', 'Year 9']], { name: 'year_group', value: String(row?.year_group ?? 7) }), { hint: 'Key stage 3.' }),
    ),
    tickList({ legend: 'Teachers', name: 'teacher_ids', choices: [...choices, ...gone], ticked, none: 'There are no teachers yet. Add them on the page “People”.', hint: 'They see the class, set work for it and see its results.' }),
  );
}

/** Add a class. @returns {Promise<ClassRow | null>} */
export async function addSchoolClass() {
  return formDialog({
    title: 'Add a class',
    body: body(await teacherChoices()),
    action: 'Add class',
    check: (values) => classProblems(read(values)),
    save: (values) => addClass(read(values)),
  });
}

/** Change a class's name, year or teachers. @param {ClassRow} row @returns {Promise<ClassRow | null>} */
export async function editSchoolClass(row) {
  return formDialog({
    title: `Change ${row.name}`,
    body: body(await teacherChoices(), row),
    action: 'Save changes',
    check: (values) => classProblems(read(values)),
    async save(values) {
      const changes = classChanges(row, read(values));
      return Object.keys(changes).length ? changeClass(row.id, { version: row.version, ...changes }) : row;
    },
  });
}
