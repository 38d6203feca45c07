import { append, freshId, h } from './dom.js';

/**
 * @typedef {object} DialogAction
 * @property {string} label
 * @property {string} value  what the promise gives
 * @property {'primary' | 'danger' | 'quiet'} [kind]
 */

/**
 * Open a modal dialog. Gives the value of the button pressed, or null for Escape and the close button.
 * @param {object} options
 * @param {string} options.title
 * @param {import('./dom.js').Child} [options.body]
 * @param {DialogAction[]} [options.actions]  the last one is the main one
 * @param {(value: string, dialog: HTMLDialogElement) => boolean | Promise<boolean>} [options.onAction]  false keeps it open (a form with an error)
 * @param {boolean} [options.wide]
 * @param {boolean} [options.plain]  no form of its own, for a body that has forms: Enter presses none of its buttons
 * @param {(dialog: HTMLDialogElement) => void} [options.onOpen]
 * @returns {Promise<string | null>}
 */
export function openDialog({ title, body, actions = [{ label: 'Close', value: 'close', kind: 'primary' }], onAction, wide, plain, onOpen }) {
  return new Promise((resolve) => {
    const id = freshId('dialog');
    // A form, so that Enter in a field presses the main button.
    const form = plain ? h('div', { class: 'stack stack--m' }) : h('form', { class: 'stack stack--m', method: 'dialog', novalidate: true });
    const dialog = h('dialog', { class: wide ? 'dialog dialog--wide' : 'dialog', 'aria-labelledby': id }, form);
    const buttons = actions.map((action) =>
      h('button', { class: `button${action.kind ? ` button--${action.kind}` : ''}`, type: !plain && action === actions.at(-1) ? 'submit' : 'button', value: action.value }, action.label),
    );
    append(form, [h('h2', { id }, title), body, h('div', { class: 'dialog__actions' }, buttons)]);

    let closing = false;
    /** @param {string | null} value */
    const close = (value) => {
      closing = true;
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    /** @param {HTMLButtonElement} button */
    const act = async (button) => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      buttons.forEach((other) => other.setAttribute('aria-disabled', 'true'));
      try {
        if (!onAction || (await onAction(button.value, dialog))) close(button.value);
      } finally {
        buttons.forEach((other) => other.removeAttribute('aria-disabled'));
      }
    };
    form.addEventListener('submit', (event) => {
      if (event.target !== form) return;
      event.preventDefault();
      const button = buttons.at(-1);
      if (button) void act(button);
    });
    (plain ? buttons : buttons.slice(0, -1)).forEach((button) => button.addEventListener('click', () => void act(button)));
    dialog.addEventListener('close', () => !closing && close(null));
    document.body.append(dialog);
    dialog.showModal();
    onOpen?.(dialog);
  });
}

/**
 * Ask before what can't be undone (handing in, ending for a class). Everything else gets Undo instead: see toast.js.
 * @param {object} options
 * @param {string} options.title
 * @param {import('./dom.js').Child} options.body
 * @param {string} options.action  the verb on the button
 * @param {string} [options.cancel]
 * @param {boolean} [options.danger]
 * @returns {Promise<boolean>}
 */
export async function confirmDialog({ title, body, action, cancel = 'Go back', danger = false }) {
  const answer = await openDialog({
    title,
    body: typeof body === 'string' ? h('p', null, body) : body,
    actions: [
      { label: cancel, value: 'cancel' },
      { label: action, value: 'yes', kind: danger ? 'danger' : 'primary' },
    ],
  });
  return answer === 'yes';
}
