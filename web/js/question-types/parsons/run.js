import { addStyle, h } from '../../core/dom.js';
import { preparePractice } from '../../core/python-practice.js';
import { codeListing } from '../code-listing.js';
import { inputBox, programRunner } from '../program-runner.js';
import { blockAt, programText } from './program.logic.js';

export { preparePractice };

/**
 * @typedef {object} Parts
 * @property {HTMLElement} box  the whole answer
 * @property {import('../contract.js').View} view
 * @property {() => import('../contract.js').Response} value  the lines as they stand
 * @property {(id: string) => void} focus  go to a line
 * @property {import('../../api/code.js').Run} [run]  without it programs run on this device
 */

/**
 * Run, input and output of a program that is put together from lines. Where it fails it is shown as it was run, with the numbers that the message names:
 * a block of several lines counts as one where it is moved.
 * @param {HTMLElement} host
 * @param {Parts} parts
 */
export function runLines(host, { box, view, value, focus, run }) {
  const input = inputBox(view.stdin ?? '');
  const listing = h('div');
  const runner = programRunner({
    box,
    program() {
      const lines = value();
      return {
        source: programText(lines, view),
        goTo(line) {
          const id = blockAt(lines, view, line);
          if (id) focus(id);
        },
      };
    },
    stdin: input.value,
    run,
    markLine(line, ran = '') {
      listing.replaceChildren();
      if (!line) return;
      const program = codeListing(ran, 'The program that was run');
      program.children[line - 1]?.classList.add('program__bad');
      listing.append(program);
    },
  });
  addStyle(new URL('../python_code/style.css', import.meta.url));
  host.className = 'editor';
  host.replaceChildren(runner.foot, runner.output, listing, input.node);
  void preparePractice().catch(() => undefined);
  return runner;
}
