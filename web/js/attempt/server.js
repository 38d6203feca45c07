import { beaconEvents, openAttempt, sendEvents, submitAttempt } from '../api/attempts.js';
import { REQUEST_TIMEOUT_MS } from './outbox.logic.js';

/**
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').AnswerEvent} AnswerEvent
 *
 * @typedef {{state: string, now: number, ends_at: number | null, notices?: any[], paused_by?: 'pupil' | 'teacher' | null}} Heard  what the server says of the attempt whenever it says anything
 * @typedef {{checked: string[], tries: {[item: string]: number}, try_costs: number[], rest_breaks: boolean, desk?: import('./desk.js').Laid | null}} Standing
 * @typedef {{epoch: number, answers: Answer[], here: string | null, package_etag: string, rescue_key: string, asked?: number} & Standing & Heard} Opened  asked: monotonic ms
 *   before the request, where that wasn't made for this
 * @typedef {{acked: [number, number][], rejected: {epoch: number, seq: number, code: string, message: string}[], superseded: boolean} & Heard} Acknowledged
 * @typedef {{state: string, missing: [string, number, number][], result: any, pending_items: string[], reopened?: boolean}} Submitted  reopened: the teacher has opened the attempt again since its pupil handed in
 * @typedef {{epoch: number, at: number, here: string | null, pending: number, left: number, safe: boolean, events: AnswerEvent[]}} EventsBody  left: how
 *   often the page was hidden; safe: whether this device keeps a copy that survives a crash
 *
 * @typedef {object} Server  the attempt's calls; each throws an error with `status` (0 without an answer) and `retryAfter` (seconds)
 * @property {(body: {device: string, epoch?: number}) => Promise<Opened>} open
 * @property {(body: EventsBody, options?: {keepalive?: boolean}) => Promise<Acknowledged>} send
 * @property {(body: {epoch: number, final: [string, number, number][]}) => Promise<Submitted>} submit
 */

/**
 * The calls of one attempt, as the queue makes them.
 * @param {string} attemptId
 * @param {Opened | null} [begun]  what Start answered: a fresh attempt is open already
 * @returns {Server}
 */
export function attemptServer(attemptId, begun = null) {
  return {
    open: async (body) => {
      const opened = begun ?? (await openAttempt(attemptId, body, REQUEST_TIMEOUT_MS));
      begun = null;
      return opened;
    },
    send: (body, { keepalive = false } = {}) => {
      if (keepalive && !('keepalive' in Request.prototype) && beaconEvents(attemptId, body)) return Promise.reject(new Error('A beacon hears no answer'));
      return sendEvents(attemptId, body, { timeoutMs: REQUEST_TIMEOUT_MS, keepalive });
    },
    submit: (body) => submitAttempt(attemptId, body, REQUEST_TIMEOUT_MS),
  };
}

/** "Chromebook": enough for a teacher to tell two devices apart. */
export const deviceName = () => (/CrOS|Windows|Android|Mac/.exec(navigator.userAgent)?.[0] ?? 'Computer').replace('CrOS', 'Chromebook');
