import { h, icon, reconcile } from '../core/dom.js';
import { menuButton } from '../core/menu.js';
import { lastSignIn } from '../teacher/class.logic.js';
import { nameOf, statusOf } from './people.logic.js';

/**
 * @typedef {import('../api/people.js').Person} Person
 * @typedef {import('../core/menu.js').MenuItem} MenuItem
 */

/** @param {Person} person */
export function statusTag(person) {
  const { icon: name, label, tone } = statusOf(person);
  return h('span', { class: `tag tag--${tone}` }, icon(name), label);
}

/** @param {Person} person */
function fillRow(/** @type {HTMLElement} */ element, person) {
  const [name, signIn, classes, last, status] = element.children;
  const classNames = person.class_names.join(', ');
  const below = person.role === 'pupil' ? classNames : (person.login_name ?? '');
  name.replaceChildren(
    h(
      'span',
      { class: 'table__name' },
      h('span', { class: 'avatar avatar--s', 'aria-hidden': 'true' }, person.initials),
      h('span', null, nameOf(person), h('span', { class: 'muted small only-s table__below' }, below)),
    ),
  );
  signIn.textContent = person.login_name ?? person.sign_in_name ?? '';
  classes.textContent = classNames || '–';
  last.textContent = lastSignIn(person.last_sign_in_at);
  status.replaceChildren(statusTag(person));
  element.toggleAttribute('data-off', person.disabled);
}

/**
 * The table of people. Rows keep their menu button, and with it the focus, whatever is written into them.
 * @param {(id: string) => MenuItem[]} actions
 */
export function peopleTable(actions) {
  const body = h('tbody');
  const caption = h('caption', { class: 'vh' });
  const classes = h('th', { scope: 'col', class: 'hide-s' }, 'Class');
  const table = h(
    'table',
    { class: 'table' },
    caption,
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('th', { scope: 'col' }, 'Name'),
        h('th', { scope: 'col', class: 'hide-s' }, 'Signs in as'),
        classes,
        h('th', { scope: 'col', class: 'hide-m' }, 'Last sign-in'),
        h('th', { scope: 'col' }, 'Sign-in'),
        h('td', { class: 'table__end' }),
      ),
    ),
    body,
  );
  /** @param {Person} person */
  const create = ({ id, display_name: name }) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }),
      h('td', { class: 'hide-s muted wrap-anywhere' }),
      h('td', { class: 'hide-s' }),
      h('td', { class: 'hide-m muted' }),
      h('td'),
      h('td', { class: 'table__end' }, menuButton(`Actions for ${name}`, () => actions(id))),
    );
  /** @param {Person[]} people @param {string} what */
  const show = (people, what) => {
    caption.textContent = what;
    classes.textContent = what === 'Pupils' ? 'Class' : 'Classes';
    reconcile(body, people, ({ id }) => id, create, fillRow);
  };
  return { table, show };
}
