import { dayAndTime } from '../core/dates.js';
import { h, icon } from '../core/dom.js';
import { field } from '../core/fields.js';
import { classAddress } from './addresses.js';

/** The still parts of the builder's page; what changes is filled in by create-assessment.js. */

/** @type {{[state: string]: {icon: string, text: string, look: string}}} */
const SAVE_WORDS = {
  saved: { icon: 'check-circle', text: 'Saved', look: 'saved' },
  changed: { icon: 'edit', text: 'Changes not saved', look: 'held' },
  saving: { icon: 'spinner', text: 'Saving', look: 'saving' },
  failed: { icon: 'warn', text: 'Not saved', look: 'failed' },
  conflict: { icon: 'warn', text: 'Not saved', look: 'failed' },
};

/**
 * @param {HTMLElement} status  <span class="save-status" role="status">
 * @param {import('./build-session.js').SaveState} state
 * @param {boolean} isNew  never saved, and nothing to save yet
 */
export function showSaveState(status, state, isNew) {
  const shown = SAVE_WORDS[state];
  status.hidden = isNew && state === 'saved';
  if (status.dataset.state === shown.look && status.textContent === shown.text) return;
  status.dataset.state = shown.look;
  status.replaceChildren(icon(shown.icon), shown.text);
}

/**
 * @param {{title: string, description: string}} build
 * @returns the elements that the page goes on to fill
 */
export function buildPage(build) {
  const parts = {
    heading: h('h1'),
    status: h('span', { class: 'save-status', role: 'status' }),
    look: h('button', { class: 'button', type: 'button' }, icon('eye'), 'Preview'),
    print: h('a', { class: 'button', hidden: true }, icon('print'), 'Print'),
    save: h('button', { class: 'button', type: 'button' }, 'Save'),
    set: h('button', { class: 'button button--primary', type: 'button' }, 'Set for a class', icon('right')),
    notice: h('div', { class: 'build-notice' }),
    next: h('div', { hidden: true }),
    stats: h('dl', { class: 'stat-row build-stats' }),
    title: h('input', { class: 'input', name: 'title', maxlength: 200, value: build.title, autocomplete: 'off' }),
    description: h('textarea', { class: 'textarea textarea--grow', name: 'description', maxlength: 2000, rows: 1, value: build.description }),
    add: h('button', { class: 'button button--s', type: 'button' }, icon('plus'), 'Add from the bank'),
    draw: h('button', { class: 'button button--s', type: 'button' }, icon('boxes'), 'Draw from the bank'),
    list: h('ol', { class: 'rows build-list' }),
    bulk: h('div', { class: 'bulk', role: 'region', 'aria-label': 'Ticked questions', hidden: true }),
    none: h('p', { class: 'muted build-none' }, 'No questions yet. Add some from the bank, then put them in order and give them marks.'),
    covers: h('div'),
    assignments: h('ul', { class: 'set-list' }),
    unset: h('p', { class: 'muted small' }),
  };
  const form = h('form', { class: 'stack stack--m', novalidate: true }, field('Title', parts.title), field('Description', parts.description, { hint: 'For you and your colleagues; pupils don’t see it.' }));
  form.addEventListener('submit', (event) => event.preventDefault());
  const page = [
    h(
      'div',
      { class: 'page-head' },
      h('div', { class: 'page-head__text' }, h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: '/teacher/assessments' }, 'Assessments'))), parts.heading),
      h('div', { class: 'page-head__actions' }, parts.status, parts.look, parts.print, parts.save, parts.set),
    ),
    parts.notice,
    parts.stats,
    h(
      'div',
      { class: 'with-side' },
      h(
        'div',
        { class: 'stack' },
        h('section', { class: 'card', 'aria-label': 'About this assessment' }, form),
        h('section', { class: 'card card--flush', 'aria-labelledby': 'questions' }, h('div', { class: 'card__head' }, h('h2', { id: 'questions' }, 'Questions'), h('div', { class: 'cluster' }, parts.add, parts.draw)), parts.none, parts.list, parts.bulk),
      ),
      h(
        'div',
        { class: 'stack' },
        h('section', { class: 'card stack stack--m', 'aria-labelledby': 'set' }, h('h2', { id: 'set' }, 'Set for classes'), parts.next, parts.unset, parts.assignments),
        h('section', { class: 'card stack stack--m', 'aria-labelledby': 'covers' }, h('h2', { id: 'covers' }, 'What it covers'), parts.covers),
      ),
    ),
  ];
  return { ...parts, form, page };
}

/**
 * "A colleague changed this": both ways out, and nothing lost by either.
 * @param {{keepMine: () => Promise<unknown>, takeTheirs: () => Promise<unknown>}} ways
 */
export function conflictBanner({ keepMine, takeTheirs }) {
  const theirs = h('button', { class: 'button button--s', type: 'button', onclick: () => void takeTheirs() }, 'Show theirs');
  const mine = h('button', { class: 'button button--s button--primary', type: 'button', onclick: () => void keepMine() }, 'Save mine');
  return h(
    'div',
    { class: 'banner banner--warn', role: 'alert' },
    icon('warn'),
    h('p', { class: 'banner__text' }, h('strong', null, 'This was changed somewhere else while you had it open.'), ' What you did is still on this page. Save yours over it, or look at the other one first.'),
    h('div', { class: 'cluster' }, theirs, mine),
  );
}

/**
 * It is set: what the teacher does now, so that pupils find it.
 * @param {import('../api/assessments.js').Assignment} assignment
 * @param {import('../api/classes.js').ClassRow} room
 */
export function isSetBanner({ class: { id, name }, opens_at: opensAt }, { code }) {
  const when = Date.parse(opensAt) > Date.now() ? ` It opens ${dayAndTime(Date.parse(opensAt))}.` : '';
  return h(
    'div',
    { class: 'banner banner--ok' },
    icon('check-circle'),
    h(
      'div',
      { class: 'banner__text stack stack--s' },
      h('p', null, h('strong', null, `Set for ${name}.`), `${when} Pupils sign in at `, h('strong', null, location.host), ' with the class code ', h('strong', { class: 'num' }, code), ' and find it on their page.'),
      h('div', null, h('a', { class: 'button button--s', href: classAddress(id) }, icon('users'), 'Open the class')),
    ),
  );
}

/** @param {string[]} messages */
export function problemBanner(messages) {
  return h(
    'div',
    { class: 'banner banner--bad', role: 'alert' },
    icon('warn'),
    h('div', { class: 'banner__text' }, messages.length === 1 ? h('p', null, messages[0]) : h('ul', { class: 'build-problems' }, messages.map((message) => h('li', null, message)))),
  );
}
