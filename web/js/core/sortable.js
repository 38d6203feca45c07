import { announceNow } from './announce.js';
import { h, icon, on } from './dom.js';

/**
 * Put things in order: by drag, by keys on the handle, or by single taps on Up and Down (WCAG 2.5.7). Not role=listbox, whose options
 * may not hold buttons.
 *
 * The moved element itself never leaves the page: its neighbours are moved past it, so focus and pointer capture survive.
 */

/**
 * @typedef {object} Sortable
 * @property {() => string[]} order  the keys as they stand
 * @property {() => void} refresh  call after adding, removing or renaming items
 * @property {() => void} destroy
 */

/** Handle, Up and Down for one item; the item is an element with data-key and data-name (its words for screen readers). */
export function sortableControls() {
  return {
    handle: h('button', { class: 'sortable__handle', type: 'button', 'aria-pressed': 'false' }, icon('grip')),
    up: h('button', { class: 'icon-button', type: 'button', 'data-move': '-1' }, icon('arrow-up')),
    down: h('button', { class: 'icon-button', type: 'button', 'data-move': '1' }, icon('arrow-down')),
  };
}

/**
 * One row of a plain sortable list.
 * @param {string} key
 * @param {string} name  what screen readers call it
 * @param {...import('./dom.js').Child} content
 */
export function sortableItem(key, name, ...content) {
  const { handle, up, down } = sortableControls();
  return h('li', { class: 'sortable__item', 'data-key': key, 'data-name': name }, handle, h('span', { class: 'sortable__text' }, content), up, down);
}

/**
 * @param {HTMLElement} list  its children carry data-key, data-name and the controls above
 * @param {object} [options]
 * @param {(order: string[], moved: string) => void} [options.onChange]  once for each finished move
 * @param {string} [options.place]  "position" or "line", as it is read out
 * @returns {Sortable}
 */
