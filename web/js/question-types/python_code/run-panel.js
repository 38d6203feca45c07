import { announce } from '../../core/announce.js';
import { h, icon } from '../../core/dom.js';
import { practise, preparePractice } from '../../core/python-practice.js';
import { looksRight } from '../../core/python-practice.logic.js';
import { plural } from '../../core/words.js';
import { inputBox, programRunner } from '../program-runner.js';
import { differenceOf, verdict } from './output.js';

export { preparePractice };

/**
 * @typedef {import('./answer.js').Example} Example
 *
 * @typedef {object} Parts
 * @property {HTMLElement} box  the whole answer
 * @property {{[name: string]: any}} view
 * @property {import('../../core/code-editor.js').CodeEditor} editor
 * @property {Map<string, HTMLElement>} cells  where each example shows what this program gave
 * @property {import('../../api/code.js').Run} [run]  without it programs run on this device
 * @property {(code: string) => void} tell  that the program was changed
 */

const SIZE_KEY = 'ks3.code-size';
const SIZES = ['0.875rem', '1.0625rem', '1.25rem', '1.5rem', '1.875rem'];
const USUAL_SIZE = 1;

/**
 * Run, examples, input and output of a program, below its editor.
 * @param {HTMLElement} host
 * @param {Parts} parts
 */
export function runPanel(host, { box, view, editor, cells, run, tell }) {
  /** @type {Example[]} */
  const examples = view.examples ?? [];
  const differing = h('div', { class: 'program__differences stack stack--m' });
  const input = inputBox(examples.find(({ stdin }) => stdin)?.stdin ?? '');
  const button = h('button', { class: 'button', type: 'button' }, 'Run the examples');
  const tests = examples.length ? { button, examples: practiseExamples, show: showExamples } : undefined;
  const runner = programRunner({ box, program: () => ({ source: editor.code(), goTo }), stdin: input.value, run, markLine: editor.markLine, tests });
  const again = startAgain();

  function startAgain() {
    const reset = h('button', { class: 'button button--quiet', type: 'button' }, icon('reset'), 'Start again');
    reset.addEventListener('click', () => {
      const former = editor.code();
      if (former === view.starter) return;
      put(view.starter);
      const back = h('button', { class: 'button button--quiet', type: 'button' }, icon('undo'), 'Bring mine back');
      back.addEventListener('click', () => {
        put(former);
        runner.status.textContent = 'Your program is back.';
        reset.focus();
      });
      runner.status.replaceChildren('Back to the start. ', back);
    });
    return reset;
  }

  /** @param {string} code */
  function put(code) {
    editor.set(code);
    editor.markLine(null);
    tell(code);
  }

  /** @param {number} line */
  function goTo(line) {
    const start = editor.code().split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    editor.focus();
    editor.select(start, start);
  }

  /** @type {import('../../api/code.js').Run} */
  async function practiseExamples({ source }, { signal = new AbortController().signal }) {
    const done = [];
    for (const example of examples) {
      const result = await practise({ source, stdin: example.stdin, then: example.code, wanted: example.expected }, { signal });
      const passed = result.status !== 'ok' ? false : example.code ? result.equal : looksRight(result.answered, example.expected, example.compare);
      done.push({ ...example, passed, result });
    }
    return { examples: done };
  }

  /** @param {import('../../api/code.js').ExampleRun[]} done */
  function showExamples(done) {
    differing.replaceChildren();
    done.forEach((each, index) => {
      const cell = cells.get(each.id);
      cell?.replaceChildren(...verdict(each));
      const different = differenceOf(each, each.name || `Example ${index + 1}`);
      if (different) differing.append(different);
    });
    runner.tell(done.find(({ result }) => result.status !== 'ok')?.result);
    const passed = done.filter((each) => each.passed).length;
    const words = passed === done.length ? `All ${plural(done.length, 'example')} right.` : `${passed} of ${plural(done.length, 'example')} right so far.`;
    runner.status.textContent = words;
    announce(words);
  }

  host.replaceChildren(
    runner.foot,
    runner.output,
    differing,
    input.node,
    h('div', { class: 'editor__foot' }, again, h('button', { class: 'button button--quiet', type: 'button', onclick: () => editor.undo() }, icon('undo'), 'Undo'), sizeButtons(box)),
  );
  void preparePractice().catch(() => undefined);
  return { destroy: runner.destroy };
}

/** @param {HTMLElement} box */
function sizeButtons(box) {
  let at = USUAL_SIZE;
  const show = () => box.style.setProperty('--code-size', SIZES[at]);
  try {
    at = SIZES.indexOf(localStorage.getItem(SIZE_KEY) ?? SIZES[USUAL_SIZE]);
  } catch {
    // Storage is blocked: the usual size.
  }
  at = Math.max(0, at);
  /** @param {number} step @param {string} label @param {string} name */
  const button = (step, label, name) =>
    h(
      'button',
      {
        class: 'icon-button',
        type: 'button',
        'aria-label': label,
        onclick() {
          at = Math.min(SIZES.length - 1, Math.max(0, at + step));
          show();
          try {
            localStorage.setItem(SIZE_KEY, SIZES[at]);
          } catch {
            // As above: it holds for this page.
          }
        },
      },
      icon(name),
    );
  show();
  return h('span', { class: 'program__size' }, button(-1, 'Smaller code', 'minus'), button(1, 'Bigger code', 'plus'));
}
