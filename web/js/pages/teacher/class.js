import { listAssignments } from '../../api/assessments.js';
import { getClass, listClasses, resetPupilPassword, unlockPupil } from '../../api/classes.js';
import { announce } from '../../core/announce.js';
import { banner } from '../../core/banner.js';
import { h, icon, need, reconcile } from '../../core/dom.js';
import { menuButton } from '../../core/menu.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { cardsAddress, pupilAddress, resultsAddress } from '../../teacher/addresses.js';
import { editArrangements } from '../../teacher/arrangements.js';
import { arrangementTags } from '../../teacher/arrangements.logic.js';
import { STATES, timesInWords } from '../../teacher/assignment.logic.js';
import { showOnBoard } from '../../teacher/board-code.js';
import { classLine, lastSignIn, lockedWords, unusualSignInName, withoutPasswordWords } from '../../teacher/class.logic.js';
import { giveNewPassword } from '../../teacher/passwords.js';
import { addPupilTo, movePupilFrom } from '../../teacher/pupil-forms.js';

/**
 * @typedef {Awaited<ReturnType<typeof getClass>>} SchoolClass
 * @typedef {import('../../api/classes.js').ClassPupil} ClassPupil
 * @typedef {import('../../api/assessments.js').Assignment} Assignment
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param {ClassPupil} pupil */
function statusTag(pupil) {
  if (pupil.locked) return h('span', { class: 'tag tag--warn' }, icon('lock'), 'Locked out');
  if (!pupil.has_password) return h('span', { class: 'tag tag--warn' }, icon('key'), 'No password yet');
  return pupil.last_sign_in_at ? h('span', { class: 'tag tag--ok' }, icon('check'), 'Ready') : h('span', { class: 'tag tag--primary' }, icon('key'), 'New');
}

/** @param {Assignment} assignment */
function assignmentRow(assignment) {
  const { icon: name, label, tone } = STATES[assignment.state];
  return h(
    'li',
    { class: 'row-item' },
    h(
      'div',
      { class: 'row-item__main' },
      h('h3', null, h('a', { class: 'link--row', href: resultsAddress(assignment.id) }, assignment.title, h('span', { class: 'vh' }, ', results'))),
      h('p', null, timesInWords(assignment)),
    ),
    h('span', { class: `tag tag--${tone}` }, icon(name), label),
  );
}

/** @param {{items: Assignment[], next: string | null}} page */
function assignmentsCard({ items, next }) {
  return h(
    'section',
    { class: 'card card--flush', 'aria-labelledby': 'set' },
    h('div', { class: 'card__head' }, h('h2', { id: 'set' }, 'Set for this class'), items.length > 0 && h('span', { class: 'tag' }, `${items.length}${next ? '+' : ''}`)),
    items.length
      ? h('ul', { class: 'rows' }, items.map(assignmentRow))
      : h('p', { class: 'card__note muted' }, 'Nothing has been set for this class. Open an assessment and choose “Set for a class”.'),
    h('div', { class: 'card__foot' }, h('a', { class: 'link--go small', href: '/teacher/assessments' }, 'All assessments', icon('right'))),
  );
}

/** The page of one class: it holds the class and draws itself again when something has changed. */
class ClassPage {
  /** @type {SchoolClass} */
  row;
  #title = h('h1', { tabindex: '-1' });
  #banner = h('div', { class: 'stack stack--s' });
  #line = h('p');
  #list = h('div');
  #body = h('tbody');
  /** For a list without pupils there is a card instead of a table. @type {HTMLElement} */
  #table;

