import { announceNow } from '../core/announce.js';
import { h, icon } from '../core/dom.js';
import { saveBanner, saveStatus } from './save-status.logic.js';

const BACK_ONLINE_MS = 6_000;

/**
 * Keep the save status in the top bar and the banner below it true. The chip is silent: a screen reader that said "Saved" at every key
 * press would be switched off; the banner is a live region.
 * @param {object} parts
 * @param {import('./outbox.js').Outbox} parts.outbox
 * @param {HTMLElement} parts.chip
 * @param {HTMLElement} parts.banner  an empty role="status"
 * @param {{sign_in: () => void, use_here: () => void}} parts.actions
 */
export function showSaveStatus({ outbox, chip, banner, actions }) {
  let shownChip = '';
  let shownBanner = '';
  let heldMost = 0;
  /** @type {import('./save-status.logic.js').Banner | null} */
  let goodNews = null;

  const drawChip = () => {
    const { state, icon: name, text } = saveStatus(outbox.state);
    if (shownChip === state + text) return;
    shownChip = state + text;
    chip.dataset.state = state;
    chip.replaceChildren(icon(name), h('span', null, text));
    chip.hidden = false;
  };
  /** @param {import('./save-status.logic.js').Banner | null} wanted */
  const drawBanner = (wanted) => {
    const words = wanted ? `${wanted.title} ${wanted.text}` : '';
    if (words === shownBanner) return;
    shownBanner = words;
    if (!wanted) {
      banner.replaceChildren();
      return;
    }
    const { kind, icon: name, title, text, action } = wanted;
    const label = { none: '', sign_in: 'Sign in', use_here: 'Use this one' }[action];
    banner.replaceChildren(
      h(
        'div',
        { class: `banner banner--full${kind === 'info' ? '' : ` banner--${kind}`}` },
        icon(name),
        h('p', { class: 'banner__text' }, h('strong', null, title), ` ${text}`),
        action !== 'none' && h('button', { class: 'button', type: 'button', onclick: () => actions[action]() }, label),
      ),
    );
    if (kind === 'bad') announceNow(words);
  };
  const update = () => {
    const { state } = outbox;
    if (state.failures > 1) heldMost = Math.max(heldMost, state.unsent);
    else if (heldMost && !state.failures && !state.unsent) {
      goodNews = { kind: 'ok', icon: 'cloud-check', title: 'Back online.', text: heldMost === 1 ? 'Your waiting answer was sent.' : `All ${heldMost} waiting answers were sent.`, action: 'none' };
      heldMost = 0;
      setTimeout(() => {
        goodNews = null;
        update();
      }, BACK_ONLINE_MS);
    }
    drawChip();
    drawBanner(saveBanner(state) ?? goodNews);
  };
  outbox.addEventListener('change', update);
  update();
}
