/** The order and the words of the page on which answers are checked before handing in. */

/**
 * @typedef {object} ReviewItem
 * @property {number} index  from 0
 * @property {boolean} answered
 * @property {boolean} flagged
 * @property {string} text  the answer in words
 * @property {string | null} problem  what can't be read as it stands
 */

/** @typedef {ReviewItem & {kind: 'unanswered' | 'problem' | 'flagged' | 'answered'}} ReviewRow */

/** @param {ReviewItem} item @returns {ReviewRow['kind']} */
function kindOf({ answered, problem, flagged }) {
  if (!answered) return 'unanswered';
  if (problem) return 'problem';
  return flagged ? 'flagged' : 'answered';
}

/**
 * Unanswered first, then what can't be read, then flagged; the rest apart.
 * @param {readonly ReviewItem[]} items
 * @returns {{look: ReviewRow[], done: ReviewRow[]}}
 */
export function reviewRows(items) {
  const rows = items.map((item) => ({ ...item, kind: kindOf(item) }));
  const of = (/** @type {ReviewRow['kind']} */ kind) => rows.filter((row) => row.kind === kind);
  return { look: [...of('unanswered'), ...of('problem'), ...of('flagged')], done: of('answered') };
}

/**
 * The heading: what is left, as a question.
 * @param {readonly ReviewRow[]} look
 * @returns {string}
 */
export function reviewHeading(look) {
  const left = look.filter(({ kind }) => kind === 'unanswered').length;
  if (left) return `${left} ${left === 1 ? 'question' : 'questions'} left. Check ${left === 1 ? 'it' : 'them'}?`;
  if (look.length) return `All answered. ${look.length} to look at again?`;
  return 'You have answered every question.';
}

/**
 * A stem cut at a word for a list.
 * @param {string} text
 * @param {number} [most]
 */
export function shortStem(text, most = 90) {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most * 0.6)).trimEnd()}…`;
}
