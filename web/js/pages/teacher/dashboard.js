import { listAssessments } from '../../api/assessments.js';
import { listDocuments } from '../../api/documents.js';
import { getDashboard } from '../../api/results.js';
import { longDay, shortDate } from '../../core/dates.js';
import { h, icon } from '../../core/dom.js';
import { startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { classAddress, liveAddress, resultsAddress } from '../../teacher/addresses.js';
import { laterInWords } from '../../teacher/assignment.logic.js';
import { atWork, classFacts, classSign, firstDay, greeting, handedInWords, needLook, openWords, signTint, waiting } from '../../teacher/dashboard.logic.js';

/**
 * @typedef {import('../../api/results.js').Dashboard} Dashboard
 * @typedef {import('../../api/results.js').AssignmentProgress} AssignmentProgress
 */

const DRAFTS_SHOWN = 3;
/** The page is left open all day: coming back to it after this long asks again. */
const STALE_MS = 60_000;

/**
 * A card with a heading in a bar, and rows or a table.
 * @param {string} id
 * @param {string} title
 * @param {import('../../core/dom.js').Child} beside
 * @param {import('../../core/dom.js').Child} content
 */
function flushCard(id, title, beside, content) {
  return h('section', { class: 'card card--flush', 'aria-labelledby': id }, h('div', { class: 'card__head' }, h('h2', { id }, title), beside), content);
}

/** @param {string} label @param {string} href @param {string} about */
function goLink(label, href, about) {
  return h('a', { class: 'link--go small', href }, label, h('span', { class: 'vh' }, about), icon('right'));
}

/** @param {Dashboard['needs'][number]} need */
function needRow(need) {
  const { icon: name, tone, action } = needLook(need);
  return h(
    'li',
    { class: 'row-item' },
    h('span', { class: `row-icon row-icon--${tone}` }, icon(name)),
    h('div', { class: 'row-item__main' }, h('h3', null, need.text)),
    h('a', { class: 'button', href: need.href }, action, h('span', { class: 'vh' }, ` (${need.text})`)),
  );
}

/** @param {Dashboard['needs']} needs */
function needsCard(needs) {
  const rows = waiting(needs);
  const calm = h(
    'div',
    { class: 'row-item' },
    h('span', { class: 'row-icon row-icon--ok' }, icon('check')),
    h('div', { class: 'row-item__main' }, h('h3', null, 'Nothing needs you'), h('p', null, 'Answers to mark, results to release, drafts to review and locked-out pupils appear here.')),
  );
  return flushCard('needs', 'What needs you now', rows.length > 0 && h('span', { class: 'tag' }, String(rows.length), h('span', { class: 'vh' }, ' things')), rows.length ? h('ul', { class: 'rows' }, rows.map(needRow)) : calm);
}

/** @param {AssignmentProgress} assignment @param {boolean} first  what a teacher has come for */
function openRow(assignment, first) {
  const title = `${assignment.class.name} · ${assignment.title}`;
  return h(
    'li',
    { class: 'row-item row-item--progress' },
    h('span', { class: 'row-icon row-icon--primary' }, icon('live')),
    h(
      'div',
      { class: 'row-item__main' },
      h('h3', null, h('a', { class: 'link--row', href: resultsAddress(assignment.id) }, title)),
      h('p', null, openWords(assignment)),
    ),
    h(
      'div',
      { class: 'row-item__progress' },
      h('p', { class: 'small num' }, handedInWords(assignment)),
      h('progress', {
        class: assignment.pupils > 0 && assignment.handed_in === assignment.pupils ? 'progress progress--ok' : 'progress',
        max: Math.max(1, assignment.pupils),
        value: assignment.handed_in ?? 0,
        'aria-label': `${title}, handed in`,
      }),
    ),
    h('a', { class: first ? 'button button--primary' : 'button', href: liveAddress(assignment.id) }, 'Open live view', h('span', { class: 'vh' }, ` of ${title}`)),
  );
}

/** @param {AssignmentProgress} assignment */
function recentRow(assignment) {
  const later = laterInWords(assignment);
  return h(
    'tr',
    null,
    h(
      'th',
      { scope: 'row' },
      h('a', { class: 'link--row', href: resultsAddress(assignment.id) }, `${assignment.class.name} · ${assignment.title}`),
      h('span', { class: 'muted small only-s table__below' }, handedInWords(assignment)),
      later && h('span', { class: 'muted small table__below' }, later),
    ),
    h('td', { class: 'hide-s' }, `${assignment.handed_in ?? 0} of ${assignment.pupils}`),
    h('td', { class: 'right strong' }, assignment.mean_percent === null ? h('span', { class: 'muted' }, 'No marks') : `${Math.round(assignment.mean_percent)}\u202f%`),
    h('td', { class: 'hide-s muted nowrap' }, shortDate(assignment.closes_at)),
    h(
      'td',
      { class: 'hide-m' },
      assignment.state === 'released' || assignment.feedback !== 'release'
        ? h('span', { class: 'tag tag--ok' }, icon('eye'), 'Pupils see them')
        : h('span', { class: 'tag' }, icon('eye-off'), 'Held back'),
    ),
  );
}

/** @param {AssignmentProgress[]} recent */
function recentTable(recent) {
  const head = [
    ['Class and assessment', null],
    ['Handed in', 'hide-s'],
    ['Mean', 'right'],
    ['Closed', 'hide-s'],
    ['Results', 'hide-m'],
  ];
  return h(
    'table',
    { class: 'table' },
    h('caption', { class: 'vh' }, 'Recent results'),
    h('thead', null, h('tr', null, head.map(([words, name]) => h('th', { scope: 'col', class: name }, words)))),
    h('tbody', null, recent.map(recentRow)),
  );
}

/** @param {Dashboard['classes']} classes */
function classesCard(classes) {
  return flushCard(
    'classes',
    'My classes',
    goLink('All', '/teacher/classes', ' my classes'),
    h(
      'ul',
      { class: 'rows' },
      classes.map((row, index) =>
        h(
          'li',
          { class: 'row-item row-item--keep' },
          h('span', { class: `avatar${signTint(index)}`, 'aria-hidden': 'true' }, classSign(row.name)),
          h('div', { class: 'row-item__main' }, h('h3', null, h('a', { class: 'link--row', href: classAddress(row.id) }, row.name)), h('p', null, classFacts(row))),
          h('span', { class: 'tag tag--code' }, h('span', { class: 'vh' }, 'Class code '), row.code),
        ),
      ),
    ),
  );
}

/** @param {import('../../api/documents.js').LessonFile} file */
function draftProgress({ name, drafts }) {
  const done = drafts.accepted + drafts.rejected;
  const all = done + drafts.new;
  return h(
    'div',
    { class: 'stack stack--s' },
    h('div', { class: 'spread small' }, h('strong', { class: 'clip' }, name), h('span', { class: 'muted nowrap' }, `${done} of ${all} reviewed`)),
    h('progress', { class: drafts.new ? 'progress' : 'progress progress--ok', max: all, value: done, 'aria-label': `${name}, reviewed` }),
  );
}

/** Comes after the page: it is the least pressing, and the page is whole without it. @param {HTMLElement} place */
async function addDrafts(place) {
  const files = (await listDocuments()).items.filter(({ drafts }) => drafts.new + drafts.accepted + drafts.rejected > 0).slice(0, DRAFTS_SHOWN);
  if (!files.length) return;
  place.append(
    h(
      'section',
      { class: 'card stack stack--m', 'aria-labelledby': 'drafts' },
      h('div', { class: 'spread' }, h('h2', { id: 'drafts' }, 'Drafts'), goLink('Open', '/teacher/upload', ' lesson files')),
      files.map(draftProgress),
    ),
  );
}

function noClasses() {
  return stateCard({
    scene: 'scene-rest',
    title: 'You have no classes yet',
    text: 'Ask your administrator to add you as the teacher of your classes: it takes them a minute. You can make questions and assessments meanwhile.',
    action: { label: 'Upload a lesson file', href: '/teacher/upload', icon: 'upload' },
  });
}

function firstAssessment() {
  const step = (/** @type {string} */ name, /** @type {string} */ title, /** @type {string} */ text, /** @type {string} */ label, /** @type {string} */ href) =>
    h(
      'li',
      { class: 'row-item' },
      h('span', { class: 'row-icon row-icon--tint' }, icon(name)),
      h('div', { class: 'row-item__main' }, h('h3', null, title), h('p', null, text)),
      h('a', { class: 'button', href }, label),
    );
  return flushCard(
    'first',
    'Your first assessment',
    null,
    h(
      'ul',
      { class: 'rows' },
      step('upload', 'Start from a lesson', 'Slides, a worksheet or a plan: you get draft questions to review in about ten minutes.', 'Upload a lesson file', '/teacher/upload'),
      step('library', 'Write a question', 'Pick a type; you see it as your pupils will while you write.', 'New question', '/teacher/question'),
      step('clipboard', 'Put questions together', 'Choose from the bank, set the marks, then set it for a class.', 'New assessment', '/teacher/create-assessment'),
    ),
  );
}

/**
 * @param {Dashboard} dashboard
 * @param {boolean} anyAssessment
 */
function content(dashboard, anyAssessment) {
  const first = firstDay(dashboard, anyAssessment);
  const { open, recent } = dashboard;
  const results = recent.length
    ? recentTable(recent)
    : h('p', { class: 'card__note muted' }, 'When an assessment has closed, the mean and who handed in are here.');
  const side = h('div', { class: 'stack stack--l' }, dashboard.classes.length > 0 && classesCard(dashboard.classes));
  const whole = h(
    'div',
    // With nothing at the side the middle stands alone.
    { class: dashboard.classes.length ? 'with-side' : 'stack stack--l' },
    h(
      'div',
      { class: 'stack stack--l' },
      first === 'no_classes' && noClasses(),
      (first === null || waiting(dashboard.needs).length > 0) && needsCard(dashboard.needs),
      first === 'no_assessments' && firstAssessment(),
      open.length > 0 && flushCard('open', 'Open now', goLink('All', '/teacher/assessments', ' assessments'), h('ul', { class: 'rows' }, open.map((assignment) => openRow(assignment, assignment === open.find(atWork))))),
      first === null && flushCard('recent', 'Recent results', goLink('All', '/teacher/assessments', ' assessments with results'), results),
    ),
    side,
  );
  return { whole, side };
}

/** @param {import('../../api/accounts.js').Me} me @param {boolean} busy  a class is at work: that comes first */
function head(me, busy) {
  return h(
    'div',
    { class: 'page-head' },
    h('div', { class: 'page-head__text' }, h('h1', null, greeting(me.display_name)), h('p', null, longDay(Date.now()))),
    h(
      'div',
      { class: 'page-head__actions' },
      h('a', { class: 'button', href: '/teacher/upload' }, icon('upload'), 'Add a lesson file'),
      h('a', { class: busy ? 'button' : 'button button--primary', href: '/teacher/create-assessment' }, icon('plus'), 'New assessment'),
    ),
  );
}

void startPage({
  area: 'teacher',
  title: 'Home',
  async mount({ me, main }) {
    let drawnAt = 0;
    const draw = async () => {
      const dashboard = await getDashboard();
      const quiet = !dashboard.open.length && !dashboard.recent.length;
      const anyAssessment = !quiet || (await listAssessments()).items.some(({ mine }) => mine);
      const { whole, side } = content(dashboard, anyAssessment);
      main.replaceChildren(head(me, dashboard.open.some(atWork)), whole);
      drawnAt = Date.now();
      // Without it the page is still whole, so nothing is said when it doesn't come.
      void addDrafts(side).catch(() => undefined);
    };
    await draw();
    document.addEventListener('visibilitychange', () => {
      // Not while somebody is on a link of the page: it would be taken from under them.
      if (document.hidden || Date.now() - drawnAt < STALE_MS || main.contains(document.activeElement)) return;
      void draw();
    });
  },
});
