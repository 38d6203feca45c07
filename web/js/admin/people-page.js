import { listClasses } from '../api/classes.js';
import { changePerson, getPerson, listPeople, resetPassword, unlockPerson } from '../api/people.js';
import { announce } from '../core/announce.js';
import { emit, h, icon } from '../core/dom.js';
import { stateCard } from '../core/states.js';
import { toast } from '../core/toast.js';
import { cardsAddress } from '../teacher/addresses.js';
import { editArrangements } from '../teacher/arrangements.js';
import { giveNewPassword } from '../teacher/passwords.js';
import { LockedOut } from './locked-out.js';
import { peopleTable } from './people-table.js';
import { addressOf, countWords, isNarrowed, queryOf, ROLES, STATUSES } from './people.logic.js';
import { addSomebody, editPerson, moveSomebody, slipFor } from './person-form.js';

/**
 * @typedef {import('../api/people.js').Person} Person
 * @typedef {import('../api/classes.js').ClassRow} ClassRow
 * @typedef {import('./people.logic.js').Filters} Filters
 * @typedef {Awaited<ReturnType<typeof listPeople>>} Page
 */

const TYPING_MS = 250;

/** The list of people with its tabs, filters and actions. Emits `import` when there is nobody yet and a list shall be brought. */
export class PeoplePage {
  element = h('div', { class: 'stack stack--m' });
  #me;
  #classes;
  #filters;
  /** @type {Person[]} */
  #people = [];
  /** @type {Page['counts']} */
  #counts = {};
  /** @type {string | null} */
  #next = null;
  /** Answers of older questions are thrown away. */
  #asked = 0;
  #tabs = h('nav', { class: 'tabs', 'aria-label': 'Roles' });
  #locked = new LockedOut(() => this.#letIn());
  #list = h('div');
  #table = peopleTable((id) => this.#actions(id));
  #count = h('span', { class: 'muted' });
  #more = h('button', { class: 'button button--s', type: 'button', onclick: () => void this.#showMore() }, 'Show more');
  #search = h('input', { class: 'input', type: 'search', 'aria-label': 'Search people', placeholder: 'Search names', autocomplete: 'off' });
  #class;
  #status;
  #cards = h('a', { class: 'button' }, icon('qr'), 'Login cards');
  #card = h('div', { class: 'card card--flush' }, this.#table.table, h('div', { class: 'card__foot spread small' }, this.#count, this.#more));