export function sortable(list, { onChange, place = 'position' } = {}) {
  /** @type {{item: HTMLElement, from: number} | null} */
  let lifted = null;
  /** @type {{item: HTMLElement, pointer: number, startY: number, scrollY: number, from: number, moved: boolean} | null} */
  let drag = null;
  let justDragged = false;

  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const order = () => items().map((item) => item.dataset.key ?? '');
  /** @param {HTMLElement} item */
  const itemOf = (item) => /** @type {HTMLElement} */ (items().find((each) => each.contains(item)));
  /** @param {HTMLElement} item */
  const at = (item) => items().indexOf(item);
  /** @param {HTMLElement} item */
  const nameOf = (item) => item.dataset.name ?? '';
  /** @param {HTMLElement} item */
  const where = (item) => `${place} ${at(item) + 1} of ${list.children.length}`;

  /** @param {HTMLElement} item @param {number} to */
  const moveTo = (item, to) => {
    const goal = Math.max(0, Math.min(to, list.children.length - 1));
    while (at(item) > goal) item.after(/** @type {Element} */ (item.previousElementSibling));
    while (at(item) < goal) item.before(/** @type {Element} */ (item.nextElementSibling));
  };

  const refresh = () => {
    items().forEach((item, index) => {
      const name = nameOf(item);
      for (const button of item.querySelectorAll('.sortable__handle')) button.setAttribute('aria-label', `Move ${name}, ${where(item)}`);
      for (const button of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll('[data-move]'))) {
        const up = button.dataset.move === '-1';
        button.setAttribute('aria-label', `${up ? 'Up' : 'Down'}: ${name}`);
        // aria-disabled, not disabled: the focus must stay on the button that was just pressed.
        button.setAttribute('aria-disabled', String(index === (up ? 0 : list.children.length - 1)));
      }
    });
  };

  /** @param {HTMLElement} item @param {number} from */
  const finish = (item, from) => {
    refresh();
    if (at(item) !== from) onChange?.(order(), item.dataset.key ?? '');
  };

  /** @param {HTMLElement} item @param {boolean} on */
  const mark = (item, on) => {
    item.toggleAttribute('data-lifted', on);
    item.querySelector('.sortable__handle')?.setAttribute('aria-pressed', String(on));
  };

  /** @param {HTMLElement} item */
  const lift = (item) => {
    drop();
    lifted = { item, from: at(item) };
    mark(item, true);
    announceNow(`${nameOf(item)} lifted, ${where(item)}. Arrow keys move it, Space drops it, Escape puts it back.`);
  };

  /** @param {boolean} [restore] */
  const drop = (restore = false) => {
    if (!lifted) return;
    const { item, from } = lifted;
    lifted = null;
    mark(item, false);
    if (restore) moveTo(item, from);
    finish(item, from);
    announceNow(`${nameOf(item)} ${restore ? 'put back' : 'dropped'}, ${where(item)}.`);
  };

  // Buttons
  const offMove = on(list, 'click', '[data-move]', (event, button) => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    const item = itemOf(button);
    const from = at(item);
    drop();
    moveTo(item, from + Number(button.dataset.move));
    finish(item, from);
    announceNow(`${nameOf(item)}, ${where(item)}.`);
  });

  // Keys
  const offLift = on(list, 'click', '.sortable__handle', (event, handle) => {
    // The click that ends a drag is not a wish to lift.
    if (justDragged) justDragged = false;
    else if (lifted?.item === itemOf(handle)) drop();
    else lift(itemOf(handle));
  });
  const offKeys = on(list, 'keydown', '.sortable__handle', (event) => {
    if (event.key === 'Escape' && (lifted || drag)) {
      event.preventDefault();
      // A dialog around the list must not close as well.
      event.stopPropagation();
      if (drag) endDrag(true);
      drop(true);
      return;
    }
    if (!lifted) return;
    const { item } = lifted;
    /** @type {{[key: string]: number}} */
    const targets = { ArrowUp: at(item) - 1, ArrowDown: at(item) + 1, Home: 0, End: list.children.length - 1 };
    const to = targets[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(item, to);
    refresh();
    item.scrollIntoView({ block: 'nearest' });
    announceNow(`${nameOf(item)}, ${where(item)}.`);
  });
  const offLeave = on(list, 'focusout', '.sortable__handle', (event) => {
    if (lifted && event.relatedTarget !== event.target && !event.target.contains(event.relatedTarget)) drop();
  });

  // Pointer
  /** @param {PointerEvent} event */
  const onMove = (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { item } = drag;
    const by = event.clientY - drag.startY + window.scrollY - drag.scrollY;
    if (!drag.moved && Math.abs(by) < 5) return;
    drag.moved = true;
    item.setAttribute('data-lifted', '');
    const before = item.offsetTop;
    const centre = before + item.offsetHeight / 2 + by;
    const previous = /** @type {HTMLElement | null} */ (item.previousElementSibling);
    const next = /** @type {HTMLElement | null} */ (item.nextElementSibling);
    if (previous && centre < previous.offsetTop + previous.offsetHeight / 2) item.after(previous);
    else if (next && centre > next.offsetTop + next.offsetHeight / 2) item.before(next);
    // The item now rests elsewhere; keep it under the pointer.
    drag.startY += item.offsetTop - before;
    item.style.setProperty('translate', `0 ${event.clientY - drag.startY + window.scrollY - drag.scrollY}px`);
    if (event.clientY < 80) window.scrollBy(0, -12);
    else if (event.clientY > window.innerHeight - 80) window.scrollBy(0, 12);
  };
  /** @param {boolean} [restore] */
  const endDrag = (restore = false) => {
    if (!drag) return;
    const { item, from, moved } = drag;
    drag = null;
    item.style.removeProperty('translate');
    item.removeAttribute('data-lifted');
    if (!moved) return;
    if (restore) moveTo(item, from);
    finish(item, from);
    announceNow(`${nameOf(item)}, ${where(item)}.`);
  };
  /** @param {PointerEvent} event */
  const onUp = (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    justDragged = drag.moved && event.type === 'pointerup';
    endDrag(event.type === 'pointercancel');
    // When the pointer ended off the handle no click follows; forget before the next one.
    setTimeout(() => {
      justDragged = false;
    });
  };
  // Tap, then tap: a lifted item goes where the next tap is. Before the tap takes the focus away, which drops it.
  const offTarget = on(list, 'pointerdown', '.sortable__text', (event, text) => {
    if (!lifted) return;
    event.preventDefault();
    moveTo(lifted.item, at(itemOf(text)));
    drop();
  });
  const offDown = on(list, 'pointerdown', '.sortable__handle', (event, handle) => {
    if (event.button !== 0) return;
    const item = itemOf(handle);
    if (lifted && lifted.item !== item) drop();
    handle.setPointerCapture(event.pointerId);
    drag = { item, pointer: event.pointerId, startY: event.clientY, scrollY: window.scrollY, from: at(item), moved: false };
  });
  list.addEventListener('pointermove', onMove);
  list.addEventListener('pointerup', onUp);
  list.addEventListener('pointercancel', onUp);

  refresh();
  return {
    order,
    refresh,
    destroy() {
      for (const off of [offMove, offLift, offKeys, offLeave, offTarget, offDown]) off();
      list.removeEventListener('pointermove', onMove);
      list.removeEventListener('pointerup', onUp);
      list.removeEventListener('pointercancel', onUp);
    },
  };
}
