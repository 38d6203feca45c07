import { h, icon, need, reconcile, svg } from '../core/dom.js';
import { sortable, sortableControls } from '../core/sortable.js';
import { mark, plural } from '../core/words.js';
import { poolTicks, updatePool } from './build-pools.js';
import { coverage, marksProblem, totals } from './builder.logic.js';
import { typeIcon } from './question-preview.js';

/**
 * @typedef {import('./builder.logic.js').Build} Build
 * @typedef {import('./builder.logic.js').BuildItem} BuildItem
 */

/** @param {BuildItem} item */
const address = (item) => `/teacher/question?id=${encodeURIComponent(item.question_id)}`;

/** @param {BuildItem} item @param {Actions} actions */
function buildRow(item, { onMarks, onRemove, onLeave, onLook, onEdit }) {
  const id = item.question_id;
  const tool = (/** @type {string} */ name, /** @type {string} */ picture, /** @type {(id: string) => void} */ act) => h('button', { class: 'icon-button', type: 'button', [`data-${name}`]: true, onclick: () => act(id) }, icon(picture));
  const { handle, up, down } = sortableControls();
  const marks = h('input', { class: 'input input--s', type: 'number', inputmode: 'decimal', min: 0.25, max: 100, step: 0.25, value: mark(item.marks), name: `marks.${item.question_id}` });
  // valueAsNumber is NaN while the text is no number: that is kept, and said.
  marks.addEventListener('input', () => onMarks(item.question_id, marks.valueAsNumber));
  return h(
    'li',
    { class: 'build-row' },
    handle,
    h('input', { class: 'check build-row__tick', type: 'checkbox', value: item.question_id }),
    h('span', { class: 'num muted build-row__n' }),
    icon(typeIcon(item.type), { class: 'icon muted build-row__type' }),
    h('div', { class: 'grow', 'data-about': true }),
    h('div', { class: 'build-row__tools' }, h('label', { class: 'ic small' }, marks, h('span', { class: 'muted' }, h('span', { 'aria-hidden': 'true' }, 'marks'), h('span', { class: 'vh build-row__said' }))), tool('look', 'eye', onLook), tool('edit', 'edit', onEdit), tool('leave', 'outdent', onLeave), up, down, tool('remove', 'trash', onRemove)),
  );
}

/** What a row says about its question; drawn again only when that has changed. @param {HTMLElement} row @param {BuildItem} item @param {Pick<Actions, 'onNewest'>} actions */
function updateAbout(row, item, { onNewest }) {
  const about = [item.type_label, item.variants > 1 && `each pupil gets one of ${item.variants} variants`, ...item.objectives.map(({ text }) => text)].filter(Boolean).join(' · ');
  const shown = JSON.stringify([item.stem_text, about, item.newer_version]);
  if (row.dataset.shown === shown) return;
  row.dataset.shown = shown;
  row.dataset.name = item.stem_text;
  const link = h('a', { class: 'link--row', href: address(item) }, item.stem_text);
  const place = need(row, '[data-about]', HTMLElement);
  const inside = place.contains(document.activeElement);
  const newer = () =>
    h(
      'div',
      { class: 'cluster small build-row__newer' },
      h('span', { class: 'ic' }, icon('info'), 'There is a newer version in the bank.'),
      h('button', { class: 'button button--s', type: 'button', onclick: () => onNewest(item.question_id) }, 'Use the newer version', h('span', { class: 'vh' }, ` of ${item.stem_text}`)),
    );
  place.replaceChildren(link, h('p', { class: 'muted small clip' }, about), ...(item.newer_version ? [newer()] : []));
  // The button that was pressed is gone.
  if (inside) link.focus();
}

