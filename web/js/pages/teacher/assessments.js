import { archiveAssessment, copyAssessment, listAssessments } from '../../api/assessments.js';
import { ago } from '../../core/dates.js';
import { append, h, icon, need } from '../../core/dom.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { mark, plural } from '../../core/words.js';
import { printAddress, resultsAddress } from '../../teacher/addresses.js';
import { everyAssignment } from '../../teacher/assignment-list.js';
import { STATES, byAssessment, timesInWords } from '../../teacher/assignment.logic.js';

/**
 * @typedef {import('../../api/assessments.js').AssessmentRow} AssessmentRow
 * @typedef {import('../../api/assessments.js').Assignment} Assignment
 */

const NEW = '/teacher/create-assessment';
/** @param {AssessmentRow} row */
const address = (row) => `${NEW}?id=${encodeURIComponent(row.id)}`;

/** A class it is set for, with its state, as a link to the results. @param {Assignment} assignment */
function classTag(assignment) {
  const { icon: name, label, tone } = STATES[assignment.state];
  return h('li', null, h('a', { class: `tag tag--${tone} set-tag`, href: resultsAddress(assignment.id), title: timesInWords(assignment) }, icon(name), h('span', { class: 'vh' }, 'Results for '), `${assignment.class.name}: ${label.toLowerCase()}`));
}

/**
 * @param {AssessmentRow} row
 * @param {Assignment[]} assignments  for the teacher's own classes
 */
function listRow(row, assignments) {
  const elsewhere = row.assignments - assignments.length;
  const facts = [plural(row.questions, 'question'), plural(row.marks_max, 'mark').replace(/^\S+/, mark(row.marks_max)), row.mine ? 'by you' : `by ${row.author}`, `changed ${ago(row.updated_at)}`];
  const copy = h('button', { class: 'button button--s', type: 'button', 'data-copy': true }, icon('copy'), 'Copy', h('span', { class: 'vh' }, ` ${row.title}`));
  const archive = h('button', { class: 'button button--s', type: 'button', 'data-archive': true }, icon(row.archived ? 'undo' : 'archive'), row.archived ? 'Bring back' : 'Archive', h('span', { class: 'vh' }, ` ${row.title}`));
  return h(
    'li',
    { class: 'row-item assessment-row', 'data-key': row.id },
    h('span', { class: 'row-icon' }, icon('clipboard')),
    h(
      'div',
      { class: 'row-item__main' },
      h('h2', { class: 'h4' }, h('a', { class: 'link--row', href: address(row) }, row.title)),
      h('p', null, facts.join(' · ')),
      assignments.length > 0 && h('ul', { class: 'cluster set-tags', 'aria-label': `Where ${row.title} is set` }, assignments.map(classTag)),
      elsewhere > 0 && h('p', null, `Set for ${plural(elsewhere, 'class', 'classes')} of colleagues`),
    ),
    h('div', { class: 'cluster row-item__tools' }, h('a', { class: 'button button--s', href: printAddress(row.id) }, icon('print'), 'Print', h('span', { class: 'vh' }, ` ${row.title}`)), copy, archive),
  );
}

/** @param {boolean} archived */
function noneYet(archived) {
  if (archived) return stateCard({ scene: 'scene-empty', title: 'Nothing is archived', text: 'Assessments that you archive are kept here. What was set for a class goes on.', action: { label: 'All assessments', href: '/teacher/assessments' } });
  return stateCard({ scene: 'scene-empty', title: 'No assessments yet', text: 'Choose questions from the bank, put them in order and set them for a class.', action: { label: 'New assessment', href: NEW, icon: 'plus', primary: true } });
}

