import { checkAnswer } from '../api/attempts.js';
import { announce } from '../core/announce.js';
import { freshId, h, icon } from '../core/dom.js';
import { OUTCOMES } from '../core/outcomes.js';
import { outOf, plural } from '../core/words.js';
import { resultWords, tryHint, triesLeft } from './checking.logic.js';

/** @typedef {import('../api/attempts.js').Checked} Checked */
/** @typedef {import('../api/attempts.js').PackageItem} PackageItem */

/**
 * Checking answers while sitting, where the teacher chose feedback after each question. Only such a sitting loads this.
 */
export class Checking {
  #outbox;
  #attempt;
  /** What checks said, by item. @type {{[item: string]: Checked}} */
  #checks;

  /**
   * @param {import('./outbox.js').Outbox} outbox
   * @param {string} attempt
   * @param {Map<string, unknown>} facts  what this device remembers of the sitting
   */
  constructor(outbox, attempt, facts) {
    this.#outbox = outbox;
    this.#attempt = attempt;
    this.#checks = /** @type {{[item: string]: Checked}} */ (facts.get('checks') ?? {});
  }

  /**
   * What the last check of an item said, where this device knows it, and a button for the next one.
   * @param {PackageItem} item
   * @param {object} parts
   * @param {() => boolean} parts.isAnswered
   * @param {(on: boolean) => void} parts.hold  let nobody change the answer while it is being checked
   * @param {(checked: Checked) => void} parts.freeze  the answer is fixed from now on
   * @returns {{nodes: HTMLElement[], fixed: boolean, checked: Checked | undefined, update: () => void}}
   */
  draw({ id }, { isAnswered, hold, freeze }) {
    const { checked: fixed, tries, try_costs: costs } = this.#outbox.standing;
    const isFixed = fixed.includes(id);
    /** Another device may have checked since. */
    const known = () => (this.#checks[id]?.used === (tries[id] ?? 0) || isFixed ? this.#checks[id] : undefined);
    const feedback = h('div', { role: 'status', tabindex: '-1' });
    const hint = freshId('hint');
    const message = h('p', { class: 'question__hint', id: hint });
    const label = h('span');
    const button = h('button', { class: 'button', type: 'button', 'aria-describedby': hint }, icon('target'), label);
    const panel = h('div', { class: 'question__check stack stack--s' }, h('div', null, button), message);
    const update = () => {
      button.setAttribute('aria-disabled', String(!isAnswered()));
      label.textContent = tries[id] ? 'Check again' : 'Check my answer';
      message.textContent = isAnswered() ? tryHint(costs, tries[id] ?? 0, Boolean(known())) : 'Answer first, then you can check it.';
    };
    const show = () => {
      const checked = known();
      feedback.replaceChildren(...(checked ? [drawChecked(checked, costs)] : isFixed ? [h('p', { class: 'question__hint' }, 'You have checked this answer, so it can’t be changed.')] : []));
    };
    button.addEventListener('click', async () => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      button.setAttribute('aria-disabled', 'true');
      hold(true);
      const outcome = await this.#check(id);
      hold(false);
      update();
      if (typeof outcome === 'string') {
        message.textContent = outcome;
        announce(outcome);
        return;
      }
      show();
      if (!outcome.fixed) return;
      freeze(outcome);
      panel.remove();
      feedback.focus(); // The button that had the focus is gone.
    });
    show();
    update();
    return { nodes: isFixed || this.#outbox.superseded ? [feedback] : [feedback, panel], fixed: isFixed, checked: known(), update };
  }

  /**
   * @param {string} item
   * @returns {Promise<Checked | string>}  a sentence when it could not be checked
   */
  async #check(item) {
    if (!(await this.#outbox.flush())) return 'Checking needs Wi-Fi. Your answer is safe: carry on, and check it later.';
    try {
      const checked = await checkAnswer(this.#attempt, item);
      const { standing } = this.#outbox;
      standing.tries[item] = checked.used;
      if (checked.fixed) standing.checked.push(item);
      this.#checks[item] = checked;
      void this.#outbox.remember({ checks: this.#checks });
      return checked;
    } catch (error) {
      return /** @type {Error} */ (error).message;
    }
  }
}

/** @param {Checked} checked @param {number[]} costs */
function drawChecked(checked, costs) {
  const { icon: name, label } = OUTCOMES[checked.outcome] ?? OUTCOMES.wrong;
  const score = `${outOf(checked.score, checked.marks_max)} ${plural(checked.marks_max, 'mark').replace(/^\S+ /, '')}`;
  const words = checked.fixed ? resultWords(checked, score) : `${checked.score ? ` ${score} so far.` : ''} ${triesLeft(costs, checked.used)}`;
  return h('div', { class: 'why' }, icon(name), h('div', null, h('p', null, h('strong', null, `${label}.`), words), checked.feedback && h('p', null, checked.feedback)));
}