  /**
   * @param {object} options
   * @param {import('../api/accounts.js').Me} options.me
   * @param {ClassRow[]} options.classes
   * @param {Filters} options.filters
   * @param {Page} options.page  the first one
   * @param {Person[]} options.locked  who is locked out
   */
  constructor({ me, classes, filters, page, locked }) {
    this.#me = me;
    this.#classes = classes;
    this.#filters = filters;
    this.#class = h('select', { 'aria-label': 'Class', onchange: () => void this.#filter({ classId: this.#class.value }) });
    this.#status = h(
      'select',
      { 'aria-label': 'Accounts', value: filters.status, onchange: () => void this.#filter({ status: /** @type {Filters['status']} */ (this.#status.value) }) },
      STATUSES.map(([value, label]) => h('option', { value }, label)),
    );
    this.#drawClasses();
    this.#search.value = filters.q;
    this.#watchTyping();
    this.element.append(
      this.#locked.element,
      this.#tabs,
      h(
        'div',
        { class: 'form-row', role: 'search' },
        h('div', { class: 'input-icon input-icon--search' }, icon('search'), this.#search),
        h('span', { class: 'select' }, this.#class, icon('down')),
        h('span', { class: 'select' }, this.#status, icon('down')),
        this.#cards,
      ),
      this.#list,
    );
    this.#take(page);
    this.#locked.show(locked);
  }

  /** Somebody new; the list shows their role afterwards. */
  async add() {
    const person = await addSomebody({ classes: this.#classes, role: this.#filters.role });
    if (!person) return;
    this.#search.value = '';
    await this.#filter({ role: person.role, q: '', classId: '', status: 'active' });
    await this.#readClasses();
  }

  /** Read everything again, after an import. */
  async reload() {
    await Promise.all([this.#readClasses(), this.#filter({})]);
  }

  async #readClasses() {
    this.#classes = (await listClasses()).items;
    this.#drawClasses();
  }

  #drawClasses() {
    this.#class.replaceChildren(h('option', { value: '' }, 'All classes'), ...this.#classes.map(({ id, name }) => h('option', { value: id }, `Class ${name}`)));
    this.#class.value = this.#filters.classId;
  }

  #watchTyping() {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    this.#search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.#filter({ q: this.#search.value }), TYPING_MS);
    });
  }

  /** @param {Partial<Filters>} change */
  async #filter(change) {
    this.#filters = { ...this.#filters, ...change };
    history.replaceState(null, '', addressOf(this.#filters));
    this.#class.value = this.#filters.classId;
    this.#status.value = this.#filters.status;
    const asked = (this.#asked += 1);
    const page = await listPeople(queryOf(this.#filters));
    if (asked !== this.#asked) return;
    this.#take(page);
    announce(countWords(this.#people.length, this.#total()));
  }

  async #showMore() {
    const asked = this.#asked;
    const page = await listPeople(queryOf(this.#filters, this.#next ?? undefined));
    if (asked !== this.#asked) return;
    const first = page.items[0];
    this.#people = [...this.#people, ...page.items];
    this.#next = page.next;
    this.#draw();
    announce(countWords(this.#people.length, this.#total()));
    // Where the reading goes on; the button may be gone.
    if (first && !this.#next) /** @type {HTMLElement | null} */ (this.#table.table.querySelector(`[data-key="${first.id}"] button`))?.focus();
  }

  /** @param {Page} page */
  #take(page) {
    this.#people = page.items;
    this.#next = page.next;
    this.#counts = page.counts;
    this.#draw();
  }

  #total() {
    return this.#counts[this.#filters.role] ?? 0;
  }

  #draw() {
    this.#drawTabs();
    const { role, classId } = this.#filters;
    this.#cards.hidden = role !== 'pupil' || !classId;
    this.#cards.href = cardsAddress(classId);
    if (!this.#people.length) return this.#list.replaceChildren(this.#empty());
    this.#table.show(this.#people, ROLES.find((each) => each.role === role)?.many ?? '');
    this.#count.textContent = countWords(this.#people.length, this.#total());
    this.#more.hidden = this.#next === null;
    if (!this.#card.isConnected) this.#list.replaceChildren(this.#card);
  }

  #drawTabs() {
    const focused = this.#tabs.contains(document.activeElement);
    this.#tabs.replaceChildren(
      ...ROLES.map(({ role, many }) =>
        h(
          'a',
          {
            href: addressOf({ ...this.#filters, role }),
            'aria-current': role === this.#filters.role ? 'page' : null,
            onclick: (/** @type {MouseEvent} */ event) => {
              // With Ctrl or the middle button it opens in a tab of its own, as a link does.
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              void this.#filter({ role });
            },
          },
          many,
          ' ',
          h('span', { class: 'tag' }, this.#counts[role] ?? 0),
        ),
      ),
    );
    if (focused) /** @type {HTMLElement | null} */ (this.#tabs.querySelector('[aria-current]'))?.focus();
  }

  #empty() {
    const { role } = this.#filters;
    if (isNarrowed(this.#filters)) {
      const q = this.#filters.q.trim();
      return stateCard({
        scene: 'scene-search',
        title: q ? `Nobody matches “${q}”` : 'Nobody fits these filters',
        text: 'Try part of a name, or another tab: the numbers on the tabs count the same search.',
        action: { label: 'Clear search and filters', onclick: () => this.#clear() },
      });
    }
    if (role === 'pupil') {
      return stateCard({
        scene: 'scene-empty',
        title: 'No pupils yet',
        text: 'Bring the class lists from your management information system: classes, names and passwords are made in one go.',
        action: { label: 'Import a class list', icon: 'upload', onclick: () => emit(this.element, 'import') },
      });
    }
    return stateCard({ scene: 'scene-empty', title: 'Nobody yet', text: 'Add teachers here, then give them their classes.', action: { label: 'Add a person', icon: 'plus', onclick: () => void this.add() } });
  }

  #clear() {
    this.#search.value = '';
    this.#search.focus();
    void this.#filter({ q: '', classId: '', status: 'active' });
  }

  /** @param {Person} changed */
  #put(changed) {
    this.#people = this.#people.map((person) => (person.id === changed.id ? changed : person));
    this.#draw();
  }

  /** @param {string} id @returns {import('../core/menu.js').MenuItem[]} */
  #actions(id) {
    const person = /** @type {Person} */ (this.#people.find((each) => each.id === id));
    const { disabled, locked, role, class_names: classes } = person;
    const actions = [{ label: 'Change name' + (role === 'pupil' ? '' : ' or sign-in name'), icon: 'edit', onclick: () => void this.#edit(person) }];
    // One's own password is changed in the account dialog: a new one made here would end this very session.
    if (!disabled && id !== this.#me.id) actions.push({ label: 'New password', icon: 'key', onclick: () => void this.#renew(person) });
    if (locked && !disabled) actions.unshift({ label: 'Let them in now', icon: 'lock', onclick: () => void this.#unlock(person) });
    if (role === 'pupil' && classes.length && !disabled) actions.push({ label: 'Move to another class', icon: 'users', onclick: () => void this.#move(person) });
    if (role === 'pupil' && !disabled) actions.push({ label: 'Access arrangements', icon: 'clock', onclick: () => void editArrangements({ id, name: person.display_name }, () => undefined) });
    // Whoever switches themselves off can't come back.
    if (id !== this.#me.id) actions.push(disabled ? { label: 'Switch on again', icon: 'undo', onclick: () => void this.#switch(person, false) } : { label: 'Switch off', icon: 'archive', onclick: () => void this.#switch(person, true) });
    return actions;
  }

  /** @param {Person} person */
  async #edit(person) {
    const changed = await editPerson(person);
    if (!changed || changed === person) return;
    this.#put(changed);
    toast(`Saved ${changed.display_name}`);
  }

  /** @param {Person} person */
  async #renew(person) {
    const given = await giveNewPassword({ name: person.display_name, reset: () => resetPassword(person.id), slip: slipFor(person, this.#classes) });
    // Read again: its version counts for the next change.
    if (!given) return;
    this.#put(await getPerson(person.id));
    await this.#locked.look();
  }

  /** @param {Person} person */
  async #unlock(person) {
    await unlockPerson(person.id);
    this.#put(await getPerson(person.id));
    toast(`${person.display_name} can sign in again`);
    await this.#locked.look();
  }

  /** The button that let them in has gone: the reading goes on at the list. */
  async #letIn() {
    await this.#filter({});
    /** @type {HTMLElement | null} */ (this.#tabs.querySelector('[aria-current]'))?.focus();
  }

  /** @param {Person} person */
  async #move(person) {
    const moved = await moveSomebody(person, this.#classes);
    if (!moved) return;
    this.#put(moved.person);
    toast(`${person.display_name} is now in ${moved.to}`);
  }

  /** @param {Person} person @param {boolean} off */
  async #switch(person, off) {
    const changed = await changePerson(person.id, { version: person.version, disabled: off });
    this.#put(changed);
    toast(off ? `${person.display_name} can’t sign in any more` : `${person.display_name} can sign in again`, {
      undo: async () => this.#put(await changePerson(changed.id, { version: changed.version, disabled: !off })),
    });
  }
}
