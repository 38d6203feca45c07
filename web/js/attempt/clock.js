import { betterSample, makeSample } from './samples.logic.js';

/** @typedef {import('./samples.logic.js').Sample} Sample */

/** Wall clock and monotonic clock may differ by this much before we believe that the device slept or that someone set its clock. */
const JUMP_MS = 2_000;

/**
 * The server's time on this page, and when the attempt ends. Only the server decides; this is what it said last.
 * Event: `time`, when the end was moved.
 */
export class ServerClock extends EventTarget {
  /** ms UTC, or null without a limit. @type {number | null} */
  endsAt = null;
  /** @type {Sample | null} */
  #best = null;
  /** Server time minus `Date.now()`, from the last visit: all there is before the first contact. */
  #wallOffset = 0;
  #monotonic;
  #wall;
  #drift;

  /**
   * @param {() => number} [monotonic]  ms that never jump
   * @param {() => number} [wall]  the device's own idea of the time
   */
  constructor(monotonic = () => performance.now(), wall = Date.now) {
    super();
    this.#monotonic = monotonic;
    this.#wall = wall;
    this.#drift = wall() - monotonic();
  }

  /** ms UTC as the server sees it. */
  now() {
    return this.#best ? this.#monotonic() + this.#best.offset : this.#wall() + this.#wallOffset;
  }

  /** ms until the end, or null without a limit. */
  left() {
    return this.endsAt === null ? null : this.endsAt - this.now();
  }

  /** Whether the server has told the time on this page. */
  get synced() {
    return this.#best !== null;
  }

  /**
   * Take the time from an answer of the server.
   * @param {number} sent  monotonic ms before the request
   * @param {number} received
   * @param {number} serverNow  ms UTC
   * @param {number | null} endsAt
   */
  sample(sent, received, serverNow, endsAt) {
    if (!Number.isFinite(serverNow)) return;
    this.#best = betterSample(this.#best, makeSample(sent, received, serverNow));
    this.#wallOffset = Math.round(this.now() - this.#wall());
    this.end(endsAt);
  }

  /** Take only the end: the message that brought it tells nothing of how long it was on its way. @param {number | null} endsAt */
  end(endsAt) {
    const before = this.endsAt;
    this.endsAt = endsAt ?? null;
    if (before !== this.endsAt) this.dispatchEvent(new CustomEvent('time', { detail: { before, after: this.endsAt } }));
  }

  /** What to keep on the device for a start without Wi-Fi. */
  toKeep() {
    return { wallOffset: this.#wallOffset, endsAt: this.endsAt };
  }

  /** @param {unknown} kept  from `toKeep` */
  restore(kept) {
    const { wallOffset = 0, endsAt = null } = /** @type {{wallOffset?: number, endsAt?: number | null}} */ (kept ?? {});
    this.#wallOffset = wallOffset;
    this.endsAt = endsAt;
  }

  /**
   * After sleep the monotonic clock may have stood still, and an old sample is then wrong by hours: forget it and say so.
   * @returns {boolean} whether the time must be asked for again
   */
  wake() {
    const drift = this.#wall() - this.#monotonic();
    const jumped = Math.abs(drift - this.#drift) > JUMP_MS;
    this.#drift = drift;
    if (jumped) this.#best = null;
    return jumped;
  }
}
