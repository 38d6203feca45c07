import { isNewer, isSame, laneJump, wireEvent } from './outbox.logic.js';
import { MemoryStore } from './memory-store.js';

/**
 * @typedef {import('./memory-store.js').AnswerStore} AnswerStore
 * @typedef {import('./memory-store.js').Draft} Draft
 * @typedef {import('./memory-store.js').StoredEvent} StoredEvent
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').AnswerEvent} AnswerEvent
 * @typedef {import('./outbox.logic.js').Key} Key
 */

const PROBE_MS = 2_000;
const PREFIX = 'ks3-sitting';

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Settles when the transaction has: 'complete' is the only proof that something is on disk.
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
function completed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('The write was given up', 'AbortError'));
  });
}

/** @param {Answer} answer  or an event, which says more @returns {Answer} */
const answerOf = ({ item, epoch, seq, value, at }) => ({ item, epoch, seq, value, at });

/**
 * Each becomes the answer of its item, unless that has a newer one.
 * @param {IDBTransaction} transaction
 * @param {readonly Answer[]} incoming
 */
function keepNewer(transaction, incoming) {
  const answers = transaction.objectStore('answers');
  for (const answer of incoming) {
    const current = answers.get(answer.item);
    current.onsuccess = () => isNewer(answer, current.result) && answers.put(answerOf(answer));
  }
}

/**
 * @param {string} name
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore('events', { keyPath: ['epoch', 'seq'] });
    database.createObjectStore('answers', { keyPath: 'item' });
    database.createObjectStore('package');
    database.createObjectStore('meta');
  };
  return result(request);
}

/**
 * One sitting in IndexedDB: `events` (unsent, key [epoch, seq]), `answers` (newest of each item), `package` and `meta`.
 * @implements {AnswerStore}
 */
export class IndexedDbStore {
  durable = true;
  #database;

  /** @param {IDBDatabase} database */
  constructor(database) {
    this.#database = database;
    // Another tab deletes this sitting after its hand-in: let it.
    database.onversionchange = () => database.close();
  }

  async load() {
    const transaction = this.#database.transaction(['answers', 'events', 'meta', 'package']);
    const meta = transaction.objectStore('meta');
    const [stored, events, names, values, content] = await Promise.all([
      result(transaction.objectStore('answers').getAll()),
      result(transaction.objectStore('events').getAll()),
      result(meta.getAllKeys()),
      result(meta.getAll()),
      result(transaction.objectStore('package').get('package')),
    ]);
    /** @type {Map<string, unknown>} */
    const facts = new Map(names.map((name, i) => [String(name), values[i]]));
    if (content) facts.set('package', content);
    /** @type {Map<string, Answer>} */
    const answers = new Map(stored.map((answer) => [answer.item, answer]));
    // A page that was closed may have had the time for the event only.
    for (const event of events) if (isNewer(event, answers.get(event.item))) answers.set(event.item, answerOf(event));
    return { answers: [...answers.values()], meta: facts };
  }

  /**
   * Write an event, then make it the answer of its item. `add` refuses a number that another tab has taken in this epoch (both started without Wi-Fi):
   * the transaction then fails, and the event takes another.
   * @param {Draft} draft
   * @returns {Promise<AnswerEvent>}
   */
  async append({ strict, instead, ...event }) {
    for (;;) {
      try {
        await this.#add(event, strict, instead);
        break;
      } catch (error) {
        if (/** @type {DOMException} */ (error).name !== 'ConstraintError') throw error;
        event.seq += laneJump();
      }
    }
    const transaction = this.#write(['answers'], false);
    keepNewer(transaction, [event]);
    // Not waited for: the event is what is safe, and `load` would have the answer from it.
    completed(transaction).catch(() => undefined);
    return event;
  }

