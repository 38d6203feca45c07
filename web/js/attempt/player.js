import { h } from '../core/dom.js';
import { plainText } from '../core/rich-text.js';
import { isTextField } from '../core/text-field.js';
import { hashOf, nextPlace, placeOf, previousPlace, shortcutOf } from './navigation.logic.js';
import { Desk } from './desk.js';
import { code, extras, fetchLate, handInView, keys, notes, reviewView } from './late.js';
import { questionStrip } from './question-strip.js';
import { questionType } from './question-types.js';
import { drawQuestion } from './question-view.js';

/**
 * @typedef {import('../api/attempts.js').Package} Package
 * @typedef {import('../api/attempts.js').PackageItem} PackageItem
 * @typedef {import('./navigation.logic.js').Place} Place
 */

const ASK_AGAIN_MS = 2_000;
/** A cheap Chromebook is busy for so long with drawing the first question: nothing else begins meanwhile. */
const FIRST_PICTURE_MS = 200;

/** One sitting on the page: one question at a time, the page on which answers are checked, and handing in. */
export class Player {
  #outbox;
  #clock;
  #pack;
  #stage;
  #progress;
  #main = h('main', { id: 'main', tabindex: '-1' });
  #aside = h('aside', { class: 'card strip-card', 'aria-label': 'All questions' });
  #drawStrip;
  /** @type {Place} */
  #place = { view: 'question', index: 0 };
  /** @type {import('./question-view.js').QuestionView | null} */
  #view = null;
  #desk;
  #reader;
  /** @type {import('./read-aloud.js').ReadAloud | null} */
  #aloud = null;
  /** What keeps the place in an answer over a reload. @type {typeof import('./extras.js') | null} */
  #places = null;
  #checking;
  #facts;
  #handingIn = false;

