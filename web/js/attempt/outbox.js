import { MemoryStore } from './memory-store.js';
import {
  MAX_EVENTS,
  backoffDelay,
  failureKind,
  finalList,
  heartbeatDelay,
  isNewer,
  keyText,
  mergeAnswers,
  sameValue,
  selectBatch,
  wireEvent,
} from './outbox.logic.js';

/**
 * @typedef {import('./memory-store.js').AnswerStore} AnswerStore
 * @typedef {import('./memory-store.js').Draft} Draft
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').AnswerEvent} AnswerEvent
 * @typedef {import('./outbox.logic.js').Key} Key
 * @typedef {import('./save-status.logic.js').QueueState} QueueState
 *
 * @typedef {{epoch: number, state: string, now: number, ends_at: number | null, answers: Answer[], checked: string[], here: string | null}} Opened
 * @typedef {{acked: [number, number][], rejected: {epoch: number, seq: number, code: string, message: string}[], superseded: boolean, state: string,
 *   now: number, ends_at: number | null, notices: unknown[]}} Acknowledged
 * @typedef {{state: string, missing: [string, number, number][], result: any, pending_items: string[]}} Submitted
 * @typedef {{epoch: number, at: number, here: string | null, pending: number, events: AnswerEvent[]}} EventsBody
 *
 * @typedef {object} Server  the attempt's calls; each throws an error with `status` (0 without an answer) and `retryAfterMs`
 * @property {(body: {device: string, epoch?: number}) => Promise<Opened>} open
 * @property {(body: EventsBody, options?: {keepalive?: boolean}) => Promise<Acknowledged>} send
 * @property {(body: {final: [string, number, number][]}) => Promise<Submitted>} submit
 *
 * @typedef {object} Surroundings  time, chance and the page, so that tests can hold them
 * @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} now  monotonic ms
 * @property {() => number} random
 * @property {() => boolean} visible
 */

const TYPING_PAUSE_MS = 300;
const TYPING_LONGEST_MS = 2_000;
const SUBMIT_ROUNDS = 3;
const OPEN_STATES = new Set(['open', 'paused']);

/** @type {Surroundings} */
const PAGE = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => performance.now(),
  random: Math.random,
  visible: () => document.visibilityState === 'visible',
};

/**
 * The write-ahead queue of one attempt. A change is first put in the store, then sent, and leaves the store only when the server has acknowledged
 * it; nothing is ever dropped. Events: `change` (status), `answers` (detail: items that the server or another device changed), `sign_in`, `refused`,
 * `notices`, `contact` (any answer of the server), `closed` (detail: Submitted).
 */
export class Outbox extends EventTarget {
  epoch = 0;
  /** Where the pupil is; travels with every request. @type {string | null} */
  here = null;
  /** Items whose answer is fixed because it was checked. @type {Set<string>} */
  checked = new Set();

  #server;
  #store;
  #clock;
  #device;
  #env;
  #memory = new MemoryStore();
  #seq = 0;
  #opened = false;
  /** @type {Map<string, Answer>} */
  #answers = new Map();
  /** Mirror of what is unsent, by key: `leave` has no time to read the store. @type {Map<string, AnswerEvent>} */
  #unsent = new Map();
  /** Keys of `#unsent` that only memory holds. @type {Set<string>} */
  #unsafe = new Set();
  /** @type {Set<string>} */
  #refused = new Set();
  /** Writes under way. @type {Set<Draft>} */
  #drafts = new Set();
  /** @type {Map<string, {value: unknown, since: number, timer: any}>} */
  #typing = new Map();
  /** Items changed on this page before the server was reached. @type {Set<string>} */
  #touched = new Set();
  /** @type {Promise<void> | null} */
  #busy = null;
  #again = false;
  #stopped = false;
  #failures = 0;
  /** @type {QueueState['trouble']} */
  #trouble = 'none';
  #superseded = false;
  #handingIn = false;
  #limit = MAX_EVENTS;
  #notBefore = 0;
  /** @type {any} */
  #timer;

