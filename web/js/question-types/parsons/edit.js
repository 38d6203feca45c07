import { freshId, h } from '../../core/dom.js';
import { field, selectBox } from '../../core/fields.js';
import { emptyContent, newElementId, valueOf } from '../edit-parts.js';
import { growingText, rowsEditor } from '../rows-edit.js';
import { blocksOf, namedLines, paired, problemsOf, settled } from './blocks.logic.js';
import { INDENT_MAX } from './program.logic.js';

/** @typedef {import('./blocks.logic.js').TeacherBlock} TeacherBlock */

/** @type {[string, string][]} */
const GRADING = [
  ['sequence', 'This order alone is right'],
  ['dependency', 'Every order that keeps what depends on what'],
  ['execution', 'Every program that passes the tests'],
];
/** @type {[string, string][]} */
const INDENTATION = [
  ['required', 'Pupils indent the lines'],
  ['given', 'The lines come indented'],
];
/** @type {[string, string][]} */
const COMPARE = [
  ['exact', 'The same lines'],
  ['tolerant', 'Capitals and spaces don’t matter'],
  ['number', 'Numbers may be written differently'],
  ['regex', 'Fits a regular expression'],
];
/** @type {[string, string][]} */
const INDENTS = Array.from({ length: INDENT_MAX + 1 }, (_, step) => [String(step), step ? `Indent ${step}` : 'No indent']);

const blank = () => ({ id: newElementId(), code: '', indent: 0 });
const code = (/** @type {string} */ value, /** @type {(value: string) => void} */ change) => growingText(value, change, { class: 'textarea textarea--grow textarea--code', spellcheck: 'false', autocapitalize: 'off' });

