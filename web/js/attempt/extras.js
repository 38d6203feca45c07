import { followAttempt } from '../api/attempt-live.js';
import { putDesk } from '../api/desk.js';
import { DeskSync } from './desk-sync.js';
import { keepQuestions } from './new-questions.js';
import { ReadAloud } from './read-aloud.js';

export { keepPosition, restorePosition } from './position.js';

/**
 * What goes on beside the questions, fetched once the first one stands: the desk goes to the server, changes are heard of, and questions are read out.
 * @param {object} parts
 * @param {import('./desk.js').Desk} parts.desk
 * @param {import('./outbox.js').Outbox} parts.outbox
 * @param {import('../api/attempts.js').Package} parts.pack
 * @param {Map<string, unknown>} parts.facts  what this device held
 * @param {import('./player.js').Player} parts.player
 * @param {boolean} parts.reader  questions are read aloud to this pupil by arrangement
 * @returns {ReadAloud}
 */
export function startExtras({ desk, outbox, pack, facts, reader, player }) {
  const attempt = pack.attempt_id;
  keepQuestions({ outbox, player, pack, facts });
  const sync = new DeskSync({ desk, outbox, put: (laid, options) => putDesk(attempt, laid, options) });
  sync.start();
  addEventListener('pagehide', () => sync.leave());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && sync.leave());
  const stop = followAttempt(attempt, (heard) => outbox.hear(heard));
  outbox.addEventListener('closed', stop);
  const aloud = new ReadAloud(reader);
  // Nothing is read out while the clock stands still.
  outbox.addEventListener('state', () => aloud.stop());
  return aloud;
}
