import { h, icon } from '../core/dom.js';
import { saveStatus } from './save-status.logic.js';

/**
 * Keep the save status in the top bar true. It is silent: a screen reader that said "Saved" at every key press would be switched off; the banner below it
 * (save-banner.js) is a live region.
 * @param {import('./outbox.js').Outbox} outbox
 * @param {HTMLElement} chip
 */
export function showSaveStatus(outbox, chip) {
  let shown = '';
  const update = () => {
    const { state, icon: name, text } = saveStatus(outbox.state);
    if (shown === state + text) return;
    shown = state + text;
    chip.dataset.state = state;
    chip.replaceChildren(icon(name), h('span', null, text));
    chip.hidden = false;
  };
  outbox.addEventListener('change', update);
  update();
}
