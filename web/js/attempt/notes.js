import { h } from '../core/dom.js';
import { field } from '../core/fields.js';
import { togglePanel } from '../core/panel.js';

/** As much as the server keeps. */
const LENGTH_MAX = 5000;

/**
 * Open the pupil's scratch notes, or close them.
 * @param {HTMLElement} button
 * @param {import('./desk.js').Desk} desk
 */
export function toggleNotes(button, desk) {
  const area = h('textarea', { class: 'textarea', rows: '10', maxlength: LENGTH_MAX, value: desk.laid.notes, readonly: !desk.open, oninput: () => desk.lay({ notes: storable(area.value) }) });
  const follow = () => {
    if (area.value !== desk.laid.notes) area.value = desk.laid.notes;
  };
  const panel = togglePanel(button, {
    title: 'Notes',
    body: () => [field('Your notes', area, { hint: 'Only you can see these. They are not marked.', class: 'field--wide' })],
    closed: () => desk.removeEventListener('taken', follow),
  });
  if (!panel) return;
  desk.addEventListener('taken', follow);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

/** Without half characters, which a limit on the length can leave behind: no database takes them. @param {string} text */
const storable = (text) => text.replace(/\p{Surrogate}|\0/gu, '');
