import { endBreak, takeBreak } from '../api/breaks.js';
import { announce } from '../core/announce.js';
import { art, h, icon } from '../core/dom.js';

/** What stands there while the clock stands still, and the button that stops it. Fetched late: see late.js. */

/** @typedef {import('./outbox.js').Outbox} Outbox */

const WORDS = {
  teacher: { title: 'Paused', text: 'Your teacher has paused this. Your answers are safe.' },
  pupil: { title: 'You’re on a break', text: 'The clock has stopped. Your answers are safe. Go on when you are ready.' },
};

/** @param {unknown} error  what to do next, where the clock could not be stopped or started */
function said(error) {
  const { status = 0, detail } = /** @type {{status?: number, detail?: string}} */ (error);
  return status >= 400 && status < 500 && detail ? detail : 'The school’s server can’t be reached just now. Check the Wi-Fi, then try again.';
}

/** Hides the questions while the clock stands still, and brings them back as they were. */
class Pauses {
  #outbox;
  #attempt;
  #stage;
  /** Drawn while the clock stands still. @type {HTMLElement | null} */
  #shown = null;
  /** What had the focus. @type {HTMLElement | null} */
  #before = null;
  #heading = h('h2', { tabindex: '-1' });
  #text = h('p');
  #problem = h('p', { class: 'warn', role: 'status' });
  #goOn = h('button', { class: 'button button--primary', type: 'button', onclick: () => void this.#ask(endBreak) }, icon('play'), 'Go on');
  #stop = h('button', { class: 'button button--quiet', type: 'button', 'data-break': true, onclick: () => void this.#ask(takeBreak) }, icon('pause'), 'Take a break');
  /** Leads to where nothing is to be seen now. @type {HTMLElement | null} */
  #skip = document.querySelector('.skip');
  #trouble = h('p', { class: 'wrap warn', role: 'status', hidden: true });

  /** @param {{outbox: Outbox, attempt: string, stage: HTMLElement, beside: HTMLElement}} parts */
  constructor({ outbox, attempt, stage, beside }) {
    this.#outbox = outbox;
    this.#attempt = attempt;
    this.#stage = stage;
    beside.after(this.#stop);
    stage.before(this.#trouble);
    for (const name of ['state', 'change', 'opened']) outbox.addEventListener(name, () => this.draw());
    // The keys that turn pages and flag questions are for who sees them.
    addEventListener('keydown', (event) => this.#shown && !(/** @type {Element} */ (event.target).closest('.panel, dialog')) && event.stopPropagation(), { capture: true });
  }

  draw() {
    const { phase, pausedBy, standing, superseded, handingIn } = this.#outbox;
    this.#stop.hidden = !standing.rest_breaks || phase !== 'open' || superseded || handingIn;
    if (phase === 'paused' && !superseded && !handingIn) this.#hide(pausedBy === 'pupil' ? 'pupil' : 'teacher');
    else if (this.#shown) this.#show(phase === 'open' && !superseded && !handingIn);
  }

  /** @param {keyof typeof WORDS} by */
  #hide(by) {
    const { title, text } = WORDS[by];
    const news = this.#heading.textContent !== title || !this.#shown;
    this.#heading.textContent = title;
    this.#text.textContent = text;
    this.#goOn.hidden = by !== 'pupil';
    if (!this.#shown) this.#cover();
    if (!news) return;
    this.#problem.textContent = '';
    this.#heading.focus();
    announce(`${title}. ${text}`);
  }

  #cover() {
    // What is being typed goes into the log before it can't be seen any more.
    void this.#outbox.settle();
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    // Nobody reads a question on to somebody who can't see it.
    globalThis.speechSynthesis?.cancel();
    const active = document.activeElement;
    // From the button beside the clock, or when a late answer of the server still said “open”: where the pupil was before.
    if (active instanceof HTMLElement && this.#stage.contains(active)) this.#before = active;
    this.#stage.hidden = true;
    if (this.#skip) this.#skip.hidden = true;
    this.#trouble.hidden = true;
    this.#shown = h('main', { class: 'wrap wrap--narrow' }, h('section', { class: 'card state', 'data-paused': true }, art('scene-rest'), this.#heading, this.#text, this.#problem, this.#goOn));
    this.#stage.before(this.#shown);
    scrollTo(0, 0);
  }

  /** @param {boolean} back  the pupil goes on; otherwise something else stands there, and takes the focus itself */
  #show(back) {
    this.#shown?.remove();
    this.#shown = null;
    this.#stage.hidden = false;
    if (this.#skip) this.#skip.hidden = false;
    if (!back) return;
    announce('The clock is running again.');
    const place = this.#before?.isConnected ? this.#before : this.#stage.querySelector('h2[tabindex]');
    /** @type {HTMLElement | null} */ (place)?.focus();
  }

  /** @param {typeof takeBreak} what */
  async #ask(what) {
    const problem = this.#shown ? this.#problem : this.#trouble;
    problem.hidden = true;
    try {
      await this.#outbox.settle();
      this.#outbox.hear(await what(this.#attempt));
    } catch (error) {
      problem.textContent = said(error);
      problem.hidden = false;
      // The teacher has paused it meanwhile, or it is handed in: the next answer of the server says so.
      this.#outbox.kick();
    }
  }
}

/**
 * Hide the questions whenever the clock stands still, and offer a break to whose arrangements have it.
 * @param {object} parts
 * @param {Outbox} parts.outbox
 * @param {string} parts.attempt
 * @param {HTMLElement} parts.stage  where question and review stand
 * @param {HTMLElement} parts.beside  the clock
 */
export function watchPauses(parts) {
  new Pauses(parts).draw();
}
