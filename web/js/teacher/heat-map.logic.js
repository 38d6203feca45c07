import { mark } from '../core/words.js';

/** What the heat map shows, worked out of a class's results without a page. */

/**
 * @typedef {import('../api/results.js').ClassResults} ClassResults
 * @typedef {ClassResults['items'][number]} Item
 * @typedef {ClassResults['pupils'][number]} Pupil
 * @typedef {NonNullable<Pupil['cells'][number]>} Cell
 * @typedef {'lowest' | 'highest' | 'name'} PupilOrder
 * @typedef {'test' | 'hardest' | 'easiest'} ItemOrder
 */

/** @type {[PupilOrder, string][]} */
export const PUPIL_ORDERS = [
  ['lowest', 'Lowest total first'],
  ['highest', 'Highest total first'],
  ['name', 'By name'],
];
/** @type {[ItemOrder, string][]} */
export const ITEM_ORDERS = [
  ['test', 'As in the test'],
  ['hardest', 'Hardest first'],
  ['easiest', 'Easiest first'],
];

/** The fifth of the marks that a score is in, 1 to 5 (80 % and more). @param {number} score @param {number} marks */
export function levelOf(score, marks) {
  // 0.6 * 5 is 3.0000000000000004 elsewhere: a hair's breadth must not change a colour.
  return Math.max(1, Math.min(5, Math.floor((score / marks) * 5 + 1e-9) + 1));
}

/**
 * What stands in a cell.
 * @param {Cell | undefined} cell
 * @param {Item} item
 * @returns {{text: string, said: string, level: string}}  said: what the number doesn't say by itself
 */
export function cellShown(cell, item) {
  if (!cell) return { text: '–', said: 'nothing to show', level: 'none' };
  if (cell.outcome === 'needs_marking') return { text: '…', said: 'waiting for a mark', level: 'none' };
  if (cell.outcome === 'void') return { text: '–', said: 'left out, counts for nobody', level: 'none' };
  if (cell.outcome === 'not_drawn') return { text: '·', said: 'not drawn for this pupil', level: 'none' };
  const of = `of ${mark(item.marks)}`;
  return { text: mark(cell.score), said: cell.outcome === 'unanswered' ? `${of}, not answered` : of, level: String(levelOf(cell.score, item.marks)) };
}

/** @param {Pupil} pupil @returns {Map<string, Cell>} */
export function cellsByItem(pupil) {
  return new Map(pupil.cells.filter((cell) => cell !== null).map((cell) => [cell.item_id, cell]));
}

/** Whether there is an answer to open: none of a question that wasn't drawn. @param {Cell | undefined} cell */
export const hasAnswer = (cell) => cell !== undefined && cell.outcome !== 'not_drawn';

/**
 * What stands in the Total column.
 * @param {Pupil} pupil
 * @param {boolean} running  pupils may still sit it
 */
export function totalShown(pupil, running) {
  if (pupil.state === 'marked' && pupil.score !== null) return mark(pupil.score);
  if (pupil.state === 'submitted') return 'Being marked';
  if (pupil.state === 'open') return 'Working';
  return running ? 'Not started' : 'Absent';
}

/**
 * Names while the projector is on: numbers that say nothing about the register. The last characters of an id are random, so their
 * order is no order of names, and it stays the same at each refresh.
 * @param {{id: string}[]} pupils
 * @returns {Map<string, string>}  pupil id to "Pupil 7"
 */
export function aliases(pupils) {
  const backwards = (/** @type {string} */ id) => [...id].reverse().join('');
  const ids = pupils.map(({ id }) => id).sort((a, b) => (backwards(a) < backwards(b) ? -1 : 1));
  return new Map(ids.map((id, index) => [id, `Pupil ${index + 1}`]));
}

/**
 * People as a list shows them, in the order of what is shown: in the order of hidden names, numbers would still tell who is who.
 * @param {{id: string, name: string}[]} people
 * @param {(person: {id: string, name: string}) => string} nameOf
 * @returns {{id: string, name: string}[]}
 */
export function renamed(people, nameOf) {
  return people.map((person) => ({ ...person, name: nameOf(person) })).sort((a, b) => a.name.localeCompare(b.name, 'en-GB', { numeric: true }));
}

/**
 * Pupils in the order asked for; those without a total come last, whichever way.
 * @param {Pupil[]} pupils
 * @param {PupilOrder} order
 * @param {(pupil: Pupil) => string} nameOf
 * @returns {Pupil[]}
 */
export function sortPupils(pupils, order, nameOf) {
  const byName = (/** @type {Pupil} */ a, /** @type {Pupil} */ b) => nameOf(a).localeCompare(nameOf(b), 'en-GB', { numeric: true });
  if (order === 'name') return [...pupils].sort(byName);
  const sign = order === 'lowest' ? 1 : -1;
  // By share: who was drawn a question that was left out could get fewer marks than others.
  const share = (/** @type {Pupil} */ { score, marks_max: most }) => (score ?? 0) / (most || 1);
  return [...pupils].sort((a, b) => Number(a.score === null) - Number(b.score === null) || sign * (share(a) - share(b)) || byName(a, b));
}

/**
 * Questions in the order asked for; those that nobody has a mark for come last.
 * @param {Item[]} items
 * @param {ItemOrder} order
 * @returns {Item[]}
 */
export function sortItems(items, order) {
  const inTest = [...items].sort((a, b) => a.position - b.position);
  if (order === 'test') return inTest;
  const sign = order === 'hardest' ? 1 : -1;
  return inTest.sort((a, b) => Number(a.facility === null) - Number(b.facility === null) || sign * ((a.facility ?? 0) - (b.facility ?? 0)));
}

/** Answers that wait for a person. @param {ClassResults} results */
export const answersToMark = ({ pupils }) => pupils.reduce((sum, { cells }) => sum + cells.filter((cell) => cell?.outcome === 'needs_marking').length, 0);

/** The numbers over the table. @param {ClassResults} results */
export function headline({ assignment, pupils, mean, median }) {
  return {
    handedIn: pupils.filter(({ state }) => state === 'submitted' || state === 'marked').length,
    working: pupils.filter(({ state }) => state === 'open').length,
    pupils: pupils.length,
    mean: mean === null ? '–' : mark(Math.round(mean * 10) / 10),
    median: median === null ? '–' : mark(Math.round(median * 10) / 10),
    marks: mark(assignment.marks_max),
  };
}

/** "question 8", "questions 5 and 6", "questions 1, 4 and 5". @param {number[]} positions */
export function questionsInWords(positions) {
  const sorted = [...new Set(positions)].sort((a, b) => a - b);
  const last = sorted.at(-1);
  if (sorted.length === 1) return `question ${last}`;
  return `questions ${sorted.slice(0, -1).join(', ')} and ${last}`;
}
