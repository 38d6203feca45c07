import { h, icon } from '../core/dom.js';
import { plural } from '../core/words.js';

/** @typedef {import('../api/settings.js').PythonRunner} PythonRunner */

/** @type {{[tier: string]: string}} */
const TIERS = {
  A: 'Pupils’ programs run sealed off in namespaces of their own, with an empty disk and no network.',
  B: 'Pupils’ programs run sealed off by the kernel’s filters. Namespaces of their own aren’t available here, as in most containers.',
};

/** @param {PythonRunner} runner @returns {[tone: string, word: string, text: string]} */
function verdict(runner) {
  if (!runner.enabled) return ['tag--line', 'Switched off', 'No program is run on this machine: ENABLE_PYTHON_RUNNER is off. Questions that need it wait for a teacher.'];
  if (!runner.tier) return ['tag--bad', 'Refused', 'Programs can’t be run safely on this machine, so none is run. What is missing is said below; everything else works.'];
  return ['tag--ok', `Safe, tier ${runner.tier}`, TIERS[runner.tier] ?? ''];
}

/** How safely pupils' programs are run on this machine, and what the self-test found at its start. @param {PythonRunner} runner */
export function runnerSection(runner) {
  const [tone, word, text] = verdict(runner);
  const failed = runner.self_test.filter((line) => !line.passed);
  const tests = h(
    'details',
    { class: 'stack stack--s', open: failed.length > 0 },
    h('summary', null, `Self-test: ${runner.self_test.length - failed.length} of ${plural(runner.self_test.length, 'check')} passed`),
    h('ul', { class: 'stack stack--s', role: 'list' }, runner.self_test.map((line) => h('li', { class: 'cluster' }, icon(line.passed ? 'check' : 'x'), h('span', null, line.passed ? line.name : `${line.name}: failed`)))),
  );
  return h(
    'section',
    { class: 'card stack', 'aria-labelledby': 'python-runner' },
    h('div', { class: 'cluster' }, h('h2', { id: 'python-runner' }, 'Pupils’ Python'), h('span', { class: `tag ${tone}` }, word)),
    h('p', null, text),
    runner.reason && runner.enabled ? h('p', { class: 'small' }, runner.reason) : null,
    runner.self_test.length ? tests : null,
    runner.tier ? h('p', { class: 'muted small' }, `${plural(runner.runs, 'program')} run since the start, ${plural(runner.restarts, 'restart')}.`) : null,
  );
}
