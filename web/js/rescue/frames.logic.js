/**
 * Text as a row of QR codes that a camera reads in any order, with some missed and some seen twice. Each frame is
 * `KS3A:<check of the whole>:<number>:<of how many>:<a part>`, only in characters of QR codes' alphanumeric mode: a browser's own reader gives text, never
 * bytes. docs/rescue.md describes it.
 */

/** Bytes in a frame: 478 characters, a QR code of version 13 at level M, 69 modules wide. */
export const FRAME_BYTES = 304;
/** More than anybody would hold up to a camera: about two minutes. */
export const FRAMES_MAX = 500;
/** What an unpacked text may come to; a small QR code can unpack to gigabytes. */
export const TEXT_BYTES_MAX = 2_000_000;

const NAME = 'KS3A';
const FRAME = /^KS3A:([0-9A-F]{8}):(\d{1,3}):(\d{1,3}):([0-9A-Z $%*+\-./:]+)$/;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/**
 * Bytes in base 45 (RFC 9285): three characters for two bytes, two for a last one.
 * @param {Uint8Array} bytes
 */
export function toBase45(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length;
    const n = pair ? bytes[at] * 256 + bytes[at + 1] : bytes[at];
    text += ALPHABET[n % 45] + ALPHABET[Math.floor(n / 45) % 45] + (pair ? ALPHABET[Math.floor(n / 2025)] : '');
  }
  return text;
}

/**
 * The bytes of a text in base 45; null when it is none.
 * @param {string} text
 */
export function fromBase45(text) {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((character) => ALPHABET.indexOf(character));
    const [a, b = -1, c = 0] = digits;
    const n = a + b * 45 + c * 2025;
    if (a < 0 || b < 0 || c < 0 || n > (digits.length === 3 ? 0xffff : 0xff)) return null;
    if (digits.length === 3) bytes.push(n >> 8);
    bytes.push(n & 0xff);
  }
  return Uint8Array.from(bytes);
}

/**
 * CRC-32 (ISO 3309), as eight hexadecimal digits. It finds reading mistakes; who signed is another matter.
 * @param {Uint8Array} bytes
 */
export function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(16).toUpperCase().padStart(8, '0');
}

/**
 * @param {Uint8Array} bytes
 * @returns {string[]} the frames
 */
export function toFrames(bytes) {
  const check = crc32(bytes);
  const total = Math.max(1, Math.ceil(bytes.length / FRAME_BYTES));
  return Array.from({ length: total }, (_, n) => `${NAME}:${check}:${n + 1}:${total}:${toBase45(bytes.subarray(n * FRAME_BYTES, (n + 1) * FRAME_BYTES))}`);
}

/** @typedef {{state: 'other' | 'part' | 'damaged', have: number, total: number} | {state: 'whole', have: number, total: number, bytes: Uint8Array}} Seen */

/** Puts frames together, of one screen after the other. */
export class FrameCollector {
  /** Parts by number, for each row of frames. @type {Map<string, Map<number, Uint8Array>>} */
  #rows = new Map();

  /**
   * Take what a camera read.
   * @param {string} text
   * @returns {Seen} `other`: no frame of ours; `damaged`: all are there and they are not what was sent, so they are asked for again
   */
  add(text) {
    const [, check, n, total, data] = FRAME.exec(text) ?? [];
    const bytes = data ? fromBase45(data) : null;
    const [number, count] = [Number(n), Number(total)];
    if (!bytes || number < 1 || number > count || count > FRAMES_MAX) return { state: 'other', have: 0, total: 0 };
    const key = `${check}:${count}`;
    const row = this.#rows.get(key) ?? new Map();
    this.#rows.set(key, row.set(number, bytes));
    if (row.size < count) return { state: 'part', have: row.size, total: count };
    const whole = Uint8Array.from(Array.from({ length: count }, (_, at) => [...row.get(at + 1)]).flat());
    if (crc32(whole) === check) return { state: 'whole', have: count, total: count, bytes: whole };
    this.#rows.delete(key);
    return { state: 'damaged', have: 0, total: count };
  }
}

/** Whether this browser can make and read frames: both were new in 2023. */
export const canPack = () => 'CompressionStream' in globalThis;

/** @param {string} text */
export async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<string | null>} null for what isn't packed text, or is too much of it
 */
export async function unpack(bytes) {
  const reader = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > TEXT_BYTES_MAX) {
        await reader.cancel();
        return null;
      }
      text += decoder.decode(part.value, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return null;
  }
}
