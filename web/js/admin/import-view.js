import { listClasses } from '../api/classes.js';
import { importPeople } from '../api/people.js';
import { announce } from '../core/announce.js';
import { h, icon } from '../core/dom.js';
import { download } from '../core/download.js';
import { tick } from '../core/fields.js';
import { fileSize } from '../core/file-size.js';
import { plural } from '../core/words.js';
import { cardsAddress } from '../teacher/addresses.js';
import { ImportColumns } from './import-columns.js';
import { ACTIONS, changing, classesWithNew, doneWords, fileProblem, importLabel, inOrder, mayMove, summary, TEMPLATE } from './import.logic.js';

/**
 * @typedef {import('./import.logic.js').Report} Report
 * @typedef {import('./import.logic.js').Row} Row
 */

/** Long lists are shown in part: what needs the eye stands on top. */
const ROWS_SHOWN = 200;

/** @param {Row} row */
function reportRow({ line, action, name, class_name: className, message }) {
  const { icon: sign, label, tone } = ACTIONS[action];
  return h(
    'tr',
    null,
    h('td', { class: 'muted num hide-s' }, line),
    h('th', { scope: 'row' }, name || 'No name', h('span', { class: 'muted small only-s table__below' }, `Line ${line} · ${className || 'no class'}`)),
    h('td', { class: 'hide-s' }, className || '–'),
    h('td', null, h('span', { class: `tag tag--${tone}` }, icon(sign), label), h('span', { class: 'small only-s table__below' }, message)),
    h('td', { class: 'small hide-s' }, message),
  );
}

/** @param {Report} report */
function reportTable({ rows }) {
  const ordered = inOrder(rows);
  return h(
    'div',
    { class: 'card card--flush' },
    h(
      'table',
      { class: 'table table--s' },
      h('caption', { class: 'vh' }, 'What becomes of each row'),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col', class: 'hide-s' }, 'Line'),
          h('th', { scope: 'col' }, 'Name'),
          h('th', { scope: 'col', class: 'hide-s' }, 'Class'),
          h('th', { scope: 'col' }, 'What happens'),
          h('th', { scope: 'col', class: 'hide-s' }, 'Why'),
        ),
      ),
      h('tbody', null, ordered.slice(0, ROWS_SHOWN).map(reportRow)),
    ),
    h('p', { class: 'card__foot muted small' }, ordered.length > ROWS_SHOWN ? `The first ${ROWS_SHOWN} of ${plural(ordered.length, 'row')}. All of them are imported.` : plural(ordered.length, 'row')),
  );
}

/** Bringing a class list, in place of the list of people: choose a file, say what its columns are, look at what would happen, import. */
export class ImportView {
  element = h('div', { class: 'stack stack--l' });
  #done;
  #title = h('h2', { tabindex: '-1' }, 'Import a class list');
  #place = h('div');
  /** @type {File | null} */
  #file = null;
  #columns = new ImportColumns(() => void this.#again());
  #report = h('div', { class: 'stack stack--m' });
  #side = h('section', { class: 'card stack sticky', 'aria-label': 'Summary' });
  #leaversToo = false;
  #move = h('input', { class: 'check', type: 'checkbox', 'aria-describedby': 'move-hint', onchange: () => void this.#again() });
  /** Answers of older questions are thrown away. */
  #asked = 0;
  #changed = false;

