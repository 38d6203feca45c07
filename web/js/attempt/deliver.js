import { ServerClock } from './clock.js';
import { keptSittings, openStore } from './indexed-db-store.js';
import { Outbox } from './outbox.js';
import { attemptServer, deviceName } from './server.js';

/** @typedef {{title: string, outbox: Outbox, closed: Promise<void>}} Held */

/**
 * What an earlier page of this pupil left on this device, loaded and not sent yet. It doesn't take the attempt over.
 * @param {string} attempt
 * @param {Awaited<ReturnType<typeof openStore>>} store
 */
export async function loadHeld(attempt, store) {
  const outbox = new Outbox({ server: attemptServer(attempt), store, clock: new ServerClock(), device: deviceName(), takeOver: false });
  return { outbox, facts: await outbox.load() };
}

/**
 * Send what earlier pages of this pupil left on this device: a lid was closed, or the Wi-Fi stayed away until the end of the lesson. It doesn't take the
 * attempt over from a page that has it open. What is neither held nor still open is removed from the device.
 * @param {string} pupilId
 * @param {ReadonlySet<string>} openAttempts  attempts that can still be answered
 * @returns {Promise<Held[]>} what is being sent
 */
export async function deliverHeld(pupilId, openAttempts) {
  const held = [];
  for (const attempt of await keptSittings(pupilId)) {
    const store = await openStore(pupilId, attempt);
    if (!store.durable) continue;
    const { outbox, facts } = await loadHeld(attempt, store);
    const { unsent, refused } = outbox.state;
    if (unsent || outbox.handingIn) {
      const pack = /** @type {{title?: string} | undefined} */ (facts.get('package'));
      const closed = new Promise((/** @type {(value?: undefined) => void} */ resolve) => outbox.addEventListener('closed', () => resolve(), { once: true }));
      held.push({ title: pack?.title ?? 'An assessment', outbox, closed });
      outbox.kick();
    } else if (refused || openAttempts.has(attempt)) store.close();
    else await store.destroy();
  }
  return held;
}
