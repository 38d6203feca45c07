import { getPackage } from '../api/attempts.js';
import { announce } from '../core/announce.js';
import { listOf } from '../core/words.js';
import { REQUEST_TIMEOUT_MS } from './outbox.logic.js';
import { loadTypes } from './question-types.js';

/**
 * What happens to a sitting from outside, heard as it happens: more time, a pause, a question left out. It is only the quicker way: every answer to the
 * queue says how the attempt stands as well.
 */

/** @typedef {import('../api/attempts.js').Package} Package */

/** After a restart of the server a class must not come back at the same moment. */
const SPREAD_MS = 2_000;

/** While the server can't be reached nothing is tried: the queue does that anyway. @param {import('./outbox.js').Outbox} outbox @param {string} attempt */
function listen(outbox, attempt) {
  const open = () => {
    const source = new EventSource(`/api/attempts/${encodeURIComponent(attempt)}/live`);
    source.onmessage = ({ data }) => outbox.hear(JSON.parse(data));
    source.onerror = () => {
      source.close();
      outbox.addEventListener('contact', () => setTimeout(open, SPREAD_MS * Math.random()), { once: true });
    };
  };
  if (outbox.opened) open();
  else outbox.addEventListener('opened', open, { once: true });
}

/** What changed, for who hears the page. @param {Package} before @param {Package} after */
function sayChanges(before, after) {
  const was = new Map(before.items.map((item) => [item.id, item.void ?? false]));
  const numbers = (/** @type {boolean} */ left) => after.items.flatMap((item, index) => ((item.void ?? false) === left && was.get(item.id) === !left ? [String(index + 1)] : []));
  const [out, back] = [numbers(true), numbers(false)];
  if (out.length) announce(`Question ${listOf(out)} has been left out. You don’t need to answer it.`);
  if (back.length) announce(`Question ${listOf(back)} counts again.`);
}

/**
 * Keep the questions as the server has them: fetched anew whenever they have changed, as soon as the server can be reached.
 * @param {object} parts
 * @param {import('./outbox.js').Outbox} parts.outbox
 * @param {string} parts.attempt
 * @param {import('./player.js').Player} parts.player
 * @param {Package} parts.pack  as the page began
 * @param {boolean} parts.old  it is what this device held
 */
export function keepUp({ outbox, attempt, player, pack, old }) {
  let wanted = old;
  let busy = false;
  let shown = pack;
  const fetchIt = async () => {
    if (!wanted || busy) return;
    busy = true;
    wanted = false;
    try {
      const next = await getPackage(attempt, REQUEST_TIMEOUT_MS);
      await loadTypes(next.items);
      void outbox.remember({ package: next });
      player.take(next);
      sayChanges(shown, next);
      shown = next;
    } catch {
      // With the server's next answer.
      wanted = true;
    }
    busy = false;
  };
  outbox.addEventListener('package', () => {
    wanted = true;
    void fetchIt();
  });
  outbox.addEventListener('contact', () => void fetchIt());
  listen(outbox, attempt);
}
