import { announce } from './announce.js';
import { h, icon } from './dom.js';

const SHOWN_MS = 10_000;
/** @type {HTMLElement | undefined} */
let dock;
/** @type {(() => void) | undefined} */
let dismissLast;

/**
 * Say that something is done, with Undo for ten seconds. The time stands still under the pointer or the focus (WCAG 2.2.1).
 * @param {string} text
 * @param {object} [options]
 * @param {() => void | Promise<void>} [options.undo]
 * @param {string} [options.undoLabel]
 */
export function toast(text, { undo, undoLabel = 'Undo' } = {}) {
  dismissLast?.();
  dock ??= h('div', { class: 'toast-dock', role: 'region', 'aria-label': 'Messages' });
  if (!dock.isConnected) document.body.append(dock);

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const dismiss = () => {
    clearTimeout(timer);
    box.remove();
    if (dismissLast === dismiss) dismissLast = undefined;
  };
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(dismiss, SHOWN_MS);
  };
  const box = h(
    'div',
    { class: 'toast', onmouseenter: () => clearTimeout(timer), onmouseleave: start, onfocusin: () => clearTimeout(timer), onfocusout: start },
    h('span', null, text),
    undo &&
      h(
        'button',
        {
          class: 'button',
          type: 'button',
          onclick: () => {
            dismiss();
            void undo();
          },
        },
        icon('undo'),
        undoLabel,
      ),
    !undo && h('button', { class: 'icon-button icon-button--s', type: 'button', 'aria-label': 'Close this message', onclick: dismiss }, icon('x')),
  );
  dock.replaceChildren(box);
  dismissLast = dismiss;
  start();
  announce(undo ? `${text}. ${undoLabel} is available.` : text);
}
