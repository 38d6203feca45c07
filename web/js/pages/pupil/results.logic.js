import { mark, plural } from '../../core/words.js';

/** @typedef {import('../../api/attempts.js').Result} Result */
/** @typedef {import('../../api/attempts.js').ResultItem} ResultItem */

/**
 * The first words: about the work, true at any mark, never a comparison with others.
 * @param {number} fraction  0..1
 * @param {string} name
 */
export function praise(fraction, name) {
  if (fraction >= 1) return `Full marks, ${name}. You really know this.`;
  if (fraction >= 0.75) return `Great work, ${name}. You know a lot of this.`;
  if (fraction >= 0.5) return `Good work, ${name}. You are well on your way.`;
  if (fraction > 0) return `Well done for sticking with it, ${name}.`;
  return `Thank you for trying, ${name}. Everyone starts somewhere.`;
}

/**
 * The first words while nothing is marked: there is no mark to speak of yet.
 * @param {string} name
 */
export const praiseUnmarked = (name) => `Well done for finishing, ${name}.`;

/**
 * What was got (nothing to say while nothing is marked) and how much was tried.
 * @param {Pick<Result, 'score' | 'marks_max' | 'items'>} result
 * @returns {{marks: string, tried: string}}
 */
export function tally({ score, marks_max: most, items }) {
  const counted = items.filter(({ outcome }) => outcome !== 'void');
  const blank = counted.filter(({ outcome }) => outcome === 'unanswered').length;
  const waiting = items.filter(({ outcome }) => outcome === 'needs_marking').length;
  const answered = blank ? `answered ${counted.length - blank} of ${plural(counted.length, 'question')}.` : 'answered every question.';
  const tried = most ? ` and ${answered}` : `You ${answered}`;
  return { marks: most ? `${mark(score)} of ${plural(most, 'mark')}` : '', tried: waiting ? `${tried} ${plural(waiting, 'answer')} ${waiting === 1 ? 'is' : 'are'} still being marked.` : tried };
}

/** How one question is shown; to a pupil nothing is red and nothing is "wrong". @type {{[outcome: string]: {icon: string, tone: string, words: string}}} */
const SHOWN = {
  right: { icon: 'check', tone: 'ok', words: 'Right' },
  partial: { icon: 'half-circle', tone: 'warn', words: 'Getting there' },
  wrong: { icon: 'arrow-right', tone: 'warn', words: 'Not yet' },
  unanswered: { icon: 'circle-dash', tone: 'tint', words: 'Not answered' },
  needs_marking: { icon: 'clock', tone: 'tint', words: 'Being marked' },
  void: { icon: 'circle-dash', tone: 'tint', words: 'Left out' },
};

/** @param {string} outcome */
export function shownAs(outcome) {
  return SHOWN[outcome] ?? SHOWN.needs_marking;
}

/**
 * What became of a mark that was changed: "Your mark was changed from 1 to 2: it wasn't taught".
 * @param {NonNullable<ResultItem['change']>} change
 */
export function changedWords({ was, now, reason }) {
  return now === null ? `This question was left out for everybody: ${reason}` : `Your mark was changed from ${mark(was)} to ${mark(now)}: ${reason}`;
}

/**
 * What became of questions that were swapped after handing in; nothing to say where there are none.
 * @param {number} n
 */
export function swappedAwayWords(n) {
  return n ? `${plural(n, 'question')} ${n === 1 ? 'doesn’t' : 'don’t'} count: your teacher changed ${n === 1 ? 'it' : 'them'} after you handed in.` : '';
}

/**
 * A learning objective as the rest of a sentence: "Convert binary to denary" becomes "convert binary to denary", "RAM and ROM" stays.
 * @param {string} objective
 */
export function goOn(objective) {
  return /^[A-Z][a-z]/.test(objective) ? objective[0].toLowerCase() + objective.slice(1) : objective;
}

/**
 * The next step in a sentence: the server sends a learning objective, or a sentence of its own.
 * @param {string} step
 */
export function nextStep(step) {
  return /[.!?]$/.test(step) ? step : `Work on this next: ${goOn(step)}.`;
}

/**
 * The questions to look at next: partly right before not yet, because they are nearest.
 * @param {readonly ResultItem[]} items
 * @returns {ResultItem[]}
 */
export function gettingThere(items) {
  const of = (/** @type {string} */ outcome) => items.filter((item) => item.outcome === outcome);
  return [...of('partial'), ...of('wrong')].slice(0, 3);
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/**
 * Which try counts and what it cost; nothing to say where there was one.
 * @param {ResultItem['tries']} tries
 */
export function triedWords(tries) {
  if (!tries || tries.used < 2) return '';
  return `Your ${ORDINALS[tries.counts - 1]} try counts. It cost ${tries.cost ? `${tries.cost}\u202f% of the marks` : 'nothing'}.`;
}

/**
 * A question as it stands now: the very same where nothing is new. What a pupil has just said of their program isn't unsaid by an answer of the server that
 * was on its way.
 * @param {ResultItem} shown
 * @param {ResultItem} now
 */
export function newer(shown, now) {
  const item = shown.own_code?.answer && now.own_code && !now.own_code.answer ? { ...now, own_code: shown.own_code } : now;
  return JSON.stringify(item) === JSON.stringify(shown) ? shown : item;
}

/**
 * What to say of marks that have come, and of questions about programs; nothing where nothing has.
 * @param {Pick<Result, 'items'>} before
 * @param {Pick<Result, 'score' | 'marks_max' | 'items'>} now
 */
export function newsWords(before, now) {
  const marked = now.items.filter(({ outcome }, index) => outcome !== before.items[index].outcome).length;
  const asked = now.items.some(({ own_code: own }, index) => own && !before.items[index].own_code);
  const news = [marked && `${plural(marked, 'answer')} marked. You have ${tally(now).marks}.`, asked && 'There is one more question about your program.'];
  return news.filter(Boolean).join(' ');
}
