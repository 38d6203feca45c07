/** What the question form works out without a page: places of problems, markup, tags. */

/** @typedef {{place: string, message: string}} Problem */

/**
 * The names of form controls that a place may mean, the likeliest first: the linter says "option:2", the server
 * "content.options.2.text", a control is called "options.2.text".
 * @param {string} place
 * @returns {string[]}
 */
export function controlNames(place) {
  const path = place.replace(/^option:(\d+)$/, 'options.$1.text').replace(/^(body|content)\./, '');
  const parts = path.split('.').filter(Boolean);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

/**
 * What the page sees at once and what the server says, without saying the same thing about one place twice.
 * @param {Problem[]} own
 * @param {Problem[]} theirs
 * @returns {Problem[]}
 */
export function mergeProblems(own, theirs) {
  const seen = new Set(own.map(({ place }) => controlNames(place)[0]));
  return [...own, ...theirs.filter(({ place }) => !seen.has(controlNames(place)[0]))];
}

/**
 * Put markup round what is selected. `from` and `to` say what is selected afterwards.
 * @param {'bold' | 'code' | 'list' | 'table'} kind
 * @param {string} selected
 * @returns {{text: string, from: number, to: number}}
 */
export function withMarkup(kind, selected) {
  if (kind === 'bold') return wrap('**', selected || 'important', '**');
  if (kind === 'code') return selected.includes('\n') || !selected ? wrap('\n```\n', selected || 'print("Hello")', '\n```\n') : wrap('`', selected, '`');
  if (kind === 'list') {
    const lines = (selected || 'first\nsecond').split('\n').map((line) => `- ${line.replace(/^- /, '')}`);
    return wrap('\n', lines.join('\n'), '\n');
  }
  return wrap('\n\n', '| Input | Output |\n| --- | --- |\n| 0 | 1 |', '\n\n');
}

/** @param {string} before @param {string} inner @param {string} after */
function wrap(before, inner, after) {
  return { text: before + inner + after, from: before.length, to: before.length + inner.length };
}

/**
 * Tags as they are typed, with commas: trimmed, once each, in lower case as the bank keeps them.
 * @param {string} typed
 * @returns {string[]}
 */
export function tagsOf(typed) {
  return [...new Set(typed.split(',').map((tag) => tag.trim().replace(/\s+/g, ' ')).filter(Boolean))];
}