  /**
   * @param {object} parts
   * @param {import('./outbox.js').Outbox} parts.outbox
   * @param {import('./clock.js').ServerClock} parts.clock
   * @param {Package} parts.pack
   * @param {Map<string, unknown>} parts.facts  what this device remembers of the sitting
   * @param {import('./checking.js').Checking | null} parts.checking  where the teacher chose feedback after each question
   * @param {HTMLElement} parts.stage  where question and review stand
   * @param {HTMLProgressElement} parts.progress
   * @param {HTMLElement} parts.notes  the button that opens them
   * @param {boolean} parts.reader  questions are read aloud to this pupil by arrangement
   */
  constructor({ outbox, clock, pack, facts, checking, stage, progress, notes: button, reader }) {
    this.#outbox = outbox;
    this.#clock = clock;
    this.#pack = pack;
    this.#facts = facts;
    this.#stage = stage;
    this.#progress = progress;
    this.#reader = reader;
    this.#desk = new Desk(outbox, clock, facts);
    button.addEventListener('click', async () => (await notes()).toggleNotes(button, this.#desk));
    button.hidden = false;
    this.#checking = checking;
    this.#drawStrip = questionStrip(this.#aside);
  }

  /** Show where the pupil was, and listen. */
  start() {
    const outbox = this.#outbox;
    outbox.addEventListener('answers', (event) => this.#othersChanged(/** @type {CustomEvent<string[]>} */ (event).detail));
    outbox.addEventListener('closing', () => this.#showHandingIn('closed'));
    outbox.addEventListener('state', () => {
      if (outbox.phase === 'open' && this.#handingIn && !outbox.handingIn) this.#goOn();
    });
    let superseded = outbox.superseded;
    outbox.addEventListener('change', () => {
      if (outbox.superseded === superseded || this.#handingIn) return;
      superseded = outbox.superseded;
      this.#show(this.#place, { focus: false });
    });
    addEventListener('hashchange', () => {
      const place = placeOf(location.hash, this.#items.length);
      if (place && !this.#handingIn) this.#show(place, { focus: true });
    });
    document.addEventListener('keydown', (event) => this.#onKey(event));
    addEventListener('pagehide', () => this.#notePosition());
    document.addEventListener('focusin', () => this.#notePosition());
    document.addEventListener('selectionchange', () => this.#notePosition());
    if (outbox.handingIn) this.#showHandingIn('pupil');
    else this.#resume();
    this.#desk.addEventListener('taken', () => this.#othersLaid());
    void extras().then((module) => {
      this.#places = module;
      if (document.activeElement === document.body) this.#restorePosition();
      this.#aloud = module.startExtras({ desk: this.#desk, outbox, pack: this.#pack, facts: this.#facts, reader: this.#reader, player: this });
      this.#tellReader();
    });
    setTimeout(() => fetchLate(!this.#facts.has('package')), FIRST_PICTURE_MS);
  }

  /** The time is over. The server has the last word: it may have been given more a second ago. */
  async timeUp() {
    if (this.#handingIn || this.#outbox.superseded) return;
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    this.#showHandingIn('time');
    await this.#outbox.flush();
    if ((this.#clock.left() ?? 1) > 0 && !this.#outbox.handingIn) this.#goOn();
    else await this.#outbox.handIn();
  }

  /**
   * The questions have changed. What is being typed stays, unless it is the answer to a question that has changed.
   * @param {Package} pack
   */
  take(pack) {
    const shown = (/** @type {Package} */ { items }) => this.#place.view === 'question' && JSON.stringify(items[this.#place.index]);
    const same = shown(pack) === shown(this.#pack);
    this.#pack = pack;
    if (this.#handingIn) return;
    if (same && this.#view) this.#drawProgress();
    else this.#show(this.#place, { focus: false });
  }

  // Private

  /** The end was moved, or the teacher has opened the attempt again. */
  #goOn() {
    this.#handingIn = false;
    this.#show(this.#place, { focus: true });
  }

  get #items() {
    return this.#pack.items;
  }

  #resume() {
    const here = this.#items.findIndex(({ id }) => id === (this.#facts.get('here') ?? this.#outbox.here));
    const place = placeOf(location.hash, this.#items.length) ?? { view: 'question', index: Math.max(0, here) };
    history.replaceState(null, '', hashOf(/** @type {Place} */ (place)));
    this.#show(/** @type {Place} */ (place), { focus: false });
  }

  /**
   * @param {Place} place
   * @param {{focus: boolean}} options  move the focus to the new heading
   */
  #show(place, { focus }) {
    void this.#outbox.settle();
    this.#view?.destroy();
    this.#view = null;
    this.#place = place;
    const item = place.view === 'question' ? this.#items[place.index] : null;
    this.#outbox.here = item?.id ?? null;
    if (item) void this.#outbox.remember({ here: item.id }, true);
    if (item && place.view === 'question') this.#arrive(this.#showQuestion(item, place.index), focus);
    else void this.#showReview(focus);
    this.#tellReader();
    this.#drawProgress();
  }

  #tellReader() {
    this.#aloud?.shown(this.#view, this.#view && this.#place.view === 'question' ? this.#items[this.#place.index] : null);
  }

  /**
   * @param {HTMLElement} heading
   * @param {boolean} focus
   */
  #arrive(heading, focus) {
    document.title = `${heading.textContent}, ${this.#pack.title} – KS3 Assessment`;
    if (!focus) return;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /**
   * @param {PackageItem} item
   * @param {number} index
   */
  #showQuestion(item, index) {
    const outbox = this.#outbox;
    if (!this.#aside.isConnected) this.#stage.replaceChildren(h('div', { class: 'attempt' }, this.#aside, this.#main));
    this.#main.className = 'card';
    const previous = previousPlace(this.#place, this.#items.length);
    this.#view = drawQuestion(this.#main, {
      item,
      index,
      questions: this.#items.length,
      value: outbox.value(item.id),
      flagged: this.#desk.isFlagged(item.id),
      struck: this.#desk.struck(item.id),
      checking: item.view.by_person ? null : this.#checking,
      readOnly: outbox.superseded,
      back: previous && hashOf(previous),
      change: (value, typing) => {
        void outbox.change(item.id, value, { typing });
        this.#drawProgress();
      },
      run: async (request, options) => (await code()).runAnswer(this.#pack.attempt_id, item.id, request, options),
      blur: () => void outbox.settle(),
      next: () => this.#go(nextPlace(this.#place, this.#items.length)),
      flag: () => this.#toggleFlag(item.id),
      strike: (ids) => this.#desk.lay({ struck: { ...this.#desk.laid.struck, [item.id]: ids } }),
    });
    return this.#view.heading;
  }

  /** @param {boolean} focus */
  async #showReview(focus) {
    const outbox = this.#outbox;
    const view = await reviewView().catch(() => null);
    if (this.#place.view !== 'check' || this.#handingIn) return;
    if (!view) {
      // The Wi-Fi went in the second after the first question came: the question stays until the page can be had.
      setTimeout(() => this.#place.view === 'check' && void this.#showReview(focus), ASK_AGAIN_MS);
      return;
    }
    this.#stage.replaceChildren(this.#main);
    this.#main.className = 'wrap';
    const { teacher, feedback } = this.#pack;
    const review = view.drawReview(this.#main, {
      items: this.#items.flatMap((item, index) => {
        if (item.void) return [];
        const type = questionType(item.type);
        const value = /** @type {any} */ (outbox.value(item.id));
        const stem = plainText(item.view.stem);
        return { index, stem, answered: type.isAnswered(value), flagged: this.#desk.isFlagged(item.id), text: type.toText(value, item.view), problem: type.validate(value, item.view) };
      }),
      leftMs: this.#pack.time_limit_s === null ? null : this.#clock.left(),
      after: feedback === 'release' ? `${teacher} will tell you when you can see your results.` : 'You will see your results straight away.',
      last: hashOf({ view: 'question', index: this.#items.length - 1 }),
      readOnly: outbox.superseded,
      handIn: () => void this.#confirmHandIn(view),
    });
    const update = () => {
      if (!review.heading.isConnected) outbox.removeEventListener('change', update);
      else review.setStored(outbox.state, this.#clock.now());
    };
    outbox.addEventListener('change', update);
    update();
    this.#arrive(review.heading, focus);
  }

  /** @param {'pupil' | 'time' | 'closed'} why */
  #showHandingIn(why) {
    this.#handingIn = true;
    this.#view?.destroy();
    this.#view = null;
    this.#tellReader();
    this.#stage.replaceChildren(this.#main);
    this.#main.className = 'wrap wrap--narrow';
    document.title = `Handing in, ${this.#pack.title} – KS3 Assessment`;
    this.#main.replaceChildren();
    void this.#drawHandingIn(why);
  }

  /** @param {'pupil' | 'time' | 'closed'} why */
  async #drawHandingIn(why) {
    const view = await handInView().catch(() => null);
    if (!this.#handingIn) return;
    // The queue hands in by itself, whether this can be shown or not.
    if (view) view.drawHandingIn(this.#main, this.#outbox, why).focus();
    else setTimeout(() => void this.#drawHandingIn(why), ASK_AGAIN_MS);
  }

  /** @param {typeof import('./review-view.js')} view */
  async #confirmHandIn({ confirmHandIn }) {
    const left = this.#items.filter((item) => !this.#isAnswered(item)).length;
    if (!(await confirmHandIn(left)) || this.#handingIn) return;
    this.#showHandingIn('pupil');
    await this.#outbox.handIn();
  }

  /** @param {string} item */
  #toggleFlag(item) {
    const { flags } = this.#desk.laid;
    this.#desk.lay({ flags: flags.includes(item) ? flags.filter((each) => each !== item) : [...flags, item] });
    this.#drawProgress();
    return this.#desk.isFlagged(item);
  }

  /** Another device laid the desk later than this one. */
  #othersLaid() {
    if (this.#handingIn) return;
    this.#notePosition();
    this.#show(this.#place, { focus: false });
    this.#restorePosition();
  }

  /** @param {string[]} items */
  #othersChanged(items) {
    if (this.#handingIn) return;
    const item = this.#place.view === 'question' ? this.#items[this.#place.index].id : '';
    if (this.#place.view === 'check') this.#show(this.#place, { focus: false });
    else if (items.includes(item)) this.#view?.set(this.#outbox.value(item));
    this.#drawProgress();
  }

  /** @param {Place} place */
  #go(place) {
    if (hashOf(place) === location.hash) this.#show(place, { focus: true });
    else location.hash = hashOf(place);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (this.#handingIn || document.querySelector('dialog[open]')) return;
    const wish = shortcutOf(event, isTextField(document.activeElement));
    if (!wish) return;
    event.preventDefault();
    const previous = previousPlace(this.#place, this.#items.length);
    if (wish === 'next' && this.#place.view === 'question') this.#go(nextPlace(this.#place, this.#items.length));
    if (wish === 'previous' && previous) this.#go(previous);
    if (wish === 'flag') this.#view?.toggleFlag();
    if (wish === 'help') void keys().then(({ showKeys }) => showKeys());
  }

  #notePosition() {
    if (this.#view && this.#outbox.here) this.#places?.keepPosition(this.#view.host, this.#outbox.here);
  }

  #restorePosition() {
    if (this.#view) this.#places?.restorePosition(this.#view.host, this.#outbox.here);
  }

  /** A question that was left out needs no answer. @param {PackageItem} item */
  #isAnswered(item) {
    return item.void || questionType(item.type).isAnswered(/** @type {any} */ (this.#outbox.value(item.id)));
  }

  #drawProgress() {
    const place = this.#place;
    const entries = this.#items.map((item, index) => ({
      index,
      answered: this.#isAnswered(item),
      void: item.void,
      flagged: this.#desk.isFlagged(item.id),
      current: place.view === 'question' && place.index === index,
    }));
    this.#drawStrip(entries);
    this.#progress.max = entries.length;
    this.#progress.value = entries.filter(({ answered }) => answered).length;
    this.#progress.hidden = false;
  }
}
