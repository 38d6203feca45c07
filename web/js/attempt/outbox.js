import { AnswerLog } from './answer-log.js';
import { MAX_EVENTS, backoffDelay, failure, failureKind, finalList, heartbeatDelay, isNewer, isOpen, laneJump, mergeAnswers, sameValue, selectBatch, wireEvent } from './outbox.logic.js';
import { PAGE } from './surroundings.js';
import { Typing } from './typing.js';

/**
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').AnswerEvent} AnswerEvent
 * @typedef {import('./outbox.logic.js').Key} Key
 * @typedef {import('./save-status.logic.js').QueueState} QueueState
 * @typedef {import('./server.js').Acknowledged} Acknowledged
 * @typedef {import('./server.js').EventsBody} EventsBody
 */

const SUBMIT_ROUNDS = 3;

/**
 * The answers of one attempt, kept and sent by the protocol of the sitting: a change is first written to the log, then sent, and leaves the log only
 * when the server has acknowledged it; nothing is ever dropped.
 * Events: `change` (anything that `state` tells), `opened`, `answers` (detail: items that another device changed), `contact` (any answer of the server),
 * `sign_in` (detail: {status}), `refused` (detail: keys), `closing` (the server closed the attempt), `closed` (detail: Submitted).
 */
export class Outbox extends EventTarget {
  epoch = 0;
  /** Where the pupil is; travels with every request. @type {string | null} */
  here = null;
  /** How checks stand: items whose answer they fixed, tries by item, and what each try costs. @type {import('./server.js').Standing} */
  standing = { checked: [], tries: {}, try_costs: [0] };

  #server;
  #log;
  #clock;
  #device;
  #env;
  #typing;
  #seq = 0;
  #opened = false;
  /** @type {Map<string, Answer>} */
  #answers = new Map();
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
   * @param {import('./server.js').Server} parts.server
   * @param {import('./memory-store.js').AnswerStore} parts.store
   * @param {import('./clock.js').ServerClock} parts.clock
   * @param {string} parts.device  a name for this browser in the audit, not an identity
   * @param {boolean} [parts.takeOver]  false: only deliver what is held, in the epochs it was made in, and leave the attempt to whoever has it open
   * @param {import('./surroundings.js').Surroundings} [parts.env]
   */
  constructor({ server, store, clock, device, takeOver = true, env = PAGE }) {
    super();
    this.#opened = !takeOver;
    this.#server = server;
    this.#log = new AnswerLog(store);
    this.#clock = clock;
    this.#device = device;
    this.#env = env;
    this.#typing = new Typing(env, (item, value) => void this.#save(item, value, false));
  }

  // Reading

  /**
   * Read what this device holds. Call once, before anything else.
   * @returns {Promise<Map<string, unknown>>} the facts put with `remember`, `package` among them
   */
  async load() {
    const { answers, meta } = await this.#log.load();
    this.#answers = new Map(answers.map((answer) => [answer.item, answer]));
    this.epoch = Number(meta.get('epoch') ?? 0);
    this.#seq = Math.max(Number(meta.get('seq') ?? 0), ...answers.map(({ seq }) => seq), ...this.#log.unsentNow(false).map(({ seq }) => seq));
    this.#handingIn = Boolean(meta.get('handed_in'));
    return meta;
  }

