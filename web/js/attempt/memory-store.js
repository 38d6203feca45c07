import { isNewer, isSame, keyText, laneJump } from './outbox.logic.js';

/**
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').AnswerEvent} AnswerEvent
 * @typedef {import('./outbox.logic.js').Key} Key
 * @typedef {AnswerEvent & {refused?: string}} StoredEvent  `refused` is the server's code for an event that it can never store
 * @typedef {{epoch: number, item: string, value: unknown, at: number, seq: number, strict: boolean, instead?: AnswerEvent}} Draft  instead: the event whose place it takes, under another number
 * @typedef {{answers: Answer[], meta: Map<string, unknown>}} Loaded
 */

/**
 * What an answer queue is kept in: `IndexedDbStore`, or this one where the browser gives no disk.
 * @typedef {object} AnswerStore
 * @property {boolean} durable
 * @property {() => Promise<Loaded>} load
 * @property {(draft: Draft) => Promise<AnswerEvent>} append  settles when it is kept; another tab may have taken its `seq`, then it has another
 * @property {() => Promise<StoredEvent[]>} events
 * @property {(keys: readonly (Key & {at?: number})[]) => Promise<void>} remove  where `at` is known, only the event of that time
 * @property {(keys: readonly (Key & {code: string})[]) => Promise<void>} refuse
 * @property {(events: readonly AnswerEvent[]) => Promise<AnswerEvent[]>} requeue  put events in as they are; gives those that could: not where another
 *   tab's event has the number
 * @property {(epoch: number, seq: number, answers: readonly Answer[]) => Promise<void>} opened  note a new epoch and the answers that the server holds
 * @property {(values: {[name: string]: unknown}, strict?: boolean) => Promise<void>} put  small facts: package, position, flags, clock
 * @property {() => Promise<void>} destroy
 * @property {() => void} close
 */

/**
 * The queue in memory: for browsers that refuse IndexedDB, and for what could not be written when the disk was full. It lasts as long as the page.
 * @implements {AnswerStore}
 */
export class MemoryStore {
  durable = false;
  /** @type {Map<string, StoredEvent>} */
  #events = new Map();
  /** @type {Map<string, Answer>} */
  #answers = new Map();
  /** @type {Map<string, unknown>} */
  #meta = new Map();

  async load() {
    return { answers: [...this.#answers.values()], meta: new Map(this.#meta) };
  }

  /** @param {Draft} draft */
  async append({ epoch, item, value, at, seq, instead }) {
    const event = { epoch, seq, item, value: structuredClone(value), at };
    while (this.#events.has(keyText(event))) event.seq += laneJump();
    this.#events.set(keyText(event), event);
    if (instead) await this.remove([instead]);
    this.#keep(event);
    return event;
  }

  async events() {
    return [...this.#events.values()];
  }

  /** @param {readonly (Key & {at?: number})[]} keys */
  async remove(keys) {
    for (const key of keys) if (isSame(this.#events.get(keyText(key)), key)) this.#events.delete(keyText(key));
  }

  /** @param {readonly (Key & {code: string})[]} keys */
  async refuse(keys) {
    for (const key of keys) {
      const event = this.#events.get(keyText(key));
      if (event) event.refused = key.code;
    }
  }

  /** @param {readonly AnswerEvent[]} events */
  async requeue(events) {
    const taken = events.filter((event) => isSame(this.#events.get(keyText(event)) ?? event, event));
    for (const event of taken) this.#events.set(keyText(event), event);
    return taken;
  }

  /**
   * @param {number} epoch
   * @param {number} seq
   * @param {readonly Answer[]} answers
   */
  async opened(epoch, seq, answers) {
    this.#meta.set('epoch', epoch);
    this.#meta.set('seq', seq);
    for (const answer of answers) this.#keep(answer);
  }

  /** @param {{[name: string]: unknown}} values */
  async put(values) {
    for (const [name, value] of Object.entries(values)) this.#meta.set(name, structuredClone(value));
  }

  async destroy() {
    this.#events.clear();
    this.#answers.clear();
    this.#meta.clear();
  }

  close() {}

  /** @param {Answer} answer */
  #keep({ item, epoch, seq, value, at }) {
    if (isNewer({ epoch, seq }, this.#answers.get(item))) this.#answers.set(item, { item, epoch, seq, value, at });
  }
}
