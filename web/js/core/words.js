/** Numbers in words, the way the pages say them. */

/**
 * "1 question", "3 questions", "2 people".
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export function plural(n, one, many = `${one}s`) {
  return `${n} ${n === 1 ? one : many}`;
}

/** A mark without needless decimals: 2, 1.5, 0.33. @param {number} n */
export function mark(n) {
  return String(Math.round(n * 100) / 100);
}

/**
 * "7 out of 10".
 * @param {number} score
 * @param {number} max
 */
export function outOf(score, max) {
  return `${mark(score)} out of ${mark(max)}`;
}

/** 0..1 as "71 %" with a narrow space, or "–" when there is nothing to show. @param {number | null | undefined} fraction */
export function percent(fraction) {
  return fraction == null ? '–' : `${Math.round(fraction * 100)}\u202f%`;
}

/** "a, b and c". @param {string[]} parts */
export function listOf(parts) {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
