import { runProgram } from '../../api/code.js';
import { announce } from '../../core/announce.js';
import { append, freshId, h, icon } from '../../core/dom.js';
import { codeField } from '../code-edit.js';
import { emptyContent, misconceptionBox, nameControl, textProblems, valueOf } from '../edit-parts.js';
import { complaint } from '../python_code/output.js';
import { rowsEditor } from '../rows-edit.js';

const blankKnown = () => ({ text: '', misconception: null });

/**
 * @param {any} item
 * @param {(change: object) => void} patch
 * @param {import('../contract-edit.js').EditContext['misconceptions']} misconceptions
 * @returns {import('../rows-edit.js').RowParts}
 */
function drawKnown(item, patch, misconceptions) {
  const text = h('textarea', { class: 'input code-area', rows: 2, maxlength: 2000, spellcheck: 'false', value: item.text, oninput: (/** @type {Event} */ event) => patch({ text: valueOf(event) }) });
  const idea = misconceptionBox(misconceptions, item.misconception, (slug) => patch({ misconception: slug }));
  return {
    lead: null,
    body: [text, idea],
    focus: () => text.focus(),
    refresh(index) {
      text.setAttribute('aria-label', `Wrong output ${index + 1}`);
      text.name = `known.${index}.text`;
      nameControl(idea, `known.${index}.misconception`, `Wrong idea behind output ${index + 1}`);
    },
  };
}

/**
 * A button that runs the program, and the place beside it where an error is told.
 * @param {() => {code: string, stdin?: string}} program
 * @param {(printed: string) => void} take
 */
function fillIn(program, take) {
  const said = h('p', { class: 'small warn', role: 'status' });
  const button = h('button', { class: 'button', type: 'button' }, icon('play'), 'Run it and fill this in');
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    said.textContent = 'Running…';
    try {
      const { code, stdin = '' } = program();
      const result = await runProgram(code, stdin);
      said.replaceChildren();
      append(said, [result ? complaint(result) : null]);
      if (!said.textContent && !result?.stdout.trim()) said.textContent = 'It prints nothing. Ask about a program that prints something.';
      if (said.textContent) return;
      take((result?.stdout ?? '').trimEnd());
      announce('Filled in');
    } catch (error) {
      said.textContent = /** @type {any} */ (error).detail ?? 'That didn’t work. Try again.';
    } finally {
      button.removeAttribute('aria-disabled');
    }
  });
  return h('div', { class: 'stack stack--s' }, h('div', null, button), said);
}

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), stem: 'What does this program print?', code: '', stdin: '', expected: '', known: [] }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} patch */
    const change = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    const known = rowsEditor({
      items: content.known ?? [],
      nameOf: (index) => `wrong output ${index + 1}`,
      draw: (item, patch) => drawKnown(item, patch, context.misconceptions),
      blank: blankKnown,
      addLabel: 'Add a wrong output',
      min: 0,
      change: (items) => change({ known: items }),
    });
    const title = freshId('known');
    const code = codeField('Program', content.code, (text) => change({ code: text }), { name: 'code', rows: 8, maxlength: 4000 });
    const expected = codeField('What it prints', content.expected, (text) => change({ expected: text }), { name: 'expected', rows: 4, maxlength: 2000, hint: 'Exactly as Python prints it, with its capitals and spaces, and without what input() asks.' });
    const form = h(
      'div',
      { class: 'stack stack--m' },
      code,
      codeField('What is typed in (if it asks)', content.stdin ?? '', (text) => change({ stdin: text }), { name: 'stdin', rows: 2, maxlength: 1000, hint: 'A line for each input(). Pupils see it.' }),
      expected,
      fillIn(
        () => /** @type {any} */ (content),
        (printed) => {
          const area = expected.querySelector('textarea');
          if (area) area.value = printed;
          change({ expected: printed });
        },
      ),
      h('div', { class: 'stack stack--s', role: 'group', 'aria-labelledby': title }, h('h2', { id: title }, 'Wrong outputs you expect'), h('p', { class: 'muted small' }, 'What a pupil with a wrong idea would write. Results are then grouped by it; marks are as for any answer.'), known.nodes),
    );
    host.append(form);
    return {
      focus: () => code.querySelector('textarea')?.focus(),
      destroy() {
        known.destroy();
        form.remove();
      },
    };
  },
  problems(content) {
    /** @type {import('../contract-edit.js').Problem[]} */
    const found = [];
    if (!content.code.trim()) found.push({ place: 'code', message: 'Write the program.' });
    if (!content.expected.trim()) found.push({ place: 'expected', message: 'Write what the program prints.' });
    found.push(...textProblems(content.known ?? [], { list: 'known', field: 'text', noun: 'wrong output', min: 0, sameCase: true }));
    (content.known ?? []).forEach((/** @type {any} */ { misconception }, /** @type {number} */ index) => {
      if (!misconception) found.push({ place: `known.${index}.misconception`, message: `Choose the wrong idea behind wrong output ${index + 1}, or remove it.` });
    });
    return found;
  },
};
