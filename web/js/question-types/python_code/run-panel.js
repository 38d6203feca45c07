import { announce } from '../../core/announce.js';
import { append, freshId, h, icon } from '../../core/dom.js';
import { practise, preparePractice } from '../../core/python-practice.js';
import { looksRight } from '../../core/python-practice.logic.js';
import { plural } from '../../core/words.js';
import { differenceOf, outcome, verdict } from './output.js';

export { preparePractice };

/**
 * @typedef {import('../../api/code.js').RunAnswer} RunAnswer
 * @typedef {import('../../api/code.js').RunRequest} RunRequest
 * @typedef {import('./answer.js').Example} Example
 *
 * @typedef {object} Parts
 * @property {HTMLElement} box  the whole answer: Ctrl and Enter run the program from anywhere in it
 * @property {{[name: string]: any}} view
 * @property {import('../../core/code-editor.js').CodeEditor} editor
 * @property {Map<string, HTMLElement>} cells  where each example shows what this program gave
 * @property {import('../../api/code.js').Run} [run]  without it programs run on this device
 * @property {(code: string) => void} tell  that the program was changed
 */

const SIZE_KEY = 'ks3.code-size';
const SIZES = ['0.875rem', '1.0625rem', '1.25rem', '1.5rem', '1.875rem'];
const USUAL_SIZE = 1;
const PRACTICE = 'Practice run on this Chromebook: your teacher’s computer marks with full Python.';

/** @param {'true' | 'false'} on @param {HTMLButtonElement} button */
const disable = (button, on) => button.setAttribute('aria-disabled', on);

/**
 * Run, examples, input and output of a program, below its editor.
 * @param {HTMLElement} host
 * @param {Parts} parts
 */
