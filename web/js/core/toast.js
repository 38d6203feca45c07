import { announce, uppermost } from './announce.js';
import { h, icon } from './dom.js';

const SHOWN_MS = 10_000;
/** @type {HTMLElement | undefined} */
let dock;
/** @type {(() => void) | undefined} */
let dismissLast;
/** @type {MutationObserver | undefined} */
let dialogs;

/** Put the dock where it can be pressed, above everything (popover): a modal dialog covers and deadens what lies outside. */
function raise() {
  dock ??= h('div', { class: 'toast-dock', role: 'region', 'aria-label': 'Messages', popover: 'manual' });
  // What is appended leaves the top layer, and comes back above what has opened since.
  uppermost().append(dock);
  dock.showPopover();
  return dock;
}

/**
 * Say that something is done, with Undo for ten seconds. The time stands still under the pointer or the focus (WCAG 2.2.1).
 * @param {string} text
 * @param {object} [options]
 * @param {() => void | Promise<void>} [options.undo]
 * @param {string} [options.undoLabel]
 */
export function toast(text, { undo, undoLabel = 'Undo' } = {}) {
  dismissLast?.();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {EventTarget | null} */
  let before = null;
  const dismiss = () => {
    dialogs?.disconnect();
    // By keyboard one goes on from where one was.
    if (box.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    box.remove();
    // Last: losing the focus has started the time again.
    clearTimeout(timer);
    if (dismissLast === dismiss) dismissLast = undefined;
  };
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(dismiss, SHOWN_MS);
  };
  const box = h(
    'div',
    {
      class: 'toast',
      onmouseenter: () => clearTimeout(timer),
      onmouseleave: start,
      /** @param {FocusEvent} event */
      onfocusin: ({ relatedTarget }) => {
        clearTimeout(timer);
        before = relatedTarget;
      },
      onfocusout: start,
    },
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
  raise().replaceChildren(box);
  // A dialog that opens over a toast takes it along, and gives it back as it closes.
  dialogs ??= new MutationObserver(() => dock?.parentNode !== uppermost() && raise());
  dialogs.observe(document.body, { subtree: true, childList: true, attributeFilter: ['open'] });
  dismissLast = dismiss;
  start();
  announce(undo ? `${text}. ${undoLabel} is available.` : text);
}
