import { getPackage } from '../api/attempts.js';
import { announce } from '../core/announce.js';
import { changesInWords } from './new-questions.logic.js';
import { REQUEST_TIMEOUT_MS } from './outbox.logic.js';
import { loadTypes } from './question-types.js';

/** Questions that are left out, brought back or swapped while they are sat. */

/** @typedef {import('../api/attempts.js').Package} Package */

/**
 * Keep the questions as the server has them: fetched anew whenever they have changed, as soon as the server can be reached.
 * @param {object} parts
 * @param {import('./outbox.js').Outbox} parts.outbox
 * @param {import('./player.js').Player} parts.player
 * @param {Package} parts.pack  as the page began
 * @param {Map<string, unknown>} parts.facts  what this device held then
 */
export function keepQuestions({ outbox, player, pack, facts }) {
  let shown = pack;
  let busy = false;
  const isOld = () => outbox.packageNumber > (shown.number ?? 0);
  // The page began with what this device held: that may be old. So may what it was sent, if a question changed in that moment.
  let wanted = pack === facts.get('package') || isOld();
  const fetchIt = async () => {
    if (!wanted || busy) return;
    busy = true;
    wanted = false;
    try {
      const next = await getPackage(pack.attempt_id, REQUEST_TIMEOUT_MS);
      await loadTypes(next.items);
      void outbox.remember({ package: next });
      player.take(next);
      const news = changesInWords(shown, next);
      if (news) announce(news);
      shown = next;
    } catch {
      // With the server's next answer.
      wanted = true;
    }
    busy = false;
  };
  outbox.addEventListener('package', () => {
    wanted ||= isOld();
    void fetchIt();
  });
  outbox.addEventListener('contact', () => void fetchIt());
  if (outbox.opened) void fetchIt();
}
