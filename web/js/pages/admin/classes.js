import { addSchoolClass, editSchoolClass } from '../../admin/class-form.js';
import { listClasses } from '../../api/classes.js';
import { h, icon, reconcile } from '../../core/dom.js';
import { startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { plural } from '../../core/words.js';
import { classAddress } from '../../teacher/addresses.js';
import { teachersInWords } from '../../teacher/class.logic.js';
import { classSign, signTint } from '../../teacher/dashboard.logic.js';

/** @typedef {import('../../api/classes.js').ClassRow} ClassRow */

/** @param {HTMLElement} element @param {ClassRow} row */
function fillRow(element, row) {
  const [name, year, pupils, teachers, code] = element.children;
  const tint = signTint(row.year_group - 7);
  name.replaceChildren(
    h(
      'span',
      { class: 'table__name' },
      h('span', { class: `avatar${tint}`, 'aria-hidden': 'true' }, classSign(row.name)),
      h('span', null, h('a', { class: 'link--row', href: classAddress(row.id) }, row.name), h('span', { class: 'muted small only-s table__below' }, `${plural(row.pupils, 'pupil')} · ${teachersInWords(row.teachers)}`)),
    ),
  );
  year.textContent = `Year ${row.year_group}`;
  pupils.textContent = String(row.pupils);
  teachers.replaceChildren(row.teachers.length ? teachersInWords(row.teachers) : h('span', { class: 'tag tag--warn' }, icon('warn'), 'No teacher yet'));
  code.replaceChildren(h('span', { class: 'tag tag--code' }, row.code));
}

/** @param {(id: string) => void} edit */
function classTable(edit) {
  const body = h('tbody');
  const table = h(
    'div',
    { class: 'card card--flush' },
    h(
      'table',
      { class: 'table' },
      h('caption', { class: 'vh' }, 'Classes'),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, 'Class'),
          h('th', { scope: 'col', class: 'hide-s' }, 'Year'),
          h('th', { scope: 'col', class: 'hide-s right' }, 'Pupils'),
          h('th', { scope: 'col', class: 'hide-s' }, 'Teachers'),
          h('th', { scope: 'col' }, 'Class code'),
          h('td', { class: 'table__end' }),
        ),
      ),
      body,
    ),
  );
  /** @param {ClassRow} row */
  const create = ({ id, name }) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }),
      h('td', { class: 'hide-s' }),
      h('td', { class: 'hide-s right num' }),
      h('td', { class: 'hide-s' }),
      h('td'),
      h('td', { class: 'table__end' }, h('button', { class: 'icon-button icon-button--s', type: 'button', 'aria-label': `Change ${name}`, onclick: () => edit(id) }, icon('edit'))),
    );
  return { table, show: (/** @type {ClassRow[]} */ rows) => reconcile(body, rows, ({ id }) => id, create, fillRow) };
}

void startPage({
  area: 'admin',
  title: 'Classes',
  async mount({ main }) {
    let { items } = await listClasses();
    const line = h('p');
    const list = h('div');
    const { table, show } = classTable((id) => void edit(id));
    const draw = () => {
      const pupils = items.reduce((sum, row) => sum + row.pupils, 0);
      line.textContent = items.length ? `${plural(items.length, 'class', 'classes')}, ${plural(pupils, 'pupil')}` : 'Nothing here yet';
      show(items);
      if (items.length) list.replaceChildren(table);
      else list.replaceChildren(empty());
    };
    const add = async () => {
      const row = await addSchoolClass();
      if (!row) return;
      ({ items } = await listClasses());
      draw();
      toast(`Added ${row.name}. Its class code is ${row.code}`);
    };
    const edit = async (/** @type {string} */ id) => {
      const before = /** @type {ClassRow} */ (items.find((row) => row.id === id));
      const row = await editSchoolClass(before);
      if (!row || row === before) return;
      items = items.map((each) => (each.id === id ? row : each));
      draw();
      toast(`Saved ${row.name}`);
    };
    const empty = () =>
      stateCard({ scene: 'scene-empty', title: 'No classes yet', text: 'Import a class list on the page “People”: it makes the classes too. Or add them one by one.', action: { label: 'Import a class list', href: '/admin/people?import=1', icon: 'upload' } });
    const button = h('button', { class: 'button button--primary', type: 'button', onclick: () => void add() }, icon('plus'), 'Add a class');
    main.replaceChildren(h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'Classes'), line), h('div', { class: 'page-head__actions' }, button)), list);
    draw();
  },
});
