import { answersText, fileName, fileText, sign } from '../rescue/file.logic.js';
import { ServerClock } from './clock.js';
import { finalList, isNewer } from './outbox.logic.js';
import { deviceName } from './server.js';

/** What this device holds, ready to be carried to the teacher by another way than the network. */

/** From then on without a connection it is offered: above the questions only then, after the hand-in by more than its button. */
export const OFFER_AFTER_MS = 3 * 60_000;

/** When the failures of a queue began, by the monotonic clock. @type {WeakMap<import('./outbox.js').Outbox, number | null>} */
const began = new WeakMap();

/**
 * Note from now on when the server can't be reached. Asking twice is as once.
 * @param {import('./outbox.js').Outbox} outbox
 */
export function watchSpell(outbox) {
  if (began.has(outbox)) return;
  const note = () => began.set(outbox, outbox.state.failures ? (began.get(outbox) ?? performance.now()) : null);
  outbox.addEventListener('change', note);
  note();
}

/** For how long nothing could be sent, in ms; 0 while all is well. @param {import('./outbox.js').Outbox} outbox */
export function spellMs(outbox) {
  const since = began.get(outbox) ?? null;
  return since === null ? 0 : performance.now() - since;
}

/**
 * The file of what is unsent.
 * @param {import('./outbox.js').Outbox} outbox
 * @returns {Promise<{name: string, text: string, answers: number, signed: boolean}>} answers: how many questions it answers
 */
export async function rescueFile(outbox) {
  await outbox.settle();
  const { log } = outbox;
  const { answers, meta } = await log.load();
  const pack = /** @type {import('../api/attempts.js').Package | undefined} */ (meta.get('package'));
  if (!pack) throw new Error('Nothing is kept on this Chromebook that could be saved. Leave this page open and call your teacher.');
  const events = await log.unsent();
  // Where the disk was full, memory has the newer ones.
  const newest = new Map(answers.map((answer) => [answer.item, answer]));
  for (const event of events) if (isNewer(event, newest.get(event.item))) newest.set(event.item, event);
  const clock = new ServerClock();
  clock.restore(meta.get('clock'));
  const madeAt = Math.round(clock.now());
  const handedIn = meta.get('handed_in') ?? (outbox.handingIn ? madeAt : null);
  const text = answersText({
    pack,
    // As handing in itself says it.
    epoch: Number(meta.get('handed_in_epoch') ?? outbox.epoch),
    device: deviceName(),
    madeAt,
    handedIn: handedIn === null ? null : Number(handedIn),
    final: finalList(newest.values(), log.refused),
    events,
  });
  const signature = await sign(String(meta.get('rescue_key') ?? ''), text);
  return { name: fileName(pack.pupil.display_name, pack.title), text: fileText(text, signature), answers: new Set(events.map(({ item }) => item)).size, signed: signature !== '' };
}
