import { h, icon } from './dom.js';

/**
 * A button that opens a short list of actions, by pointer or keys. The list floats above everything (popover), so no card cuts it off.
 *
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {string} icon
 * @property {string} [href]  a place to go to, instead of something to do
 * @property {() => void} [onclick]
 */

const GAP_PX = 4;

/** The keys that move in a menu, and where they go. @type {{[key: string]: (at: number, last: number) => number}} */
const MOVES = {
  ArrowDown: (at, last) => (at < last ? at + 1 : 0),
  ArrowUp: (at, last) => (at > 0 ? at - 1 : last),
  Home: () => 0,
  End: (_, last) => last,
};

/** @param {MenuItem} item */
function menuItem({ label, icon: name, href }) {
  const words = [icon(name), h('span', null, label)];
  const props = { role: 'menuitem', tabindex: '-1' };
  return href ? h('a', { ...props, href }, words) : h('button', { ...props, type: 'button' }, words);
}

/**
 * Below the button, its end under the button's end; above where there is no room below.
 * @param {HTMLElement} list
 * @param {HTMLElement} button
 */
function place(list, button) {
  const at = button.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = at.bottom + GAP_PX;
  const top = below + size.height > innerHeight ? Math.max(GAP_PX, at.top - GAP_PX - size.height) : below;
  list.style.setProperty('inset-block-start', `${top}px`);
  list.style.setProperty('inset-inline-start', `${Math.max(GAP_PX, at.right - size.width)}px`);
}

/**
 * @param {HTMLElement} button
 * @param {MenuItem[]} items
 */
function openMenu(button, items) {
  const parts = items.map(menuItem);
  const list = h('div', { class: 'menu menu--float', role: 'menu', popover: 'auto', 'aria-label': button.getAttribute('aria-label') }, parts);
  const close = () => list.hidePopover();
  // Its row may move under it: by scrolling, or when the keyboard of a tablet goes.
  const follow = () => place(list, button);
  parts.forEach((part, index) =>
    part.addEventListener('click', () => {
      // Closed first, so that a dialog that opens now gives the focus back to the button.
      close();
      button.focus();
      items[index].onclick?.();
    }),
  );
  list.addEventListener('keydown', (event) => {
    const at = parts.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const move = MOVES[event.key];
    if (event.key === 'Tab') close();
    if (!move) return;
    event.preventDefault();
    parts[move(at, parts.length - 1)].focus();
  });
  list.addEventListener('toggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'closed') return;
    button.setAttribute('aria-expanded', 'false');
    removeEventListener('scroll', follow, true);
    list.remove();
  });
  button.after(list);
  list.showPopover();
  place(list, button);
  button.setAttribute('aria-expanded', 'true');
  addEventListener('scroll', follow, true);
  parts[0]?.focus({ preventScroll: true });
}

/**
 * The three dots at the end of a row.
 * @param {string} label  "Actions for Amara Osei"
 * @param {() => MenuItem[]} items  asked for when it opens
 */
export function menuButton(label, items) {
  let wasOpen = false;
  const button = h(
    'button',
    {
      class: 'icon-button icon-button--s',
      type: 'button',
      'aria-label': label,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      // Pressed again while it is open, the popover has just closed itself by the same press.
      onpointerdown: () => (wasOpen = button.getAttribute('aria-expanded') === 'true'),
      onclick: () => {
        if (!wasOpen) openMenu(button, items());
        wasOpen = false;
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        openMenu(button, items());
      },
    },
    icon('more'),
  );
  return button;
}
