import { getDocument } from '../../api/documents.js';
import { announce } from '../../core/announce.js';
import { freshId, h, icon, on } from '../../core/dom.js';
import { selectBox } from '../../core/fields.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { plural } from '../../core/words.js';
import { everyDraft } from '../../teacher/review-load.js';
import { isToDo } from '../../teacher/review.logic.js';
import { countPassages, spansOf } from '../../teacher/source.logic.js';
import { passageRow, pictureRow } from '../../teacher/source-view.js';

/** A lesson file as it was read, with every draft beside the passage that it came from. */

/**
 * @typedef {import('../../api/documents.js').LessonFile} LessonFile
 * @typedef {import('../../api/generation.js').Draft} Draft
 * @typedef {import('../../teacher/source.logic.js').Section} Section
 */

/** @param {LessonFile} file @param {Draft[]} drafts @param {string} words */
function head(file, drafts, words) {
  const todo = drafts.filter(isToDo).length;
  const review = drafts.length > 0 && h('a', { class: 'button button--primary', href: `/teacher/review-questions?document=${file.id}` }, icon('tick-list'), todo ? `Review ${plural(todo, 'draft')}` : 'See the drafts');
  return h(
    'div',
    { class: 'page-head' },
    h('div', { class: 'page-head__text' }, h('h1', { class: 'file__name' }, file.name), h('p', null, `As it was read: ${words}.`)),
    h('div', { class: 'page-head__actions' }, h('a', { class: 'button', href: `/teacher/upload?document=${file.id}` }, icon('wand'), 'Make drafts from it'), review),
  );
}

/** What the reader left out or could not make sense of. @param {string[]} warnings */
function leftOut(warnings) {
  return h('section', { class: 'banner', 'aria-label': 'What was left out' }, icon('info'), h('div', { class: 'banner__text' }, h('strong', null, 'Left out, or read only in part'), h('ul', { class: 'source-warnings' }, warnings.map((warning) => h('li', null, warning)))));
}

/**
 * Its passages, and its pictures where they stand among them.
 * @param {LessonFile} file
 * @param {Section} section
 * @param {number} index
 * @param {ReturnType<typeof spansOf>} spans
 */
function sectionCard(file, { heading, passages }, index, spans) {
  const id = `section-${index}`;
  const title = heading || 'Before the first heading';
  const pictures = (file.images ?? []).filter(({ section }) => section === index);
  const after = (/** @type {string} */ place) => pictures.filter((picture) => picture.after === place).map((picture) => pictureRow(file.id, picture));
  const rows = [...after(''), ...passages.flatMap((passage) => [passageRow(passage, spans.get(passage.id) ?? []), ...after(passage.id)])];
  return h('section', { class: 'card card--flush', 'aria-labelledby': id }, h('div', { class: 'card__head' }, h('h2', { id, tabindex: '-1' }, title)), rows.length ? rows : h('p', { class: 'muted pad small' }, 'Nothing but its heading.'));
}

/**
 * Which passages are shown, and a way to a section.
 * @param {HTMLElement} list
 * @param {Section[]} sections
 * @param {ReturnType<typeof countPassages>} counts
 */
function tools(list, sections, counts) {
  const name = freshId('shown');
  /** @param {string} value @param {string} label @param {number} n */
  const choice = (value, label, n) =>
    h('label', null, h('input', { type: 'radio', name, checked: value === 'all', onchange: () => show(value, n) }), `${label} ${n}`);
  const show = (/** @type {string} */ value, /** @type {number} */ n) => {
    list.dataset.shown = value;
    announce(`${plural(n, 'passage')} shown`);
  };
  const jump = selectBox([['', 'Go to a section'], ...sections.map(({ heading }, index) => /** @type {[string, string]} */ ([`section-${index}`, heading || 'Before the first heading']))], { 'aria-label': 'Go to a section' }, '');
  jump.addEventListener('change', (event) => {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    const title = document.getElementById(select.value);
    title?.scrollIntoView({ block: 'start' });
    title?.focus({ preventScroll: true });
    select.value = '';
  });
  return h(
    'div',
    { class: 'source-tools' },
    h('div', { class: 'segmented', role: 'group', 'aria-label': 'Which passages' }, choice('all', 'All', counts.all), choice('with', 'With drafts', counts.withDrafts), choice('without', 'Without', counts.without)),
    sections.length > 1 && jump,
  );
}

/** The marks of a draft stand out while its link has the pointer or the focus. @param {HTMLElement} list */
function linkMarks(list) {
  /** @param {string | undefined} id */
  const light = (id) => {
    for (const mark of list.querySelectorAll('mark.evidence')) mark.toggleAttribute('data-on', Boolean(id) && /** @type {HTMLElement} */ (mark).dataset.drafts?.split(' ').includes(id ?? ''));
  };
  for (const type of ['mouseover', 'focusin']) on(list, type, '[data-shows]', (_, link) => light(link.dataset.shows));
  for (const type of ['mouseout', 'focusout']) on(list, type, '[data-shows]', () => light(undefined));
}

/** Come from a draft: its passage, with the focus on the draft. */
function goToDraft() {
  const link = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  const passage = link?.closest('.source-passage');
  if (!link || !passage) return;
  passage.setAttribute('data-here', '');
  passage.scrollIntoView({ block: 'center' });
  link.focus({ preventScroll: true });
}

void startPage({
  area: 'teacher',
  title: 'Lesson file',
  async mount({ main, params }) {
    const id = params.get('id') ?? '';
    const [file, drafts] = await Promise.all([getDocument(id), everyDraft({ document_id: id, status: 'all' })]);
    setTitle(file.name);
    const sections = /** @type {Section[]} */ (file.sections ?? []);
    const spans = spansOf(sections, drafts);
    const counts = countPassages(sections, spans);
    const pictures = file.images?.length ?? 0;
    if (!counts.all && !pictures) {
      const text = file.status === 'parsed' ? 'No words were found in this file. Pictures of text can’t be read.' : (file.refusal?.message ?? 'It has not been read yet. Look again in a minute.');
      return main.replaceChildren(head(file, drafts, 'nothing'), stateCard({ scene: 'scene-empty', title: 'Nothing to show', text, action: { label: 'Go to lesson files', icon: 'upload', href: '/teacher/upload' } }));
    }
    if (!sections.length) sections.push({ heading: 'Pictures', level: 0, passages: [] });
    const list = h('div', { class: 'stack source', 'data-shown': 'all' }, sections.map((section, index) => sectionCard(file, section, index, spans)));
    const words = counts.all ? counts.words : 'no words';
    main.replaceChildren(head(file, drafts, pictures ? `${words}, and ${plural(pictures, 'picture')}` : words), ...(file.warnings.length ? [leftOut(file.warnings)] : []), ...(counts.all ? [tools(list, sections, counts)] : []), list);
    linkMarks(list);
    goToDraft();
  },
});