  /**
   * @param {object} parts
   * @param {Server} parts.server
   * @param {AnswerStore} parts.store
   * @param {import('./clock.js').ServerClock} parts.clock
   * @param {string} parts.device  a name for this browser in the audit, not an identity
   * @param {Surroundings} [parts.env]
   */
  constructor({ server, store, clock, device, env = PAGE }) {
    super();
    this.#server = server;
    this.#store = store;
    this.#clock = clock;
    this.#device = device;
    this.#env = env;
  }

  // Reading

  /**
   * Read what this device holds. Call once, before anything else.
   * @returns {Promise<Map<string, unknown>>} the facts put with `remember`, and `package`
   */
  async load() {
    const { answers, meta } = await this.#store.load();
    this.#answers = new Map(answers.map((answer) => [answer.item, answer]));
    this.epoch = Number(meta.get('epoch') ?? 0);
    this.#seq = Math.max(Number(meta.get('seq') ?? 0), ...answers.map(({ seq }) => seq));
    this.#handingIn = Boolean(meta.get('handed_in'));
    await this.#readUnsent();
    return meta;
  }

  /** The newest value of an item, typed or saved; undefined when it was never answered. @param {string} item */
  value(item) {
    return this.#typing.has(item) ? this.#typing.get(item)?.value : this.#answers.get(item)?.value;
  }

  /** What the page may say about saving. @returns {QueueState} */
  get state() {
    return {
      writing: this.#typing.size > 0 || this.#drafts.size > 0,
      unsent: this.#unsent.size,
      unsafe: this.#unsafe.size,
      durable: this.#store.durable,
      failures: this.#failures,
      trouble: this.#trouble,
      refused: this.#refused.size,
      superseded: this.#superseded,
    };
  }

  get opened() {
    return this.#opened;
  }

  get superseded() {
    return this.#superseded;
  }

  /** The pupil has handed in (perhaps only on this device so far). */
  get handingIn() {
    return this.#handingIn;
  }

  // Changing

