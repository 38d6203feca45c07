import { freshId, h, icon } from './dom.js';

/** A panel beside the page, or below it on a narrow screen: it moves the page aside and never covers it. One is open at a time. */

/** @type {{button: HTMLElement, close: () => void} | null} */
let open = null;

/** Close the panel that is open; its button gets the focus. */
export function closePanel() {
  open?.close();
}

/**
 * Open a panel, or close it when its button has it open. The button gets aria-expanded, and the focus back.
 * @param {HTMLElement} button
 * @param {object} parts
 * @param {string} parts.title
 * @param {() => import('./dom.js').Child[]} parts.body
 * @param {() => void} [parts.closed]
 * @returns {HTMLElement | null} the panel; null when it was closed
 */
export function togglePanel(button, { title, body, closed }) {
  const again = open?.button === button;
  closePanel();
  if (again) return null;
  const id = freshId('panel');
  const heading = h('h2', { id, tabindex: '-1' }, title);
  const panel = h(
    'section',
    { class: 'panel', 'aria-labelledby': id },
    h('div', { class: 'spread' }, heading, h('button', { class: 'icon-button', type: 'button', 'aria-label': `Close ${title.toLowerCase()}`, onclick: closePanel }, icon('x'))),
    body(),
  );
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // Said, so that whatever else listens for Escape leaves it alone.
    event.preventDefault();
    closePanel();
  });
  open = {
    button,
    close() {
      open = null;
      panel.remove();
      button.setAttribute('aria-expanded', 'false');
      button.focus();
      closed?.();
    },
  };
  document.body.append(panel);
  button.setAttribute('aria-expanded', 'true');
  heading.focus();
  return panel;
}