  /** @param {{done: (changed: boolean) => void}} options  `changed`: there are new or moved people */
  constructor({ done }) {
    this.#done = done;
    const close = h('button', { class: 'icon-button icon-button--s', type: 'button', 'aria-label': 'Close import', onclick: () => this.#close() }, icon('x'));
    this.element.append(h('div', { class: 'spread' }, this.#title, close), this.#place);
    this.#choose();
  }

  focus() {
    this.#title.focus();
  }

  #close() {
    this.#done(this.#changed);
  }

  /** First step: a file, chosen or dropped. @param {string} [problem]  with the file before */
  #choose(problem) {
    const input = h('input', { class: 'vh', type: 'file', accept: '.csv,.txt,.tsv,text/csv,text/plain', id: 'class-list', 'aria-describedby': 'class-list-hint' });
    const zone = h(
      'div',
      { class: 'dropzone' },
      icon('table'),
      h('p', { class: 'strong' }, 'Drop the class list here'),
      h('p', { class: 'muted small', id: 'class-list-hint' }, 'A CSV file from SIMS, Arbor, Bromcom, Google Classroom or any spreadsheet: classes and names. You see what would happen before anything does.'),
      h('label', { class: 'button button--primary dropzone__button' }, input, icon('upload'), 'Choose a file'),
      h('button', { class: 'button button--quiet', type: 'button', onclick: () => download('class-list.csv', TEMPLATE) }, icon('download'), 'Download an example'),
    );
    input.addEventListener('change', () => input.files?.[0] && void this.#look(input.files[0]));
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.dataset.over = '';
    });
    zone.addEventListener('dragleave', () => delete zone.dataset.over);
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      delete zone.dataset.over;
      const file = event.dataTransfer?.files[0];
      if (file) void this.#look(file);
    });
    const banner = problem && h('div', { class: 'banner banner--bad', role: 'alert' }, icon('warn'), h('p', { class: 'banner__text' }, problem));
    this.#place.replaceChildren(h('div', { class: 'stack stack--m measure' }, banner || null, zone));
  }

  /** Second step: what would happen. @param {File} file */
  async #look(file) {
    const problem = fileProblem(file);
    if (problem) return this.#choose(problem);
    this.#file = file;
    this.#leaversToo = false;
    this.#move.checked = false;
    this.#columns = new ImportColumns(() => void this.#again());
    this.#busy(`Reading ${file.name}`);
    try {
      const report = /** @type {Report} */ (await importPeople(file, true));
      this.#place.replaceChildren(h('div', { class: 'import-plan' }, this.#side, h('div', { class: 'stack stack--m' }, this.#columns.element, this.#report)));
      this.#showPlan(report);
      /** @type {HTMLElement | null} */ (this.element.querySelector(report.missing ? '.import-columns select' : '[data-start]'))?.focus();
    } catch (error) {
      this.#choose(wordsOf(error));
    }
  }

  /** The list as it is read now that something else was said about its columns. */
  async #again() {
    const asked = (this.#asked += 1);
    try {
      const report = await importPeople(/** @type {File} */ (this.#file), true, this.#reading);
      if (asked === this.#asked) this.#showPlan(report);
    } catch (error) {
      if (asked === this.#asked) this.#showProblem(wordsOf(error));
    }
  }

  get #reading() {
    return { ...this.#columns.reading, move: this.#move.checked };
  }

  /** @param {string} text */
  #busy(text) {
    this.#place.replaceChildren(h('section', { class: 'card stack stack--m' }, h('p', { class: 'strong', role: 'status' }, text), h('progress', { class: 'progress', 'aria-label': text })));
  }

  /** @param {string} text */
  #showProblem(text) {
    this.#report.replaceChildren(h('div', { class: 'banner banner--bad', role: 'alert' }, icon('warn'), h('p', { class: 'banner__text' }, text)));
  }

  /** @param {Report} report */
  #showPlan(report) {
    this.#columns.show(report.file, report.missing !== null);
    this.#drawSide(report);
    if (report.missing) {
      this.#report.replaceChildren(h('div', { class: 'banner banner--warn', role: 'status' }, icon('warn'), h('p', { class: 'banner__text' }, report.missing)));
    } else {
      this.#report.replaceChildren(reportTable(report));
      announce(summary(report).map(({ strong, text }) => `${strong} ${text}`).join(', '));
    }
  }

  /** @param {Report} report */
  #drawSide(report) {
    const file = /** @type {File} */ (this.#file);
    const start = h('button', { class: 'button button--primary button--wide', type: 'button', 'data-start': true, onclick: () => void this.#import(report) });
    const label = () => {
      start.textContent = report.missing ? 'Say what the columns are' : importLabel(report, this.#leaversToo);
      start.disabled = changing(report, this.#leaversToo) === 0;
    };
    label();
    const leavers = report.leavers.length > 0 && this.#leavers(report, label);
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    this.#side.replaceChildren(
      h(
        'div',
        { class: 'cluster cluster--m' },
        h('span', { class: 'row-icon row-icon--ok' }, icon('table')),
        h('div', { class: 'grow' }, h('strong', { class: 'break' }, file.name), h('p', { class: 'muted small' }, `${plural(report.rows.length, 'row')}, ${fileSize(file.size)}`)),
      ),
      h(
        'ul',
        { class: 'checks' },
        summary(report).map(({ action, strong, text }) => h('li', { class: { error: 'bad', add: 'ok' }[String(action)] ?? null }, icon(ACTIONS[action].icon), h('span', null, h('strong', null, strong), ` ${text}`))),
      ),
      ...(mayMove(report) ? [this.#moving()] : []),
      ...(leavers ? [leavers] : []),
      start,
      h('button', { class: 'button button--wide', type: 'button', onclick: () => this.#choose() }, 'Choose another file'),
      h('p', { class: 'muted small' }, 'Nobody is deleted, and nobody loses work. Importing the same list again changes nothing.'),
    );
    // What was ticked has been taken out and put in again.
    if (focused === this.#move) focused.focus();
  }

  /** A pupil is in a form and in sets: they leave other classes only when that is ticked. */
  #moving() {
    return h(
      'div',
      { class: 'stack stack--s' },
      h('label', { class: 'tick' }, this.#move, h('span', null, 'Move pupils: they leave their other classes')),
      h('p', { class: 'muted small', id: 'move-hint' }, 'For a new school year. Otherwise pupils join the classes of this list, and stay in their form and sets.'),
    );
  }

  /** Who is in one of these classes, but not in the list: nothing becomes of them unless it is ticked. @param {Report} report @param {() => void} changed */
  #leavers({ leavers }, changed) {
    const words = leavers.length === 1 ? '1 pupil of these classes is not in the list' : `${leavers.length} pupils of these classes are not in the list`;
    const box = tick('Switch them off: they have left', {
      checked: this.#leaversToo,
      onchange: (/** @type {Event} */ event) => {
        this.#leaversToo = /** @type {HTMLInputElement} */ (event.target).checked;
        changed();
      },
    });
    const names = leavers.slice(0, ROWS_SHOWN).map(({ name, class_name: className }) => h('li', null, `${name}, ${className}`));
    return h('div', { class: 'stack stack--s' }, h('details', null, h('summary', null, words), h('ul', { class: 'small' }, names)), box);
  }

  /** Third step: do it. @param {Report} plan */
  async #import(plan) {
    const start = /** @type {HTMLButtonElement} */ (this.#side.querySelector('[data-start]'));
    start.disabled = true;
    try {
      const report = await importPeople(/** @type {File} */ (this.#file), false, { ...this.#reading, disable_leavers: this.#leaversToo });
      this.#changed = true;
      const { items } = await listClasses();
      this.#showDone(report, classesWithNew(report.rows, items));
    } catch (error) {
      this.#showPlan(plan);
      this.#showProblem(wordsOf(error));
    }
  }

  /** Last step: what has changed, and the cards that new pupils need. @param {Report} report @param {{id: string, name: string, added: number}[]} classes */
  #showDone(report, classes) {
    this.#place.replaceChildren(
      h(
        'div',
        { class: 'stack stack--m measure' },
        h('div', { class: 'banner banner--ok' }, icon('check-circle'), h('p', { class: 'banner__text' }, h('strong', null, `${doneWords(report)}.`))),
        classes.length > 0 &&
          h(
            'section',
            { class: 'card card--flush', 'aria-labelledby': 'next-cards' },
            h('div', { class: 'card__head' }, h('h3', { id: 'next-cards' }, 'Next: login cards')),
            h('p', { class: 'card__note' }, 'New pupils have no password yet. Making their cards makes it; their teachers can do it too, from the page of the class.'),
            h(
              'ul',
              { class: 'rows' },
              classes.map(({ id, name, added }) =>
                h(
                  'li',
                  { class: 'row-item' },
                  h('div', { class: 'row-item__main' }, h('h4', null, h('a', { class: 'link--row', href: cardsAddress(id) }, `Cards for ${name}`)), h('p', null, plural(added, 'new pupil'))),
                  icon('right'),
                ),
              ),
            ),
          ),
        h('div', { class: 'cluster' }, h('button', { class: 'button', type: 'button', onclick: () => this.#close() }, 'Done')),
      ),
    );
    announce(doneWords(report));
    this.#title.focus();
  }
}

/** Signed out goes to the sign-in page by itself; all else is said. @param {unknown} error */
function wordsOf(error) {
  const { status, detail } = /** @type {import('../api/client.js').ApiError} */ (error);
  if (status === 401 || !detail) throw error;
  return detail;
}
