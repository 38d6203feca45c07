import { h, icon, need } from '../core/dom.js';
import { mark, plural } from '../core/words.js';

/** What the list of questions shows of random draws: a frame round those that are drawn from, with how many each pupil gets. */

/**
 * @typedef {import('./builder.logic.js').BuildItem} BuildItem
 *
 * @typedef {object} PoolActions
 * @property {(pool: number, draw: number) => void} onDraw
 * @property {(pool: number) => void} onUngroup
 * @property {(id: string) => void} onLeave  take one question out of its pool
 * @property {(ids: string[]) => void} onPool  draw from these
 */

/** The line over a pool. @param {BuildItem} item  its first @param {number} size @param {PoolActions} actions */
function poolHead({ pool, draw, marks }, size, { onDraw, onUngroup }) {
  const count = h('input', { class: 'input input--s', type: 'number', inputmode: 'numeric', min: 1, max: size - 1, step: 1, value: draw, name: `draw.${pool}`, 'aria-label': `How many of these ${size} questions each pupil gets` });
  count.addEventListener('input', () => {
    if (Number.isInteger(count.valueAsNumber)) onDraw(/** @type {number} */ (pool), count.valueAsNumber);
  });
  // What can't be is put right when the field is left, not while it is typed in.
  count.addEventListener('change', () => (count.value = count.dataset.draw ?? count.value));
  return h(
    'div',
    { class: 'build-pool', role: 'group', 'aria-label': `A draw from ${size} questions` },
    icon('boxes'),
    h('p', { class: 'build-pool__words' }, 'Each pupil gets ', count, h('span', { 'data-words': true })),
    h('button', { class: 'button button--s', type: 'button', onclick: () => onUngroup(/** @type {number} */ (pool)) }, 'Give everybody all'),
  );
}

/**
 * Bring a row's frame and the line over it to what its question is now.
 * @param {HTMLElement} row
 * @param {BuildItem} item
 * @param {BuildItem[]} items
 * @param {PoolActions} actions
 */
export function updatePool(row, item, items, actions) {
  const at = items.indexOf(item);
  const pool = items.filter((each) => item.pool !== null && each.pool === item.pool);
  const first = pool[0] === item;
  row.classList.toggle('build-row--pool', item.pool !== null);
  row.classList.toggle('build-row--last', item.pool !== null && items[at + 1]?.pool !== item.pool);
  need(row, '[data-leave]', HTMLElement).hidden = item.pool === null;
  let head = /** @type {HTMLElement | null} */ (row.querySelector('.build-pool'));
  if (!first) return head?.remove();
  const key = `${item.pool} ${pool.length}`;
  if (head && head.dataset.pool !== key) {
    head.remove();
    head = null;
  }
  if (!head) row.prepend((head = poolHead(item, pool.length, actions)));
  head.dataset.pool = key;
  const count = need(head, 'input', HTMLInputElement);
  count.dataset.draw = String(item.draw);
  if (document.activeElement !== count) count.value = String(item.draw);
  const marks = (item.draw ?? 0) * item.marks;
  need(head, '[data-words]', HTMLElement).textContent = ` of these ${pool.length} questions${Number.isFinite(marks) ? `: ${plural(marks, 'mark').replace(/^\S+/, mark(marks))} for everybody` : ''}.`;
}

/**
 * The ticks in the rows, and what can be done with the ticked.
 * @param {HTMLElement} list
 * @param {HTMLElement} bar
 * @param {PoolActions} actions
 */
export function poolTicks(list, bar, { onPool }) {
  const boxes = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll('.build-row__tick')]);
  const ticked = () => boxes().filter((box) => box.checked).map((box) => box.value);
  const clear = () => {
    for (const box of boxes()) box.checked = false;
    show();
  };
  const draw = h('button', { class: 'button button--primary', type: 'button', onclick: () => pool() }, icon('boxes'), 'Draw from these…');
  const note = h('span', { class: 'bulk__note' });
  const count = h('strong', { class: 'num' });
  bar.replaceChildren(count, h('button', { class: 'button', type: 'button', onclick: clear }, 'Clear'), h('span', { class: 'grow' }, note), draw);
  const pool = () => {
    const ids = ticked();
    if (ids.length < 2) return;
    clear();
    onPool(ids);
  };
  const show = () => {
    const n = ticked().length;
    bar.hidden = n === 0;
    count.textContent = `${n} ticked`;
    note.textContent = n === 1 ? 'Tick one more to draw from them.' : '';
    draw.setAttribute('aria-disabled', String(n < 2));
  };
  list.addEventListener('change', (event) => /** @type {Element} */ (event.target).matches('.build-row__tick') && show());
  show();
  return { update: show };
}
