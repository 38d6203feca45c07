import { announce } from '../core/announce.js';
import { confirmDialog, openDialog } from '../core/dialog.js';
import { h, icon } from '../core/dom.js';
import { slipLines, slipText } from './passwords.logic.js';

/** @typedef {import('./passwords.logic.js').Slip} Slip */

/** @param {Slip} slip @param {string} [address]  where to sign in, printed on the slip */
function slipCard(slip, address) {
  return h(
    'div',
    { class: 'slip' },
    h('p', { class: 'slip__name' }, slip.name, slip.className && h('span', null, slip.className)),
    h(
      'dl',
      { class: 'slip__lines' },
      address && [h('dt', null, 'Open'), h('dd', null, address)],
      slipLines(slip).map(([label, value]) => [h('dt', null, label), h('dd', null, value)]),
    ),
  );
}

/** Print slips to cut apart, and nothing else of the page. @param {Slip[]} slips */
export function printSlips(slips) {
  const address = location.host;
  const sheet = h('section', { class: 'slips' }, slips.map((slip) => slipCard(slip, address)));
  document.body.append(sheet);
  addEventListener('afterprint', () => sheet.remove(), { once: true });
  print();
}

/**
 * Put text on the clipboard. Over plain http there is no clipboard API, so the older way is tried then.
 * @param {string} text
 * @param {HTMLElement} near  inside the open dialog: outside it nothing can be selected
 * @returns {Promise<boolean>}
 */
async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = h('textarea', { class: 'vh', 'aria-hidden': 'true', tabindex: '-1', value: text });
    near.append(box);
    box.select();
    const copied = document.execCommand('copy');
    box.remove();
    return copied;
  }
}

/**
 * Show a new password, once: to read out, to copy, or to print.
 * @param {object} options
 * @param {string} options.title
 * @param {Slip} options.slip
 */
export async function showPassword({ title, slip }) {
  const said = h('span', { class: 'ic small muted', role: 'status' });
  /** @type {HTMLElement} */
  const body = h(
    'div',
    { class: 'stack stack--m' },
    slipCard(slip),
    h('p', { class: 'muted small' }, 'It is shown only now. Write it down, print it or copy it; you can always make a new one.'),
    h(
      'div',
      { class: 'cluster' },
      h(
        'button',
        {
          class: 'button',
          type: 'button',
          onclick: async () => {
            const copied = await copy(slipText(slip), body);
            said.replaceChildren(...(copied ? [icon('check'), 'Copied'] : ['Copying isn’t allowed here. Select the words instead.']));
          },
        },
        icon('copy'),
        'Copy',
      ),
      h('button', { class: 'button', type: 'button', onclick: () => printSlips([slip]) }, icon('print'), 'Print a slip'),
      said,
    ),
  );
  await openDialog({ title, body, actions: [{ label: 'Done', value: 'done', kind: 'primary' }] });
}

/**
 * Ask, make a new password, and show it. The old one ends at once, so there is no undo.
 * @param {object} options
 * @param {string} options.name  whose
 * @param {() => Promise<{password: string}>} options.reset
 * @param {Omit<Slip, 'password'>} options.slip
 * @returns {Promise<boolean>}  whether there is a new one
 */
export async function giveNewPassword({ name, reset, slip }) {
  const sure = await confirmDialog({
    title: `New password for ${name}?`,
    body: 'The old one stops working now, and they are signed out everywhere. Answers that they have saved stay.',
    action: 'Make a new password',
  });
  if (!sure) return false;
  const { password } = await reset();
  announce(`New password for ${name}: ${password}`);
  await showPassword({ title: `New password for ${name}`, slip: { ...slip, password } });
  return true;
}
