import { plainText } from '../core/rich-text.js';

/**
 * A question as it is read out, made from its data: what is said, and the words on the page that it stands for.
 * @typedef {{said: string, shown: string}} Part  shown: as on the page, '' for words that stand nowhere
 * @typedef {import('../core/rich-text.js').RichTree} RichTree
 * @typedef {import('../core/rich-text.js').RichNode} RichNode
 * @typedef {{lang: string, localService: boolean, default: boolean}} Voice
 */

/** What a program's signs are called, longer ones first. @type {[string, string][]} */
const SIGNS = [
  ['**', 'to the power of'], ['//', 'whole divided by'], ['==', 'is equal to'], ['!=', 'is not equal to'], ['<=', 'is less than or equal to'], ['>=', 'is greater than or equal to'],
  ['+=', 'plus equals'], ['-=', 'minus equals'], ['<', 'is less than'], ['>', 'is greater than'], ['=', 'equals'], ['+', 'plus'], ['-', 'minus'], ['*', 'times'], ['/', 'divided by'], ['%', 'mod'],
  ['(', 'open bracket'], [')', 'close bracket'], ['[', 'open square bracket'], [']', 'close square bracket'], ['{', 'open curly bracket'], ['}', 'close curly bracket'],
  [':', 'colon'], [',', 'comma'], ['.', 'dot'], ['"', 'quote'], ["'", 'quote'], ['_', 'underscore'], ['#', 'hash'],
]; // prettier-ignore
const SIGN = new RegExp(SIGNS.map(([sign]) => sign.replace(/\W/g, '\\$&')).join('|'), 'g');
const SIGN_WORDS = new Map(SIGNS);

/** Signs of maths and logic in a text, which voices leave out or spell. @type {[RegExp, string][]} */
const MATHS = [
  [/\s*×\s*/g, ' times '], [/\s*÷\s*/g, ' divided by '], [/\s*≤\s*/g, ' is less than or equal to '], [/\s*≥\s*/g, ' is greater than or equal to '], [/\s*≠\s*/g, ' is not equal to '],
  [/(?<=[\w)])\s+=\s+(?=[\w(])/g, ' equals '], [/(?<=[\w)])\s*\+\s*(?=[\w(])/g, ' plus '], [/(?<=[\w)])\s+[-−–]\s+(?=\d)/g, ' minus '], [/²/g, ' squared'], [/³/g, ' cubed'], [/\s*→\s*/g, ' to '], [/_{2,}/g, ' gap '],
]; // prettier-ignore
const INDENT = 4;

/** Numbers in binary are said digit by digit: 0101 is no hundred and one. @param {string} text */
const digits = (text) => text.replace(/\b(?=[01]{4,}\b|0\d)\d+\b/g, (number) => [...number].join(' '));

/** A text as it is said. @param {string} text */
export const saidText = (text) => digits(MATHS.reduce((said, [sign, words]) => said.replace(sign, words), text)).replace(/\s+/g, ' ').trim();

/**
 * One line of a program as it is said: how far it is indented, and every sign by name, as each of them may be what the question asks about.
 * @param {string} line
 */
export function saidLine(line) {
  const depth = Math.floor((/^ */.exec(line)?.[0].length ?? 0) / INDENT);
  const words = digits(line.trim().replace(SIGN, (sign) => ` ${SIGN_WORDS.get(sign)} `)).replace(/\s+/g, ' ').trim();
  return `${depth ? `indented ${depth === 1 ? 'once' : depth === 2 ? 'twice' : `${depth} times`}, ` : ''}${words}`;
}

/** @param {string} code @returns {Part[]} */
const program = (code) => code.split('\n').filter((line) => line.trim()).map((line) => ({ said: `${saidLine(line)}.`, shown: line.trim() }));

/** @param {string} text @returns {Part[]} */
const sentences = (text) => text.split(/(?<=[.!?])\s+(?=\S)/).filter(Boolean).map((each) => ({ said: saidText(each), shown: each }));

/** Words that stand nowhere: what follows. @param {string} said @returns {Part} */
const lead = (said) => ({ said, shown: '' });

/** @param {RichNode[]} cells @param {(nodes: RichNode[]) => string} words */
const cellWords = (cells, words) => words(cells) || 'empty';

/**
 * @param {RichTree} tree
 * @param {{[id: string]: any}} [gaps]  of a passage: said where they stand
 * @returns {Part[]}
 */
export function spoken(tree, gaps = {}) {
  if (typeof tree === 'string') return sentences(tree.trim());
  /** A gap is said by its number, then what may be put there. @param {RichNode} node @returns {RichNode} */
  const named = (node) =>
    node.type === 'gap' ? { type: 'text', text: ` gap ${gaps[node.id]?.number ?? ''} ` } : node.children ? { ...node, children: node.children.map(named) } : node;
  /** @param {RichNode[]} nodes */
  const words = (nodes) => plainText(nodes.map(named));
  return (tree ?? []).flatMap((block) => {
    if (block.type === 'code_block') return [lead('Code.'), ...program(plainOfCode(block, named))];
    if (block.type === 'list') return block.children.flatMap((/** @type {RichNode} */ item, /** @type {number} */ at) => [...(block.ordered ? [lead(`${(block.start ?? 1) + at}.`)] : []), ...spoken(item.children, gaps)]);
    if (block.type === 'table') return table(block, words);
    if (block.type === 'image') return [lead(`Picture: ${block.alt}`)];
    return sentences(words([block]));
  });
}

