import { listClasses } from '../api/classes.js';
import { importPeople } from '../api/people.js';
import { announce } from '../core/announce.js';
import { confirmDialog } from '../core/dialog.js';
import { h, icon } from '../core/dom.js';
import { fileSize, plural } from '../core/words.js';
import { printSlips } from '../teacher/passwords.js';
import { passwordsCsv } from '../teacher/passwords.logic.js';
import { ACTIONS, changing, fileProblem, importLabel, inOrder, slipsOf, summary, TEMPLATE, together } from './import.logic.js';

/**
 * @typedef {import('./import.logic.js').Report} Report
 * @typedef {import('./import.logic.js').Row} Row
 * @typedef {import('./import.logic.js').Slip} Slip
 */

/** Long lists are shown in part: what needs the eye stands on top. */
const ROWS_SHOWN = 200;

/**
 * Let the browser save text as a file.
 * @param {string} name
 * @param {string} text
 */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  h('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

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

/** @param {Slip[]} slips */
function passwordTable(slips) {
  return h(
    'div',
    { class: 'card card--flush' },
    h(
      'table',
      { class: 'table table--s' },
      h('caption', { class: 'vh' }, 'New pupils and their passwords'),
      h(
        'thead',
        null,
        h('tr', null, h('th', { scope: 'col' }, 'Name'), h('th', { scope: 'col', class: 'hide-s' }, 'Class'), h('th', { scope: 'col', class: 'hide-s' }, 'Class code'), h('th', { scope: 'col' }, 'Password')),
      ),
      h(
        'tbody',
        null,
        slips.map(({ name, className, classCode, password }) =>
          h(
            'tr',
            null,
            h('th', { scope: 'row' }, name, h('span', { class: 'muted small only-s table__below' }, `${className} · ${classCode ?? '–'}`)),
            h('td', { class: 'hide-s' }, className),
            h('td', { class: 'hide-s' }, h('code', null, classCode ?? '–')),
            h('td', { class: 'nowrap' }, h('code', null, password)),
          ),
        ),
      ),
    ),
  );
}

/** Bringing a class list, in place of the list of people: choose a file, look at what would happen, import, keep the passwords. */
export class ImportView {
  element = h('div', { class: 'stack stack--l' });
  #done;
  #title = h('h2', { tabindex: '-1' }, 'Import a class list');
  #place = h('div');
  /** @type {File | null} */
  #file = null;
  /** The passwords on the screen that nobody has kept yet. */
  #unkept = false;
  #changed = false;
  #guard = (/** @type {BeforeUnloadEvent} */ event) => {
    if (this.#unkept) event.preventDefault();
  };

  /** @param {{done: (changed: boolean) => void}} options  `changed`: there are new or moved people */
  constructor({ done }) {
    this.#done = done;
    const close = h('button', { class: 'icon-button icon-button--s', type: 'button', 'aria-label': 'Close import', onclick: () => void this.#close() }, icon('x'));
    this.element.append(h('div', { class: 'spread' }, this.#title, close), this.#place);
    this.#choose();
    addEventListener('beforeunload', this.#guard);
  }

  focus() {
    this.#title.focus();
  }

  async #close() {
    if (this.#unkept) {
      const sure = await confirmDialog({
        title: 'Leave without the passwords?',
        body: 'They are shown only here. Whoever has none needs a new password afterwards, one by one.',
        action: 'Leave without them',
        danger: true,
      });
      if (!sure) return;
    }
    removeEventListener('beforeunload', this.#guard);
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
      h('p', { class: 'muted small', id: 'class-list-hint' }, 'A CSV file with the columns class, first name and last name. A column “password” is used if there is one; other columns are not read.'),
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
    this.#busy(`Reading ${file.name}`);
    try {
      this.#showPlan(await importPeople(file, true));
    } catch (error) {
      this.#choose(wordsOf(error));
    }
  }

  /** @param {string} text */
  #busy(text) {
    const bar = h('progress', { class: 'progress', 'aria-label': text });
    this.#place.replaceChildren(h('section', { class: 'card stack stack--m' }, h('p', { class: 'strong', role: 'status' }, text), bar));
    return bar;
  }

  /** @param {Report} report @param {string} [problem]  why the import itself did not work */
  #showPlan(report, problem) {
    const file = /** @type {File} */ (this.#file);
    const start = h('button', { class: 'button button--primary button--wide', type: 'button', disabled: changing(report) === 0, onclick: () => void this.#import(report) }, importLabel(report));
    const banner = problem && h('div', { class: 'banner banner--bad', role: 'alert' }, icon('warn'), h('p', { class: 'banner__text' }, problem));
    const side = h(
      'section',
      { class: 'card stack sticky', 'aria-label': 'Summary' },
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
      start,
      h('button', { class: 'button button--wide', type: 'button', onclick: () => this.#choose() }, 'Choose another file'),
      h('p', { class: 'muted small' }, 'Nobody is deleted, and nobody loses work. Importing the same list again changes nothing.'),
    );
    this.#place.replaceChildren(h('div', { class: 'import-plan' }, side, h('div', { class: 'stack stack--m' }, banner || null, reportTable(report))));
    announce(summary(report).map(({ strong, text }) => `${strong} ${text}`).join(', '));
    start.focus();
  }

  /** Third step: do it, some pupils a request until none waits. @param {Report} plan */
  async #import(plan) {
    const bar = this.#busy(`Importing ${plural(changing(plan), 'person', 'people')}. Making passwords takes a moment; stay on this page.`);
    bar.max = changing(plan);
    /** @type {Report | null} */
    let report = null;
    let problem = '';
    try {
      do {
        report = together(report, /** @type {Report} */ (await importPeople(/** @type {File} */ (this.#file), false)));
        this.#changed = true;
        this.#unkept = true;
        bar.value = changing(report);
      } while (report.waiting);
    } catch (error) {
      if (!report) return this.#showPlan(plan, wordsOf(error));
      // Signed out or not: the passwords made so far are nowhere but here.
      problem = /** @type {import('../api/client.js').ApiError} */ (error).detail || 'Something went wrong.';
    }
    const classes = await listClasses().catch(() => ({ items: [] }));
    this.#showDone(report, slipsOf(report.rows, classes.items), problem);
  }

  /** Last step: the passwords, once. @param {Report} report @param {Slip[]} slips @param {string} problem  why it stopped before the end */
  #showDone(report, slips, problem) {
    this.#unkept = slips.length > 0;
    const kept = (/** @type {() => void} */ act) => () => {
      this.#unkept = false;
      act();
    };
    const finish = h('button', { class: 'button', type: 'button', onclick: () => void this.#close() }, 'Done');
    const words = slips.length
      ? 'The passwords are shown only now: print the slips or save the file before you leave. Pupils sign in with the class code, their name and this password.'
      : 'There are no new passwords.';
    const rest = problem && `${plural(report.waiting, 'pupil')} still to be added. ${problem} Keep these passwords first, then import the same list again: nobody is added twice.`;
    this.#place.replaceChildren(
      h(
        'div',
        { class: 'stack stack--m' },
        h('div', { class: 'banner banner--ok' }, icon('check-circle'), h('p', { class: 'banner__text' }, h('strong', null, `${doneWords(report)}.`), ` ${words}`)),
        rest && h('div', { class: 'banner banner--bad', role: 'alert' }, icon('warn'), h('p', { class: 'banner__text' }, rest)),
        h(
          'div',
          { class: 'cluster' },
          slips.length > 0 && [
            h('button', { class: 'button button--primary', type: 'button', onclick: kept(() => printSlips(slips)) }, icon('print'), 'Print slips'),
            h('button', { class: 'button', type: 'button', onclick: kept(() => download('pupils-and-passwords.csv', passwordsCsv(slips))) }, icon('download'), 'Save as a file'),
          ],
          finish,
        ),
        slips.length > 0 && passwordTable(slips),
      ),
    );
    announce(doneWords(report));
    this.#title.focus();
  }
}

/** "28 pupils added, 3 moved". @param {Report} report */
function doneWords({ added, moved }) {
  const parts = [];
  if (added) parts.push(`${plural(added, 'pupil')} added`);
  if (moved) parts.push(added ? `${moved} moved` : `${plural(moved, 'pupil')} moved`);
  return parts.join(', ') || 'Nothing has changed';
}

/** Signed out goes to the sign-in page by itself; all else is said. @param {unknown} error */
function wordsOf(error) {
  const { status, detail } = /** @type {import('../api/client.js').ApiError} */ (error);
  if (status === 401 || !detail) throw error;
  return detail;
}
