/** What the practice Python says of a program, in the words that the school's server uses for its own. Pure. */

/**
 * @typedef {import('../api/code.js').ProgramError} ProgramError
 */

/** @type {{[kind: string]: string}} */
const SENTENCES = {
  SyntaxError: 'Python can’t read this line. Look for a missing colon, bracket or quote, here or on the line above.',
  IndentationError: 'The spaces at the start of this line don’t fit. Lines that belong together start with the same number of spaces.',
  TypeError: 'Two values that don’t go together, such as a number and text. Use int(…) or str(…) to change one of them.',
  ValueError: 'The value is of the right kind, but Python can’t use it here. Is text being turned into a number?',
  ZeroDivisionError: 'You divided by zero. Check what the number below the line can be.',
  IndexError: 'You asked for a place that the list or text hasn’t got. The first place is 0.',
  KeyError: 'The dictionary has no such key.',
  AttributeError: 'This value can’t do that. Check the word after the full stop.',
  EOFError: 'input() wanted another line, and there was none. Add a line under “Your input”.',
  MemoryError: 'The program needed more memory than there is. Does something grow for ever?',
  OSError: 'There is no such file here.',
};

/** @param {string} kind @param {string} words */
function sentenceOf(kind, words) {
  const [, name] = /'([^']+)'/.exec(words) ?? [];
  if (kind === 'NameError' && name) return `Python doesn’t know “${name}”. Is it spelt as where you gave it a value?`;
  if (kind === 'ImportError' && name) return `Practice runs have no “${name}”. Try again when the Wi-Fi is back.`;
  if (kind === 'RuntimeError' && words.includes('recursion')) return 'A function called itself too many times. When does it stop?';
  return SENTENCES[kind] ?? 'Python stopped here.';
}

/**
 * Read what MicroPython says when a program fails.
 * @param {string} traceback
 * @returns {ProgramError | null}  null when the program ended itself with exit()
 */
export function readTraceback(traceback) {
  const last = traceback.trim().split('\n').at(-1) ?? '';
  const [, kind = 'Error', words = ''] = /^(\w+)(?:: ?(.*))?$/.exec(last) ?? [];
  if (kind === 'SystemExit') return null;
  const line = Number([...traceback.matchAll(/File "main\.py", line (\d+)/g)].at(-1)?.[1] ?? 0);
  return { kind, message: words, line, sentence: sentenceOf(kind, words) };
}

/** @param {string} text */
const trimmed = (text) => text.split('\n').map((line) => line.trimEnd()).join('\n').replace(/\n+$/, '');
/** @param {string} text */
const folded = (text) => trimmed(text).toLowerCase().split('\n').map((line) => line.split(/\s+/).filter(Boolean).join(' ')).join('\n');

/**
 * Whether what was printed is what was expected, as far as a practice run can tell: the server alone decides.
 * @param {string} printed
 * @param {string} expected
 * @param {string} how
 * @returns {boolean | null}  null when it can't tell
 */
export function looksRight(printed, expected, how) {
  if (trimmed(printed) === trimmed(expected)) return true;
  if (how === 'exact') return false;
  return how === 'tolerant' ? folded(printed) === folded(expected) : null;
}
