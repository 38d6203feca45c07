import { AnswerLog } from './answer-log.js';
import { AttemptState } from './attempt-state.js';
import { MAX_EVENTS, failure, heartbeatDelay, isAboutAnswers, isNewer, isOpen, laneJump, mergeAnswers, sameValue, selectBatch, wireEvent } from './outbox.logic.js';
import { Pace } from './pace.js';
import { PAGE } from './surroundings.js';
import { Typing } from './typing.js';

/**
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').AnswerEvent} AnswerEvent
 * @typedef {import('./outbox.logic.js').Key} Key
 */

/**
 * The answers of one attempt, kept and sent by the protocol of the sitting: a change is first written to the log, then sent, and leaves the log only
 * when the server has acknowledged it; nothing is ever dropped.
 * Events: `change` (anything that `state` tells), `opened`, `answers` (detail: items that another device changed), `contact` (any answer of the server),
 * `sign_in`, `refused` (detail: keys), `closing` (the server closed the attempt), `closed` (detail: Submitted).
 */
export class Outbox extends AttemptState {
  epoch = 0;
  /** Where the pupil is; travels with every request. @type {string | null} */
  here = null;

  /** Where this device keeps the answers. */ log;
  #server;
  #clock;
  #device;
  #env;
  #pace;
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
  #superseded = false;
  /** Who closes the attempt: nobody yet, this page for its pupil, or the server did. @type {'' | 'page' | 'server'} */
  #handingIn = '';
  #limit = MAX_EVENTS;
  #left = 0;
  #takeOver;
  /** Numbers under which the server has another answer, by item. @type {Map<string, Key>} */
  #clashes = new Map();

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
    super(clock, env);
    this.#takeOver = takeOver;
    this.#opened = !takeOver;
    this.#server = server;
    this.log = new AnswerLog(store);
    this.#clock = clock;
    this.#device = device;
    this.#env = env;
    this.#pace = new Pace(env, () => this.kick());
    this.#typing = new Typing(env, (item, value) => void this.#save(item, value, false));
  }

  // Reading

  /** Read what this device holds. Call once, before anything else. @returns {Promise<Map<string, unknown>>} the facts put with `remember` */
  async load() {
    const { answers, meta } = await this.log.load();
    this.#answers = new Map(answers.map((answer) => [answer.item, answer]));
    this.epoch = Number(meta.get('epoch') ?? 0);
    this.#seq = Math.max(Number(meta.get('seq') ?? 0), ...answers.map(({ seq }) => seq), ...this.log.unsentNow(false).map(({ seq }) => seq));
    this.#handingIn = meta.get('handed_in') ? 'page' : '';
    this.#left = Number(meta.get('left') ?? 0);
    this.restore(meta);
    return meta;
  }

  /** The newest value of an item, typed or saved; null when it has none. @param {string} item */
  value(item) {
    return (this.#typing.has(item) ? this.#typing.value(item) : this.#answers.get(item)?.value) ?? null;
  }

  /** What the page may say about saving. @returns {import('./save-status.logic.js').QueueState} */
  get state() {
    const { unsent, unsafe, refused, writing } = this.log.counts;
    return {
      writing: writing > 0 || this.#typing.items.length > 0,
      unsent,
      unsafe,
      refused,
      durable: this.log.durable,
      failures: this.#pace.failures,
      trouble: this.#pace.trouble,
      superseded: this.#superseded,
      handingIn: this.handingIn,
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

  /** The pupil has handed in, perhaps only on this device so far, or the server has closed the attempt. */
  get handingIn() {
    return this.#handingIn !== '';
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
    if (this.#superseded || this.handingIn) return;
    if (this.asks.length) this.ask(this.asks.filter((ask) => ask.item !== item)); // Their newest word is what they mean.
    if (typing) {
      this.#typing.put(item, value);
      this.emit('change');
    } else {
      this.#typing.take(item);
      await this.#save(item, value, true);
    }
  }

  /** Force what is being typed into the log (blur, navigation, leaving). Settles when every write has. */
  async settle() {
    for (const item of this.#typing.items) void this.#save(item, this.#typing.take(item), true);
    await this.log.settled();
  }

  /** Somebody answers elsewhere from now on: write what is typed, change nothing any more, and go on sending what is here. */
  async supersede() {
    if (this.#superseded) return;
    this.#superseded = true;
    await this.settle();
    this.emit('change');
  }

  /** Keep small facts of this sitting on the device. @param {{[name: string]: unknown}} facts @param {boolean} [strict] */
  remember(facts, strict = false) {
    return this.log.remember(facts, strict);
  }

  /** Hand in: durable first, then sent, for ever. The `closed` event tells that the server has everything. */
  async handIn() {
    await this.settle();
    this.#handingIn = 'page';
    await this.remember({ handed_in: Math.round(this.#clock.now()), handed_in_epoch: this.epoch }, true);
    this.emit('change');
    this.kick();
  }

  /** The pupil says which of two answers they mean; the other stays in the server's log. @param {string} item @param {unknown} value */
  async choose(item, value) {
    await this.change(item, value);
    this.emit('answers', [item]);
  }

  /** The page was hidden: another tab, another window, or the lid. The teacher sees how often, as information. */
  leftPage() {
    this.#left += 1;
    void this.remember({ left: this.#left });
  }

  // Sending

  /** Send now, or as soon as the server's Retry-After allows. However often it is called, one request is under way at a time. */
  kick() {
    if (this.#busy) this.#again = true;
    else if (this.#pace.ready()) this.#busy = this.#cycle();
  }

  /**
   * Write and send everything now.
   * @returns {Promise<boolean>} whether the server holds it all; false after the first failed request
   */
  async flush() {
    await this.settle();
    this.kick();
    while (this.#busy) await this.#busy;
    return this.#opened && this.#pace.failures === 0 && this.log.counts.unsent === 0;
  }

  /**
   * The page is being hidden or closed: log what is typed, and send what is unsent with a request that outlives the page. It is the same idempotent
   * body as ever: no harm beside a request under way, and nothing is deleted unless its acknowledgement is still heard.
   */
  leave() {
    void this.settle();
    if (this.#pace.stopped) return;
    const events = selectBatch(this.log.unsentNow(this.#opened));
    if (!events.length) return;
    const sent = this.#env.now();
    this.#server
      .send(this.#body(events), { keepalive: true })
      .then((answer) => this.#acknowledge(answer, sent))
      .catch(() => undefined); // The log has it all.
  }

  /** Stop for good. */
  stop() {
    this.#pace.stop();
  }

  // Private

  /**
   * @param {string} item
   * @param {unknown} value
   * @param {boolean} strict
   */
  async #save(item, value, strict) {
    if (sameValue(this.#answers.get(item)?.value ?? null, value)) return this.emit('change');
    if (!this.#opened && !this.#touched.size) this.#seq += laneJump(this.#env.random);
    this.#seq += 1;
    const draft = { epoch: this.epoch, item, value: structuredClone(value), at: Math.round(this.#clock.now()), seq: this.#seq, strict };
    this.#answers.set(item, draft);
    if (!this.#opened) this.#touched.add(item);
    const writing = this.log.append(draft);
    this.emit('change');
    const event = await writing;
    this.#seq = Math.max(this.#seq, event.seq);
    if (isNewer(event, this.#answers.get(item))) this.#answers.set(item, event);
    this.emit('change');
    this.kick();
  }

  async #cycle() {
    try {
      // Every call is proof of contact; without anything unsent it is the heartbeat.
      if (!this.#opened) await this.#open();
      else if (!this.#superseded && !(await this.log.unsent()).length) await this.#send([]);
      await this.#drain();
      if (this.handingIn) await this.#submit();
      this.#pace.next(this.#env.visible() ? heartbeatDelay(this.#env.random) : null);
    } catch (error) {
      if (this.#pace.failed(/** @type {{status?: number, retryAfter?: number | null}} */ (error))) this.emit('sign_in');
    }
    this.#busy = null;
    const again = this.#again && !this.#pace.failures && (this.handingIn || !this.#opened || this.log.counts.unsent > 0);
    this.#again = false;
    // A save that came meanwhile goes at once, unless the server can't be reached: then the timer just set decides.
    if (again) this.kick();
    this.emit('change');
  }

  async #drain() {
    for (let unsent = await this.log.unsent(); unsent.length && this.#opened; unsent = await this.log.unsent()) {
      await this.#send(selectBatch(unsent, { maxEvents: this.#limit }));
    }
  }

  async #open() {
    const sent = this.#env.now();
    const answer = await this.#server.open({ device: this.#device, ...(this.epoch ? { epoch: this.epoch } : {}) });
    if (!Number.isInteger(answer?.epoch)) throw failure('Not our server', 0);
    const { merged, changed } = mergeAnswers(this.#answers, answer.answers);
    const asks = changed.length || this.#clashes.size ? await this.#whatToAsk(answer) : [];
    // What was answered here before the server could be reached is the pupil's latest word: it is said again in the new epoch.
    const mine = [...this.#touched].filter((item) => changed.includes(item)).map((item) => ({ item, value: this.#answers.get(item)?.value ?? null }));
    this.#touched.clear();
    this.#answers = merged;
    this.#seq = Math.max(this.#seq, ...answer.answers.map(({ seq }) => seq));
    this.epoch = answer.epoch;
    this.standing = answer;
    this.here ??= answer.here;
    this.#opened = true;
    this.#contact(answer, answer.asked ?? sent);
    await this.log.opened(answer.epoch, this.#seq, answer.answers);
    void this.remember({ rescue_key: answer.rescue_key });
    for (const { item, value } of mine) await this.#save(item, value, true);
    const others = changed.filter((item) => !mine.some((own) => own.item === item));
    if (others.length) this.emit('answers', others);
    this.hearPackage(Number(/-(\d+)-/.exec(answer.package_etag)?.[1] ?? 0));
    if (asks.length) this.ask([...this.asks.filter(({ item }) => asks.every((ask) => ask.item !== item)), ...asks]);
    this.emit('opened');
  }

  /** @param {import('./server.js').Opened} answer */
  async #whatToAsk({ answers, checked }) {
    const { whatToAsk } = await import('./two-places.js');
    const asks = whatToAsk({ mine: this.#answers, theirs: answers, clashes: this.#clashes, settled: (item) => this.#touched.has(item) || checked.includes(item) });
    this.#clashes.clear();
    return asks;
  }

  /** @param {AnswerEvent[]} events */
  async #send(events) {
    const sent = this.#env.now();
    try {
      const answer = await this.#server.send(this.#body(events));
      if (!Array.isArray(answer?.acked)) throw failure('Not our server', 0); // A captive portal answers 200 too.
      await this.#acknowledge(answer, sent);
      if (events.length && events.every((event) => this.log.holds(event))) throw failure('Nothing was taken', 500);
      this.#limit = Math.min(MAX_EVENTS, this.#limit * 2);
    } catch (error) {
      const { status = 0, code = 'too_large' } = /** @type {{status?: number, code?: string}} */ (error);
      if (!isAboutAnswers(status, code, events.length)) throw error;
      if (events.length > 1) this.#limit = Math.ceil(events.length / 2);
      else await this.#refuse(events.map(({ epoch, seq }) => ({ epoch, seq, code })));
    }
  }

  /** @param {AnswerEvent[]} events @returns {import('./server.js').EventsBody} */
  #body(events) {
    const pending = this.log.counts.unsent - events.filter((event) => this.log.holds(event)).length;
    return { epoch: this.epoch, at: Math.round(this.#clock.now()), here: this.here, pending, left: this.#left, safe: this.log.durable && !this.log.counts.unsafe, events: events.map(wireEvent) };
  }

  /**
   * Delete what was acknowledged, and only that.
   * @param {import('./server.js').Acknowledged} answer
   * @param {number} sent
   */
  async #acknowledge(answer, sent) {
    if (!Array.isArray(answer?.acked)) return;
    const handingIn = this.#handingIn;
    this.#contact(answer, sent);
    await this.log.acknowledge(answer.acked.map(([epoch, seq]) => ({ epoch, seq })));
    const [clashing, others] = [true, false].map((clash) => (answer.rejected ?? []).filter(({ code }) => (code === 'conflict') === clash));
    // An attempt that the teacher opened again has a new epoch for whoever comes first; this page does.
    if (answer.superseded && handingIn === this.#handingIn) await this.supersede();
    if (clashing.length) await this.#renumber(clashing);
    if (others.length) await this.#refuse(others);
    this.emit('change');
  }

  /** @param {(Key & {code: string, message?: string})[]} keys */
  async #refuse(keys) {
    await this.log.refuse(keys);
    this.emit('refused', keys);
  }

  /** @param {Key[]} keys  the server has other answers under these numbers */
  async #renumber(keys) {
    const { renumber } = await import('./two-places.js');
    await renumber({ log: this.log, keys, answers: this.#answers, clashes: this.#clashes, at: Math.round(this.#clock.now()) });
    for (const { epoch, seq } of this.#answers.values()) if (epoch === this.epoch) this.#seq = Math.max(this.#seq, seq);
    // A page that may write opens anew, in an epoch that nobody else has, and hears what the other place answered.
    this.#opened = !this.#takeOver || this.#superseded;
    this.#again = true;
  }

  async #submit() {
    const { submit } = await import('./submit.js');
    const answer = await submit({ server: this.#server, log: this.log, clock: this.#clock, epoch: this.epoch, answers: () => this.#answers, drain: () => this.settle().then(() => this.#drain()) });
    if (!answer) {
      this.#handingIn = '';
      return this.emit('state', this.phase);
    }
    this.stop();
    await this.log.destroy();
    this.emit('closed', answer);
  }

  /** Closed by time or by the teacher: hand in what is here, so that nothing stays behind. Or opened again, while that was under way. */
  phaseChanged() {
    if (isOpen(this.phase)) {
      if (this.#handingIn !== 'server') return;
      this.#handingIn = '';
      this.#opened = !this.#takeOver || this.#superseded;
      this.kick();
    } else if (!this.#handingIn) {
      // Nothing is noted on the device: whoever opens this attempt again hears it again, or that it is open once more.
      this.#handingIn = 'server';
      void this.settle();
      this.emit('closing');
      this.kick();
    }
  }

  /**
   * The server has answered.
   * @param {import('./server.js').Heard} answer
   * @param {number} sent
   */
  #contact(answer, sent) {
    this.#pace.contact();
    this.hear(answer, sent);
    this.emit('contact');
  }
}
