import { failure, finalList, isOpen } from './outbox.logic.js';

/** Handing in, fetched once the first question stands. */

const ROUNDS = 3;

/**
 * Ask the server to close the attempt; bring again whatever it says it misses.
 * @param {object} parts
 * @param {number} parts.epoch  of this page; what the pupil handed in earlier, on this device, has the epoch of then
 * @param {import('./server.js').Server} parts.server
 * @param {import('./answer-log.js').AnswerLog} parts.log
 * @param {import('./clock.js').ServerClock} parts.clock
 * @param {() => ReadonlyMap<string, import('./outbox.logic.js').Answer>} parts.answers
 * @param {() => Promise<void>} parts.drain  log what is being typed, and send what is unsent
 * @returns {Promise<import('./server.js').Submitted | null>} the answer that closed it; null where the teacher has opened it again since the pupil handed in
 */
export async function submit({ server, log, clock, answers, drain, epoch }) {
  const { meta } = await log.load();
  const handedIn = Number(meta.get('handed_in_epoch') ?? epoch);
  for (let round = 0; round < ROUNDS; round += 1) {
    const answer = await server.submit({ epoch: handedIn, final: finalList(answers().values(), log.refused) });
    if (!Array.isArray(answer?.missing)) throw failure('Not our server', 0);
    if (!answer.missing.length && !isOpen(answer.state)) {
      // What was typed while this was under way, or in another tab, has been promised as well: the server keeps it as late.
      await drain();
      return answer;
    }
    if (answer.reopened) {
      await log.remember({ handed_in: null, handed_in_epoch: null }, true);
      return null;
    }
    const at = Math.round(clock.now());
    await log.requeue(answer.missing.flatMap(([item]) => answers().get(item) ?? []).map((held) => ({ at, ...held })));
    await drain();
  }
  throw failure('The server still misses answers', 500);
}
