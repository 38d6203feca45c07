import { ServerClock } from './clock.js';
import { keptSittings, openStore } from './indexed-db-store.js';
import { Outbox } from './outbox.js';
import { attemptServer, deviceName } from './server.js';

/** @typedef {{attempt: string, title: string, unsent: number, handedIn: boolean, outbox: Outbox, closed: Promise<void>}} Held */

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
    const outbox = new Outbox({ server: attemptServer(attempt), store, clock: new ServerClock(), device: deviceName(), takeOver: false });
    const facts = await outbox.load();
    const { unsent, refused } = outbox.state;
    if (unsent || outbox.handingIn) {
      const pack = /** @type {{title?: string} | undefined} */ (facts.get('package'));
      const closed = new Promise((/** @type {(value?: undefined) => void} */ resolve) => outbox.addEventListener('closed', () => resolve(), { once: true }));
      held.push({ attempt, title: pack?.title ?? 'An assessment', unsent, handedIn: outbox.handingIn, outbox, closed });
      outbox.kick();
    } else if (refused || openAttempts.has(attempt)) store.close();
    else await store.destroy();
  }
  return held;
}
