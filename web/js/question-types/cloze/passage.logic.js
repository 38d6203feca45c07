/** A passage as the teacher writes it, "[Gap 2]" where the stored text has "[[k3m9qa]]". */

const STORED = /\[\[([A-Za-z0-9]{6})\]\]/g;
const SHOWN = /\[Gap (\d{1,3})\]/g;

/**
 * The ids of the gaps of a stored passage, as often as they stand there, in reading order.
 * @param {string} passage
 * @param {(id: string) => boolean} isGap
 */
export const gapsIn = (passage, isGap) => [...passage.matchAll(STORED)].map(([, id]) => id).filter(isGap);

/**
 * A stored passage with its gaps numbered in reading order. `labels` says which gap each number is.
 * @param {string} passage
 * @param {(id: string) => boolean} isGap
 * @returns {{text: string, labels: Map<number, string>}}
 */
export function toShown(passage, isGap) {
  const ids = [...new Set(gapsIn(passage, isGap))];
  return {
    text: passage.replace(STORED, (token, id) => (isGap(id) ? `[Gap ${ids.indexOf(id) + 1}]` : token)),
    labels: new Map(ids.map((id, index) => [index + 1, id])),
  };
}

/**
 * @param {string} text
 * @param {Map<number, string>} labels
 */
export const toStored = (text, labels) => text.replace(SHOWN, (token, label) => (labels.has(Number(label)) ? `[[${labels.get(Number(label))}]]` : token));

/**
 * What a new gap is to stand for: the selection without the blanks at its ends, or the word at the caret; null where a gap is in it.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @returns {{from: number, to: number} | null}
 */
export function wordsToHide(text, from, to) {
  const holds = [...text.matchAll(SHOWN)].some(({ index, 0: token }) => index < to + Number(from === to) && index + token.length > from);
  if (holds || text.slice(from, to).includes('\n\n')) return null;
  if (from === to) {
    const before = /[\p{L}\p{N}_'’-]*$/u.exec(text.slice(0, from))?.[0].length ?? 0;
    const after = /^[\p{L}\p{N}_'’-]*/u.exec(text.slice(to))?.[0].length ?? 0;
    return { from: from - before, to: to + after };
  }
  const chosen = text.slice(from, to);
  const start = from + chosen.length - chosen.trimStart().length;
  return { from: start, to: Math.max(start, from + chosen.trimEnd().length) };
}
