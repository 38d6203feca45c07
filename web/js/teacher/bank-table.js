import { ago } from '../core/dates.js';
import { h, icon, reconcile } from '../core/dom.js';
import { rangeOf } from './bank.logic.js';
import { difficultyDots } from './marked-question.js';
import { STATUS_TAGS } from './question-status.js';
import { typeIcon } from './question-preview.js';

/** The rows of the question bank, and which of them are selected: one by one, or a stretch with Shift. */

/** @typedef {import('../api/questions.js').QuestionRow} QuestionRow */

/** @param {QuestionRow} row */
const rowName = (row) => row.stem_text || 'A question without words yet';

/** @param {QuestionRow} row */
function drawRow(row) {
  const [label, tone] = STATUS_TAGS[row.status];
  const state = (/** @type {string} */ more) => h('span', { class: `tag tag--${tone} ${more}`.trim() }, label);
  const objective = row.objectives.map(({ text }) => text).join(' · ');
  return [
    h('td', { class: 'table__pick' }, h('input', { class: 'check', type: 'checkbox', value: row.id, 'aria-label': `Select: ${rowName(row)}` })),
    h(
      'th',
      { scope: 'row' },
      h('span', { class: 'ic' }, icon(typeIcon(row.type), { class: 'icon muted' }), h('span', { class: 'vh' }, `${row.type_label}: `), h('a', { class: 'link--row clamp-3', href: `/teacher/question?id=${row.id}` }, rowName(row))),
      h('span', { class: row.tags.length || row.variants > 1 ? 'cluster row-tags' : 'cluster row-tags only-s' }, state('only-s'), row.variants > 1 && h('span', { class: 'tag' }, icon('wand'), `${row.variants} variants`), row.tags.map((tag) => h('button', { class: 'tag tag--line tag--act', type: 'button', value: tag, 'aria-label': `Only questions tagged ${tag}` }, tag))),
    ),
    h('td', { class: 'hide-m muted' }, h('span', { class: 'clamp-3' }, objective || 'None yet')),
    h('td', { class: 'hide-s' }, difficultyDots(row.difficulty)),
    h('td', { class: 'hide-m right' }, String(row.used_in)),
    h('td', { class: 'hide-m muted nowrap' }, ago(row.updated_at)),
    h('td', { class: 'hide-s' }, state('')),
    h('td', { class: 'table__tools nowrap' }, [['look', 'eye', 'Preview'], ['edit', 'edit', 'Edit here']].map(([act, picture, words]) => h('button', { class: 'icon-button icon-button--s', type: 'button', value: row.id, 'data-act': act, 'aria-label': `${words}: ${rowName(row)}`, 'aria-keyshortcuts': act === 'look' ? 'P' : 'E' }, icon(picture)))),
  ];
}

/**
 * @param {object} options
 * @param {(picked: Map<string, QuestionRow>) => void} options.onPick
 * @param {(tag: string) => void} options.onTag
 * @param {(id: string) => void} options.onLook  show a question as a pupil sees it
 * @param {(id: string) => void} options.onEdit  change it here
 */
export function bankTable({ onPick, onTag, onLook, onEdit }) {
  /** @type {Map<string, QuestionRow>} */
  const picked = new Map();
  /** @type {QuestionRow[]} */
  let rows = [];
  /** @type {string | null} */
  let last = null;
  const all = h('input', { class: 'check', type: 'checkbox', 'aria-label': 'Select every question shown', onchange: () => pickAll(all.checked) });
  const body = h('tbody');
  const heading = (/** @type {string} */ text, more = '') => h('th', { scope: 'col', class: more || null }, text);
  const table = h(
    'table',
    { class: 'table' },
    h('caption', { class: 'vh' }, 'Questions'),
    h('thead', null, h('tr', null, h('td', { class: 'table__pick' }, all), heading('Question'), heading('Objective', 'hide-m'), heading('Level', 'hide-s'), heading('Used', 'hide-m right'), heading('Changed', 'hide-m'), heading('State', 'hide-s'), h('td'))),
    body,
  );

  const mark = () => {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (body.querySelectorAll('.check'))) box.checked = picked.has(box.value);
    const chosen = rows.filter(({ id }) => picked.has(id)).length;
    all.checked = rows.length > 0 && chosen === rows.length;
    all.indeterminate = chosen > 0 && chosen < rows.length;
  };
  const tell = () => {
    mark();
    onPick(picked);
  };
  /** @param {string} id @param {boolean} on */
  const put = (id, on) => {
    const row = rows.find((each) => each.id === id);
    if (on && row) picked.set(id, row);
    else picked.delete(id);
  };
  /** @param {boolean} on */
  const pickAll = (on) => {
    for (const { id } of rows) put(id, on);
    tell();
  };
  body.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const tag = target.closest('.tag--act');
    if (tag instanceof HTMLButtonElement) return onTag(tag.value);
    const act = target.closest('[data-act]');
    if (act instanceof HTMLButtonElement) return (act.dataset.act === 'look' ? onLook : onEdit)(act.value);
    if (!(target instanceof HTMLInputElement)) return;
    const ids = event.shiftKey ? rangeOf(rows.map(({ id }) => id), last, target.value) : [target.value];
    for (const id of ids) put(id, target.checked);
    last = target.value;
    tell();
  });
  // Only while the focus is in a row: P shows its question as a pupil sees it, E changes it here.
  body.addEventListener('keydown', (event) => {
    const act = { p: onLook, e: onEdit }[event.key.toLowerCase()];
    const box = /** @type {Element} */ (event.target).closest('tr')?.querySelector('.check');
    if (!act || !(box instanceof HTMLInputElement) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act(box.value);
  });
  return {
    element: table,
    /** @param {QuestionRow[]} next */
    show(next) {
      rows = next;
      for (const row of rows) if (picked.has(row.id)) picked.set(row.id, row);
      reconcile(
        body,
        rows,
        ({ id, version, status }) => `${id} ${version} ${status}`,
        (row) => h('tr', null, drawRow(row)),
      );
      mark();
    },
    clear() {
      picked.clear();
      tell();
    },
    /** Put the focus on a row's name. @param {number} index */
    focusRow: (index) => /** @type {HTMLElement | null | undefined} */ (body.children[index]?.querySelector('a'))?.focus(),
  };
}
