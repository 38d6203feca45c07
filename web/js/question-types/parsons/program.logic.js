/**
 * The program that is put together from blocks, without the page.
 *
 * @typedef {{id: string, code: string, indent?: number, pair?: number}} Block
 * @typedef {{id: string, indent: number}} Line
 */

export const INDENT_MAX = 8;

/**
 * The lines of a response whose blocks are there; given indents are those of the blocks.
 * @param {import('../contract.js').Response} value
 * @param {import('../contract.js').View} view
 * @returns {Line[]}
 */
export const linesOf = (value, { blocks, indentation }) =>
  (value?.lines ?? []).flatMap((/** @type {Line} */ { id, indent = 0 }) => {
    const block = blocks.find((/** @type {Block} */ each) => each.id === id);
    return block ? [{ id, indent: indentation === 'given' ? (block.indent ?? 0) : indent }] : [];
  });

/**
 * The program as it would be run.
 * @param {import('../contract.js').Response} value
 * @param {import('../contract.js').View} view
 */
export const programText = (value, view) =>
  linesOf(value, view)
    .map(({ id, indent }) => view.blocks.find((/** @type {Block} */ block) => block.id === id).code.replace(/^(?=.)/gm, ' '.repeat(4 * indent)))
    .join('\n');

/**
 * The block that a line of the program belongs to, which counts from 1.
 * @param {import('../contract.js').Response} value
 * @param {import('../contract.js').View} view
 * @param {number} line
 * @returns {string | undefined}
 */
export const blockAt = (value, view, line) =>
  linesOf(value, view).flatMap(({ id }) => view.blocks.find((/** @type {Block} */ block) => block.id === id).code.split('\n').map(() => id))[line - 1];

/**
 * The program on one line, as the server's groups of answers write it: ⏎ ends a line, › is a step in.
 * @param {import('../contract.js').Response} value
 * @param {import('../contract.js').View} view
 */
export const programLine = (value, view) =>
  programText(value, view)
    .replace(/^( {4})+/gm, (spaces) => '› '.repeat(spaces.length / 4))
    .replaceAll('\n', ' ⏎ ');

/**
 * The program with a line at a place of it, or without it (-1).
 * @param {Line[]} lines
 * @param {Line} line
 * @param {number} place
 */
export function withLine(lines, { id, indent }, place) {
  const rest = lines.filter((line) => line.id !== id);
  return place < 0 ? rest : [...rest.slice(0, place), { id, indent: Math.max(0, Math.min(INDENT_MAX, indent)) }, ...rest.slice(place)];
}
