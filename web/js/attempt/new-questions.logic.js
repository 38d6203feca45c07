import { listOf } from '../core/words.js';

/**
 * @typedef {import('../api/attempts.js').Package} Package
 * @typedef {import('../api/attempts.js').PackageItem} PackageItem
 */

/**
 * Whether the teacher has put another question, or another wording, in a place. That it is shown otherwise may also be another release's doing.
 * @param {PackageItem | undefined} was  undefined: it has only come now
 * @param {PackageItem} is
 */
const isAnother = (was, is) => !was || (Boolean(was.swapped || is.swapped) && JSON.stringify(was.view) !== JSON.stringify(is.view));

/** "question 2", "questions 1 and 3". @param {string[]} numbers */
const named = (numbers) => `question${numbers.length === 1 ? '' : 's'} ${listOf(numbers)}`;

/**
 * What changed in the questions, for who hears the page: in one piece, as of two announcements only the last is heard.
 * @param {Package} before
 * @param {Package} after
 */
export function changesInWords(before, after) {
  const earlier = new Map(before.items.map((item) => [item.id, item]));
  /** @param {(was: PackageItem | undefined, is: PackageItem) => boolean} holds */
  const places = (holds) => after.items.flatMap((item, index) => (holds(earlier.get(item.id), item) ? [String(index + 1)] : []));
  const others = places(isAnother);
  const out = places((was, is) => Boolean(is.void && was && !was.void));
  const back = places((was, is) => Boolean(!is.void && was?.void));
  const words = [];
  if (others.length) words.push(`Your teacher has changed ${named(others)}.`);
  if (out.length) words.push(`Your teacher has left out ${named(out)}. You don’t need to answer ${out.length === 1 ? 'it' : 'them'}.`);
  if (back.length) words.push(`Your teacher has brought back ${named(back)}.`);
  return words.join(' ');
}