/** @param {Element} box @param {[string, string][]} choices @param {string} value */
const fillSelect = (box, choices, value) => {
  const select = /** @type {HTMLSelectElement} */ (box.querySelector('select'));
  select.replaceChildren(...choices.map(([id, name]) => h('option', { value: id }, name)));
  select.value = value;
  return select;
};

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), stem: 'Put the lines in order to make the program.', blocks: [blank(), blank()], grading: 'sequence', indentation: 'required', tests: [] }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} patch */
    const change = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    const linesBox = h('div', { class: 'stack stack--m' });
    /** @type {ReturnType<typeof rowsEditor> | null} */
    let rows = null;
    /** @param {TeacherBlock} item @param {(change: object) => void} patch @returns {import('../rows-edit.js').RowParts} */
    const drawBlock = (item, patch) => {
      const text = code(item.code, (value) => patch({ code: value }));
      const indent = selectBox(INDENTS, { onchange: (/** @type {Event} */ event) => patch({ indent: Number(valueOf(event)) }) }, '');
      const role = selectBox([], {
        onchange(/** @type {Event} */ event) {
          const chosen = valueOf(event);
          patch({ distractor: chosen !== '' });
          const next = paired(content.blocks, item.id, chosen.startsWith('with ') ? chosen.slice(5) : null);
          rows?.mapItems((each) => next.find(({ id }) => id === each.id));
        },
      }, '');
      const group = h('input', { class: 'input input--s', placeholder: 'Group', maxlength: 40, value: item.group ?? '', oninput: (/** @type {Event} */ event) => patch({ group: valueOf(event).trim() || null }) });
      const depends = h('input', { class: 'input input--s', placeholder: 'After lines', onchange: (/** @type {Event} */ event) => patch({ depends: namedLines(valueOf(event), content.blocks) }) });
      return {
        lead: null,
        body: [text, h('div', { class: 'cluster' }, indent, role, depends, group)],
        focus: () => text.focus(),
        refresh(index, block) {
          const all = /** @type {TeacherBlock[]} */ (content.blocks);
          const name = `line ${index + 1}`;
          text.setAttribute('aria-label', `Line ${index + 1}`);
          text.name = `blocks.${index}.code`;
          const step = fillSelect(indent, INDENTS, String(block.indent ?? 0));
          step.setAttribute('aria-label', `Indent of ${name}`);
          const partners = all.flatMap((other, at) => (other.distractor || other.id === block.id ? [] : [/** @type {[string, string]} */ ([`with ${other.id}`, `Distractor, beside line ${at + 1}`])]));
          const partner = block.distractor && block.pair && all.find((other) => !other.distractor && other.pair === block.pair);
          const part = fillSelect(role, [['', 'Part of the program'], ['alone', 'Distractor'], ...partners], partner ? `with ${partner.id}` : block.distractor ? 'alone' : '');
          part.setAttribute('aria-label', `What ${name} is`);
          for (const input of [group, depends]) input.hidden = content.grading === 'sequence' || Boolean(block.distractor);
          depends.setAttribute('aria-label', `Lines that ${name} comes after, by their numbers`);
          depends.name = `blocks.${index}.depends`;
          depends.value = (block.depends ?? []).map((/** @type {string} */ id) => all.findIndex((other) => other.id === id) + 1).filter(Boolean).join(', ');
          group.setAttribute('aria-label', `Group of ${name}: lines of one group stand together`);
          group.name = `blocks.${index}.group`;
        },
      };
    };
    /** @param {TeacherBlock[]} blocks */
    const drawRows = (blocks) => {
      rows?.destroy();
      rows = rowsEditor({
        items: blocks,
        nameOf: (index) => `line ${index + 1}`,
        draw: drawBlock,
        blank,
        addLabel: 'Add a line',
        min: 2,
        change(items) {
          change({ blocks: settled(items) });
          rows?.refresh();
        },
      });
      linesBox.replaceChildren(...rows.nodes);
    };
    drawRows(content.blocks);

    const paste = h('textarea', { class: 'textarea textarea--code', rows: '6', spellcheck: 'false', autocapitalize: 'off' });
    const take = h('button', {
      class: 'button',
      type: 'button',
      onclick() {
        const blocks = blocksOf(paste.value, newElementId);
        if (blocks.length < 2) return paste.focus();
        change({ blocks });
        drawRows(blocks);
        paste.value = '';
        rows?.focus();
      },
    }, 'Make it into lines');

    const tests = rowsEditor({
      items: content.tests ?? [],
      nameOf: (index) => `test ${index + 1}`,
      draw(item, patch) {
        const [stdin, expected] = ['stdin', 'expected'].map((name) => code(item[name] ?? '', (value) => patch({ [name]: value })));
        const compare = selectBox(COMPARE, { value: item.compare ?? 'exact', onchange: (/** @type {Event} */ event) => patch({ compare: valueOf(event) }) }, '');
        const within = h('input', { class: 'input input--s', inputmode: 'decimal', value: String(item.tolerance ?? 0), oninput: (/** @type {Event} */ event) => patch({ tolerance: Number(valueOf(event)) || 0 }) });
        const near = field('Within', within);
        return {
          lead: null,
          body: [field('It reads, a line an input', stdin), field('It prints', expected), field('How that is compared', compare), near],
          focus: () => stdin.focus(),
          refresh(index, test) {
            stdin.name = `tests.${index}.stdin`;
            expected.name = `tests.${index}.expected`;
            near.hidden = test.compare !== 'number';
          },
        };
      },
      blank: () => ({ stdin: '', expected: '', compare: 'exact' }),
      addLabel: 'Add a test',
      min: 0,
      change: (items) => change({ tests: items }),
    });
    const testsTitle = freshId('tests');
    const testsBox = h('div', { class: 'stack stack--m', role: 'group', 'aria-labelledby': testsTitle }, h('h3', { id: testsTitle }, 'Tests'), h('p', { class: 'muted small' }, 'The program is run once for each. When all pass it is right, whatever its order. Pupils see what the first one reads, and can try their program with it.'), tests.nodes);
    const showTests = () => {
      testsBox.hidden = content.grading !== 'execution';
    };
    showTests();
    const title = freshId('lines');
    const box = h(
      'div',
      { class: 'stack' },
      field('Paste a program', paste, { hint: 'Each line becomes a line to place. Begin a line with #distractor if it isn’t part of the program.' }),
      h('p', null, take),
      h('div', { class: 'stack stack--m', role: 'group', 'aria-labelledby': title }, h('h2', { id: title }, 'The program, in a right order'), h('p', { class: 'muted small' }, 'Pupils get the lines shuffled, a distractor beside its line. A line may hold several lines of code, which then stay together.'), linesBox),
      field('Which programs are right', selectBox(GRADING, {
        name: 'grading',
        value: content.grading ?? 'sequence',
        onchange(/** @type {Event} */ event) {
          change({ grading: valueOf(event) });
          rows?.refresh();
          showTests();
        },
      }, '')),
      field('Indentation', selectBox(INDENTATION, { name: 'indentation', value: content.indentation ?? 'required', onchange: (/** @type {Event} */ event) => change({ indentation: valueOf(event) }) }, '')),
      testsBox,
    );
    host.append(box);
    return {
      focus: () => paste.focus(),
      destroy() {
        rows?.destroy();
        tests.destroy();
        box.remove();
      },
    };
  },
  problems: (content) => problemsOf(/** @type {any} */ (content)),
};
