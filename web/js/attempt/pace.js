import { backoffDelay, failureKind } from './outbox.logic.js';

/** When the queue may ask the server next: at once, after a pause that grows with each failure, or when the server says. */
export class Pace {
  /** Failed requests in a row. */
  failures = 0;
  /** @type {import('./save-status.logic.js').QueueState['trouble']} */
  trouble = 'none';
  #env;
  #run;
  #notBefore = 0;
  #stopped = false;
  /** @type {any} */
  #timer;

  /**
   * @param {import('./surroundings.js').Surroundings} env
   * @param {() => void} run
   */
  constructor(env, run) {
    this.#env = env;
    this.#run = run;
  }

  get stopped() {
    return this.#stopped;
  }

  /** The server has answered. */
  contact() {
    this.failures = 0;
    this.#notBefore = 0;
    this.trouble = 'none';
  }

  /**
   * A request failed; the next follows by itself.
   * @param {{status?: number, retryAfter?: number | null}} error
   * @returns {boolean} whether somebody has to sign in first
   */
  failed({ status = 0, retryAfter = 0 }) {
    const retryAfterMs = (retryAfter ?? 0) * 1000;
    const kind = failureKind(status);
    const delay = Math.max(backoffDelay(this.failures, this.#env.random), retryAfterMs);
    this.failures += 1;
    this.#notBefore = retryAfterMs ? this.#env.now() + retryAfterMs : 0;
    const signIn = kind === 'sign_in' || kind === 'refused';
    this.trouble = signIn ? kind : status >= 400 ? 'server' : 'network';
    this.next(delay);
    return signIn;
  }

  /** Whether a request may go now; where the server asked for a pause, it goes when that is over. */
  ready() {
    this.#env.clearTimeout(this.#timer);
    const wait = this.#notBefore - this.#env.now();
    if (wait > 0) this.next(wait);
    return wait <= 0 && !this.#stopped;
  }

  /** @param {number | null} delay  ms until the next request; null: none by itself */
  next(delay) {
    this.#env.clearTimeout(this.#timer);
    if (delay !== null && !this.#stopped) this.#timer = this.#env.setTimeout(this.#run, delay);
  }

  /** No request any more. */
  stop() {
    this.#stopped = true;
    this.#env.clearTimeout(this.#timer);
  }
}
