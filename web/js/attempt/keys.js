import { openDialog } from '../core/dialog.js';
import { h } from '../core/dom.js';

/** Show what each key does. */
export async function showKeys() {
  const row = (/** @type {string} */ keys, /** @type {string} */ what) => h('div', { class: 'spread' }, h('dt', null, h('kbd', { class: 'kbd' }, keys)), h('dd', null, what));
  await openDialog({
    title: 'Keys',
    body: h('dl', { class: 'stack stack--s' }, row('Alt + N', 'Save and next'), row('Alt + P', 'Back'), row('F', 'Flag for later'), row('1 to 9', 'Choose an answer'), row('?', 'Show these keys')),
  });
}
