/**
 * Says what can't be read in a Boolean expression while it is typed, in the same words as the server
 * (backend/questions/types/logic.py, which also works it out). Both read tests/questions/types/logic_cases.json.
 */

/** @type {{[sign: string]: string}} */
const SIGNS = Object.fromEntries(
  Object.entries({ AND: '. · ⋅ • ∧ & && *', OR: '+ ∨ | ||', XOR: '⊕ ⊻ ^', NAND: '⊼ ↑', NOR: '⊽ ↓', NOT: '¬ ! ~', '(': '( [', ')': ') ]', behind: "' ’ ‘ ′", bar: '¯ ‾' }).flatMap(([kind, signs]) => signs.split(' ').map((sign) => [sign, kind])),
);
export const OPERATORS = ['AND', 'OR', 'NOT', 'XOR', 'NAND', 'NOR'];
const NAME_MAX = 20;

/** @param {string} token  @returns an operator, a bracket, `name`, `behind`, `bar` or `?` */
function kindOf(token) {
  if (OPERATORS.includes(token.toUpperCase())) return token.toUpperCase();
  return /^[\p{L}\p{N}]/u.test(token) ? 'name' : (SIGNS[token] ?? '?');
}

/** @param {readonly string[]} words */
const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words[0]);

/**
 * @param {string} token
 * @param {readonly string[] | null} inputs
 */
function nameProblem(token, inputs) {
  if (/^\p{N}/u.test(token)) return token === '0' || token === '1' ? null : `Use only 0 and 1 as values: ${token} isn't one.`;
  if (!inputs) return token.length > NAME_MAX ? `The name ${token.slice(0, NAME_MAX)}… is too long. Keep names to ${NAME_MAX} letters.` : null;
  const known = (/** @type {string} */ name) => inputs.find((input) => input.toLowerCase() === name.toLowerCase());
  if (known(token)) return null;
  const letters = [...token].map(known);
  if (letters.length > 1 && letters.every(Boolean)) return `There is no operator between ${letters[0]} and ${letters[1]}. Write one, such as AND.`;
  return `${token.slice(0, NAME_MAX)} isn't an input here. Use only ${listed(inputs)}.`;
}

/**
 * What has to be mended, or null. The server also counts what is nested or long beyond reason.
 * @param {string} text
 * @param {readonly string[] | null} inputs  the names that may be used; null for any
 * @param {readonly string[]} [operators]
 * @returns {string | null}
 */
export function logicProblem(text, inputs, operators = OPERATORS) {
  /** @type {string[]} */
  let tokens = text.normalize('NFD').replace(/[\u0304\u0305]/g, "'").normalize('NFC').match(/&&|\|\||\p{L}[\p{L}\p{N}_]*|\p{N}[\p{L}\p{N}_]*|\S/gu) ?? [];
  // Q = A AND B: the name of the output may stand before it.
  if (tokens[1] === '=' && kindOf(tokens[0]) === 'name' && !inputs?.some((input) => input.toLowerCase() === tokens[0].toLowerCase())) tokens = tokens.slice(2);
  if (!tokens.length) return 'Write an expression, such as A AND NOT B.';
  /** What comes after each bracket that is open. @type {string[]} */
  const open = [];
  let expected = true;
  /** @param {string | undefined} token @param {string | undefined} before */
  const missing = (token, before) => {
    if (!before) return `There is nothing before ${token}. Write an input there, such as A.`;
    if (token && kindOf(token) === ')' && kindOf(before) === '(') return 'There is nothing in the brackets. Fill them, or take them out.';
    return `There is nothing ${token ? `between ${before} and ${token}` : `after ${before}`}. Write an input there, such as A.`;
  };
  for (const [at, token] of tokens.entries()) {
    const kind = kindOf(token);
    const before = tokens[at - 1];
    const operator = kind === 'bar' || kind === 'behind' ? 'NOT' : kind;
    if (kind === '?') return `We don't know the sign “${token}” here. Use AND, OR, NOT and brackets.`;
    if (expected ? kind === ')' || kind === 'behind' || (OPERATORS.includes(kind) && kind !== 'NOT') : false) return missing(token, before);
    if (!expected && ['NOT', 'name', '('].includes(kind)) return `There is no operator between ${before} and ${token}. Write one, such as AND.`;
    if (OPERATORS.includes(operator) && !operators.includes(operator)) return `Don't use ${operator} here. Use only ${listed(operators)}.`;
    if (kind === '(') open.push(tokens[at + 1]);
    else if (kind === ')' && open.pop() === undefined) return `There is a bracket too many after ${before}: take out “${token}”.`;
    else if (kind === 'name') {
      const problem = nameProblem(token, inputs);
      if (problem) return problem;
      expected = false;
    } else if (operator !== 'NOT' && kind !== ')') expected = true;
  }
  if (expected) return missing(undefined, tokens.at(-1));
  return open.length ? `The bracket before ${open.at(-1)} isn't closed. Add “)” where it ends.` : null;
}
