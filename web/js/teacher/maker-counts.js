import { listMakerCounts } from '../api/generation.js';
import { openDialog } from '../core/dialog.js';
import { h } from '../core/dom.js';
import { listOf, percent } from '../core/words.js';
import { takenPart } from './review.logic.js';

/** "Which drafts you keep": what became of one's drafts, maker by maker. */

/** @param {import('../api/generation.js').MakerCounts} entry */
function makerLine({ maker, counts, reasons }) {
  const number = (/** @type {number} */ n) => h('td', { class: 'right num' }, n || '–');
  const why = reasons.length > 0 && h('span', { class: 'check-why' }, `Rejected: ${listOf(reasons.map(({ reason, count }) => `${reason} (${count})`))}`);
  return h('tr', null, h('th', { scope: 'row' }, maker.title, why), h('td', { class: 'right num strong' }, percent(takenPart(counts))), number(counts.accepted), number(counts.edited), number(counts.rejected), number(counts.new));
}

/** Show it over the page. */
export async function openMakerCounts() {
  const { items } = await listMakerCounts();
  const columns = ['Taken', 'As made', 'Edited', 'Rejected', 'To do'];
  const body = items.length
    ? h(
        'div',
        { class: 'stack stack--m' },
        h('p', { class: 'muted' }, 'What became of all drafts made for you. “Taken” is the part of the reviewed ones that you accepted, as made or edited.'),
        h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': 'Counts by maker' }, h('table', { class: 'table maker-counts' }, h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Maker'), columns.map((name) => h('th', { scope: 'col', class: 'right' }, name)))), h('tbody', null, items.map(makerLine)))),
      )
    : h('p', { class: 'muted' }, 'No drafts were made for you yet.');
  await openDialog({ title: 'Which drafts you keep', body, wide: true, onOpen: (dialog) => /** @type {HTMLElement | null} */ (dialog.querySelector('.dialog__actions button'))?.focus() });
}
