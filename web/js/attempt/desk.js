/** @typedef {{flags: string[], struck: {[item: string]: string[]}, notes: string, changed_at: number}} Laid  struck: ids of options, by item */

/** @type {Laid} */
const EMPTY = { flags: [], struck: {}, notes: '', changed_at: 0 };

/**
 * What the pupil lays out beside the answers: flags, options crossed out, notes. Kept on this device at once; desk-sync.js brings it to the server. Of two
 * desks the one that was changed last stays. Events: `laid` (changed here), `taken` (a later one came from another device).
 */
export class Desk extends EventTarget {
  #outbox;
  #clock;
  /** @type {Laid} */
  #laid;

  /**
   * @param {import('./outbox.js').Outbox} outbox
   * @param {import('./clock.js').ServerClock} clock
   * @param {Map<string, unknown>} facts  what this device remembers of the sitting
   */
  constructor(outbox, clock, facts) {
    super();
    this.#outbox = outbox;
    this.#clock = clock;
    this.#laid = /** @type {Laid | undefined} */ (facts.get('desk')) ?? EMPTY;
    this.take(outbox.standing.desk);
  }

  /** @returns {Readonly<Laid>} */
  get laid() {
    return this.#laid;
  }

  /** @param {string} item */
  isFlagged(item) {
    return this.#laid.flags.includes(item);
  }

  /** @param {string} item @returns {string[]} ids of options */
  struck(item) {
    return this.#laid.struck[item] ?? [];
  }

  /** Whether anything may be changed here: not once another page has the attempt, or it is being handed in. */
  get open() {
    return !this.#outbox.superseded && !this.#outbox.handingIn;
  }

  /** @param {Partial<Laid>} change */
  lay(change) {
    if (!this.open) return;
    this.#keep({ ...this.#laid, ...change, changed_at: Math.max(Math.round(this.#clock.now()), this.#laid.changed_at + 1) });
    this.dispatchEvent(new Event('laid'));
  }

  /** @param {Laid | null | undefined} other  as the server has it */
  take(other) {
    if (!other || other.changed_at <= this.#laid.changed_at) return;
    this.#keep(other);
    this.dispatchEvent(new Event('taken'));
  }

  /** @param {Laid} laid */
  #keep(laid) {
    this.#laid = laid;
    void this.#outbox.remember({ desk: laid });
  }
}
