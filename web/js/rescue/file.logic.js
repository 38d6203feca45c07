/** The file in which a page hands over answers that it can't send: docs/rescue.md describes it. */

/**
 * @typedef {import('../attempt/outbox.logic.js').AnswerEvent} AnswerEvent
 * @typedef {{kind: string, answers: string, signature: string}} RescueFile  `answers` is text, signed as it stands; '' where no signature could be made
 */

export const KIND = 'ks3-answers';
export const ENDING = '.ks3.json';

const encoder = new TextEncoder();

/**
 * What a page holds, as text.
 * @param {object} held
 * @param {{attempt_id: string, pupil: {id: string}}} held.pack
 * @param {number} held.epoch
 * @param {string} held.device
 * @param {number} held.madeAt  ms UTC
 * @param {number | null} held.handedIn  ms UTC
 * @param {[string, number, number][]} held.final  the newest change of each item
 * @param {readonly AnswerEvent[]} held.events
 */
export function answersText({ pack, epoch, device, madeAt, handedIn, final, events }) {
  return JSON.stringify({
    v: 1,
    attempt: pack.attempt_id,
    pupil: pack.pupil.id,
    epoch,
    device,
    made_at: madeAt,
    handed_in: handedIn,
    final: handedIn === null ? null : final,
    events: events.map(({ epoch: made, seq, item, value, at }) => [made, seq, item, value, at]),
  });
}

/**
 * HMAC-SHA256 in hexadecimal. '' without a key, or on plain http: there a browser has no means for it.
 * @param {string} key
 * @param {string} text
 */
export async function sign(key, text) {
  if (!key || !globalThis.crypto?.subtle) return '';
  const secret = await crypto.subtle.importKey('raw', encoder.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', secret, encoder.encode(text)));
  return [...signature].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The whole file, as text.
 * @param {string} answers
 * @param {string} signature
 */
export const fileText = (answers, signature) => JSON.stringify({ kind: KIND, answers, signature });

/**
 * "answers-jakub-nowak-binary-check.ks3.json": letters that every file system takes.
 * @param {string} pupil
 * @param {string} title
 */
export function fileName(pupil, title) {
  const plain = (/** @type {string} */ words) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  return `${['answers', plain(pupil), plain(title)].filter(Boolean).join('-')}${ENDING}`;
}

/**
 * A file as it was chosen or scanned. Null when it is none of ours.
 * @param {string} text
 * @returns {RescueFile | null}
 */
export function readFile(text) {
  try {
    const { kind, answers, signature } = JSON.parse(text);
    return kind === KIND && typeof answers === 'string' && typeof signature === 'string' ? { kind, answers, signature } : null;
  } catch {
    return null;
  }
}
