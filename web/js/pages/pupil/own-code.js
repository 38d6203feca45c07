import { answerOwnCode } from '../../api/own-code.js';
import { freshId, h, icon } from '../../core/dom.js';
import { richText } from '../../core/rich-text.js';
import { ownProgram } from '../../question-types/own-program.js';

/**
 * @typedef {import('../../api/own-code.js').OwnCode} OwnCode
 * @typedef {import('../../api/own-code.js').OwnCodeAnswer} OwnCodeAnswer
 */

/** The part of the run that shows the answer. @param {OwnCodeAnswer} answer */
const runTable = ({ heads, rows }) =>
  h(
    'div',
    { class: 'table-wrap', tabindex: '0', role: 'group', 'aria-label': 'How it ran' },
    h('table', { class: 'table table--s' }, h('caption', { class: 'vh' }, 'How it ran'), h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))), h('tbody', null, rows.map((row) => h('tr', null, row.map((cell) => h('td', null, h('code', null, cell))))))),
  );

/** @param {OwnCode} own @param {OwnCodeAnswer} answer */
function outcome(own, answer) {
  const textOf = (/** @type {string} */ id) => h('code', null, own.options.find((option) => option.id === id)?.text ?? '');
  const said = answer.right ? ['Yes, it is ', textOf(answer.key), '. '] : ['Not quite: you chose ', textOf(answer.choice), ', and it is ', textOf(answer.key), '. '];
  return [
    h('p', { class: `ic ${answer.right ? 'ok' : 'warn'}`, tabindex: '-1' }, icon(answer.right ? 'check' : 'arrow-right'), h('span', null, h('strong', null, said), answer.because)),
    !answer.right && answer.rows.length > 0 && runTable(answer),
  ];
}

/**
 * What a pupil is asked about their own program, below its result. It can be answered once and brings no marks.
 * @param {OwnCode} own
 * @param {string} attemptId
 * @param {string} itemId
 * @param {(now: OwnCode) => void} done  it has just been answered
 */
export function ownCodeQuestion(own, attemptId, itemId, done) {
  const title = freshId('own');
  const stem = freshId('own-stem');
  const name = freshId('own-choice');
  const place = h('div', { class: 'stack stack--m' });

  /** @param {OwnCode} now */
  const answered = (now) => now.answer && place.replaceChildren(...outcome(now, now.answer).filter((part) => part instanceof Node));

  const problem = h('p', { class: 'ic warn', role: 'alert', hidden: true });
  const form = h(
    'form',
    { class: 'stack stack--m' },
    h('div', { class: 'choice-list', role: 'radiogroup', 'aria-labelledby': stem }, own.options.map(({ id, text }) => h('label', { class: 'choice' }, h('input', { class: 'radio', type: 'radio', name, value: id, required: true }), h('span', { class: 'choice__text' }, h('code', null, text))))),
    problem,
    h('div', null, h('button', { class: 'button button--primary', type: 'submit' }, 'Answer')),
  );
  let busy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const choice = new FormData(form).get(name);
    if (busy || !choice) return;
    busy = true;
    try {
      const now = await answerOwnCode(attemptId, itemId, String(choice));
      answered(now);
      done(now);
      /** @type {HTMLElement | null} */ (place.querySelector('[tabindex="-1"]'))?.focus();
    } catch (error) {
      problem.hidden = false;
      problem.replaceChildren(icon('warn'), h('span', null, /** @type {Error} */ (error).message));
    }
    busy = false;
  });
  if (!answered(own)) place.append(form);
  return h(
    'div',
    // A landmark for each program, all of one name, would be none.
    { class: 'own-code stack stack--m', role: 'group', 'aria-labelledby': title },
    h('div', null, h('h3', { id: title }, 'Your program passes. What does it do?'), h('p', { class: 'muted small' }, 'A question about what you wrote yourself. It brings no marks, and you can answer it once.')),
    ownProgram(own),
    h('div', { class: 'strong', id: stem }, richText(own.stem)),
    place,
  );
}
