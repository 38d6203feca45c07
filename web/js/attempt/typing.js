const PAUSE_MS = 300;
const LONGEST_MS = 2_000;

/** Values that are being typed: handed on after a pause of 300 ms, or after 2 s without one. */
export class Typing {
  #env;
  #write;
  /** @type {Map<string, {value: unknown, since: number, timer: any}>} */
  #waiting = new Map();

  /**
   * @param {import('./surroundings.js').Surroundings} env
   * @param {(item: string, value: unknown) => void} write
   */
  constructor(env, write) {
    this.#env = env;
    this.#write = write;
  }

  get items() {
    return [...this.#waiting.keys()];
  }

  /** @param {string} item */
  has(item) {
    return this.#waiting.has(item);
  }

  /** @param {string} item */
  value(item) {
    return this.#waiting.get(item)?.value;
  }

  /**
   * @param {string} item
   * @param {unknown} value
   */
  put(item, value) {
    const since = this.#waiting.get(item)?.since ?? this.#env.now();
    this.#env.clearTimeout(this.#waiting.get(item)?.timer);
    const pause = Math.min(PAUSE_MS, Math.max(0, since + LONGEST_MS - this.#env.now()));
    const timer = this.#env.setTimeout(() => this.#write(item, this.take(item)), pause);
    this.#waiting.set(item, { value, since, timer });
  }

  /**
   * Stop waiting for an item and give its value.
   * @param {string} item
   * @returns {unknown}
   */
  take(item) {
    const waiting = this.#waiting.get(item);
    this.#env.clearTimeout(waiting?.timer);
    this.#waiting.delete(item);
    return waiting?.value;
  }
}
