import { CARDS_A_SHEET, getClass, makeCards } from '../../api/classes.js';
import { announce } from '../../core/announce.js';
import { confirmDialog } from '../../core/dialog.js';
import { h, icon } from '../../core/dom.js';
import { download } from '../../core/download.js';
import { tick } from '../../core/fields.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { plural } from '../../core/words.js';
import { classAddress } from '../../teacher/addresses.js';
import { inSheets, makeLabel, slipsOf, tickedAtFirst, warning } from '../../teacher/cards.logic.js';
import { cardSheet } from '../../teacher/login-cards.js';
import { passwordsCsv } from '../../teacher/passwords.logic.js';

/**
 * @typedef {Awaited<ReturnType<typeof getClass>>} SchoolClass
 * @typedef {import('../../api/classes.js').CardSheet} CardSheet
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Choosing whose cards to make, making them sheet by sheet, and printing them while their passwords are here. */
class CardsPage {
  element = h('div', { class: 'stack stack--m' });
  #row;
  /** Cards on the screen that are neither printed nor saved. */
  #unkept = false;
  #stopped = false;

  /** @param {SchoolClass} row */
  constructor(row) {
    this.#row = row;
    addEventListener('beforeunload', (event) => {
      if (this.#unkept) event.preventDefault();
    });
    this.#choose();
  }

  /** First: who. */
  #choose() {
    const { pupils } = this.#row;
    const first = tickedAtFirst(pupils);
    const list = h(
      'fieldset',
      { class: 'stack stack--s' },
      h('legend', { class: 'strong' }, 'Whose cards?'),
      h('div', { class: 'cluster' }, this.#tickAll('Tick all', true), this.#tickAll('Tick none', false)),
      h(
        'div',
        { class: 'card-ticks' },
        pupils.map(({ id, display_name: name, has_password: has }) => {
          const box = tick(name, { value: id, checked: first.includes(id) });
          if (!has) box.append(h('span', { class: 'tag tag--warn' }, icon('key'), 'No password yet'));
          return box;
        }),
      ),
    );
    const make = h('button', { class: 'button button--primary', type: 'button', onclick: () => void this.#make() }, icon('qr'), h('span'));
    const show = () => {
      const n = this.#ticked().length;
      /** @type {HTMLElement} */ (make.lastElementChild).textContent = makeLabel(n);
      make.disabled = n === 0;
    };
    list.addEventListener('change', show);
    const words = 'A card always comes with a new password, because the old ones can’t be read back. It replaces the password of everybody you tick.';
    this.element.replaceChildren(
      h('div', { class: 'banner banner--info' }, icon('info'), h('p', { class: 'banner__text' }, words)),
      h('section', { class: 'card stack stack--m' }, list, h('div', null, make)),
    );
    show();
  }

  /** @param {string} label @param {boolean} on */
  #tickAll(label, on) {
    const act = () => {
      for (const box of this.#boxes()) box.checked = on;
      this.#boxes()[0]?.dispatchEvent(new Event('change', { bubbles: true }));
    };
    return h('button', { class: 'button button--s', type: 'button', onclick: act }, label);
  }

  /** @returns {HTMLInputElement[]} */
  #boxes() {
    return [...this.element.querySelectorAll('input')];
  }

  #ticked() {
    const ids = new Set(this.#boxes().filter(({ checked }) => checked).map(({ value }) => value));
    return this.#row.pupils.filter(({ id }) => ids.has(id));
  }

  /** Then: sheet by sheet; whoever stops keeps the sheets that are made. */
  async #make() {
    const ticked = this.#ticked();
    const ask = warning(ticked);
    if (ask && !(await confirmDialog({ ...ask, danger: true }))) return;
    this.#stopped = false;
    const bar = h('progress', { class: 'progress', max: ticked.length, value: 0, 'aria-label': 'Cards made' });
    const line = h('p', { class: 'strong', role: 'status' }, 'Making the cards');
    const stop = h('button', { class: 'button', type: 'button', onclick: () => (this.#stopped = true) }, 'Stop after this sheet');
    this.element.replaceChildren(h('section', { class: 'card stack stack--m' }, line, bar, h('div', null, stop)));
    stop.focus();
    /** @type {CardSheet[]} */
    const sheets = [];
    let problem = '';
    try {
      for (const pupils of inSheets(ticked, CARDS_A_SHEET)) {
        if (this.#stopped) break;
        sheets.push(await makeCards(this.#row.id, pupils.map(({ id }) => id)));
        this.#unkept = true;
        bar.value += pupils.length;
        line.textContent = `${bar.value} of ${ticked.length} made`;
      }
    } catch (error) {
      // Signed out or not: the passwords made so far are nowhere but here.
      problem = /** @type {import('../../api/client.js').ApiError} */ (error).detail || 'Something went wrong.';
    }
    this.#row = await getClass(this.#row.id).catch(() => this.#row);
    this.#show(sheets, ticked.length, problem);
  }

  /** Last: the cards, once. @param {CardSheet[]} sheets @param {number} wanted @param {string} problem */
  #show(sheets, wanted, problem) {
    const made = sheets.reduce((sum, { items }) => sum + items.length, 0);
    const kept = (/** @type {() => void} */ act) => () => {
      this.#unkept = false;
      act();
    };
    const rest = made < wanted && `${plural(wanted - made, 'card')} not made: those pupils’ passwords have not changed. ${problem}`;
    const title = h('h2', { tabindex: '-1' }, made ? `${plural(made, 'card')} on ${plural(sheets.length, 'sheet')}` : 'No cards made');
    const save = () => download(`${this.#row.name} login cards.csv`.replace(/[\\/:*?"<>|]/g, '-'), passwordsCsv(slipsOf(sheets)));
    this.element.replaceChildren(
      h(
        'div',
        { class: 'no-print stack stack--m' },
        title,
        made > 0 && h('div', { class: 'banner banner--warn' }, icon('key'), h('p', { class: 'banner__text' }, h('strong', null, 'The passwords are shown only now.'), ' Print the cards before you leave this page. On A4, eight fit on a sheet.')),
        rest && h('div', { class: 'banner banner--bad', role: 'alert' }, icon('warn'), h('p', { class: 'banner__text' }, rest)),
        h(
          'div',
          { class: 'cluster' },
          made > 0 && [
            h('button', { class: 'button button--primary', type: 'button', onclick: kept(() => print()) }, icon('print'), 'Print cards'),
            h('button', { class: 'button', type: 'button', onclick: kept(save) }, icon('download'), 'Save as a file'),
          ],
          h('button', { class: 'button', type: 'button', onclick: () => void this.#more() }, made ? 'Make other cards' : 'Go back'),
        ),
      ),
      ...sheets.map(cardSheet),
    );
    announce(title.textContent ?? '');
    title.focus();
  }

  async #more() {
    const sure =
      !this.#unkept || (await confirmDialog({ title: 'Leave without the passwords?', body: 'They are shown only here. Whoever has none needs a new card afterwards.', action: 'Leave without them', danger: true }));
    if (!sure) return;
    this.#unkept = false;
    this.#choose();
    this.#boxes()[0]?.focus();
  }
}

void startPage({
  area: 'teacher',
  title: 'Login cards',
  async mount({ main, params }) {
    const id = params.get('class') ?? '';
    if (!UUID.test(id)) throw Object.assign(new Error('This address names no class'), { status: 404 });
    const row = await getClass(id);
    setTitle(`Login cards: ${row.name}`);
    const back = h('a', { class: 'link--go small', href: classAddress(id) }, icon('left'), `Class ${row.name}`);
    const head = h('div', { class: 'page-head no-print' }, h('div', { class: 'page-head__text' }, h('h1', null, 'Login cards'), h('p', null, back)));
    const empty = stateCard({ scene: 'scene-empty', title: 'No pupils yet', text: 'Cards are made for the pupils of a class. Add them first.', action: { label: `Go to ${row.name}`, href: classAddress(id) } });
    main.replaceChildren(head, row.pupils.length ? new CardsPage(row).element : empty);
  },
});
