/** Locks between tabs for plain http, where browsers have none: whoever holds a name answers to those who ask for it. */

/** Nobody who holds a name is longer in answering. */
const SILENCE_MS = 250;
const ASK_AGAIN_MS = 150;

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The part of `navigator.locks` that a lease asks for. */
export const channelLocks = {
  /**
   * @param {string} name
   * @param {LockOptions} options
   * @param {() => Promise<unknown>} hold
   * @returns {Promise<unknown>} settles as `hold` does; rejects when the time is over, or the lock was stolen
   */
  async request(name, { signal, steal = false }, hold) {
    const channel = new BroadcastChannel(`${name}:lock`);
    const me = `${Date.now()}:${Math.random()}`;
    let taken = false;
    let held = false;
    const stolen = new Promise((_, reject) => {
      channel.onmessage = ({ data }) => {
        // Of two that ask at once, the one that asked first goes on.
        if (data.asks && (held || data.asks > me)) channel.postMessage({ holds: me });
        else if (data.holds || data.asks) taken = true;
        else if (data.steals && held) reject(new DOMException('Taken by another tab', 'AbortError'));
      };
    });
    stolen.catch(() => undefined);
    const free = async () => {
      for (;;) {
        taken = false;
        channel.postMessage({ asks: me });
        await pause(SILENCE_MS);
        if (!taken) return;
        signal?.throwIfAborted();
        await pause(ASK_AGAIN_MS);
      }
    };
    try {
      if (steal) channel.postMessage({ steals: me });
      else await free();
      held = true;
      return await Promise.race([hold(), stolen]);
    } finally {
      channel.close();
    }
  },
};
