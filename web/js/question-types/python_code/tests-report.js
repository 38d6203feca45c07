import { h, icon } from '../../core/dom.js';
import { plural } from '../../core/words.js';
import { differingLines } from './output.js';

/** @typedef {import('../contract.js').TestTold} TestTold */

/** @param {string} label @param {string | null | undefined} words */
const row = (label, words) => words && h('div', null, h('dt', null, label), h('dd', null, h('pre', { class: 'program__text' }, words.replace(/\n$/, ''))));

/** @param {TestTold} test */
function told({ name, passed, input, expected, got, error }) {
  const differing = !passed && !error && !input?.code && expected !== null && got !== null ? differingLines(expected, got) : null;
  return h(
    'li',
    { class: 'stack stack--s' },
    h('p', { class: `program__verdict ${passed ? 'ok' : 'warn'}` }, icon(passed ? 'check' : 'x'), h('span', null, h('strong', null, name), passed ? ' passes' : ' doesn’t pass yet')),
    !passed && input && h('dl', { class: 'program__told' }, row('Call', input.code), row('Typed in', input.stdin), row('Should give', expected), row('Yours', got)),
    !passed && error && h('p', { class: 'program__error' }, icon('warn'), h('span', null, error)),
    differing && h('div', { class: 'program__differences' }, differing),
  );
}

/** How each test of a handed-in program went, as far as its pupil may know. @param {TestTold[]} tests */
export function testsReport(tests) {
  const passed = tests.filter((test) => test.passed).length;
  return h('div', { class: 'program__tests stack stack--m' }, h('h3', null, `${passed} of ${plural(tests.length, 'test')} passed`), h('ul', { class: 'stack stack--m', role: 'list' }, tests.map(told)));
}