  async events() {
    return /** @type {Promise<StoredEvent[]>} */ (result(this.#database.transaction('events').objectStore('events').getAll()));
  }

  /** @param {readonly (Key & {at?: number})[]} keys */
  async remove(keys) {
    if (!keys.length) return;
    const transaction = this.#write(['events'], false);
    const events = transaction.objectStore('events');
    for (const key of keys) {
      const stored = events.get([key.epoch, key.seq]);
      stored.onsuccess = () => isSame(stored.result, key) && events.delete([key.epoch, key.seq]);
    }
    await completed(transaction);
  }

  /** @param {readonly (Key & {code: string})[]} keys */
  async refuse(keys) {
    if (!keys.length) return;
    const transaction = this.#write(['events'], false);
    const events = transaction.objectStore('events');
    for (const { epoch, seq, code } of keys) {
      const stored = events.get([epoch, seq]);
      stored.onsuccess = () => stored.result && events.put({ ...stored.result, refused: code });
    }
    await completed(transaction);
  }

  /** @param {readonly AnswerEvent[]} events */
  async requeue(events) {
    /** @type {AnswerEvent[]} */
    const taken = [];
    if (!events.length) return taken;
    const transaction = this.#write(['events'], true);
    const store = transaction.objectStore('events');
    for (const event of events) {
      const stored = store.get([event.epoch, event.seq]);
      stored.onsuccess = () => {
        if (stored.result && !isSame(stored.result, event)) return;
        taken.push(event);
        store.put(wireEvent(event));
      };
    }
    await completed(transaction);
    return taken;
  }

  /**
   * @param {number} epoch
   * @param {number} seq
   * @param {readonly Answer[]} incoming
   */
  async opened(epoch, seq, incoming) {
    const transaction = this.#write(['answers', 'meta'], true);
    const meta = transaction.objectStore('meta');
    meta.put(epoch, 'epoch');
    meta.put(seq, 'seq');
    keepNewer(transaction, incoming);
    await completed(transaction);
  }

  /**
   * @param {{[name: string]: unknown}} values
   * @param {boolean} [strict]
   */
  async put(values, strict = false) {
    const transaction = this.#write(['meta', 'package'], strict);
    for (const [name, value] of Object.entries(values)) transaction.objectStore(name === 'package' ? 'package' : 'meta').put(value, name);
    transaction.commit();
    await completed(transaction);
  }

  async destroy() {
    this.#database.close();
    await result(indexedDB.deleteDatabase(this.#database.name));
  }

  close() {
    this.#database.close();
  }

  /**
   * @param {AnswerEvent} event
   * @param {boolean} strict
   * @param {AnswerEvent} [instead]
   */
  async #add(event, strict, instead) {
    const transaction = this.#write(['events'], strict);
    const events = transaction.objectStore('events');
    events.add(event);
    if (instead) {
      const former = events.get([instead.epoch, instead.seq]);
      former.onsuccess = () => isSame(former.result, instead) && events.delete([instead.epoch, instead.seq]);
    } else transaction.commit(); // Asked for at once: a page that is being closed hears of nothing any more.
    await completed(transaction);
  }

  /**
   * @param {string[]} stores
   * @param {boolean} strict  wait until the disk has it, not only the operating system
   */
  #write(stores, strict) {
    return this.#database.transaction(stores, 'readwrite', { durability: strict ? 'strict' : 'relaxed' });
  }
}

/**
 * Open a sitting's store and prove within two seconds that it can write, read and delete; otherwise give one in memory.
 * A private window or a full disk is not an error: the page then sends at once and says so in amber.
 * @param {string} pupilId
 * @param {string} attemptId
 * @returns {Promise<AnswerStore>}
 */
export async function openStore(pupilId, attemptId) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('The probe took too long', 'TimeoutError')), PROBE_MS);
  });
  try {
    return /** @type {AnswerStore} */ (await Promise.race([openProved(`${PREFIX}:${pupilId}:${attemptId}`), late]));
  } catch {
    return new MemoryStore();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} name
 * @returns {Promise<AnswerStore>}
 */
async function openProved(name) {
  const database = await openDatabase(name);
  const proof = freshProof();
  const write = database.transaction('meta', 'readwrite');
  write.objectStore('meta').put(proof, 'probe');
  await completed(write);
  const read = await result(database.transaction('meta').objectStore('meta').get('probe'));
  if (read !== proof) throw new DOMException('Read back something else', 'DataError');
  const remove = database.transaction('meta', 'readwrite');
  remove.objectStore('meta').delete('probe');
  await completed(remove);
  return new IndexedDbStore(database);
}

/** A value that an earlier probe can't have left behind. */
function freshProof() {
  return `${Date.now()}:${Math.random()}`;
}

/**
 * The attempts of a pupil that still have something on this device. Empty where the browser can't list databases.
 * @param {string} pupilId
 * @returns {Promise<string[]>} attempt ids
 */
export async function keptSittings(pupilId) {
  try {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const mine = `${PREFIX}:${pupilId}:`;
    return names.filter((name) => name.startsWith(mine)).map((name) => name.slice(mine.length));
  } catch {
    return [];
  }
}
