import { checkCode } from '../../api/code.js';
import { announce } from '../../core/announce.js';
import { append, h, icon } from '../../core/dom.js';
import { plural } from '../../core/words.js';

/** "Check": the server runs solution, starter and likely slips, and says what the tests are worth. */

/** @param {boolean} good @param {...import('../../core/dom.js').Child} words */
const line = (good, ...words) => h('p', { class: good ? 'ic ok' : 'ic warn' }, icon(good ? 'check-circle' : 'warn'), h('span', null, words));

/**
 * @param {object} options
 * @param {() => {[name: string]: any}} options.content
 * @param {(test: {[name: string]: any}) => void} options.add  take a suggested test
 */
export function checkPanel({ content, add }) {
  const said = h('div', { class: 'stack stack--s', role: 'status' });
  const button = h('button', { class: 'button', type: 'button', onclick: () => void check() }, icon('play'), 'Check with the tests');

  /** @param {import('../../api/code.js').CodeCheck['mutants'][number]} slip */
  function slipRow({ line: at, what, suggestion }) {
    const row = h('li', null, `Line ${at}: ${what} `);
    if (!suggestion) return row;
    const take = h('button', { class: 'button button--s', type: 'button' }, icon('plus'), 'Add a test that finds it');
    take.addEventListener('click', () => {
      add(suggestion);
      take.replaceWith(h('span', { class: 'ok' }, 'Test added'));
      announce('Test added');
    });
    row.append(take);
    return row;
  }

  /** @param {import('../../api/code.js').CodeCheck} found */
  function show({ solution_passes: solved, starter_fails: open, problems, mutants }) {
    const missed = mutants.filter(({ survives }) => survives);
    said.replaceChildren();
    append(said, [
      solved && line(true, 'The solution passes every test.'),
      open && line(true, 'What pupils start with doesn’t pass yet, as it should be.'),
      problems.map((sentence) => line(false, sentence)),
      mutants.length > 0 && line(!missed.length, missed.length ? `${missed.length} of ${plural(mutants.length, 'likely slip')} would go unnoticed:` : `All ${plural(mutants.length, 'likely slip')} that were tried are found.`),
      missed.length > 0 && h('ul', { class: 'answer-list stack stack--s' }, missed.map(slipRow)),
    ]);
  }

  async function check() {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    said.replaceChildren(h('p', { class: 'muted' }, 'Running…'));
    try {
      show(await checkCode(content()));
    } catch (error) {
      said.replaceChildren(line(false, /** @type {any} */ (error).detail));
    } finally {
      button.removeAttribute('aria-disabled');
    }
  }
  return [h('p', null, button), said];
}
