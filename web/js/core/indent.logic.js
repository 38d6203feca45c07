/** Where the next line of a program begins, without the editor. */

/** Steps of this many spaces. */
export const INDENT = 4;

/** What isn't code: strings, also those that nobody has closed yet, and comments. */
const NOT_CODE = /("""|''')[\s\S]*?(?:\1|$)|(["'])(?:\\[\s\S]|(?!\2)[^\\\n])*\\?(?:\2|(?=\n)|$)|#.*/g;
const BRACKETS = /[([{]|[)\]}]/g;

/** @param {string} text */
const lastLine = (text) => text.slice(text.lastIndexOf('\n') + 1);

/**
 * How many spaces a new line begins with: as many as the one before, and a step more after a colon. Null inside of brackets, where the editor's grammar
 * knows better.
 * @param {string} before  the program up to the caret
 * @returns {number | null}
 */
export function indentAfter(before) {
  const code = lastLine(before.replace(NOT_CODE, (text) => (text[0] === '#' ? '' : "''")));
  const open = (code.match(BRACKETS) ?? []).reduce((sum, sign) => sum + ('([{'.includes(sign) ? 1 : -1), 0);
  if (open) return null;
  return (/^ */.exec(lastLine(before))?.[0].length ?? 0) + (/:\s*$/.test(code) ? INDENT : 0);
}
