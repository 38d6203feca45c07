import { art, h, icon } from '../core/dom.js';
import { plural } from '../core/words.js';
import { offerRescue } from './rescue-view.js';
import { OFFER_AFTER_MS, spellMs, watchSpell } from './rescue.js';

/**
 * What stands on the page from the hand-in until the server has everything.
 * @param {HTMLElement} main
 * @param {import('./outbox.js').Outbox} outbox
 * @param {'pupil' | 'time' | 'closed'} why
 * @returns {HTMLElement} the heading
 */
export function drawHandingIn(main, outbox, why) {
  const heading = h('h2', { tabindex: '-1' });
  const text = h('p', { role: 'status' });
  const busy = h('p', { class: 'ic handing-in__busy' }, icon('spinner'), h('span'));
  const rescue = h('button', { class: 'button', type: 'button', onclick: () => void offerRescue(outbox) });
  const offer = h('p', { class: 'strong' });
  const other = h('div', { class: 'rescue__offer', role: 'status' });
  main.replaceChildren(h('section', { class: 'card state' }, art('scene-done'), heading, text, busy, other));
  watchSpell(outbox);
  const first = { pupil: 'Handing in', time: 'Time is up. Handing in', closed: 'This assessment has closed. Handing in' }[why];
  const update = () => {
    const { unsent, failures } = outbox.state;
    const held = failures > 0;
    const [title, words] = held
      ? ['Handed in on this Chromebook', 'It will be sent when Wi-Fi is back. Leave this page open if you can. If you close it, sign in here again later and it is sent by itself.']
      : [first, 'Well done. This takes a moment.'];
    if (heading.textContent !== title) heading.textContent = title;
    if (text.textContent !== words) text.textContent = words;
    busy.hidden = held && unsent === 0;
    const sending = held ? `${plural(unsent, 'answer')} waiting` : unsent ? `Sending your last ${plural(unsent, 'answer')}` : 'Closing your assessment';
    if (busy.lastElementChild) busy.lastElementChild.textContent = sending;
    // With every answer sent only the hand-in waits.
    const [way, what] = unsent ? ['Save my answers to a file', 'your answers'] : ['Show my teacher', 'your hand-in'];
    if (rescue.textContent !== way) {
      rescue.textContent = way;
      offer.textContent = `Still no Wi-Fi. Before you go, show this to your teacher: they can take ${what} in from here.`;
    }
    const long = spellMs(outbox) >= OFFER_AFTER_MS;
    if (!held) other.replaceChildren();
    else if (!rescue.isConnected) other.append(rescue);
    if (held && long && !offer.isConnected) other.prepend(offer);
    rescue.classList.toggle('button--primary', long);
  };
  outbox.addEventListener('change', update);
  update();
  return heading;
}
