/** Where what a program printed differs from what was expected, line by line. Pure. */

/** @typedef {{kind: 'missing' | 'extra' | 'changed', line: number, wanted: string, got: string}} Difference  line: from 1, in what was printed */

/** Comparing is quadratic, and nobody reads further. */
const LINES_MAX = 200;

/** White space at the ends of lines and blank lines at the end never count. @param {string} text */
function tidyLines(text) {
  const tidy = text.split('\n').map((line) => line.trimEnd()).join('\n').replace(/\n+$/, '');
  return tidy ? tidy.split('\n').slice(0, LINES_MAX) : [];
}

/**
 * For each pair of ends: how many lines both have in the same order.
 * @param {string[]} a
 * @param {string[]} b
 */
function commonLines(a, b) {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) for (let j = b.length - 1; j >= 0; j -= 1) lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  return lengths;
}

/**
 * @param {string} expected
 * @param {string} printed
 * @returns {{same: number, differences: Difference[]}}  same: lines that are right
 */
export function differences(expected, printed) {
  const [wanted, got] = [tidyLines(expected), tidyLines(printed)];
  const common = commonLines(wanted, got);
  /** @type {Difference[]} */
  const found = [];
  let [i, j, same] = [0, 0, 0];
  while (i < wanted.length || j < got.length) {
    if (i < wanted.length && j < got.length && wanted[i] === got[j]) {
      [i, j, same] = [i + 1, j + 1, same + 1];
    } else if (i < wanted.length && j < got.length && common[i + 1][j + 1] === common[i][j]) {
      // Neither line is in the common part: one stands in the place of the other.
      found.push({ kind: 'changed', line: j + 1, wanted: wanted[i], got: got[j] });
      [i, j] = [i + 1, j + 1];
    } else if (j >= got.length || (i < wanted.length && common[i + 1][j] >= common[i][j + 1])) {
      found.push({ kind: 'missing', line: j + 1, wanted: wanted[i], got: '' });
      i += 1;
    } else {
      found.push({ kind: 'extra', line: j + 1, wanted: '', got: got[j] });
      j += 1;
    }
  }
  return { same, differences: found };
}

/** Text whose spaces can be seen. @param {string} text */
export const visible = (text) => text.replaceAll(' ', '·').replaceAll('\t', '→');
