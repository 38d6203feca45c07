import { listClasses } from '../../api/classes.js';
import { h, icon } from '../../core/dom.js';
import { startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { plural } from '../../core/words.js';
import { classAddress } from '../../teacher/addresses.js';
import { showOnBoard } from '../../teacher/board-code.js';
import { teachersInWords } from '../../teacher/class.logic.js';
import { classFacts, classSign, signTint } from '../../teacher/dashboard.logic.js';

/** @typedef {import('../../api/classes.js').ClassRow} ClassRow */

/** @param {ClassRow} row @param {number} index */
function classRow(row, index) {
  return h(
    'tr',
    null,
    h(
      'th',
      { scope: 'row' },
      h(
        'span',
        { class: 'table__name' },
        h('span', { class: `avatar${signTint(index)}`, 'aria-hidden': 'true' }, classSign(row.name)),
        h('span', null, h('a', { class: 'link--row', href: classAddress(row.id) }, row.name), h('span', { class: 'muted small only-s table__below' }, classFacts(row))),
      ),
    ),
    h('td', { class: 'hide-s' }, `Year ${row.year_group}`),
    h('td', { class: 'hide-s right num' }, row.pupils),
    h('td', { class: 'hide-m muted' }, teachersInWords(row.teachers)),
    h('td', null, h('span', { class: 'tag tag--code' }, row.code)),
    h(
      'td',
      { class: 'table__end hide-s' },
      h('button', { class: 'button button--s', type: 'button', onclick: () => void showOnBoard(row) }, icon('eye'), 'Show on the board', h('span', { class: 'vh' }, ` the code of ${row.name}`)),
    ),
  );
}

/** @param {ClassRow[]} rows */
function classTable(rows) {
  return h(
    'div',
    { class: 'card card--flush' },
    h(
      'table',
      { class: 'table' },
      h('caption', { class: 'vh' }, 'My classes'),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, 'Class'),
          h('th', { scope: 'col', class: 'hide-s' }, 'Year'),
          h('th', { scope: 'col', class: 'hide-s right' }, 'Pupils'),
          h('th', { scope: 'col', class: 'hide-m' }, 'Teachers'),
          h('th', { scope: 'col' }, 'Class code'),
          h('td', { class: 'table__end hide-s' }),
        ),
      ),
      h('tbody', null, rows.map(classRow)),
    ),
  );
}

void startPage({
  area: 'teacher',
  title: 'My classes',
  async mount({ main }) {
    const { items } = await listClasses();
    const pupils = items.reduce((sum, row) => sum + row.pupils, 0);
    const line = items.length ? `${plural(items.length, 'class', 'classes')}, ${plural(pupils, 'pupil')}. Pupils sign in with the class code, their name and their password.` : 'Nothing here yet';
    main.replaceChildren(
      h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'My classes'), h('p', null, line))),
      items.length
        ? classTable(items)
        : stateCard({
            scene: 'scene-rest',
            title: 'You have no classes yet',
            text: 'Ask your administrator to add you as the teacher of your classes. You can make questions and assessments meanwhile.',
            action: { label: 'Upload a lesson file', href: '/teacher/upload', icon: 'upload' },
          }),
    );
  },
});