/** @param {RichNode} block @param {(node: RichNode) => RichNode} named */
const plainOfCode = (block, named) => block.children.map((/** @type {RichNode} */ node) => named(node).text ?? '').join('');

/** @param {RichNode} node @param {(nodes: RichNode[]) => string} words @returns {Part[]} */
function table({ head, rows }, words) {
  const names = head.map(words);
  const row = (/** @type {RichNode[][]} */ cells, /** @type {number} */ at) => ({
    said: saidText(`Row ${at + 1}. ${cells.map((cell, column) => `${names[column] ? `${names[column]}: ` : ''}${cellWords(cell, words)}`).join('. ')}.`),
    shown: cells.map(words).join(''),
  });
  return [lead(`Table. Columns: ${names.filter(Boolean).join(', ')}.`), ...rows.map(row)];
}

/** @param {{text: RichTree}[]} elements @param {(at: number) => string} name @returns {Part[]} */
const named = (elements, name) => elements.flatMap(({ text }, at) => [lead(name(at)), ...spoken(text)]);
const byLetter = (/** @type {number} */ at) => `${String.fromCharCode(65 + at)}.`;
const byNumber = (/** @type {number} */ at) => `${at + 1}.`;
/** @param {string} said @param {unknown[] | undefined} list @param {() => Part[]} parts @returns {Part[]} */
const after = (said, list, parts) => (list?.length ? [lead(said), ...parts()] : []);

/** What may be put into gaps. @param {{[id: string]: any}} gaps @returns {Part[]} */
const choices = (gaps) =>
  Object.values(gaps)
    .filter(({ kind }) => kind === 'choice')
    .sort((a, b) => a.number - b.number)
    .map((gap) => lead(saidText(`For gap ${gap.number}, choose from: ${gap.choices.map((/** @type {any} */ { text }) => text).join(', ')}.`)));

/** A row of a table to fill in. @param {string[]} columns @param {(string | number | null)[]} row @param {number} at @returns {Part} */
const givenRow = (columns, row, at) => lead(saidText(`Row ${at + 1}. ${row.map((cell, column) => `${columns[column]}: ${cell === null ? 'to fill in' : cell === '' ? 'empty' : cell}`).join('. ')}.`));

/**
 * What follows the stem, by the fields that a type's view has, in the order in which they stand on the page.
 * @param {import('../question-types/contract.js').View} view
 * @returns {Part[]}
 */
function answering(view) {
  const { type, options, prompts, items, categories, passage, gaps = {}, code, program: traced, inputs, columns, headings, rows, blocks, starter, rules } = view;
  const listing = code ?? traced;
  return [
    ...(passage ? [...spoken(passage, gaps), ...choices(gaps)] : []),
    ...(listing ? [lead('The program.'), ...program(listing)] : []),
    ...(listing ? after('What is typed in:', inputs, () => inputs.flatMap((/** @type {string} */ text) => sentences(text))) : []),
    ...after('Match each of these:', prompts, () => named(prompts, byNumber)),
    ...(type === 'true_false' ? [{ said: 'True, or false?', shown: 'True' }] : []),
    ...after(prompts ? 'With one of these:' : 'Choose from:', options, () => named(options, byLetter)),
    ...after(categories ? 'Sort these:' : 'Put these in order:', items, () => named(items, byNumber)),
    ...after('Into these:', categories, () => named(categories, byNumber)),
    ...after('Lines of a program:', blocks, () => blocks.flatMap((/** @type {any} */ block, /** @type {number} */ at) => [lead(byNumber(at)), ...program(block.code)])),
    ...(columns ? rows.map((/** @type {any[]} */ row, /** @type {number} */ at) => givenRow(columns, row, at)) : []),
    ...(headings ? [lead(`A table of ${[...inputs, ...headings].join(', ')}.`)] : []),
    ...after('Your program:', rules, () => rules.flatMap((/** @type {string} */ rule) => sentences(rule))),
    ...(starter?.trim() ? [lead('It begins like this.'), ...program(starter)] : []),
  ];
}

/**
 * @param {import('../question-types/contract.js').View} view
 * @returns {Part[]}
 */
export const spokenQuestion = (view) => [...spoken(view.stem), ...answering(view)].filter(({ said }) => said);

// Where on the page

/** @param {string} text */
export const withoutSpaces = (text) => text.replace(/\s+/g, '');

/**
 * Where words stand in the text of the page, both without spaces; from a place on, else from its start.
 * @param {string} page
 * @param {string} shown
 * @param {number} from
 * @returns {[start: number, end: number] | null}
 */
export function placeOf(page, shown, from) {
  const wanted = withoutSpaces(shown);
  if (!wanted) return null;
  const at = [page.indexOf(wanted, from), page.indexOf(wanted)].find((each) => each >= 0);
  return at === undefined ? null : [at, at + wanted.length];
}

/** The word that is being said. @param {string} said @param {number} at */
export const wordAt = (said, at) => (/^[^\s]+/.exec(said.slice(at))?.[0] ?? '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/**
 * The voice to read with: only one that lives on the device, as others send the question away. British English first.
 * @template {Voice} V
 * @param {readonly V[]} voices
 * @returns {V | null}
 */
export function pickVoice(voices) {
  const own = voices.filter(({ lang, localService }) => localService && /^en\b/i.test(lang.replace('_', '-')));
  const british = own.filter(({ lang }) => /^en-GB/i.test(lang.replace('_', '-')));
  return british.find((voice) => voice.default) ?? british[0] ?? own.find((voice) => voice.default) ?? own[0] ?? null;
}