export function runPanel(host, { box, view, editor, cells, run, tell }) {
  /** @type {Example[]} */
  const examples = view.examples ?? [];
  /** @type {AbortController | null} */
  let going = null;
  const runs = h('button', { class: 'button button--run', type: 'button', title: 'Ctrl and Enter', onclick: () => void start(false) }, icon('play'), 'Run');
  const runsExamples = h('button', { class: 'button', type: 'button', onclick: () => void start(true) }, 'Run the examples');
  const stop = h('button', { class: 'button', type: 'button', hidden: true, onclick: () => going?.abort() }, icon('stop'), 'Stop');
  const status = h('p', { class: 'program__status', role: 'status' });
  const output = h('div', { class: 'console program__output', role: 'log', 'aria-label': 'Output', tabindex: '0' });
  const differing = h('div', { class: 'program__differences stack stack--m' });
  const input = inputBox(examples);
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
        status.textContent = 'Your program is back.';
        reset.focus();
      });
      status.replaceChildren('Back to the start. ', back);
    });
    return reset;
  }

  /** @param {string} code */
  function put(code) {
    editor.set(code);
    editor.markLine(null);
    tell(code);
  }

  /** @param {boolean} on */
  function busy(on) {
    for (const button of [runs, runsExamples]) disable(button, on ? 'true' : 'false');
    if (!on && document.activeElement === stop) runs.focus();
    stop.hidden = !on;
  }

  /** @param {number} line */
  function goTo(line) {
    const start = editor.code().split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    editor.focus();
    editor.select(start, start);
  }

  /** @param {boolean} all  the examples, in place of the program by itself */
  async function start(all) {
    if (going) return;
    const mine = (going = new AbortController());
    busy(true);
    editor.markLine(null);
    status.textContent = 'Running…';
    /** @param {number} n */
    const ahead = (n) => (status.textContent = n > 0 ? `${n} ahead of you` : 'Running…');
    const request = { source: editor.code(), stdin: input.value(), examples: all };
    try {
      const { answer, practice } = await answerTo(request, { signal: mine.signal, ahead });
      if (answer.examples) showExamples(answer.examples);
      else if (answer.result) showResult(answer.result);
      if (practice) status.textContent = PRACTICE;
    } catch (error) {
      const { code, detail } = /** @type {any} */ (error);
      status.textContent = code === 'cancelled' ? 'You stopped it.' : (detail ?? 'Your program could not be run just now. Try again in a moment.');
    } finally {
      going = null;
      busy(false);
    }
  }

  /**
   * By the school's server where it can be reached, else here.
   * @param {RunRequest} request
   * @param {{signal: AbortSignal, ahead: (n: number) => void}} options
   * @returns {Promise<{answer: RunAnswer, practice: boolean}>}
   */
  async function answerTo(request, options) {
    if (run) {
      try {
        return { answer: await run(request, options), practice: false };
      } catch (error) {
        if (/** @type {any} */ (error).code !== 'offline') throw error;
      }
    }
    return { answer: request.examples ? { examples: await practiseExamples(request.source, options) } : { result: await practise(request, options) }, practice: true };
  }

  /** @param {string} source @param {{signal: AbortSignal}} options */
  async function practiseExamples(source, options) {
    const done = [];
    for (const example of examples) {
      const result = await practise({ source, stdin: example.stdin, then: example.code, wanted: example.expected }, options);
      const passed = result.status !== 'ok' ? false : example.code ? result.equal : looksRight(result.answered, example.expected, example.compare);
      done.push({ ...example, passed, result });
    }
    return done;
  }

  /** @param {import('../../api/code.js').RunOut} result */
  function showResult(result) {
    output.replaceChildren();
    append(output, outcome(result, goTo));
    void draw(output, result.drawing);
    editor.markLine(result.error?.line || null);
    status.textContent = result.status === 'ok' ? `Ran in ${(result.wall_ms / 1000).toFixed(1)} s` : '';
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
    const failing = done.find(({ result }) => result.status !== 'ok');
    output.replaceChildren();
    if (failing) append(output, outcome(failing.result, goTo));
    editor.markLine(failing?.result.error?.line || null);
    const passed = done.filter((each) => each.passed).length;
    const words = passed === done.length ? `All ${plural(done.length, 'example')} right.` : `${passed} of ${plural(done.length, 'example')} right so far.`;
    status.textContent = words;
    announce(words);
  }

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void start(false);
  };
  // On the way down: the editor has a use of its own for these keys.
  box.addEventListener('keydown', onKey, { capture: true });
  host.replaceChildren(
    h('div', { class: 'editor__foot' }, runs, examples.length > 0 && runsExamples, stop, status),
    output,
    differing,
    input.node,
    h('div', { class: 'editor__foot' }, again, h('button', { class: 'button button--quiet', type: 'button', onclick: () => editor.undo() }, icon('undo'), 'Undo'), sizeButtons(box)),
  );
  void preparePractice().catch(() => undefined);
  return {
    destroy() {
      going?.abort();
      box.removeEventListener('keydown', onKey, { capture: true });
    },
  };
}

/**
 * What input() reads, a line each: the first example's, to begin with.
 * @param {Example[]} examples
 */
function inputBox(examples) {
  const first = examples.find(({ stdin }) => stdin)?.stdin ?? '';
  const id = freshId('input');
  const area = h('textarea', { class: 'textarea textarea--s', id, rows: 3, spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off' });
  area.value = first;
  const node = h('details', { class: 'program__input', open: Boolean(first) }, h('summary', null, 'Your input'), h('label', { class: 'question__hint', for: id }, 'What input() reads when you press Run, one line each'), area);
  return { node, value: () => area.value };
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

/**
 * What the program's turtle drew.
 * @param {HTMLElement} host
 * @param {{[name: string]: any}[]} commands
 */
async function draw(host, commands) {
  if (!commands.length) return;
  const { turtleDrawing } = await import('../../core/turtle-drawing.js');
  host.append(h('div', { class: 'program__drawing' }, turtleDrawing(commands)));
}
