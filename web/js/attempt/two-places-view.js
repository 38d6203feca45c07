import { announce } from '../core/announce.js';
import { addStyle, freshId, h } from '../core/dom.js';
import { questionType } from './question-types.js';

/**
 * Ask the pupil which of two answers they mean, one question after the other, above the question that is shown. Nothing waits for it: what the page shows
 * is what is handed in.
 * @param {object} parts
 * @param {import('./outbox.js').Outbox} parts.outbox
 * @param {import('../api/attempts.js').PackageItem[]} parts.items
 * @param {HTMLElement} parts.before  the element that it stands before
 */
export function askWhich({ outbox, items, before }) {
  void addStyle(new URL('../../css/components/two-places.css', import.meta.url));
  const place = h('section', { class: 'card stack stack--s two-places', hidden: true });
  before.before(place);
  let shown = '';
  const update = () => {
    const ask = outbox.handingIn || outbox.superseded ? undefined : outbox.asks.find(({ item }) => items.some(({ id }) => id === item));
    place.hidden = !ask;
    if (shown === (ask?.item ?? '')) return;
    const hadFocus = place.contains(document.activeElement);
    shown = ask?.item ?? '';
    place.replaceChildren();
    if (!ask) {
      if (hadFocus) /** @type {HTMLElement | null} */ (document.querySelector('#main'))?.focus();
      return;
    }
    const heading = fill(place, ask, items, (value) => void outbox.choose(ask.item, value));
    if (hadFocus) heading.focus();
    else announce(heading.textContent ?? '');
  };
  for (const type of ['asks', 'change']) outbox.addEventListener(type, update);
  update();
}

/**
 * @param {HTMLElement} place
 * @param {import('./two-places.js').Ask} ask
 * @param {import('../api/attempts.js').PackageItem[]} items
 * @param {(value: unknown) => void} choose
 */
function fill(place, ask, items, choose) {
  const index = items.findIndex(({ id }) => id === ask.item);
  const { type, view } = items[index];
  const id = freshId('two');
  const heading = h('h2', { class: 'h4', id, tabindex: '-1' }, `You answered question ${index + 1} in two places`);
  /** @param {string} where @param {any} value */
  const side = (where, value) => {
    const words = questionType(type).isAnswered(value) ? questionType(type).toText(value, view) : 'No answer';
    const button = h('button', { class: 'button', type: 'button', onclick: () => choose(value) }, 'Keep this one', h('span', { class: 'vh' }, `: the answer ${where}`));
    return h('div', null, h('h3', { class: 'small muted' }, `The answer ${where}`), h('p', { class: 'two-places__value', tabindex: '0' }, words), h('div', null, button));
  };
  place.setAttribute('aria-labelledby', id);
  place.append(
    heading,
    h('p', null, 'Which one do you want to keep? Your teacher can still see both.'),
    h('div', { class: 'two-places__pair' }, side('on this Chromebook', ask.here), side('from the other place', ask.there)),
  );
  return heading;
}
