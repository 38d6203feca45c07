/**
 * @typedef {import('./server.js').Heard} Heard
 * @typedef {import('./server.js').Standing} Standing
 */

/** No answer is longer on its way. */
const REORDERED_MS = 10_000;

/**
 * What the server has said of an attempt, whichever way it came, and what that leaves to ask its pupil.
 * Events: `state` (detail: `phase`), `package` (detail: `packageNumber`), `asks`.
 */
export class AttemptState extends EventTarget {
  /** `open`, `paused`, `submitted` or `marked`, as the server said last; '' before it has said anything. */
  phase = '';
  /** Who stopped the clock. @type {'pupil' | 'teacher' | null} */
  pausedBy = null;
  /** How checks stand: items whose answer they fixed, tries by item, and what each try costs. @type {Standing} */
  standing = { checked: [], tries: {}, try_costs: [0], rest_breaks: false };
  /** Items that were answered in two places: the pupil says which they mean. @type {import('./two-places.js').Ask[]} */
  asks = [];
  /** Of the newest questions that the server has told of. */
  packageNumber = 0;
  #clock;
  #env;
  #heardAt = 0;

  /**
   * @param {import('./clock.js').ServerClock} clock
   * @param {import('./surroundings.js').Surroundings} env
   */
  constructor(clock, env) {
    super();
    this.#clock = clock;
    this.#env = env;
  }

  /**
   * Take what the server says: with an answer to the queue, or by the stream.
   * @param {Heard} heard
   * @param {number} [sent]  monotonic ms before its request; the stream has none, and so tells no time
   */
  hear({ state, now, ends_at: endsAt, notices, paused_by: by }, sent) {
    // An answer that was longer on its way than the stream's news. But a server's clock may be put back.
    if (now < this.#heardAt && now > this.#heardAt - REORDERED_MS) return;
    this.#heardAt = now;
    if (sent === undefined) this.#clock.end(endsAt);
    else this.#clock.sample(sent, this.#env.now(), now, endsAt);
    for (const notice of notices ?? []) if (notice?.kind === 'package') this.hearPackage(notice.number);
    if (!state || (state === this.phase && (by === undefined || by === this.pausedBy))) return;
    // A page that is opened again without Wi-Fi must not show what is paused.
    const noted = state === 'paused' || this.phase === 'paused';
    this.phase = state;
    this.pausedBy = by ?? null;
    if (noted) void this.remember({ phase: state, paused_by: this.pausedBy });
    this.phaseChanged();
    this.emit('state', state);
    this.emit('change');
  }

  /** @param {number} number  grows when a question is swapped or left out */
  hearPackage(number) {
    if (!(number > this.packageNumber)) return;
    this.packageNumber = number;
    this.emit('package', number);
  }

  /** @param {Map<string, unknown>} meta  what this device remembers */
  restore(meta) {
    if (meta.get('phase') === 'paused') this.phase = 'paused';
    this.pausedBy = /** @type {'pupil' | 'teacher' | null} */ (meta.get('paused_by') ?? null);
    this.asks = /** @type {import('./two-places.js').Ask[]} */ (meta.get('asks') ?? []);
  }

  /** @param {import('./two-places.js').Ask[]} asks  what there is to ask now */
  ask(asks) {
    this.asks = asks;
    void this.remember({ asks });
    this.emit('asks');
  }

  /** For the queue: what a new phase means to it. */
  phaseChanged() {}

  /** For the queue: keep facts on the device. @param {{[name: string]: unknown}} _facts */
  async remember(_facts) {}

  /** @param {string} type @param {unknown} [detail] */
  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
