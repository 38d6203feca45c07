import { announceNow } from '../core/announce.js';
import { h, icon } from '../core/dom.js';
import { offerRescue } from './rescue-view.js';
import { OFFER_AFTER_MS, spellMs, watchSpell } from './rescue.js';
import { saveBanner } from './save-banner.logic.js';

const BACK_ONLINE_MS = 6_000;

/**
 * @typedef {import('./save-banner.logic.js').Banner} Banner
 * @typedef {{sign_in: () => void, use_here: () => void}} Actions
 */

/**
 * Keep the banner above the question true: it is there only when something matters now.
 * @param {object} parts
 * @param {import('./outbox.js').Outbox} parts.outbox
 * @param {HTMLElement} parts.banner  an empty role="status"
 * @param {Actions} parts.actions
 */
export function showSaveBanner({ outbox, banner, actions }) {
  watchSpell(outbox);
  let shown = '';
  let heldMost = 0;
  /** @type {Banner | null} */
  let goodNews = null;

  /** @param {Banner | null} wanted */
  const draw = (wanted) => {
    const words = wanted ? `${wanted.title} ${wanted.text}` : '';
    const now = `${words} ${wanted?.action}`;
    if (now === shown) return;
    shown = now;
    if (!wanted) {
      banner.replaceChildren();
      return;
    }
    const { kind, icon: name, title, text, action } = wanted;
    const label = { none: '', sign_in: 'Sign in', use_here: 'Use here', rescue: 'Save my answers to a file' }[action];
    banner.replaceChildren(
      h(
        'div',
        { class: `banner banner--full${kind === 'info' ? '' : ` banner--${kind}`}` },
        icon(name),
        h('p', { class: 'banner__text' }, h('strong', null, title), ` ${text}`),
        action !== 'none' && h('button', { class: 'button', type: 'button', onclick: () => (action === 'rescue' ? void offerRescue(outbox) : actions[action]()) }, label),
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
    draw(saveBanner(state, spellMs(outbox) >= OFFER_AFTER_MS) ?? goodNews);
  };
  outbox.addEventListener('change', update);
  update();
}