  /**
   * Take a new answer. Choices go into the log at once; typing after a pause of 300 ms, or 2 s at most.
   * @param {string} item
   * @param {unknown} value  the response JSON, or null for a cleared answer
   * @param {{typing?: boolean}} [options]
   * @returns {Promise<void>} settles when it is in the log (for typing: at once)
   */
  async change(item, value, { typing = false } = {}) {
    if (this.#superseded || this.#handingIn) return;
    if (!this.#typing.has(item) && sameValue(this.#answers.get(item)?.value ?? null, value)) return;
    const waiting = this.#typing.get(item);
    this.#env.clearTimeout(waiting?.timer);
    if (!typing) {
      this.#typing.delete(item);
      await this.#write(item, value, true);
      return;
    }
    const since = waiting?.since ?? this.#env.now();
    const pause = Math.min(TYPING_PAUSE_MS, Math.max(0, since + TYPING_LONGEST_MS - this.#env.now()));
    this.#typing.set(item, { value, since, timer: this.#env.setTimeout(() => this.#writeTyping(item, false), pause) });
    this.#changed();
  }

  /** Force what is being typed into the log (blur, navigation, leaving). Settles when every write has. */
  async settle() {
    await Promise.all([...this.#typing.keys()].map((item) => this.#writeTyping(item, true)));
    while (this.#drafts.size) await new Promise((resolve) => this.addEventListener('change', resolve, { once: true }));
  }

  /**
   * Keep small facts of this sitting on the device: package, position, flags, clock.
   * @param {{[name: string]: unknown}} facts
   * @param {boolean} [strict]
   * @returns {Promise<boolean>} whether they are kept
   */
  async remember(facts, strict = false) {
    try {
      await this.#store.put(facts, strict);
      return this.#store.durable;
    } catch {
      return false;
    }
  }

  /** Hand in: durable first, then sent, for ever. The `closed` event tells when the server has everything. */
  async handIn() {
    await this.settle();
    this.#handingIn = true;
    await this.remember({ handed_in: Math.round(this.#clock.now()) }, true);
    this.#changed();
    this.kick();
  }

  // Sending

  /** Send now (or as soon as the server's Retry-After allows). Any number of calls make one request at a time. */
  kick() {
    if (this.#stopped) return;
    this.#env.clearTimeout(this.#timer);
    if (this.#busy) {
      this.#again = true;
      return;
    }
    const wait = this.#notBefore - this.#env.now();
    if (wait > 0) this.#timer = this.#env.setTimeout(() => this.kick(), wait);
    else this.#busy = this.#cycle();
  }

  /**
   * Settle, send, and tell whether the server now holds everything.
   * @returns {Promise<boolean>} false when a request failed first
   */
  async flush() {
    await this.settle();
    this.kick();
    while (this.#busy) await this.#busy;
    return this.#opened && this.#unsent.size === 0 && this.#failures === 0;
  }

  /**
   * The page is being hidden or closed: log what is typed and send what is unsent with a request that outlives the page. The body is the same
   * idempotent one, so nothing is deleted unless its acknowledgement is still heard.
   */
  leave() {
    for (const item of [...this.#typing.keys()]) void this.#writeTyping(item, true);
    if (this.#stopped) return;
    const sure = this.#opened ? [...this.#drafts] : []; // Before `open` the epoch isn't ours alone, and a draft's number may still change.
    const events = selectBatch([...this.#unsent.values(), ...sure]);
    if (!events.length) return;
    const sent = this.#env.now();
    this.#server
      .send(this.#body(events), { keepalive: true })
      .then((answer) => this.#acknowledge(answer, sent))
      .catch(() => undefined); // The log has it all.
  }

  /** Stop for good (the attempt is closed, or the page goes elsewhere). */
  stop() {
    this.#stopped = true;
    this.#env.clearTimeout(this.#timer);
  }

  // Private

  /**
   * @param {string} item
   * @param {boolean} strict
   */
  async #writeTyping(item, strict) {
    const waiting = this.#typing.get(item);
    if (!waiting) return;
    this.#env.clearTimeout(waiting.timer);
    this.#typing.delete(item);
    if (!sameValue(this.#answers.get(item)?.value ?? null, waiting.value)) await this.#write(item, waiting.value, strict);
    else this.#changed();
  }

  /**
   * @param {string} item
   * @param {unknown} value
   * @param {boolean} strict
   */
  async #write(item, value, strict) {
    this.#seq += 1;
    const draft = { epoch: this.epoch, item, value: structuredClone(value), at: Math.round(this.#clock.now()), seq: this.#seq, strict };
    this.#drafts.add(draft);
    this.#answers.set(item, { item, epoch: draft.epoch, seq: draft.seq, value: draft.value });
    if (!this.#opened) this.#touched.add(item);
    this.#changed();
    const { event, safe } = await this.#log(draft);
    this.#drafts.delete(draft);
    this.#seq = Math.max(this.#seq, event.seq);
    this.#unsent.set(keyText(event), event);
    if (!safe) this.#unsafe.add(keyText(event));
    if (isNewer(event, this.#answers.get(item))) this.#answers.set(item, { item, epoch: event.epoch, seq: event.seq, value: event.value });
    this.#changed();
    this.kick();
  }

  /** @param {Draft} draft */
  async #log(draft) {
    try {
      const event = await this.#store.append(draft);
      if (this.#store.durable) await this.#rescueMemory();
      return { event, safe: this.#store.durable };
    } catch {
      // The disk is full, or another tab has removed this sitting: memory holds it until the server does.
      return { event: await this.#memory.append(draft), safe: false };
    }
  }

  /** The disk works again: move there what only memory held. */
  async #rescueMemory() {
    const held = await this.#memory.events();
    if (!held.length) return;
    await this.#store.requeue(held);
    await this.#memory.remove(held);
    for (const event of held) this.#unsafe.delete(keyText(event));
  }

  /** @returns {Promise<AnswerEvent[]>} what is unsent, from the store (other tabs add to it) and from memory */
  async #readUnsent() {
    const before = new Set(this.#unsent.keys());
    const stored = [...(await this.#store.events()), ...(await this.#memory.events())];
    for (const event of stored) {
      before.delete(keyText(event));
      if (event.refused) this.#refused.add(keyText(event));
      else this.#unsent.set(keyText(event), wireEvent(event));
    }
    for (const key of before) this.#unsent.delete(key); // Another tab has had it acknowledged.
    return [...this.#unsent.values()];
  }

  async #cycle() {
    try {
      // Each call is proof of contact; without anything unsent it is the heartbeat.
      if (!this.#opened) await this.#open();
      else if (!(await this.#readUnsent()).length) await this.#send([]);
      for (let unsent = await this.#readUnsent(); unsent.length; unsent = await this.#readUnsent()) {
        await this.#send(selectBatch(unsent, { maxEvents: this.#limit }));
      }
      if (this.#handingIn) await this.#submit();
      this.#schedule(this.#env.visible() ? heartbeatDelay(this.#env.random) : null);
    } catch (error) {
      this.#failed(/** @type {{status?: number, retryAfterMs?: number}} */ (error));
    } finally {
      this.#busy = null;
      this.#changed();
      if (this.#again && !this.#stopped) {
        this.#again = false;
        // A save that came meanwhile goes at once; otherwise wait for the timer set above.
        if (!this.#failures) this.kick();
      }
    }
  }

  async #open() {
    const sent = this.#env.now();
    const answer = await this.#server.open({ device: this.#device, ...(this.epoch ? { epoch: this.epoch } : {}) });
    this.#contact(answer, sent);
    const { merged, changed } = mergeAnswers(this.#answers, answer.answers);
    // What was answered here while the server could not be reached is the pupil's latest word: it is said again in the new epoch.
    const mine = [...this.#touched].filter((item) => changed.includes(item)).map((item) => ({ item, value: this.#answers.get(item)?.value }));
    this.#touched.clear();
    this.#answers = merged;
    this.#seq = Math.max(this.#seq, ...answer.answers.map(({ seq }) => seq));
    this.epoch = answer.epoch;
    this.checked = new Set(answer.checked);
    this.here ??= answer.here;
    this.#opened = true;
    await this.#store.opened(answer.epoch, this.#seq, answer.answers).catch(() => undefined);
    for (const { item, value } of mine) await this.#write(item, value, true);
    const others = changed.filter((item) => !mine.some((own) => own.item === item));
    if (others.length) this.#emit('answers', others);
    this.#emit('opened');
    this.#closedBy(answer.state);
  }

  /** @param {AnswerEvent[]} events */
  async #send(events) {
    const sent = this.#env.now();
    try {
      const answer = await this.#server.send(this.#body(events));
      if (!Array.isArray(answer?.acked)) throw Object.assign(new Error('Not our server'), { status: 0 }); // A captive portal answers 200 too.
      await this.#acknowledge(answer, sent);
      this.#limit = Math.min(MAX_EVENTS, this.#limit * 2);
    } catch (error) {
      const { status = 0, code = 'too_large' } = /** @type {{status?: number, code?: string}} */ (error);
      if (!events.length || failureKind(status) !== 'halve') throw error;
      if (events.length > 1) this.#limit = Math.ceil(events.length / 2);
      else await this.#refuse(events.map(({ epoch, seq }) => ({ epoch, seq, code })));
    }
  }

  /** @param {AnswerEvent[]} events @returns {EventsBody} */
  #body(events) {
    const pending = this.#unsent.size - events.filter((event) => this.#unsent.has(keyText(event))).length;
    return { epoch: this.epoch, at: Math.round(this.#clock.now()), here: this.here, pending, events: events.map(wireEvent) };
  }

  /**
   * Delete what was acknowledged, and only that.
   * @param {Acknowledged} answer
   * @param {number} sent
   */
  async #acknowledge(answer, sent) {
    if (!Array.isArray(answer?.acked)) return;
    this.#contact(answer, sent);
    const keys = answer.acked.map(([epoch, seq]) => ({ epoch, seq }));
    await Promise.all([this.#store.remove(keys), this.#memory.remove(keys)]);
    for (const key of keys.map(keyText)) {
      this.#unsent.delete(key);
      this.#unsafe.delete(key);
    }
    if (answer.rejected?.length) await this.#refuse(answer.rejected);
    if (answer.superseded && !this.#superseded) {
      this.#superseded = true;
      await this.settle();
    }
    if (answer.notices?.length) this.#emit('notices', answer.notices);
    this.#changed();
    this.#closedBy(answer.state);
  }

  /** @param {(Key & {code: string, message?: string})[]} keys */
  async #refuse(keys) {
    await Promise.all([this.#store.refuse(keys), this.#memory.refuse(keys)]);
    for (const key of keys) {
      this.#unsent.delete(keyText(key));
      this.#unsafe.delete(keyText(key));
      this.#refused.add(keyText(key));
    }
    this.#emit('refused', keys);
  }

  /** Ask the server to close the attempt; bring again whatever it says it misses. */
  async #submit() {
    for (let round = 0; round < SUBMIT_ROUNDS; round += 1) {
      const answer = await this.#server.submit({ final: finalList(this.#answers.values(), this.#refused) });
      if (!Array.isArray(answer?.missing)) throw Object.assign(new Error('Not our server'), { status: 0 });
      if (!answer.missing.length && !OPEN_STATES.has(answer.state)) {
        this.stop();
        await this.#store.destroy().catch(() => undefined);
        this.#emit('closed', answer);
        return;
      }
      const again = answer.missing.flatMap(([item]) => this.#answers.get(item) ?? []).map((answerOf) => ({ ...answerOf, at: Math.round(this.#clock.now()) }));
      await this.#store.requeue(again).catch(() => this.#memory.requeue(again));
      for (let unsent = await this.#readUnsent(); unsent.length; unsent = await this.#readUnsent()) {
        await this.#send(selectBatch(unsent, { maxEvents: this.#limit }));
      }
    }
    throw Object.assign(new Error('The server still misses answers'), { status: 500 });
  }

  /** The attempt was closed by time or by the teacher: hand in what is here, so that nothing stays behind. @param {string} state */
  #closedBy(state) {
    if (!state || OPEN_STATES.has(state) || this.#handingIn) return;
    this.#handingIn = true;
    void this.remember({ handed_in: Math.round(this.#clock.now()) }, true);
    this.#emit('closing', state);
    this.kick();
  }

  /**
   * @param {{now: number, ends_at: number | null}} answer
   * @param {number} sent
   */
  #contact(answer, sent) {
    this.#failures = 0;
    this.#notBefore = 0;
    this.#trouble = 'none';
    this.#clock.sample(sent, this.#env.now(), answer.now, answer.ends_at);
    this.#emit('contact');
  }

  /** @param {{status?: number, retryAfterMs?: number}} error */
  #failed({ status = 0, retryAfterMs = 0 }) {
    const kind = failureKind(status);
    const delay = Math.max(backoffDelay(this.#failures, this.#env.random), retryAfterMs);
    this.#failures += 1;
    this.#notBefore = retryAfterMs ? this.#env.now() + retryAfterMs : 0;
    this.#trouble = kind === 'sign_in' || kind === 'refused' ? kind : status >= 400 ? 'server' : 'network';
    if (kind === 'sign_in' || kind === 'refused') this.#emit('sign_in', { status });
    this.#schedule(delay);
  }

  /** @param {number | null} delay */
  #schedule(delay) {
    this.#env.clearTimeout(this.#timer);
    if (delay !== null && !this.#stopped) this.#timer = this.#env.setTimeout(() => this.kick(), delay);
  }

  #changed() {
    this.#emit('change');
  }

  /**
   * @param {string} type
   * @param {unknown} [detail]
   */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