/** @param {HTMLElement} row @param {BuildItem} item @param {number} number */
function updateRow(row, item, number) {
  need(row, '.build-row__n', HTMLElement).textContent = String(number);
  need(row, '.build-row__said', HTMLElement).textContent = `marks for question ${number}`;
  need(row, '.build-row__tick', HTMLElement).setAttribute('aria-label', `Tick question ${number}: ${item.stem_text}`);
  const say = (/** @type {string} */ name, /** @type {string} */ words) => need(row, `[data-${name}]`, HTMLElement).setAttribute('aria-label', `${words} question ${number}: ${item.stem_text}`);
  say('look', 'Preview');
  say('edit', 'Edit');
  say('leave', 'Out of the draw:');
  say('remove', 'Take out');
  const marks = need(row, '[name^="marks."]', HTMLInputElement);
  marks.setAttribute('aria-invalid', String(marksProblem(item.marks) !== null));
  // Not while it is typed in: "1." must not become "1".
  if (document.activeElement !== marks && Number.isFinite(item.marks)) marks.value = mark(item.marks);
}

/**
 * @typedef {object} OwnActions
 * @property {(order: string[], moved: string) => void} onOrder
 * @property {(id: string, marks: number) => void} onMarks
 * @property {(id: string) => void} onRemove
 * @property {(id: string) => void} onNewest  take the newer version of a question
 * @property {(id: string) => void} onLook  show a question as a pupil sees it
 * @property {(id: string) => void} onEdit  change a question where it stands
 *
 * @typedef {OwnActions & import('./build-pools.js').PoolActions} Actions
 */

/**
 * The ordered list of questions with their marks.
 * @param {HTMLElement} list  an empty <ol class="rows">
 * @param {HTMLElement} bar  what can be done with ticked questions
 * @param {Actions} actions
 * @returns {{update: (items: BuildItem[]) => void, focus: (index: number) => void, focusDraw: (pool: number) => void}}
 */
export function buildList(list, bar, actions) {
  const order = sortable(list, { onChange: actions.onOrder });
  const ticks = poolTicks(list, bar, actions);
  return {
    update(items) {
      const numbers = new Map(items.map((item, index) => [item, index + 1]));
      reconcile(
        list,
        items,
        (item) => item.question_id,
        (item) => buildRow(item, actions),
        (row, item) => {
          updateAbout(row, item, actions);
          updateRow(row, item, numbers.get(item) ?? 0);
          updatePool(row, item, items, actions);
        },
      );
      order.refresh();
      ticks.update();
    },
    /** Focus the row at `index`, or the last one. */
    focus(index) {
      const row = list.children[Math.min(index, list.children.length - 1)];
      /** @type {HTMLElement | null | undefined} */ (row?.querySelector('.sortable__handle'))?.focus();
    },
    /** Focus how many a pool gives each pupil. @param {number} pool */
    focusDraw(pool) {
      const count = /** @type {HTMLInputElement | null} */ (list.querySelector(`[name="draw.${pool}"]`));
      count?.focus();
      count?.select();
    },
  };
}

/** The numbers over the list. @param {Build} build */
export function buildStats(build) {
  const { questions, marks, minutes, objectives } = totals(build);
  const stat = (/** @type {string} */ name, /** @type {import('../core/dom.js').Child} */ value) => h('div', { class: 'stat' }, h('dt', null, name), h('dd', null, value));
  return [stat(build.items.length > questions ? `Questions of ${build.items.length}` : 'Questions', questions), stat('Marks', mark(marks)), stat('Likely time', minutes ? ['about ', `${minutes} min`] : '–'), stat('Objectives', objectives)];
}

/** Marks by objective, as bars. @param {BuildItem[]} items */
export function coverageTable(items) {
  const rows = coverage(items);
  const most = Math.max(...rows.map(({ marks }) => marks), 1);
  return h(
    'table',
    { class: 'dist' },
    h('caption', { class: 'vh' }, 'Marks by objective'),
    h(
      'tbody',
      null,
      rows.map(({ id, text, marks, positions }) =>
        h(
          'tr',
          null,
          h(
            'th',
            { scope: 'row' },
            id ? text : h('span', { class: 'muted' }, text),
            svg('svg', { class: id ? 'dist__bar dist__bar--hot' : 'dist__bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' }, svg('rect', { width: (marks / most) * 100, height: 10, rx: 1 })),
          ),
          h('td', null, mark(marks), h('span', { class: 'vh' }, ` ${marks === 1 ? 'mark' : 'marks'} in ${plural(positions.length, 'question')}`)),
        ),
      ),
    ),
  );
}
