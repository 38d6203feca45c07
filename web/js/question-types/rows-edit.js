import { h, icon } from '../core/dom.js';
import { sortable, sortableControls } from '../core/sortable.js';
import { toast } from '../core/toast.js';

/** A list of rows that a teacher adds to, removes from and puts in order: options, items, accepted answers. */

/**
 * @typedef {object} RowParts  what one row shows
 * @property {Node | null} lead  before the text: the tick or radio that says "right"
 * @property {Node[]} body
 * @property {(index: number, item: any) => void} refresh  labels, names and states, after any change of the list
 * @property {() => void} focus
 */

/**
 * @param {object} options
 * @param {any[]} options.items
 * @param {(index: number) => string} options.nameOf  "option B"
 * @param {(item: any, patch: (change: object) => void) => RowParts} options.draw  once for each row; `patch` changes its item
 * @param {() => any} options.blank
 * @param {string} options.addLabel
 * @param {number} options.min
 * @param {(items: any[]) => void} options.change
 */
export function rowsEditor({ items, nameOf, draw, blank, addLabel, min, change }) {
  /** @type {Map<HTMLElement, {item: any, parts: RowParts, trash: HTMLElement}>} */
  const rows = new Map();
  const list = h('ol', { class: 'option-list' });
  const inOrder = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const current = () => inOrder().map((row) => rows.get(row)?.item);

  const refresh = () => {
    inOrder().forEach((row, index) => {
      const { item, parts, trash } = /** @type {{item: any, parts: RowParts, trash: HTMLElement}} */ (rows.get(row));
      row.dataset.name = nameOf(index);
      trash.setAttribute('aria-label', `Remove ${nameOf(index)}`);
      trash.setAttribute('aria-disabled', String(rows.size <= min));
      parts.refresh(index, item);
    });
    sorting.refresh();
  };
  const tell = () => {
    refresh();
    change(current());
  };

  /** @param {any} item @param {Element | null} [before] */
  const insert = (item, before = null) => {
    const { handle, up, down } = sortableControls();
    for (const button of [up, down]) button.classList.add('icon-button--s');
    const trash = h('button', { class: 'icon-button icon-button--s', type: 'button', onclick: () => remove(row) }, icon('trash'));
    const parts = draw(item, (patch) => {
      const entry = rows.get(row);
      if (entry) entry.item = { ...entry.item, ...patch };
      tell();
    });
    const row = h(
      'li',
      { class: 'option-row' },
      handle,
      parts.lead,
      h('div', { class: 'stack stack--s grow' }, parts.body),
      h('span', { class: 'option-row__tools' }, up, down, trash),
    );
    rows.set(row, { item, parts, trash });
    list.insertBefore(row, before);
    return row;
  };

  /** @param {HTMLElement} row */
  const remove = (row) => {
    const entry = rows.get(row);
    if (!entry || rows.size <= min) return;
    const name = row.dataset.name ?? '';
    const next = row.nextElementSibling;
    const near = /** @type {HTMLElement | null} */ (next ?? row.previousElementSibling);
    rows.delete(row);
    row.remove();
    tell();
    if (near) rows.get(near)?.parts.focus();
    toast(`${name[0].toUpperCase()}${name.slice(1)} removed`, {
      undo() {
        const back = insert(entry.item, next?.parentNode === list ? next : null);
        tell();
        rows.get(back)?.parts.focus();
      },
    });
  };

  const add = h(
    'button',
    {
      class: 'button',
      type: 'button',
      onclick() {
        const row = insert(blank());
        tell();
        rows.get(row)?.parts.focus();
      },
    },
    icon('plus'),
    addLabel,
  );
  const sorting = sortable(list, { onChange: tell });
  for (const item of items) insert(item);
  refresh();
  return {
    nodes: [list, h('p', null, add)],
    /** Change every item at once, such as the one right answer. @param {(item: any, index: number) => any} map */
    mapItems(map) {
      inOrder().forEach((row, index) => {
        const entry = rows.get(row);
        if (entry) entry.item = map(entry.item, index);
      });
      tell();
    },
    focus: () => rows.get(inOrder()[0])?.parts.focus(),
    refresh,
    destroy: () => sorting.destroy(),
  };
}

/**
 * A text field that grows with what is typed.
 * @param {string} value
 * @param {(value: string) => void} change
 * @param {import('../core/dom.js').Props} [props]
 */
export function growingText(value, change, props = {}) {
  const area = h('textarea', { class: 'textarea textarea--grow', rows: '1', value, oninput: () => change(area.value), ...props });
  return area;
}
