import { INDENT_MAX } from './program.logic.js';

/**
 * How a teacher's program becomes blocks, and which lines a question may name.
 *
 * @typedef {{id: string, code: string, indent: number, distractor?: boolean, pair?: string | null, group?: string | null, depends?: string[]}} TeacherBlock
 */

const MARKER = /^(\s*)#\s*distractor\b:?[ ]?/i;
const TAB = '    ';

/**
 * The blocks of a program that was pasted: one a line, its indent read from the white space in steps of the smallest one.
 * Lines that begin with `#distractor` don't belong to the program.
 * @param {string} text
 * @param {() => string} newId
 * @returns {TeacherBlock[]}
 */
export function blocksOf(text, newId) {
  const rows = text
    .replaceAll('\t', TAB)
    .split(/\r?\n/)
    .map((line) => ({ distractor: MARKER.test(line), line: line.replace(MARKER, '$1') }))
    .filter(({ line }) => line.trim())
    .map(({ line, distractor }) => ({ code: line.trim(), width: line.length - line.trimStart().length, distractor }));
  const least = Math.min(...rows.map(({ width }) => width));
  const step = Math.min(...rows.map(({ width }) => width - least).filter((width) => width > 1), 8);
  return rows.map(({ code, width, distractor }) => ({
    id: newId(),
    code,
    indent: Math.min(INDENT_MAX, Math.round((width - least) / step)),
    ...(distractor && { distractor }),
  }));
}

/**
 * Blocks without what names no line any more: pairs of one, and lines that were removed or became distractors.
 * @param {TeacherBlock[]} blocks
 * @returns {TeacherBlock[]}
 */
export function settled(blocks) {
  const right = new Set(blocks.filter(({ distractor }) => !distractor).map(({ id }) => id));
  const paired = (/** @type {TeacherBlock} */ { pair, distractor }) => pair && blocks.some((other) => other.pair === pair && Boolean(other.distractor) !== Boolean(distractor));
  return blocks.map((block) => ({
    ...block,
    pair: paired(block) ? block.pair : null,
    group: block.distractor ? null : block.group || null,
    depends: block.distractor ? [] : (block.depends ?? []).filter((id) => right.has(id) && id !== block.id),
  }));
}

/**
 * Blocks with a distractor shown beside a line of the program, or on its own again (null).
 * @param {TeacherBlock[]} blocks
 * @param {string} id  of the distractor
 * @param {string | null} partner  id of the line
 * @returns {TeacherBlock[]}
 */
export function paired(blocks, id, partner) {
  const name = partner && (blocks.find((block) => block.id === partner)?.pair ?? `beside ${partner}`);
  return settled(blocks.map((block) => (block.id === id || (partner && block.id === partner) ? { ...block, pair: name } : block)));
}

/**
 * The ids of the lines that are named by their numbers, such as "1, 3".
 * @param {string} text
 * @param {TeacherBlock[]} blocks
 */
export const namedLines = (text, blocks) => [...new Set(text.match(/\d+/g) ?? [])].flatMap((number) => blocks[Number(number) - 1]?.id ?? []);

/**
 * What is plainly wrong with a question; the server checks the rest.
 * @param {{blocks: TeacherBlock[], grading?: string, tests?: {expected: string}[]}} content
 * @returns {import('../contract-edit.js').Problem[]}
 */
export function problemsOf({ blocks, grading, tests = [] }) {
  const right = blocks.filter(({ distractor }) => !distractor);
  const before = new Set();
  /** @type {import('../contract-edit.js').Problem[]} */
  const found = [];
  if (right.length < 2) found.push({ place: 'blocks', message: 'Add at least two lines of the program.' });
  if (blocks.length > 30) found.push({ place: 'blocks', message: 'Keep at most 30 lines.' });
  blocks.forEach(({ id, code, distractor, depends = [] }, index) => {
    const place = `blocks.${index}.code`;
    if (!code.trim()) found.push({ place, message: `Write line ${index + 1}, or remove it.` });
    else if (code !== code.trim()) found.push({ place, message: `Begin and end line ${index + 1} with code; how far in it stands is set beside it.` });
    if (!distractor && depends.some((needed) => !before.has(needed))) found.push({ place: `blocks.${index}.depends`, message: `Line ${index + 1} depends on a line below it.` });
    if (!distractor) before.add(id);
  });
  if (grading === 'dependency' && !right.some(({ depends, group }) => depends?.length || group)) found.push({ place: 'blocks', message: 'Say which lines depend on which.' });
  if (grading === 'execution' && !tests.length) found.push({ place: 'tests', message: 'Add a test to run the program by.' });
  tests.forEach(({ expected }, index) => {
    if (grading === 'execution' && !expected.trim()) found.push({ place: `tests.${index}.expected`, message: `Write what test ${index + 1} prints.` });
  });
  return found;
}
