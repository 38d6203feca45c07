import { ago } from '../core/dates.js';
import { append, h, icon } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';
import { plural } from '../core/words.js';
import { topicName } from './generators.logic.js';
import { objectivePicker } from './objective-picker.js';
import { orderOf, percentOf, runWords, isUnderWay } from './upload.logic.js';

/** "Make draft questions": which makers, how many, for which objectives; then how it goes. */

/**
 * @typedef {import('../api/generation.js').Maker} Maker
 * @typedef {import('../api/generation.js').Run} Run
 * @typedef {import('../api/documents.js').LessonFile} LessonFile
 */

const COUNT_MAX = 60;
const USUAL = '5';

/**
 * One maker: a tick, and when it is ticked how many and how hard.
 * @param {Maker} maker
 * @param {() => void} change
 */
function makerRow(maker, change) {
  const box = h('input', { class: 'check', type: 'checkbox', checked: maker.needs_document });
  const count = h('input', { class: 'input input--s', type: 'number', min: '1', max: String(COUNT_MAX), inputmode: 'numeric', value: maker.needs_document ? '' : USUAL, placeholder: 'all', 'aria-label': `How many: ${maker.title}` });
  const level = maker.levels.length > 0 && selectBox([['', 'Mixed'], ...maker.levels.map((n) => /** @type {[string, string]} */ ([String(n), `Level ${n}`]))], { 'aria-label': `Level: ${maker.title}`, onchange: change }, '');
  const more = h('span', { class: 'maker__more' }, level, count);
  const refresh = () => {
    more.hidden = !box.checked;
  };
  box.addEventListener('change', () => {
    refresh();
    change();
  });
  count.addEventListener('input', change);
  refresh();
  return {
    maker,
    element: h('li', { class: 'maker' }, h('label', { class: 'tick' }, box, h('span', null, maker.title)), more),
    choice: () => ({ key: maker.key, needs_document: maker.needs_document, on: box.checked, count: count.value, level: level ? /** @type {HTMLSelectElement} */ (level.querySelector('select')).value : '' }),
  };
}

/**
 * @param {object} options
 * @param {Maker[]} options.makers
 * @param {import('../api/curriculum.js').Unit[]} options.units
 * @param {string[]} options.objectives  ids of those chosen from the start
 * @param {(order: ReturnType<typeof orderOf>) => Promise<void>} options.make
 * @param {(documentId: string) => void} options.choose
 */
