import { letter } from '../question-types/choices.js';

/** Where in a question a finding is, in the words that its editor uses. */

const QUOTED_MAX = 48;

/** @type {{[field: string]: string}} */
const WHOLE = { stem: 'The question', options: 'The options', passage: 'The passage', explanation: 'Why?', items: 'The items', prompts: 'The prompts', accepted: 'The accepted answers', answers: 'The numbers', value: 'The statement', expression: 'The expression' };
/** @type {{[list: string]: string}} */
const ROWS = { items: 'Item', prompts: 'Prompt', accepted: 'Answer', answers: 'Number', units: 'Unit', hints: 'Hint' };

/** @param {unknown} row  of content: an option, an accepted answer, a hint */
function quoted(row) {
  const { text, pattern, value } = typeof row === 'string' ? { text: row } : /** @type {any} */ (row ?? {});
  const words = String(text ?? pattern ?? value ?? '').replace(/\s+/g, ' ').trim();
  if (!words) return '';
  return ` “${words.length > QUOTED_MAX ? `${words.slice(0, QUOTED_MAX - 1).trimEnd()}…` : words}”`;
}

/** @param {{[name: string]: any}} content @param {string} id */
function gapNumber({ passage = '', gaps }, id) {
  const order = Object.keys(gaps).sort((a, b) => passage.indexOf(`[[${a}]]`) - passage.indexOf(`[[${b}]]`));
  return order.indexOf(id) + 1;
}

/**
 * "Option C “four bits”", "Gap 2, choice 1 “a byte”", "The question". Empty for a place that has no words.
 * @param {string} place  as the checks say it
 * @param {{[name: string]: any}} content
 * @param {(index: number) => string} [letterAt]  of an option by its place in the content; pupils see another order
 * @returns {string}
 */
export function placeWords(place, content, letterAt = letter) {
  const [list, at, ...rest] = place.replace(/^option:/, 'options.').replace(/^(body|content)\./, '').split('.');
  if (at === undefined) return WHOLE[list] ?? '';
  if (list === 'gaps') {
    const gap = content.gaps?.[at];
    if (!gap) return '';
    const [inside, index] = rest;
    const row = index === undefined ? null : gap[inside]?.[Number(index)];
    const number = `Gap ${gapNumber(content, at)}`;
    return row ? `${number}, ${inside === 'options' ? 'choice' : 'answer'} ${Number(index) + 1}${quoted(row)}` : number;
  }
  const row = content[list]?.[Number(at)];
  // Where there are prompts, options have no letters: each is the answer to one of them.
  if (list === 'options') return content.prompts ? `Answer${quoted(row)}` : `Option ${letterAt(Number(at))}${quoted(row)}`;
  return ROWS[list] ? `${ROWS[list]} ${Number(at) + 1}${quoted(row)}` : (WHOLE[list] ?? '');
}
