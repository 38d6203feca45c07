import { announce } from '../core/announce.js';
import { freshId, h, icon } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { isTextField } from '../core/text-field.js';
import { mark } from '../core/words.js';
import { questionType } from './question-types.js';

/** An answer that is still being typed isn't wrong yet. */
const PAUSE_MS = 800;

/**
 * @typedef {import('../api/attempts.js').PackageItem} PackageItem
 * @typedef {import('../api/attempts.js').Checked} Checked
 *
 * @typedef {object} QuestionContext
 * @property {PackageItem} item
 * @property {number} index  from 0
 * @property {number} questions
 * @property {unknown} value
 * @property {boolean} flagged
 * @property {readonly string[]} [struck]  ids of options that are crossed out
 * @property {import('./checking.js').Checking | null} checking
 * @property {boolean} readOnly  somebody answers elsewhere
 * @property {string | null} back  address of the question before
 * @property {import('../api/code.js').Run} [run]
 * @property {(value: any, typing: boolean) => void} change
 * @property {() => void} blur
 * @property {() => void} next
 * @property {() => boolean} flag  gives the new state
 * @property {(ids: string[]) => void} [strike]
 *
 * @typedef {{heading: HTMLElement, host: HTMLElement, focus: () => void, set: (value: any) => void, toggleFlag: () => void, destroy: () => void}} QuestionView
 */

/**
 * Draw one question into `main`: stem, answer, and what to do next.
 * @param {HTMLElement} main
 * @param {QuestionContext} context
 * @returns {QuestionView}
 */
export function drawQuestion(main, context) {
  const { item, index, questions, readOnly } = context;
  const type = questionType(item.type);
  const stemId = freshId('stem');
  const heading = h('h2', { tabindex: '-1' }, `Question ${index + 1} of ${questions}`);
  const host = h('div', { class: 'question__answer', onfocusout: context.blur });
  const problem = h('p', { class: 'field__error', role: 'status' });
  const flag = flagButton(context);
  let value = /** @type {any} */ (context.value);
  /** @type {import('../question-types/contract.js').Answering | null} */
  let answering = null;

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  /** @param {Checked | undefined} checked */
  const freeze = (checked) => {
    clearTimeout(later);
    answering?.destroy();
    answering = null;
    host.replaceChildren();
    type.review(host, { view: item.view, response: value, outcome: checked?.outcome, parts: checked?.parts });
  };
  const check = item.void ? undefined : context.checking?.draw(item, { isAnswered: () => type.isAnswered(value), hold: (on) => (host.inert = on), freeze });
  const onward = index + 1 < questions ? 'Next' : 'Check answers';
  const form = h(
    'form',
    { novalidate: true },
    h('div', { class: 'question__meta' }, heading, h('span', { class: 'tag' }, item.void ? 'Left out' : `${mark(item.marks)} ${item.marks === 1 ? 'mark' : 'marks'}`)),
    item.swapped && h('p', { class: 'strong' }, 'Your teacher changed this question.'),
    h('div', { class: 'question__stem', id: stemId }, richText(item.view.stem)),
    host,
    problem,
    check?.nodes,
    h(
      'div',
      { class: 'attempt__foot' },
      context.back ? h('a', { class: 'button', href: context.back }, icon('left'), 'Back') : h('span'),
      !readOnly && flag.button,
      h('button', { class: 'button button--primary', type: 'submit' }, readOnly ? onward : `Save and ${onward.toLowerCase()}`, icon('right')),
    ),
  );

  const showProblem = () => {
    const words = !item.void && type.validate(value, item.view);
    problem.replaceChildren(...(words ? [icon('warn'), words] : []));
  };
  /** @param {any} next */
  const change = (next) => {
    value = next;
    clearTimeout(later);
    if (type.validate(value, item.view)) later = setTimeout(showProblem, PAUSE_MS);
    else showProblem();
    check?.update();
    context.change(next, isTextField(document.activeElement) && host.contains(document.activeElement));
  };
  if (item.void) host.append(h('p', { class: 'strong' }, 'This question has been left out. You don’t need to answer it.'));
  else if (check?.fixed) freeze(check.checked);
  else answering = type.answer(host, { view: item.view, value, change, labelledBy: stemId, run: context.run, struck: context.struck, strike: context.strike });
  if (readOnly) host.inert = true;
  showProblem();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    context.next();
  });
  main.replaceChildren(form);

  return {
    heading,
    host,
    focus: () => heading.focus(),
    set(next) {
      value = next;
      answering?.set(next);
      showProblem();
      check?.update();
    },
    toggleFlag: flag.toggle,
    destroy() {
      clearTimeout(later);
      answering?.destroy();
    },
  };
}

/** @param {QuestionContext} context */
function flagButton({ flagged, flag, index }) {
  const toggle = () => {
    const on = flag();
    button.setAttribute('aria-pressed', String(on));
    announce(on ? `Question ${index + 1} flagged for later` : `Flag taken off question ${index + 1}`);
  };
  const button = h(
    'button',
    { class: 'button button--quiet', type: 'button', 'aria-pressed': flagged, onclick: toggle },
    icon('flag'),
    h('span', { class: 'hide-s' }, 'Flag for later'),
    h('span', { class: 'only-s' }, 'Flag'),
  );
  return { button, toggle };
}
