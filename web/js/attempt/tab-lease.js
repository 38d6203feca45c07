/** A page that is being reloaded still holds its lease for a moment; another tab holds it for good. */
const ASK_MS = 1_000;
/** A tab in the background may be slow to write what was typed in it. */
const GIVE_MS = 2_000;

/** Locks as browsers have them; a plain http address has none. */
const manager = async () => /** @type {Pick<LockManager, 'request'>} */ (navigator.locks ?? (await import('./channel-locks.js')).channelLocks);

/** One tab of a browser sits an attempt at a time: it holds the lease until it is closed or another tab takes it. */
export class TabLease {
  #name;
  #lost;
  #channel;
  /** @type {(() => void) | null} */
  #release = null;

  /**
   * @param {string} attempt
   * @param {() => Promise<unknown> | undefined} lost  another tab takes it; settles when what was typed here is written
   */
  constructor(attempt, lost) {
    this.#name = `ks3-attempt:${attempt}`;
    this.#lost = lost;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = async () => {
      if (!this.#release) return;
      await lost();
      this.#giveUp();
    };
  }

  /** Whether this tab has it now: no other tab does. */
  ask() {
    return this.#request({ signal: AbortSignal.timeout(ASK_MS) });
  }

  /** Take it from whichever tab has it, when that has written what was typed in it; from one that doesn't answer by force. */
  async take() {
    if (this.#release) return;
    this.#channel.postMessage('give');
    if (!(await this.#request({ signal: AbortSignal.timeout(GIVE_MS) }))) await this.#request({ steal: true });
  }

  /**
   * @param {LockOptions} options
   * @returns {Promise<boolean>}
   */
  #request(options) {
    return new Promise((resolve) => {
      /** @returns {Promise<void>} */
      const hold = () => {
        resolve(true);
        return new Promise((release) => (this.#release = release));
      };
      manager()
        .then((locks) => locks.request(this.#name, options, hold))
        .catch((error) => {
          resolve(error.name !== 'TimeoutError' && error.name !== 'AbortError'); // A browser that can't lock at all doesn't keep anybody out.
          if (this.#release) void this.#lost();
          this.#giveUp();
        });
    });
  }

  #giveUp() {
    this.#release?.();
    this.#release = null;
  }
}
