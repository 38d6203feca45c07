import { MemoryStore } from './memory-store.js';
import { keyText, wireEvent } from './outbox.logic.js';

/**
 * @typedef {import('./memory-store.js').AnswerStore} AnswerStore
 * @typedef {import('./memory-store.js').Draft} Draft
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').AnswerEvent} AnswerEvent
 * @typedef {import('./outbox.logic.js').Key} Key
 */

/**
 * The write-ahead log: the browser's store, memory for what the store refuses, and a mirror of what is unsent, because a page that is being closed
 * has no time to read a store. Nothing leaves it but by an acknowledgement.
 */
export class AnswerLog {
  #store;
  #memory = new MemoryStore();
  /** @type {Map<string, AnswerEvent>} */
  #unsent = new Map();
  /** Keys of `#unsent` that only memory holds. @type {Set<string>} */
  #unsafe = new Set();
  /** @type {Set<string>} */
  #refused = new Set();
  /** Writes under way. @type {Map<Draft, Promise<AnswerEvent>>} */
  #drafts = new Map();

  /** @param {AnswerStore} store */
  constructor(store) {
    this.#store = store;
  }

  /** Whether this browser keeps a copy that survives a crash. */
  get durable() {
    return this.#store.durable;
  }

  /** How many events are unsent, how many of them only memory holds, how many the server can never store, how many are being written. */
  get counts() {
    return { unsent: this.#unsent.size, unsafe: this.#unsafe.size, refused: this.#refused.size, writing: this.#drafts.size };
  }

  /** Key texts of what the server can never store. @returns {ReadonlySet<string>} */
  get refused() {
    return this.#refused;
  }

  /** @returns {Promise<import('./memory-store.js').Loaded>} */
  async load() {
    const loaded = await this.#store.load();
    await this.unsent();
    return loaded;
  }

  /**
   * Write one event ahead of sending it. Settles when it is kept; where the disk is full, memory keeps it until the server does.
   * @param {Draft} draft
   * @returns {Promise<AnswerEvent>}
   */
  async append(draft) {
    const writing = this.#append(draft);
    this.#drafts.set(draft, writing);
    try {
      return await writing;
    } finally {
      this.#drafts.delete(draft);
    }
  }

  /** Settles when no write is under way. */
  async settled() {
    while (this.#drafts.size) await Promise.all(this.#drafts.values());
  }

  /**
   * What is unsent, from the store (other tabs add to it and take from it) and from memory.
   * @returns {Promise<AnswerEvent[]>}
   */
  async unsent() {
    const gone = new Set(this.#unsent.keys());
    const stored = await this.#store.events().catch(() => null);
    for (const event of [...(stored ?? []), ...(await this.#memory.events())]) {
      gone.delete(keyText(event));
      if (event.refused) this.#refused.add(keyText(event));
      else this.#unsent.set(keyText(event), wireEvent(event));
    }
    // What has left the store was acknowledged to another tab; an unreadable store proves nothing.
    if (stored) for (const key of gone) this.#unsent.delete(key);
    return [...this.#unsent.values()];
  }

  /**
   * What is known to be unsent without asking the store.
   * @param {boolean} withDrafts  also what is being written: only while no other tab can write in the same epoch, else its number may still change
   * @returns {AnswerEvent[]}
   */
  unsentNow(withDrafts) {
    return [...this.#unsent.values(), ...(withDrafts ? [...this.#drafts.keys()].map(wireEvent) : [])];
  }

  /**
   * Give an event another number, in one step: it is never gone, and never there twice.
   * @param {AnswerEvent} event
   * @param {number} seq
   * @returns {Promise<AnswerEvent>} it rejects where the disk is full, and the event stays as it was
   */
  async renumber(event, seq) {
    const draft = { ...event, seq, strict: true, instead: event };
    const held = this.#unsafe.has(keyText(event)) ? this.#memory : this.#store;
    const moved = await held.append(draft);
    this.#forget(keyText(event));
    this.#unsent.set(keyText(moved), moved);
    if (held === this.#memory) this.#unsafe.add(keyText(moved));
    return moved;
  }

  /** @param {Key} key */
  holds(key) {
    return this.#unsent.has(keyText(key));
  }

  /** The server has these. @param {readonly Key[]} keys */
  async acknowledge(keys) {
    const events = keys.map((key) => this.#unsent.get(keyText(key)) ?? key);
    // A store that can't delete only means that the server gets an event twice, which it takes as one.
    await Promise.all([this.#store.remove(events).catch(() => undefined), this.#memory.remove(events)]);
    keys.forEach((key) => this.#forget(keyText(key)));
  }

  /** The server can never store these: keep them aside. @param {readonly (Key & {code: string})[]} keys */
  async refuse(keys) {
    for (const key of keys) {
      this.#forget(keyText(key));
      this.#refused.add(keyText(key));
    }
    await Promise.all([this.#store.refuse(keys).catch(() => undefined), this.#memory.refuse(keys)]);
  }

  /** Bring back what was acknowledged and then lost. @param {readonly AnswerEvent[]} events */
  async requeue(events) {
    const taken = await this.#store.requeue(events).catch(() => /** @type {AnswerEvent[]} */ ([]));
    await this.#memory.requeue(events.filter((event) => !taken.includes(event)));
  }

  /**
   * @param {number} epoch
   * @param {number} seq
   * @param {readonly Answer[]} answers
   */
  async opened(epoch, seq, answers) {
    await this.#store.opened(epoch, seq, answers).catch(() => undefined);
  }

  /**
   * Keep small facts of this sitting: package, position, flags, clock.
   * @param {{[name: string]: unknown}} facts
   * @param {boolean} [strict]
   */
  async remember(facts, strict) {
    await this.#store.put(facts, strict).catch(() => undefined);
  }

  /** Remove everything of this sitting from the device. */
  async destroy() {
    await this.#store.destroy().catch(() => undefined);
  }

  /** @param {Draft} draft */
  async #append(draft) {
    let event;
    try {
      event = await this.#store.append(draft);
      if (!this.#store.durable) this.#unsafe.add(keyText(event));
    } catch {
      event = await this.#memory.append(draft);
      this.#unsafe.add(keyText(event));
    }
    this.#unsent.set(keyText(event), event);
    if (!this.#unsafe.has(keyText(event))) await this.#rescueMemory();
    return event;
  }

  /** The disk works again: move there what only memory held. */
  async #rescueMemory() {
    const held = await this.#memory.events();
    if (!held.length) return;
    const moved = await this.#store.requeue(held).catch(() => []);
    await this.#memory.remove(moved);
    for (const event of moved) this.#unsafe.delete(keyText(event));
  }

  /** @param {string} key */
  #forget(key) {
    this.#unsent.delete(key);
    this.#unsafe.delete(key);
  }
}
