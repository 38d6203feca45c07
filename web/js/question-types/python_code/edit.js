import { codeEditor } from '../../core/code-editor.js';
import { freshId, h } from '../../core/dom.js';
import { field, tick } from '../../core/fields.js';
import { emptyContent, newElementId, valueOf } from '../edit-parts.js';
import { checkPanel } from './check.js';
import { rulesEditor } from './rules-edit.js';
import { blankTest, testsEditor } from './tests-edit.js';

const TESTS_MAX = 30;
const LIMITS = { cpu_ms: 2000, wall_ms: 5000, memory_mb: 96 };

/** @param {string} code */
const tidy = (code) => code.split('\n').map((line) => line.trimEnd()).join('\n').trimEnd();

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), starter: '', solution: '', tests: [{ ...blankTest(), show: 'example' }], all_or_nothing: false, rules: [], edit_limit_lines: null, ignore_prompts: true }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} change */
    const patch = (change) => {
      content = { ...content, ...change };
      context.change(content);
    };
    /** @param {'starter' | 'solution'} name @param {string} label @param {string} hint */
    const programBox = (name, label, hint) => {
      const place = h('div', { class: 'editor' });
      return { node: h('div', { class: 'stack stack--s' }, h('h2', null, label), h('p', { class: 'muted small' }, hint), place), editor: codeEditor(place, { value: content[name] ?? '', label, change: (code) => patch({ [name]: code }) }) };
    };
    const starter = programBox('starter', 'What pupils start with', 'May be empty.');
    const solution = programBox('solution', 'Your solution', 'A program that passes every test. Pupils see it when they may see answers.');
    let tests = testsEditor(content.tests ?? [], (now) => patch({ tests: now }));
    const testsPlace = h('div', { class: 'stack stack--s' }, tests.nodes);
    const rules = rulesEditor(content.rules ?? [], (now) => patch({ rules: now }));
    /** @param {string} name @param {string} label @param {boolean} [usual] @param {string} [hint]  id of what describes it */
    const option = (name, label, usual = false, hint) => tick(label, { name, 'aria-describedby': hint, checked: content[name] ?? usual, onchange: (/** @type {Event} */ event) => patch({ [name]: /** @type {HTMLInputElement} */ (event.target).checked }) });
    const asked = freshId('own-code');
    const ownCode = h('div', null, option('own_code_questions', 'Ask about their own program once it passes', false, asked), h('p', { class: 'muted small', id: asked }, 'After the marks, each pupil gets one question about what their program does, such as how often a line is carried out. It brings no marks; you see who could say.'));
    const limit = h('input', { class: 'input input--s', type: 'number', name: 'edit_limit_lines', min: 1, max: 200, value: content.edit_limit_lines ?? '', oninput: (/** @type {Event} */ event) => patch({ edit_limit_lines: Number.parseInt(valueOf(event), 10) || null }) });
    const seconds = h('input', {
      class: 'input input--s',
      type: 'number',
      name: 'limits.cpu_ms',
      min: 1,
      max: 10,
      value: (content.limits?.cpu_ms ?? LIMITS.cpu_ms) / 1000,
      oninput(/** @type {Event} */ event) {
        const cpu = Math.round((Number(valueOf(event)) || 2) * 1000);
        patch({ limits: { ...LIMITS, ...content.limits, cpu_ms: cpu, wall_ms: Math.max(LIMITS.wall_ms, cpu * 2) } });
      },
    });
    const check = checkPanel({
      content: () => content,
      add(test) {
        if ((content.tests ?? []).length >= TESTS_MAX) return;
        const now = [...(content.tests ?? []), { ...blankTest(), ...test, id: newElementId() }];
        tests.destroy();
        tests = testsEditor(now, (changed) => patch({ tests: changed }));
        testsPlace.replaceChildren(...tests.nodes);
        patch({ tests: now });
      },
    });
    const title = freshId('tests');
    const box = h(
      'div',
      { class: 'stack stack--m' },
      starter.node,
      solution.node,
      h('div', { class: 'stack stack--s', role: 'group', 'aria-labelledby': title }, h('h2', { id: title }, 'Tests'), testsPlace, h('div', { class: 'cluster' }, option('all_or_nothing', 'All tests or no marks'), option('ignore_prompts', 'What input() asks doesn’t count as printed', true))),
      h('div', { class: 'stack stack--s' }, h('h2', null, 'Rules'), rules.nodes),
      h('div', { class: 'form-row' }, field('Lines that may be changed', limit, { hint: 'For mending a program. Empty: as many as they like.' }), field('Seconds a run may take', seconds)),
      ownCode,
      check,
    );
    host.append(box);
    return {
      focus: solution.editor.focus,
      destroy() {
        for (const part of [starter.editor, solution.editor, tests, rules]) part.destroy();
        box.remove();
      },
    };
  },
  problems(content) {
    /** @type {import('../contract-edit.js').Problem[]} */
    const found = [];
    const { starter = '', solution = '', tests = [], edit_limit_lines: limit } = content;
    if (!solution.trim()) found.push({ place: 'solution', message: 'Write a solution: a program that passes every test.' });
    else if (tidy(solution) === tidy(starter)) found.push({ place: 'solution', message: 'The solution is what pupils start with. Take out of the start what is to be done.' });
    if (!tests.length) found.push({ place: 'tests', message: 'Add at least one test.' });
    tests.forEach((/** @type {{[name: string]: any}} */ test, /** @type {number} */ index) => {
      const called = (test.kind ?? 'stdio') !== 'stdio';
      if (called && !(test.code ?? '').trim()) found.push({ place: `tests.${index}.code`, message: `Write what test ${index + 1} calls.` });
      if (!(test.expected ?? '').trim() && (called || test.compare === 'number' || test.compare === 'regex' || !solution.trim())) found.push({ place: `tests.${index}.expected`, message: `Write what test ${index + 1} should give.` });
    });
    if (limit && !starter.trim()) found.push({ place: 'starter', message: 'Only a program that is there can be mended: write what pupils start with.' });
    return found;
  },
};
