import { getPackage } from '../api/attempts.js';
import { announce } from '../core/announce.js';
import { listOf } from '../core/words.js';
import { REQUEST_TIMEOUT_MS } from './outbox.logic.js';
import { loadTypes } from './question-types.js';

/** Questions that are left out, brought back or swapped while they are sat. */

/** @typedef {import('../api/attempts.js').Package} Package */

/** What changed, for who hears the page. @param {Package} before @param {Package} after */
function sayChanges(before, after) {
  const questions = new Map(before.items.map((item) => [item.id, JSON.stringify(item.view)]));
  const others = after.items.flatMap(({ id, view, swapped }, index) => (swapped && questions.get(id) !== JSON.stringify(view) ? [String(index + 1)] : []));
  if (others.length) announce(`Your teacher has changed question ${listOf(others)}.`);
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
 * @param {import('./player.js').Player} parts.player
 * @param {Package} parts.pack  as the page began
 * @param {Map<string, unknown>} parts.facts  what this device held then
 */
export function keepQuestions({ outbox, player, pack, facts }) {
  // The page began with what this device held: that may be old.
  let wanted = pack === facts.get('package');
  let busy = false;
  let shown = pack;
  const fetchIt = async () => {
    if (!wanted || busy) return;
    busy = true;
    wanted = false;
    try {
      const next = await getPackage(pack.attempt_id, REQUEST_TIMEOUT_MS);
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
}