  /** @param {SchoolClass} row @param {boolean} seesResults  an administrator looks after pupils and sees no marks */
  constructor(row, seesResults) {
    this.row = row;
    this.seesResults = seesResults;
    this.#title.textContent = row.name;
    this.#table = h(
      'div',
      { class: 'card card--flush' },
      h(
        'table',
        { class: 'table' },
        h('caption', { class: 'vh' }, `Pupils of ${row.name}`),
        h(
          'thead',
          null,
          h(
            'tr',
            null,
            h('th', { scope: 'col' }, 'Name'),
            h('th', { scope: 'col', class: 'hide-m' }, 'Signs in as'),
            h('th', { scope: 'col', class: 'hide-s' }, 'Last sign-in'),
            h('th', { scope: 'col' }, 'Sign-in'),
            h('td', { class: 'table__end' }),
          ),
        ),
        this.#body,
      ),
    );
  }

  /** @param {import('../../core/dom.js').Child} aside */
  parts(aside) {
    const { row } = this;
    return [
      h(
        'div',
        { class: 'page-head' },
        h('div', { class: 'page-head__text' }, this.#title, this.#line),
        h(
          'div',
          { class: 'page-head__actions' },
          h('button', { class: 'button', type: 'button', onclick: () => void showOnBoard(row) }, icon('eye'), 'Show code ', h('span', { class: 'tag tag--code' }, row.code)),
          row.pupils.length > 0 && h('a', { class: 'button', href: cardsAddress(row.id) }, icon('qr'), 'Login cards'),
          h('button', { class: 'button button--primary', type: 'button', onclick: () => void this.#add() }, icon('plus'), 'Add a pupil'),
        ),
      ),
      h('div', { class: aside ? 'with-side' : null }, h('div', { class: 'stack stack--m' }, this.#banner, this.#list), aside),
    ];
  }

  draw() {
    const { row } = this;
    this.#line.textContent = classLine(row, row.pupils.length);
    this.#drawBanner();
    reconcile(this.#body, row.pupils, ({ id }) => id, (pupil) => this.#pupilRow(pupil), (element, pupil) => this.#fill(element, pupil));
    if (!row.pupils.length) this.#list.replaceChildren(this.#empty());
    else if (!this.#table.isConnected) this.#list.replaceChildren(this.#table);
  }

  #redraw() {
    this.draw();
    // What was pressed may have gone with its row or its banner, and the focus with it.
    if (document.activeElement === document.body) this.#title.focus({ preventScroll: true });
  }

  #empty() {
    return stateCard({
      scene: 'scene-empty',
      title: 'No pupils yet',
      text: 'Add them one by one, or ask your administrator to import the class list.',
    });
  }

  #drawBanner() {
    const locked = lockedWords(this.row.pupils);
    const without = withoutPasswordWords(this.row.pupils);
    this.#banner.hidden = !locked && !without;
    this.#banner.replaceChildren(
      ...(without ? [banner('key', without, h('a', { class: 'button', href: cardsAddress(this.row.id) }, icon('qr'), without.action))] : []),
      ...(locked ? [banner('lock', locked, h('button', { class: 'button', type: 'button', onclick: () => void this.#unlock(this.row.pupils.filter((pupil) => pupil.locked)) }, locked.action))] : []),
    );
  }

  /** The row keeps its menu button, and with it the focus; its cells are written by #fill. @param {ClassPupil} pupil */
  #pupilRow(pupil) {
    const { id, display_name: name, initials } = pupil;
    const current = () => /** @type {ClassPupil} */ (this.row.pupils.find((each) => each.id === id));
    return h(
      'tr',
      null,
      h('th', { scope: 'row' }, h('span', { class: 'table__name' }, h('span', { class: 'avatar avatar--s', 'aria-hidden': 'true' }, initials), h('span', null, this.seesResults ? h('a', { class: 'link--row', href: pupilAddress(this.row.id, id) }, name) : name, h('span', { class: 'muted small only-s table__below' }), h('span', { class: 'muted small table__below', 'data-arrangements': true })))),
      h('td', { class: 'hide-m muted wrap-anywhere' }),
      h('td', { class: 'hide-s muted nowrap' }),
      h('td'),
      h('td', { class: 'table__end' }, menuButton(`Actions for ${unusualSignInName(pupil) ?? name}`, () => this.#actions(current()))),
    );
  }

  /** @param {HTMLElement} element @param {ClassPupil} pupil */
  #fill(element, pupil) {
    const [, signIn, last, status] = element.children;
    const below = element.querySelector('.table__below');
    signIn.textContent = pupil.sign_in_name;
    last.textContent = lastSignIn(pupil.last_sign_in_at);
    if (below) below.textContent = unusualSignInName(pupil) ? `Signs in as ${pupil.sign_in_name}` : '';
    status.replaceChildren(statusTag(pupil));
    need(element, '[data-arrangements]').textContent = arrangementTags(pupil.arrangements).join(' · ');
  }

  /** @param {ClassPupil} pupil @returns {import('../../core/menu.js').MenuItem[]} */
  #actions(pupil) {
    const { row } = this;
    const slip = { name: pupil.display_name, className: row.name, classCode: row.code, signInName: unusualSignInName(pupil) };
    const renew = async () => {
      if (await giveNewPassword({ name: pupil.display_name, reset: () => resetPupilPassword(row.id, pupil.id), slip })) this.#changed([pupil.id], { locked: false, has_password: true });
    };
    const actions = [
      { label: 'New password', icon: 'key', onclick: () => void renew() },
      { label: 'Access arrangements', icon: 'clock', onclick: () => void editArrangements({ id: pupil.id, name: pupil.display_name }, (arrangements) => this.#changed([pupil.id], { arrangements })) },
      { label: 'Move to another class', icon: 'users', onclick: () => void this.#move(pupil) },
    ];
    return pupil.locked ? [{ label: 'Let them in now', icon: 'lock', onclick: () => void this.#unlock([pupil]) }, ...actions] : actions;
  }

  /** @param {string[]} ids @param {Partial<ClassPupil>} change */
  #changed(ids, change) {
    this.row.pupils = this.row.pupils.map((pupil) => (ids.includes(pupil.id) ? { ...pupil, ...change } : pupil));
    this.#redraw();
  }

  /** @param {ClassPupil[]} locked */
  async #unlock(locked) {
    await Promise.all(locked.map(({ id }) => unlockPupil(this.row.id, id)));
    this.#changed(locked.map(({ id }) => id), { locked: false });
    toast(locked.length === 1 ? `${locked[0].display_name} can sign in again` : `${locked.length} pupils can sign in again`);
  }

  /** @param {ClassPupil} pupil */
  async #move(pupil) {
    const { items } = await listClasses();
    const target = await movePupilFrom(pupil, this.row, items);
    if (!target) return;
    this.row.pupils = this.row.pupils.filter(({ id }) => id !== pupil.id);
    this.#redraw();
    toast(`${pupil.display_name} is now in ${target.name}`);
  }

  async #add() {
    if (!(await addPupilTo(this.row))) return;
    // Read again: the server knows where the name stands in the list.
    this.row = await getClass(this.row.id);
    this.#redraw();
    announce(classLine(this.row, this.row.pupils.length));
  }
}

void startPage({
  area: 'teacher',
  title: 'Class',
  async mount({ me, main, params }) {
    const id = params.get('id') ?? '';
    if (!UUID.test(id)) throw Object.assign(new Error('This address names no class'), { status: 404 });
    const mayAssign = me.permissions.includes('assessments.author');
    const [row, assignments] = await Promise.all([getClass(id), mayAssign ? listAssignments({ class_id: id }) : null]);
    setTitle(row.name);
    const page = new ClassPage(row, me.permissions.includes('results.view'));
    main.replaceChildren(...page.parts(assignments && assignmentsCard(assignments)));
    page.draw();
  },
});