export function makeForm({ makers, units, objectives: wanted, make, choose }) {
  const rows = makers.map((maker) => makerRow(maker, () => refresh()));
  const fileSelect = h('select', { id: 'make-file', onchange: () => choose(fileSelect.value) });
  const objectives = objectivePicker({ units, chosen: wanted, change() {} });
  const button = h('button', { class: 'button button--primary button--big button--wide', type: 'submit' }, icon('wand'), 'Make drafts');
  const why = h('p', { class: 'muted small', role: 'status' });
  /** @type {Map<string, typeof rows>} */
  const topics = new Map();
  for (const row of rows.filter(({ maker }) => !maker.needs_document)) topics.set(row.maker.topic, [...(topics.get(row.maker.topic) ?? []), row]);
  const fromFile = h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label small' }, 'From the words of the file'), h('ul', { class: 'makers' }, rows.filter(({ maker }) => maker.needs_document).map(({ element }) => element)));
  const form = h(
    'form',
    { class: 'card stack', 'aria-labelledby': 'make-title', novalidate: true },
    h('h2', { id: 'make-title' }, 'Make draft questions'),
    h('div', { class: 'field' }, h('label', { class: 'field__label', for: 'make-file' }, 'Lesson file'), h('span', { class: 'select select--wide' }, fileSelect, icon('down'))),
    h('div', { class: 'make-foot' }, button, why),
    fromFile,
    h(
      'details',
      { class: 'make-more' },
      h('summary', null, 'Fresh practice questions, no file needed'),
      h(
        'fieldset',
        { class: 'stack stack--s', 'aria-label': 'Fresh practice questions' },
        h('p', { class: 'small muted' }, 'A rule makes them. ', h('a', { href: '/teacher/generators' }, 'Look at what each rule makes')),
        [...topics].map(([topic, list]) => h('div', null, topics.size > 1 && h('p', { class: 'eyebrow' }, topicName(topic)), h('ul', { class: 'makers' }, list.map(({ element }) => element)))),
      ),
    ),
    h('details', { class: 'make-more', open: wanted.length > 0 }, h('summary', null, 'For which objectives? (optional)'), h('div', { class: 'stack stack--s' }, h('p', { class: 'small muted' }, 'Every draft of this run gets them. You can change them draft by draft.'), objectives.element)),
  );
  const order = () => orderOf(rows.map(({ choice }) => choice()), fileSelect.value, objectives.ids());
  const refresh = () => {
    fromFile.hidden = !fileSelect.value;
    const n = order().makers.length;
    button.setAttribute('aria-disabled', String(n === 0 || busy));
    why.textContent = n ? 'About a minute. You check every one before a pupil sees it.' : fileSelect.options.length > 1 ? 'Tick at least one kind of question.' : 'Add a lesson file first, or tick a kind of practice question.';
  };
  let busy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy || !order().makers.length) return;
    busy = true;
    refresh();
    try {
      await make(order());
    } catch (error) {
      const { name, detail } = /** @type {any} */ (error);
      if (name !== 'ApiError') throw error;
      busy = false;
      refresh();
      why.replaceChildren(h('span', { class: 'bad ic ic--top' }, icon('warn'), h('span', null, detail)));
      return;
    }
    busy = false;
    refresh();
  });
  return {
    element: form,
    /** @param {LessonFile[]} files  that can be used @param {string} chosen */
    show(files, chosen) {
      // Only when they are others: the page asks every second, and an open list would close under the hand.
      const listed = files.map(({ id }) => id).join();
      if (fileSelect.dataset.listed !== listed) {
        fileSelect.dataset.listed = listed;
        fileSelect.replaceChildren(h('option', { value: '' }, files.length ? 'No file: only practice questions' : 'No file yet'), ...files.map(({ id, name }) => h('option', { value: id }, name)));
      }
      if (fileSelect.value !== chosen) fileSelect.value = chosen;
      refresh();
    },
  };
}

/**
 * How a run goes and what came of it.
 * @param {Run} run
 * @param {(run: Run) => void} cancel
 */
export function runRow(run, cancel) {
  const underWay = isUnderWay(run);
  const name = run.document_name ?? 'Practice questions';
  const part = percentOf(run.progress);
  const [tone, picture] = underWay ? ['tint', 'wand'] : run.status === 'done' && run.made ? ['ok', 'check'] : run.status === 'failed' ? ['bad', 'warn'] : ['tint', 'info'];
  const li = h(
    'li',
    { class: 'file' },
    h(
      'div',
      { class: 'file__head' },
      h('span', { class: `row-icon row-icon--${tone}` }, icon(picture)),
      h('div', { class: 'grow' }, h('strong', { class: 'file__name' }, name), h('p', { class: `small ${run.status === 'failed' ? 'bad' : 'muted'}` }, runWords(run), !underWay && ` · ${ago(run.created_at)}`)),
      h(
        'span',
        { class: 'file__tools' },
        underWay && h('button', { class: 'button button--s', type: 'button', onclick: () => cancel(run) }, 'Cancel', h('span', { class: 'vh' }, ` ${name}`)),
        !underWay && run.made > 0 && h('a', { class: 'button button--s', href: `/teacher/review-questions?run=${run.id}` }, icon('tick-list'), 'Review', h('span', { class: 'vh' }, ` ${plural(run.made, 'draft')} of ${name}`)),
      ),
    ),
  );
  append(li, [underWay && h('progress', { class: 'progress', max: '100', 'aria-label': `Making drafts from ${name}`, ...(part === null ? {} : { value: part }) })]);
  return li;
}
