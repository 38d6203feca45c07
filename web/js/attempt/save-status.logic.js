import { plural } from '../core/words.js';

/** What the page may say about saving. The words are promises: see each branch. */

/**
 * @typedef {object} QueueState
 * @property {boolean} writing  something typed or chosen isn't in the log yet
 * @property {number} unsent  events in the log (or in memory) that the server hasn't acknowledged
 * @property {number} unsafe  of those, how many are only in memory
 * @property {boolean} durable  this browser keeps a copy that survives a crash
 * @property {number} failures  failed requests in a row
 * @property {'none' | 'network' | 'server' | 'sign_in' | 'refused'} trouble  why the last request failed
 * @property {number} refused  events that the server can never store
 * @property {boolean} superseded  the attempt was opened elsewhere since
 * @property {boolean} handingIn  the pupil has handed in; the page itself then tells how far that is
 */

/**
 * @typedef {object} SaveStatus
 * @property {'saving' | 'saved' | 'held' | 'failed'} state
 * @property {string} icon
 * @property {string} text
 */

/**
 * The status to show. "Saved" means committed by the server; "Saved on this Chromebook" means that the write to disk has completed.
 * @param {QueueState} queue
 * @returns {SaveStatus}
 */
export function saveStatus(queue) {
  const { writing, unsent, unsafe, durable, failures, refused } = queue;
  if (unsafe > 0 && failures > 0) return { state: 'failed', icon: 'warn', text: 'Not saving: tell your teacher' };
  if (queue.trouble === 'refused') return { state: 'failed', icon: 'warn', text: 'Not saving: tell your teacher' };
  if (writing) return { state: 'saving', icon: 'spinner', text: 'Saving' };
  if (unsafe > 0) return { state: 'saving', icon: 'spinner', text: 'Saving' };
  if (unsent > 0 && failures > 0) return { state: 'held', icon: 'device-check', text: `Saved on this Chromebook, ${unsent} waiting` };
  if (unsent > 0) return { state: 'saving', icon: 'device-check', text: 'Saved on this Chromebook' };
  if (refused > 0) return { state: 'held', icon: 'warn', text: `Saved, except ${plural(refused, 'answer')}` };
  if (!durable) return { state: 'held', icon: 'cloud-check', text: 'Saved, no safety copy' };
  return { state: 'saved', icon: 'check-circle', text: 'Saved' };
}
