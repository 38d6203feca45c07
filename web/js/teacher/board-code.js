import { openDialog } from '../core/dialog.js';
import { h } from '../core/dom.js';

/**
 * The class code in letters that are read from the back of the room.
 * @param {{name: string, code: string}} row
 */
export async function showOnBoard({ name, code }) {
  await openDialog({
    title: `Sign in: ${name}`,
    wide: true,
    body: h('div', { class: 'board-code' }, h('span', null, location.host), h('strong', null, code), h('p', { class: 'muted' }, 'Type the class code, then your name and your password.')),
  });
}
