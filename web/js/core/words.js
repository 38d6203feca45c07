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

/** 1 234 567 bytes as "1.2 MB". @param {number} bytes */
export function fileSize(bytes) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let n = bytes;
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit += 1;
  }
  return `${n < 10 && unit > 0 ? n.toFixed(1) : Math.round(n)} ${units[unit]}`;
}

/**
 * How an outcome is shown: an icon, words and a colour, never colour alone. To pupils nothing is ever "wrong".
 * @type {{[outcome: string]: {icon: string, label: string, tone: string}}}
 */
export const OUTCOMES = {
  right: { icon: 'check-circle', label: 'Right', tone: 'ok' },
  partial: { icon: 'half-circle', label: 'Partly right', tone: 'warn' },
  wrong: { icon: 'circle-dash', label: 'Not yet', tone: 'primary' },
  unanswered: { icon: 'circle', label: 'Not answered', tone: 'line' },
  needs_marking: { icon: 'clock', label: 'Being marked', tone: 'line' },
  void: { icon: 'circle-dash', label: 'Left out', tone: 'line' },
};