/** @param {boolean} archived @param {HTMLElement} content */
function frame(archived, content) {
  const tab = (/** @type {string} */ label, /** @type {string} */ href, /** @type {boolean} */ here) => h('a', { class: 'tab', href, 'aria-current': here ? 'page' : null }, label);
  return [
    h(
      'div',
      { class: 'page-head' },
      h('div', { class: 'page-head__text' }, h('h1', null, 'Assessments')),
      h('div', { class: 'page-head__actions' }, h('a', { class: 'button button--primary', href: NEW }, icon('plus'), 'New assessment')),
    ),
    h('nav', { class: 'tabs assessment-tabs', 'aria-label': 'Which assessments' }, tab('In use', '/teacher/assessments', !archived), tab('Archived', '/teacher/assessments?archived=1', archived)),
    content,
  ];
}

/**
 * Archive or bring back, with Undo. The row leaves the list at once and comes back to its place.
 * @param {HTMLElement} list
 * @param {AssessmentRow} row
 * @param {() => void} changed
 */
async function toggleArchived(list, row, changed) {
  const element = need(list, `[data-key="${CSS.escape(row.id)}"]`, HTMLElement);
  const { nextElementSibling: after, previousElementSibling: before } = element;
  const saved = await archiveAssessment(row.id, row.version, !row.archived);
  element.remove();
  /** @type {HTMLElement | null | undefined} */ ((after ?? before)?.querySelector('[data-archive]'))?.focus();
  changed();
  toast(`${row.archived ? 'Brought back' : 'Archived'}: ${row.title}`, {
    async undo() {
      row.version = (await archiveAssessment(row.id, saved.version, row.archived)).version;
      list.insertBefore(element, after?.parentNode === list ? after : null);
      changed();
    },
  });
}

/**
 * Make a copy, which stands on top of the list with the focus on its name; Undo archives it.
 * @param {AssessmentRow} row
 * @param {(copy: AssessmentRow) => HTMLElement} show  puts it into the list
 */
async function copyIt(row, show) {
  const copy = await copyAssessment(row.id);
  const element = show(copy);
  /** @type {HTMLElement | null} */ (element.querySelector('a'))?.focus();
  toast(`Copied: ${copy.title} is yours`, {
    async undo() {
      await archiveAssessment(copy.id, copy.version, true);
      element.remove();
    },
  });
}

void startPage({
  area: 'teacher',
  title: 'Assessments',
  async mount({ main, params }) {
    const archived = params.get('archived') === '1';
    if (archived) setTitle('Archived assessments');
    const [first, assignments] = await Promise.all([listAssessments({ archived: archived || undefined }), everyAssignment()]);
    const where = byAssessment(assignments);
    const list = h('ul', { class: 'rows' });
    const card = h('section', { class: 'card card--flush', 'aria-label': 'Assessments' }, list);
    const more = h('button', { class: 'button assessment-more', type: 'button' }, 'Show more');
    const content = h('div', { class: 'stack' }, card, more);
    const none = noneYet(archived);
    const changed = () => {
      const empty = list.childElementCount === 0 && more.hidden;
      card.hidden = empty;
      if (empty) content.append(none);
      else none.remove();
    };
    /** @param {AssessmentRow} row @returns {HTMLElement} */
    const wired = (row) => {
      const element = listRow(row, where.get(row.id) ?? []);
      need(element, '[data-archive]').addEventListener('click', () => void toggleArchived(list, row, changed));
      need(element, '[data-copy]').addEventListener('click', () => void copyIt(row, onTop));
      return element;
    };
    /** A copy is in use, whatever list it was made from. @param {AssessmentRow} copy */
    const onTop = (copy) => {
      const element = wired(copy);
      if (!archived) list.prepend(element);
      return element;
    };
    /** @param {{items: AssessmentRow[], next: string | null}} page */
    const add = ({ items, next }) => {
      append(list, items.map(wired));
      more.hidden = !next;
      more.onclick = async () => {
        const at = list.childElementCount;
        add(await listAssessments({ archived: archived || undefined, after: next ?? undefined }));
        /** @type {HTMLElement | null | undefined} */ (list.children[at]?.querySelector('a'))?.focus();
      };
      changed();
    };
    add(first);
    main.replaceChildren(...frame(archived, content));
  },
});
