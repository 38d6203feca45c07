import { putDesk } from '../api/desk.js';
import { DeskSync } from './desk-sync.js';

/**
 * What goes on beside the questions, fetched once the first one stands: the desk goes to the server.
 * @param {object} parts
 * @param {import('./desk.js').Desk} parts.desk
 * @param {import('./outbox.js').Outbox} parts.outbox
 * @param {string} parts.attempt
 */
export function startExtras({ desk, outbox, attempt }) {
  const sync = new DeskSync({ desk, outbox, put: (laid, options) => putDesk(attempt, laid, options) });
  sync.start();
  addEventListener('pagehide', () => sync.leave());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && sync.leave());
}
