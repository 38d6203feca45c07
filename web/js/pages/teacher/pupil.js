import { getArrangements } from '../../api/arrangements.js';
import { getProgress } from '../../api/progress.js';
import { dayAndTime, shortDate } from '../../core/dates.js';
import { h, icon } from '../../core/dom.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { plural } from '../../core/words.js';
import { classAddress, resultsAddress } from '../../teacher/addresses.js';
import { arrangementsCard } from '../../teacher/arrangements.js';

/**
 * @typedef {import('../../api/progress.js').PupilProgress} PupilProgress
 * @typedef {import('../../api/progress.js').ProgressAttempt} ProgressAttempt
 * @typedef {import('../../api/progress.js').ObjectiveProgress} ObjectiveProgress
 * @typedef {import('../../api/progress.js').HeldIdea} HeldIdea
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @type {{[level: string]: {label: string, tone: string}}} */
const LEVELS = {
  secure: { label: 'Secure', tone: ' tag--ok' },
  getting_there: { label: 'Getting there', tone: ' tag--warn' },
  just_started: { label: 'Just started', tone: '' },
};

/** @param {number} percent @param {boolean} strong */
function bar(percent, strong) {
  return h('span', { class: 'facility' }, h('progress', { class: strong ? 'progress progress--ok' : 'progress', max: 100, value: percent, 'aria-hidden': 'true' }), h('span', { class: 'num' }, `${percent} %`));
}

/** @param {ProgressAttempt} attempt */
function attemptRow({ assignment_id, title, at, state, score, marks_max, percent, class_percent, mean_of: attempts }) {
  return h(
    'tr',
    null,
    h('th', { scope: 'row' }, h('a', { href: resultsAddress(assignment_id) }, title), h('br'), h('span', { class: 'muted small' }, state === 'open' ? `Under way since ${dayAndTime(at)}` : `${shortDate(at)}${attempts > 1 ? ` · mean of ${attempts} attempts` : ''}`)),
    h('td', null, percent === null ? 'No marks yet' : bar(percent, percent >= 70)),
    h('td', { class: 'num hide-s' }, score === null ? '' : `${score} of ${marks_max}`),
    h('td', { class: 'num' }, class_percent === null ? '' : `${class_percent} %`),
  );
}

/** @param {string} id @param {string} title @param {string[]} heads @param {HTMLElement[]} rows */
function tableCard(id, title, heads, rows) {
  return h(
    'section',
    { class: 'card card--flush', 'aria-labelledby': id },
    h('div', { class: 'card__head' }, h('h2', { id }, title)),
    h(
      'table',
      { class: 'table' },
      h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col', class: head === 'Marks' ? 'hide-s' : null }, head)))),
      h('tbody', null, rows),
    ),
  );
}

/** @param {ObjectiveProgress} progress */
function objectiveRow({ objective, questions, percent, level }) {
  const { label, tone } = LEVELS[level];
  return h(
    'tr',
    null,
    h('th', { scope: 'row' }, objective.text, h('br'), h('span', { class: 'muted small' }, plural(questions, 'question'))),
    h('td', null, h('div', { class: 'cluster' }, bar(percent, level === 'secure'), h('span', { class: `tag${tone}` }, label))),
  );
}

/** @param {HeldIdea} idea */
function ideaItem({ title, explanation, seen }) {
  const [last] = seen;
  return h(
    'li',
    { class: 'stack stack--s' },
    h('h3', { class: 'h4' }, title),
    explanation && h('p', { class: 'small' }, explanation),
    h('p', { class: 'muted small' }, `Shown ${seen.length === 1 ? 'once' : `${seen.length} times`}, last ${dayAndTime(last.at)}`),
    h(
      'ul',
      { class: 'stack stack--s small' },
      seen.map(({ assignment_id, title: where, position, stem_text }) => h('li', null, h('a', { href: resultsAddress(assignment_id) }, `${where}, question ${position}`), `: ${stem_text}`)),
    ),
  );
}

/** @param {HeldIdea[]} ideas */
function ideasCard(ideas) {
  return h(
    'section',
    { class: 'card stack stack--m', 'aria-labelledby': 'ideas' },
    h('h2', { id: 'ideas' }, 'Ideas to put right'),
    ideas.length ? h('ul', { class: 'stack stack--m' }, ideas.map(ideaItem)) : h('p', { class: 'muted' }, 'No wrong idea has shown in the answers so far.'),
  );
}

/** @param {PupilProgress['comments']} comments */
function commentsCard(comments) {
  return h(
    'section',
    { class: 'card stack stack--m', 'aria-labelledby': 'comments' },
    h('h2', { id: 'comments' }, 'What teachers said'),
    h('ul', { class: 'stack stack--m' }, comments.map(({ assignment_id: id, title, position, stem_text, text }) => h('li', { class: 'stack stack--s' }, h('p', null, text), h('p', { class: 'muted small' }, h('a', { href: resultsAddress(id) }, `${title}, question ${position}`), `: ${stem_text}`)))),
  );
}

/** @param {PupilProgress} found */
function head({ pupil, initials, class: group, attempts }) {
  return h(
    'div',
    { class: 'page-head' },
    h('span', { class: 'avatar avatar--l', 'aria-hidden': 'true' }, initials),
    h(
      'div',
      { class: 'page-head__text' },
      h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: classAddress(group.id) }, group.name)), h('li', null, 'Pupils')),
      h('h1', null, pupil.name),
      h('p', null, `${plural(attempts.length, 'assessment')} sat in ${group.name}`),
    ),
    h('div', { class: 'page-head__actions' }, h('button', { class: 'button', type: 'button', onclick: () => print() }, icon('print'), 'Print')),
  );
}

void startPage({
  area: 'teacher',
  title: 'Pupil',
  async mount({ me, main, params }) {
    const ids = [params.get('class') ?? '', params.get('id') ?? ''];
    if (!ids.every((id) => UUID.test(id))) throw Object.assign(new Error('No such pupil'), { status: 404 });
    const mayArrange = me.permissions.includes('arrangements.manage');
    const [found, held] = await Promise.all([getProgress(ids[0], ids[1]), mayArrange ? getArrangements(ids[1]) : null]);
    const arrangements = held && arrangementsCard(found.pupil, held);
    setTitle(found.pupil.name);
    const { attempts, objectives, ideas, comments } = found;
    if (!attempts.length) {
      const text = `${found.pupil.name} hasn’t sat anything that was set for ${found.class.name}. What they do shows here.`;
      return main.replaceChildren(head(found), h('div', { class: 'stack' }, arrangements, stateCard({ scene: 'scene-rest', title: 'Nothing sat yet', text })));
    }
    const over = tableCard('over', 'Over time', ['Assessment', 'Result', 'Marks', 'Class mean'], [...attempts].reverse().map(attemptRow));
    const by = objectives.length > 0 && tableCard('by', 'By objective', ['Objective', 'Marks so far'], objectives.map(objectiveRow));
    main.replaceChildren(head(found), h('div', { class: 'with-side' }, h('div', { class: 'stack' }, over, by), h('div', { class: 'stack' }, arrangements, ideasCard(ideas), comments.length > 0 && commentsCard(comments))));
  },
});
