/** Tries at each question and what they cost, and which attempt counts: as the form has them, and in words. */

/** @typedef {'best' | 'last' | 'first' | 'mean'} AttemptsCount */
/** @typedef {{tries: string, cost: string, costs: string}} TriesForm  as they stand in the fields; `costs` counts where `cost` is "own" */

export const OWN = 'own';
const COSTS = [0, 10, 20, 25, 33, 50];
const MOST_TRIES = 10;

/** @type {[value: string, label: string][]} */
export const COST_CHOICES = [...COSTS.map((cost) => /** @type {[string, string]} */ ([String(cost), cost ? `${cost}\u202f%` : 'Nothing'])), [OWN, 'As I say for each try']];

/** @type {[value: AttemptsCount, label: string][]} */
export const COUNT_CHOICES = [
  ['best', 'The best one'],
  ['last', 'The last one'],
  ['first', 'The first one'],
  ['mean', 'The mean of all of them'],
];

/** Each try costs as much more than the one before, at most everything. @param {number} tries @param {number} cost */
const evenly = (tries, cost) => Array.from({ length: tries }, (_, wrong) => Math.min(100, wrong * cost));

/** @param {readonly number[]} penalties @returns {TriesForm} */
export function triesForm(penalties) {
  const tries = penalties.length;
  const even = COSTS.find((cost) => String(evenly(tries, cost)) === String(penalties));
  // Of one try every cost would be true: the form begins with the usual one.
  const cost = tries === 1 ? '20' : even === undefined ? OWN : String(even);
  return { tries: String(tries), cost, costs: penalties.join(', ') };
}

/** The numbers of a list that a teacher typed. @param {string} text */
const listed = (text) => text.split(/[,;\s]+/).filter(Boolean).map((part) => Number(part.replace(/%$/, '')));

/** @param {TriesForm} form @returns {number[]} */
export function penaltiesOf({ tries, cost, costs }) {
  return cost === OWN && Number(tries) > 1 ? listed(costs) : evenly(Number(tries), Number(cost) || 0);
}

/**
 * What can be seen to be wrong before it is sent; `place` is the name of the field.
 * @param {TriesForm} form
 * @returns {{place: string, message: string}[]}
 */
export function triesProblems(form) {
  const tries = Number(form.tries);
  if (!(Number.isInteger(tries) && tries >= 1 && tries <= MOST_TRIES)) return [{ place: 'tries', message: 'From 1 to 10' }];
  if (tries === 1 || form.cost !== OWN) return [];
  const list = listed(form.costs);
  if (list.some((each) => !Number.isInteger(each) || each < 0 || each > 100)) return [{ place: 'costs', message: 'Whole numbers from 0 to 100, with commas between them' }];
  if (list.length !== tries) return [{ place: 'costs', message: `One number for each of the ${tries} tries` }];
  return list[0] ? [{ place: 'costs', message: 'The first try costs nothing: begin with 0' }] : [];
}

/**
 * "The 2nd try costs 20 % of a question's marks, the 3rd 40 %."
 * @param {readonly number[]} penalties
 */
export function costsInWords(penalties) {
  const name = (/** @type {number} */ number) => ['', '1st', '2nd', '3rd'][number] ?? `${number}th`;
  if (penalties.every((penalty) => !penalty)) return 'Checking costs nothing.';
  const each = penalties.slice(1).map((penalty, index) => `the ${name(index + 2)}${index ? '' : ' try costs'} ${penalty}\u202f%${index ? '' : ' of a question’s marks'}`);
  const words = each.join(', ');
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}

/**
 * What there is to say of tries and attempts of something that was set; nothing where there is one of each.
 * @param {{attempts_allowed: number, attempts_count: AttemptsCount, feedback: string, try_penalties: readonly number[]}} assignment
 * @returns {string[]}
 */
export function triesInWords({ attempts_allowed: attempts, attempts_count: count, feedback, try_penalties: penalties }) {
  const found = [];
  if (attempts > 1) found.push(`${attempts} attempts, ${count === 'mean' ? 'their mean counts' : `the ${count} counts`}`);
  if (feedback === 'each' && penalties.length > 1) found.push(`${penalties.length} tries at each question (${penalties.map((penalty) => `−${penalty}\u202f%`).join(', ').replaceAll('−0', '0')})`);
  return found;
}

/** What the class page says of it: where no single attempt counts, which one its cells show. @param {Parameters<typeof triesInWords>[0]} assignment */
export function rulesInWords(assignment) {
  const newest = assignment.attempts_allowed > 1 && assignment.attempts_count === 'mean' && 'The answers are those of the newest.';
  return [triesInWords(assignment).join(' · '), newest].filter(Boolean).join('. ');
}
