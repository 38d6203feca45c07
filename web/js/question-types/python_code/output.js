import { h, icon } from '../../core/dom.js';
import { plural } from '../../core/words.js';
import { differences, visible } from './difference.logic.js';

/**
 * @typedef {import('../../api/code.js').RunOut} RunOut
 * @typedef {import('../../api/code.js').ExampleRun} ExampleRun
 */

/** How a run ended that didn't end by itself. @type {{[status: string]: (result: RunOut) => string}} */
const ENDINGS = {
  time: ({ cpu_ms, wall_ms }) => `Stopped after ${Math.max(1, Math.round((cpu_ms >= 1000 ? cpu_ms : wall_ms) / 1000))} s: is there a loop that never ends?`,
  output: () => 'Stopped, because it printed too much: is there a loop that never ends?',
  crash: () => 'Your program stopped without a message. Does a function call itself for ever?',
  forbidden: () => 'Stopped: programs can’t do this here. Your teacher is told.',
  cancelled: () => 'You stopped it.',
  unavailable: () => 'Your program could not be run just now. Try again in a moment.',
};

/** A sentence in which names stand in backticks. @param {string} sentence */
const withNames = (sentence) => sentence.split('`').map((part, at) => (at % 2 ? h('code', null, part) : part));

/** Why a run came to no good end, in a sentence; null where it did. @param {RunOut} result */
export const complaint = (result) => ENDINGS[result.status]?.(result) ?? (result.error && withNames(result.error.sentence));

/** @param {string} text */
const text = (text) => h('pre', { class: 'program__text' }, text);

/**
 * What a run came to: what was printed, then what went wrong, in plain English first.
 * @param {RunOut} result
 * @param {(line: number) => void} goTo
 */
export function outcome(result, goTo) {
  const { error, stdout, status } = result;
  const ending = ENDINGS[status]?.(result);
  return [
    stdout ? text(stdout) : status === 'ok' && h('p', { class: 'muted' }, 'Your program printed nothing.'),
    ending && h('p', { class: 'program__error' }, icon('warn'), h('strong', null, ending)),
    error &&
      h(
        'div',
        { class: 'program__error' },
        icon('warn'),
        h('strong', null, withNames(error.sentence)),
        h('code', null, `${error.kind}${error.message && `: ${error.message}`}${error.line ? `, line ${error.line}` : ''}`),
        error.line > 0 && h('button', { class: 'button', type: 'button', onclick: () => goTo(error.line) }, `Go to line ${error.line}`),
      ),
  ];
}

/** What an example's run gave: what it printed, or the value of its call. @param {ExampleRun} run */
const given = ({ code, result }) => (code ? (result.value ?? '') : (/** @type {any} */ (result).answered ?? result.stdout));

const SAID = /** @type {const} */ ({ true: { tone: 'ok', icon: 'check', word: 'passes' }, false: { tone: 'warn', icon: 'x', word: 'not yet' }, null: { tone: 'muted', icon: 'help', word: 'compare them yourself' } });

/** What stands in the table for an example. @param {ExampleRun} run */
export function verdict(run) {
  const { tone, icon: name, word } = SAID[/** @type {'true' | 'false' | 'null'} */ (String(run.passed))];
  const words = run.result.error ? `${run.result.error.kind}${run.result.error.line ? `, line ${run.result.error.line}` : ''}` : run.result.status === 'ok' ? given(run) : 'stopped';
  return [h('p', { class: `program__verdict ${tone} strong` }, icon(name), word), text(words)];
}

const SIGNS = /** @type {const} */ ({ missing: ['−', 'Missing'], extra: ['+', 'Extra'], changed: ['≠', 'Different'] });

/**
 * What differs line by line; null where nothing does.
 * @param {string} expected
 * @param {string} got
 */
export function differingLines(expected, got) {
  const { same, differences: found } = differences(expected, got);
  if (!found.length) return null;
  /** @param {string} label @param {string} line */
  const row = (label, line) => [h('span', { class: 'muted' }, label), h('code', null, visible(line) || '(an empty line)')];
  return h(
    'div',
    null,
    h('p', { class: 'question__hint' }, same > 0 && `${plural(same, 'line')} right. `, 'A dot is a space.'),
    h(
      'ul',
      null,
      found.map(({ kind, line, wanted, got }) => h('li', null, h('span', { class: 'word' }, `${SIGNS[kind][0]} ${SIGNS[kind][1]}`), h('span', { class: 'muted' }, `line ${line}`), kind !== 'extra' && row('should be', wanted), kind !== 'missing' && row('yours', got))),
    ),
  );
}

/**
 * What differs in an example that didn't pass; null where there is nothing to compare line by line.
 * @param {ExampleRun} run
 * @param {string} name
 */
export function differenceOf(run, name) {
  if (run.passed || run.code || run.result.status !== 'ok') return null;
  const lines = differingLines(run.expected, given(run));
  return lines && h('div', null, h('h3', null, `What differs in ${name}`), lines);
}
