import { PAGE } from './surroundings.js';

/** Brings the desk to the server, behind the answers: it waits while any of them is unsent, and says nothing when it fails. */

const AFTER_MS = 2_000;

/** @typedef {import('./desk.js').Laid} Laid */

export class DeskSync {
  #desk;
  #outbox;
  #put;
  #env;
  /** When what the server has was changed. */
  #there = 0;
  #due = false;
  #busy = false;
  /** A request failed: the next goes when answers come through again. */
  #resting = false;
  /** @type {any} */
  #timer;

  /**
   * @param {object} parts
   * @param {import('./desk.js').Desk} parts.desk
   * @param {import('./outbox.js').Outbox} parts.outbox
   * @param {(laid: Readonly<Laid>, options?: {keepalive?: boolean}) => Promise<Laid>} parts.put
   * @param {import('./surroundings.js').Surroundings} [parts.env]
   */
  constructor({ desk, outbox, put, env = PAGE }) {
    this.#desk = desk;
    this.#outbox = outbox;
    this.#put = put;
    this.#env = env;
  }

  /** Compare with what the server said when the attempt was opened, and keep up from now on. */
  start() {
    const outbox = this.#outbox;
    this.#desk.addEventListener('laid', () => this.#later());
    outbox.addEventListener('opened', () => this.#compare());
    outbox.addEventListener('change', () => void this.#send());
    outbox.addEventListener('contact', () => {
      this.#resting = false;
      void this.#send();
    });
    if (outbox.opened) this.#compare();
  }

  /** The page is being hidden or closed. What can't go now is on this device, and goes when the attempt is opened here again. */
  leave() {
    if (this.#unsent && this.#free) void this.#put(this.#desk.laid, { keepalive: true }).then((there) => this.#heard(there)).catch(() => undefined);
  }

  get #unsent() {
    return this.#desk.laid.changed_at > this.#there;
  }

  /** Whether the way is free: the answers go first. */
  get #free() {
    const { unsent, writing } = this.#outbox.state;
    return this.#outbox.opened && this.#desk.open && !unsent && !writing;
  }

  #compare() {
    const there = this.#outbox.standing.desk ?? null;
    this.#desk.take(there);
    this.#there = there?.changed_at ?? 0;
    this.#due = this.#unsent;
    void this.#send();
  }

  #later() {
    this.#env.clearTimeout(this.#timer);
    this.#timer = this.#env.setTimeout(() => {
      this.#due = this.#unsent;
      void this.#send();
    }, AFTER_MS);
  }

  async #send() {
    if (!this.#due || this.#busy || this.#resting || !this.#free) return;
    this.#busy = true;
    this.#due = false;
    try {
      this.#heard(await this.#put(this.#desk.laid));
    } catch (error) {
      const { status = 0 } = /** @type {{status?: number}} */ (error);
      // A desk that can't be taken as it is (too many marks, an attempt that has closed) stays on the device until it changes.
      this.#due = ![403, 404, 409, 413, 422].includes(status);
      this.#resting = true;
    }
    this.#busy = false;
  }

  /** @param {Laid} there */
  #heard(there) {
    if (!Number.isInteger(there?.changed_at)) throw new Error('Not our server'); // A captive portal answers 200 too.
    this.#there = Math.max(this.#there, there.changed_at);
    this.#desk.take(there);
  }
}