  /** The newest value of an item, typed or saved; null when it has none. @param {string} item */
  value(item) {
    return (this.#typing.has(item) ? this.#typing.value(item) : this.#answers.get(item)?.value) ?? null;
  }

  /** What the page may say about saving. @returns {QueueState} */
  get state() {
    const { unsent, unsafe, refused, writing } = this.#log.counts;
    return {
      writing: writing > 0 || this.#typing.items.length > 0,
      unsent,
      unsafe,
      refused,
      durable: this.#log.durable,
      failures: this.#failures,
      trouble: this.#trouble,
      superseded: this.#superseded,
      handingIn: this.#handingIn,
    };
  }

  /** The server has answered `open` on this page. */
  get opened() {
    return this.#opened;
  }

  /** The attempt was opened in another tab or on another device since: this page may not write any more, but goes on sending. */
  get superseded() {
    return this.#superseded;
  }

  /** The pupil has handed in, perhaps only on this device so far. */
  get handingIn() {
    return this.#handingIn;
  }

  // Changing

  /**
   * Take a new answer. Choices go into the log at once, typing after a pause.
   * @param {string} item
   * @param {unknown} value  the response JSON, or null for a cleared answer
   * @param {{typing?: boolean}} [options]
   * @returns {Promise<void>} settles when a choice is in the log; for typing at once
   */
  async change(item, value, { typing = false } = {}) {
    if (this.#superseded || this.#handingIn) return;
    if (typing) {
      this.#typing.put(item, value);
      this.#emit('change');
    } else {
      this.#typing.take(item);
      await this.#save(item, value, true);
    }
  }

  /** Force what is being typed into the log (blur, navigation, leaving). Settles when every write has. */
  async settle() {
    for (const item of this.#typing.items) void this.#save(item, this.#typing.take(item), true);
    await this.#log.settled();
  }

  /**
   * Keep small facts of this sitting on the device: package, position, flags, clock.
   * @param {{[name: string]: unknown}} facts
   * @param {boolean} [strict]
   */
  remember(facts, strict = false) {
    return this.#log.remember(facts, strict);
  }

  /** Hand in: durable first, then sent, for ever. The `closed` event tells that the server has everything. */
  async handIn() {
    await this.settle();
    this.#handingIn = true;
    await this.remember({ handed_in: Math.round(this.#clock.now()) }, true);
    this.#emit('change');
    this.kick();
  }

  // Sending

  /** Send now, or as soon as the server's Retry-After allows. However often it is called, one request is under way at a time. */
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
   * Write and send everything now.
   * @returns {Promise<boolean>} whether the server holds it all; false after the first failed request
   */
  async flush() {
    await this.settle();
    this.kick();
    while (this.#busy) await this.#busy;
    return this.#opened && this.#failures === 0 && this.#log.counts.unsent === 0;
  }

  /**
   * The page is being hidden or closed: log what is typed, and send what is unsent with a request that outlives the page. The body is the same
   * idempotent one as ever, so it does no harm beside a request under way, and nothing is deleted unless its acknowledgement is still heard.
   */
  leave() {
    void this.settle();
    if (this.#stopped) return;
    const events = selectBatch(this.#log.unsentNow(this.#opened));
    if (!events.length) return;
    const sent = this.#env.now();
    this.#server
      .send(this.#body(events), { keepalive: true })
      .then((answer) => this.#acknowledge(answer, sent))
      .catch(() => undefined); // The log has it all.
  }

  /** Stop for good: the attempt is closed, or the page goes elsewhere. */
  stop() {
    this.#stopped = true;
    this.#env.clearTimeout(this.#timer);
  }

  // Private

  /**
   * @param {string} item
   * @param {unknown} value
   * @param {boolean} strict
   */
  async #save(item, value, strict) {
    const before = this.#answers.get(item);
    if (sameValue(before?.value ?? null, value)) return this.#emit('change');
    if (!this.#opened && !this.#touched.size) this.#seq += laneJump(this.#env.random);
    this.#seq += 1;
    const draft = { epoch: this.epoch, item, value: structuredClone(value), at: Math.round(this.#clock.now()), seq: this.#seq, strict };
    this.#answers.set(item, { item, epoch: draft.epoch, seq: draft.seq, value: draft.value });
    if (!this.#opened) this.#touched.add(item);
    const writing = this.#log.append(draft);
    this.#emit('change');
    const event = await writing;
    this.#seq = Math.max(this.#seq, event.seq);
    if (isNewer(event, this.#answers.get(item))) this.#answers.set(item, { item, epoch: event.epoch, seq: event.seq, value: event.value });
    this.#emit('change');
    this.kick();
  }

  async #cycle() {
    try {
      // Every call is proof of contact; without anything unsent it is the heartbeat.
      if (!this.#opened) await this.#open();
      else if (!(await this.#log.unsent()).length) await this.#send([]);
      await this.#drain();
      if (this.#handingIn) await this.#submit();
      this.#schedule(this.#env.visible() ? heartbeatDelay(this.#env.random) : null);
    } catch (error) {
      this.#failed(/** @type {{status?: number, retryAfter?: number | null}} */ (error));
    }
    this.#busy = null;
    const again = this.#again && !this.#failures && (this.#handingIn || this.#log.counts.unsent > 0);
    this.#again = false;
    // A save that came meanwhile goes at once, unless the server can't be reached: then the timer just set decides.
    if (again) this.kick();
    this.#emit('change');
  }

  async #drain() {
    for (let unsent = await this.#log.unsent(); unsent.length; unsent = await this.#log.unsent()) {
      await this.#send(selectBatch(unsent, { maxEvents: this.#limit }));
    }
  }

  async #open() {
    const sent = this.#env.now();
    const answer = await this.#server.open({ device: this.#device, ...(this.epoch ? { epoch: this.epoch } : {}) });
    if (!Number.isInteger(answer?.epoch)) throw failure('Not our server', 0);
    const { merged, changed } = mergeAnswers(this.#answers, answer.answers);
    // What was answered here before the server could be reached is the pupil's latest word: it is said again in the new epoch.
    const mine = [...this.#touched].filter((item) => changed.includes(item)).map((item) => ({ item, value: this.#answers.get(item)?.value ?? null }));
    this.#touched.clear();
    this.#answers = merged;
    this.#seq = Math.max(this.#seq, ...answer.answers.map(({ seq }) => seq));
    this.epoch = answer.epoch;
    this.standing = answer;
    this.here ??= answer.here;
    this.#opened = true;
    this.#contact(answer, sent);
    await this.#log.opened(answer.epoch, this.#seq, answer.answers);
    for (const { item, value } of mine) await this.#save(item, value, true);
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
      if (!Array.isArray(answer?.acked)) throw failure('Not our server', 0); // A captive portal answers 200 too.
      await this.#acknowledge(answer, sent);
      if (events.length && events.every((event) => this.#log.holds(event))) throw failure('Nothing was taken', 500);
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
    const pending = this.#log.counts.unsent - events.filter((event) => this.#log.holds(event)).length;
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
    await this.#log.acknowledge(answer.acked.map(([epoch, seq]) => ({ epoch, seq })));
    if (answer.rejected?.length) await this.#refuse(answer.rejected);
    if (answer.superseded && !this.#superseded) {
      this.#superseded = true;
      await this.settle();
    }
    this.#emit('change');
    this.#closedBy(answer.state);
  }

  /** @param {(Key & {code: string, message?: string})[]} keys */
  async #refuse(keys) {
    await this.#log.refuse(keys);
    this.#emit('refused', keys);
  }

  /** Ask the server to close the attempt; bring again whatever it says it misses. */
  async #submit() {
    for (let round = 0; round < SUBMIT_ROUNDS; round += 1) {
      const answer = await this.#server.submit({ final: finalList(this.#answers.values(), this.#log.refused) });
      if (!Array.isArray(answer?.missing)) throw failure('Not our server', 0);
      if (!answer.missing.length && !isOpen(answer.state)) {
        this.stop();
        await this.#log.destroy();
        this.#emit('closed', answer);
        return;
      }
      const at = Math.round(this.#clock.now());
      await this.#log.requeue(answer.missing.flatMap(([item]) => this.#answers.get(item) ?? []).map((held) => ({ ...held, at })));
      await this.#drain();
    }
    throw failure('The server still misses answers', 500);
  }

  /** The attempt was closed by time or by the teacher: hand in what is here, so that nothing stays behind. @param {string} state */
  #closedBy(state) {
    if (!state || isOpen(state) || this.#handingIn) return;
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

  /** @param {{status?: number, retryAfter?: number | null}} error */
  #failed({ status = 0, retryAfter = 0 }) {
    const retryAfterMs = (retryAfter ?? 0) * 1000;
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

  /** @param {string} type @param {unknown} [detail] */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
