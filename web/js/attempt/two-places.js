import { compareKeys, isNewer, keyText, laneJump, sameValue } from './outbox.logic.js';

/**
 * When a pupil has answered one question in two places: nothing of it is lost, and they say which they mean. Fetched when it happens.
 * See docs/decisions/0015-two-devices.md.
 *
 * @typedef {import('./outbox.logic.js').Answer} Answer
 * @typedef {import('./outbox.logic.js').Key} Key
 * @typedef {{item: string, here: unknown, there: unknown}} Ask  two values of one item, of which the pupil means one
 */

/**
 * What to ask when the attempt has been opened.
 * @param {object} parts
 * @param {ReadonlyMap<string, Answer>} parts.mine  this device's answers, before the server's were taken
 * @param {readonly Answer[]} parts.theirs  the server's
 * @param {ReadonlyMap<string, Key>} parts.clashes  by item, the number under which the server has another answer
 * @param {(item: string) => boolean} parts.settled  nothing to ask of this one
 * @returns {Ask[]}
 */
export function whatToAsk({ mine, theirs, clashes, settled }) {
  /** @param {Answer} there */
  const isAsked = (there) => {
    const here = mine.get(there.item);
    if (!here || settled(there.item) || sameValue(here.value, there.value)) return false;
    const clash = clashes.get(there.item);
    // With a number that clashed, or a greater one, the other answer came from elsewhere.
    if (clash && compareKeys(there, clash) >= 0) return true;
    // The newest opening writes. But what was answered here after that, in an older one, may be what they mean.
    return isNewer(there, here) && (here.at ?? 0) > (there.at ?? Infinity);
  };
  return theirs.filter(isAsked).map((there) => ({ item: there.item, here: mine.get(there.item)?.value ?? null, there: there.value }));
}

/**
 * The server has other answers under these numbers: log them again under free ones, so that both stand in its log. The newest of each item stays so.
 * @param {object} parts
 * @param {import('./answer-log.js').AnswerLog} parts.log
 * @param {readonly Key[]} parts.keys
 * @param {Map<string, Answer>} parts.answers  this device's newest of each item; kept up to date
 * @param {Map<string, Key>} parts.clashes  gets the number that clashed, by item
 * @param {number} parts.at  the time for answers of which none is known
 */
export async function renumber({ log, keys, answers, clashes, at }) {
  const refused = new Set(keys.map(keyText));
  const events = log.unsentNow(false).filter((event) => refused.has(keyText(event)));
  for (const event of events.sort(compareKeys)) {
    clashes.set(event.item, { epoch: event.epoch, seq: event.seq });
    const newest = answers.get(event.item);
    const moved = await log.renumber(event, event.seq + laneJump());
    if (isNewer(moved, newest)) answers.set(event.item, moved);
    if (newest?.epoch !== event.epoch || newest.seq <= event.seq) continue;
    const again = await log.append({ at, ...newest, seq: moved.seq + newest.seq - event.seq, strict: true });
    answers.set(again.item, again);
  }
}
