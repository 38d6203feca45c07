/**
 * The decisions of the answer queue, without clock, network or storage, so that each can be tested alone.
 * An answer's age is the pair (epoch, seq): the epoch is the fencing token of one opening of the attempt, `seq` counts within it.
 */

/**
 * @typedef {{epoch: number, seq: number}} Key  identity and age of an event
 * @typedef {Key & {item: string, value: unknown, at: number}} AnswerEvent  one change; `at` is synchronised ms UTC
 * @typedef {Key & {item: string, value: unknown, at?: number}} Answer  the newest value known for an item, and when it was given
 * @typedef {'retry' | 'wait' | 'sign_in' | 'refused' | 'halve'} FailureKind
 */

export const MAX_EVENTS = 50;
export const MAX_BATCH_BYTES = 48_000;
const BACKOFF_BASE_MS = 500;
const BACKOFF_CAP_MS = 15_000;
const HEARTBEAT_MS = 15_000;
export const REQUEST_TIMEOUT_MS = 8_000;

const encoder = new TextEncoder();

/**
 * Order two keys: negative when `a` is older than `b`.
 * @param {Key} a
 * @param {Key} b
 * @returns {number}
 */
export function compareKeys(a, b) {
  return a.epoch - b.epoch || a.seq - b.seq;
}

/**
 * Whether `candidate` may replace `current`; anything replaces nothing, and an equal key changes nothing.
 * @param {Key} candidate
 * @param {Key | null | undefined} current
 * @returns {boolean}
 */
export function isNewer(candidate, current) {
  return !current || compareKeys(candidate, current) > 0;
}

/**
 * The text form of a key, for maps and sets.
 * @param {Key} key
 * @returns {string}
 */
export function keyText(key) {
  return `${key.epoch}:${key.seq}`;
}

/**
 * How far a page that could not open the attempt jumps ahead in the epoch that an earlier page was given. That page may have sent, as it was closed or
 * its disk was full, numbers that this device doesn't know of; using one of them again would lose an answer. (Found by the campaign in tests/web/attempt.)
 * @param {() => number} [random]
 * @returns {number}
 */
export function laneJump(random = Math.random) {
  return 1_000 + Math.floor(random() * 100_000);
}

/**
 * Merge the server's answers into `local`, item by item, newest (epoch, seq) first; `local` is left as it was.
 * @param {ReadonlyMap<string, Answer>} local
 * @param {readonly Answer[]} incoming
 * @returns {{merged: Map<string, Answer>, changed: string[]}}  `changed` holds the items that now have another value
 */
export function mergeAnswers(local, incoming) {
  const merged = new Map(local);
  const changed = [];
  for (const { item, epoch, seq, value, at } of incoming) {
    const mine = merged.get(item);
    if (!isNewer({ epoch, seq }, mine)) continue;
    merged.set(item, { item, epoch, seq, value, at });
    if (!mine || !sameValue(mine.value, value)) changed.push(item);
  }
  return { merged, changed };
}

/**
 * The events to send next: the newest of each item first (what the pupil would miss most), then the older ones, oldest
 * first; at most `maxEvents` and `maxBytes` of JSON. An event that is too long by itself goes alone, so that the server can judge it.
 * @param {readonly AnswerEvent[]} events
 * @param {{maxEvents?: number, maxBytes?: number}} [limits]
 * @returns {AnswerEvent[]}
 */
export function selectBatch(events, { maxEvents = MAX_EVENTS, maxBytes = MAX_BATCH_BYTES } = {}) {
  /** @type {Map<string, AnswerEvent>} */
  const newest = new Map();
  for (const event of events) if (isNewer(event, newest.get(event.item))) newest.set(event.item, event);
  const first = [...newest.values()].sort(compareKeys);
  const rest = events.filter((event) => newest.get(event.item) !== event).sort(compareKeys);
  const batch = [];
  let bytes = 0;
  for (const event of [...first, ...rest]) {
    if (batch.length >= maxEvents) break;
    const size = encoder.encode(JSON.stringify(wireEvent(event))).length + 1;
    if (batch.length && bytes + size > maxBytes) continue; // A shorter one may still fit.
    batch.push(event);
    bytes += size;
  }
  return batch;
}

/**
 * Whether an event that is stored under a key is the one that is meant: two tabs that started without Wi-Fi may have taken the same number.
 * @param {{at: number} | undefined} stored
 * @param {{at?: number}} meant
 */
export const isSame = (stored, meant) => stored !== undefined && (meant.at ?? stored.at) === stored.at;

/**
 * The fields of an event that travel.
 * @param {AnswerEvent} event
 * @returns {AnswerEvent}
 */
export function wireEvent({ epoch, seq, item, value, at }) {
  return { epoch, seq, item, value, at };
}

/**
 * Full jitter: a uniform wait in [0, min(cap, base * 2^failures)). A whole class that lost one access point must not come back in step.
 * @param {number} failures  failures in a row so far, from 0
 * @param {() => number} [random]  uniform in [0, 1)
 * @returns {number} milliseconds
 */
export function backoffDelay(failures, random = Math.random) {
  return random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(failures, 20));
}

/**
 * The pause before the next heartbeat: 15 s ± 20 %.
 * @param {() => number} [random]
 * @returns {number} milliseconds
 */
export function heartbeatDelay(random = Math.random) {
  return HEARTBEAT_MS * (0.8 + 0.4 * random());
}

/** A failed request as the queue tells them apart. @param {string} message @param {number} status */
export const failure = (message, status) => Object.assign(new Error(message), { status });

/**
 * What to do about an answer that is not a success. Status 0 means that none came (no network, timeout, or a page that isn't ours).
 * @param {number} status
 * @returns {FailureKind}
 */
export function failureKind(status) {
  if (status === 401) return 'sign_in';
  if (status === 413 || status === 422) return 'halve';
  if (status === 429 || status === 503) return 'wait';
  if (status === 403 || status === 404) return 'refused';
  return 'retry';
}

/**
 * Whether a refusal is about the answers that were sent. What stands between may refuse anything: that a single one can never be stored is for our own
 * server to say, in its own words.
 * @param {number} status
 * @param {string} code  `broken` for an answer that isn't in our server's words
 * @param {number} events  how many were sent
 */
export const isAboutAnswers = (status, code, events) => events > 0 && failureKind(status) === 'halve' && (events > 1 || code !== 'broken');

/** Whether an attempt in this state still takes answers. @param {string} state */
export const isOpen = (state) => state === 'open' || state === 'paused';

/**
 * Whether two JSON values are the same; objects are compared with their keys in any order.
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
export function sameValue(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const left = /** @type {Record<string, unknown>} */ (a);
  const right = /** @type {Record<string, unknown>} */ (b);
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameValue(left[name], right[name]));
}

/**
 * The `final` list of a hand-in: the newest event of every item, leaving out what the server said it can never store.
 * @param {Iterable<Answer>} answers
 * @param {ReadonlySet<string>} refused  key texts
 * @returns {[string, number, number][]}
 */
export function finalList(answers, refused) {
  /** @type {[string, number, number][]} */
  const list = [];
  for (const answer of answers) if (!refused.has(keyText(answer))) list.push([answer.item, answer.epoch, answer.seq]);
  return list;
}
