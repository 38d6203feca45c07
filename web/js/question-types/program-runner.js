import { append, freshId, h, icon } from '../core/dom.js';
import { practise } from '../core/python-practice.js';
import { outcome } from './python_code/output.js';

/**
 * Run and Stop, how it went and what was printed: for every question with a program that can be run.
 *
 * @typedef {import('../api/code.js').RunAnswer} RunAnswer
 * @typedef {import('../api/code.js').RunRequest} RunRequest
 *
 * @typedef {object} Program
 * @property {string} source
 * @property {(line: number) => void} goTo  to where a line of this source stands now
 *
 * @typedef {object} Parts
 * @property {HTMLElement} box  the whole answer: Ctrl and Enter run the program from anywhere in it
 * @property {() => Program} program  as it stands
 * @property {() => string} stdin
 * @property {import('../api/code.js').Run} [run]  without it programs run on this device
 * @property {(line: number | null, ran?: string) => void} markLine  that an error is in this line of the program that was run, or in none
 * @property {{examples: import('../api/code.js').Run, show: (done: import('../api/code.js').ExampleRun[]) => void, button: HTMLButtonElement}} [tests]
 *   how examples are run on this device and shown
 */

const PRACTICE = 'Practice run on this device: your teacher’s computer marks with full Python.';

/** @param {Parts} parts */
export function programRunner({ box, program, stdin, run, markLine, tests }) {
  /** @type {AbortController | null} */
  let going = null;
  /** The program of the last run. @type {Program | null} */
  let ran = null;
  const runs = h('button', { class: 'button button--run', type: 'button', title: 'Ctrl and Enter', onclick: () => void start(false) }, icon('play'), 'Run');
  const stop = h('button', { class: 'button', type: 'button', hidden: true, onclick: () => going?.abort() }, icon('stop'), 'Stop');
  const status = h('p', { class: 'program__status', role: 'status' });
  const output = h('div', { class: 'console program__output', role: 'log', 'aria-label': 'Output', tabindex: '0' });

  /** @param {boolean} on */
  function busy(on) {
    for (const button of [runs, tests?.button]) button?.setAttribute('aria-disabled', String(on));
    if (!on && document.activeElement === stop) runs.focus();
    stop.hidden = !on;
  }

  /** @param {boolean} all  the examples, in place of the program by itself */
  async function start(all) {
    if (going) return;
    const now = program();
    if (!now.source.trim()) {
      tell(undefined);
      status.textContent = 'There is nothing to run yet.';
      return;
    }
    const mine = (going = new AbortController());
    busy(true);
    markLine(null);
    status.textContent = 'Running…';
    /** @param {number} n */
    const ahead = (n) => (status.textContent = n > 0 ? `${n} ahead of you` : 'Running…');
    ran = now;
    const request = { source: now.source, stdin: stdin(), examples: all };
    try {
      const { answer, practice } = await answerTo(request, { signal: mine.signal, ahead });
      if (answer.examples) tests?.show(answer.examples);
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
    return { answer: request.examples && tests ? await tests.examples(request, options) : { result: await practise(request, options) }, practice: true };
  }

  /** @param {import('../api/code.js').RunOut} result */
  function showResult(result) {
    tell(result);
    void draw(output, result.drawing);
    status.textContent = result.status === 'ok' ? `Ran in ${(result.wall_ms / 1000).toFixed(1)} s` : '';
  }

  /** What a run printed, and where it failed; nothing where none failed. @param {import('../api/code.js').RunOut | undefined} result */
  function tell(result) {
    const told = ran;
    output.replaceChildren();
    if (result) append(output, outcome(result, (line) => told?.goTo(line)));
    markLine(result?.error?.line || null, told?.source);
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
  tests?.button.addEventListener('click', () => void start(true));
  return {
    foot: h('div', { class: 'editor__foot' }, runs, tests?.button, stop, status),
    output,
    status,
    tell,
    destroy() {
      going?.abort();
      box.removeEventListener('keydown', onKey, { capture: true });
    },
  };
}

/** What input() reads, a line each. @param {string} first  to begin with */
export function inputBox(first) {
  const id = freshId('input');
  const area = h('textarea', { class: 'textarea textarea--s', id, rows: 3, spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off' });
  area.value = first;
  const node = h('details', { class: 'program__input', open: Boolean(first) }, h('summary', null, 'Your input'), h('label', { class: 'question__hint', for: id }, 'What input() reads when you press Run, one line each'), area);
  return { node, value: () => area.value };
}

/**
 * What the program's turtle drew.
 * @param {HTMLElement} host
 * @param {{[name: string]: any}[]} commands
 */
async function draw(host, commands) {
  if (!commands.length) return;
  const { turtleDrawing } = await import('../core/turtle-drawing.js');
  host.append(h('div', { class: 'program__drawing' }, turtleDrawing(commands)));
}
