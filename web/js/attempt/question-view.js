import { announce } from '../core/announce.js';
import { freshId, h, icon } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { OUTCOMES, mark, outOf, plural } from '../core/words.js';
import { isTextField } from './position.js';
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
 * @property {boolean} checkable  the pupil may have this answer checked now
 * @property {boolean} fixed  it was checked: it can't be changed any more
 * @property {Checked | undefined} checked  what the check said, where this device knows it
 * @property {boolean} readOnly  somebody answers elsewhere
 * @property {string | null} back  address of the question before
 * @property {(value: any, typing: boolean) => void} change
 * @property {() => void} blur
 * @property {() => void} next
 * @property {() => boolean} flag  gives the new state
 * @property {() => Promise<Checked | string>} check  a sentence when it could not be checked
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
  const { item, index, questions, fixed, readOnly } = context;
  const type = questionType(item.type);
  const stemId = freshId('stem');
  const heading = h('h2', { tabindex: '-1' }, `Question ${index + 1} of ${questions}`);
  const host = h('div', { class: 'question__answer', onfocusout: context.blur });
  const problem = h('p', { class: 'field__error', role: 'status' });
  const feedback = h('div', { role: 'status', tabindex: '-1' });
  const flag = flagButton(context);
  const check = context.checkable
    ? checkButton(context, () => type.isAnswered(/** @type {any} */ (value)), (checked) => {
        freeze(checked);
        feedback.focus(); // The button that had the focus is gone.
      })
    : null;
  const form = h(
    'form',
    { novalidate: true },
    h('div', { class: 'question__meta' }, heading, h('span', { class: 'tag' }, `${mark(item.marks)} ${item.marks === 1 ? 'mark' : 'marks'}`)),
    h('div', { class: 'question__stem', id: stemId }, richText(item.view.stem)),
    host,
    problem,
    feedback,
    check?.element,
    h(
      'div',
      { class: 'attempt__foot' },
      context.back ? h('a', { class: 'button', href: context.back }, icon('left'), 'Back') : h('span'),
      flag.button,
      h('button', { class: 'button button--primary', type: 'submit' }, index + 1 < questions ? 'Save and next' : 'Save and check answers', icon('right')),
    ),
  );
  let value = /** @type {any} */ (context.value);
  /** @type {import('../question-types/contract.js').Answering | null} */
  let answering = null;

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  const showProblem = () => {
    const words = type.validate(value, item.view);
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
  /** @param {Checked | undefined} checked */
  const freeze = (checked) => {
    clearTimeout(later);
    answering?.destroy();
    answering = null;
    host.replaceChildren();
    type.review(host, { view: item.view, response: value, outcome: checked?.outcome, parts: checked?.parts });
    feedback.replaceChildren(drawChecked(checked));
    check?.element.remove();
  };

  if (fixed) freeze(context.checked);
  else answering = type.answer(host, { view: item.view, value, change, labelledBy: stemId });
  if (readOnly) host.inert = true;
  showProblem();
  check?.update();
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

/**
 * "Check my answer", where the teacher chose feedback after each question. It fixes the answer, so it says so first.
 * @param {QuestionContext} context
 * @param {() => boolean} isAnswered
 * @param {(checked: Checked) => void} done
 */
function checkButton({ check }, isAnswered, done) {
  const hint = freshId('hint');
  const message = h('p', { class: 'question__hint', id: hint });
  const button = h('button', { class: 'button', type: 'button', 'aria-describedby': hint }, icon('target'), 'Check my answer');
  const update = () => {
    button.setAttribute('aria-disabled', String(!isAnswered()));
    message.textContent = isAnswered() ? 'Checking fixes your answer to this question.' : 'Answer first, then you can check it.';
  };
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    const outcome = await check();
    if (typeof outcome !== 'string') {
      done(outcome);
      return;
    }
    update();
    message.textContent = outcome;
    announce(outcome);
  });
  return { element: h('div', { class: 'question__check stack stack--s' }, h('div', null, button), message), update };
}

/** @param {Checked | undefined} checked */
function drawChecked(checked) {
  if (!checked) return h('p', { class: 'question__hint' }, 'You have checked this answer, so it can’t be changed.');
  const { icon: name, label } = OUTCOMES[checked.outcome] ?? OUTCOMES.needs_marking;
  const score = checked.outcome === 'needs_marking' ? '' : ` ${outOf(checked.score, checked.marks_max)} ${plural(checked.marks_max, 'mark').replace(/^\S+ /, '')}.`;
  return h('div', { class: 'why' }, icon(name), h('div', null, h('p', null, h('strong', null, `${label}.`), score), checked.feedback && h('p', null, checked.feedback)));
}
