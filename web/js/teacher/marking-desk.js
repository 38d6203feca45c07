import { getMarkingSheet, giveMark } from '../api/marking.js';
import { undoChange } from '../api/marks.js';
import { announce } from '../core/announce.js';
import { h, icon, on, reconcile } from '../core/dom.js';
import { stateCard } from '../core/states.js';
import { toast } from '../core/toast.js';
import { mark, outOf, plural } from '../core/words.js';
import { resultsAddress } from './addresses.js';
import { askComment } from './marking-comments.js';
import { commandOf, isWaiting, MARKING_KEYS, nextWaiting, progressOf, scoreOf, similarWaiting } from './marking.logic.js';
import { answerEntry, answerView, guidePane, markBar } from './marking-panes.js';
import { isTyping, keysAreOn, openKeyHelp } from './review-keys.js';

/**
 * @typedef {import('../api/marking.js').MarkingList} MarkingList
 * @typedef {import('../api/marking.js').MarkingSheet} MarkingSheet
 * @typedef {import('../api/marking.js').AnswerGroup} AnswerGroup
 * @typedef {import('../api/marking.js').Given} Given
 * @typedef {Omit<Given, 'score'> & {score: number | null}} Said  of an answer: its mark, null while it waits, and what goes with it
 * @typedef {{item: string, group: AnswerGroup, given: Said, batch: Promise<string | null>, undoing: boolean}} Act  one mark that was given; `batch` is null where it failed
 */

/** The marking desk: answers of one question, without names; a mark is given by one key and taken back by another. */
export class MarkingDesk {
  /** @type {MarkingSheet} */
  #sheet = { item_id: '', position: 0, type: 'free_text', marks: 0, versions: {}, groups: [] };
  #at = 0;
  /** What is ticked of the answer in view, null while nothing was. @type {string[] | null} */
  #ticked = null;
  #comment = '';
  #ended = false;
  /** What was given and stands, the last last. @type {Act[]} */
  #done = [];
  /** What answers came with. @type {WeakMap<AnswerGroup, Said>} */
  #came = new WeakMap();
  #opening = 0;
  /** Marks go one after the other, so that nobody waits for the network between two keys. @type {Promise<unknown>} */
  #sending = Promise.resolve();
  #unsent = 0;

  /** @param {HTMLElement} main @param {MarkingList} list */
  constructor(main, list) {
    this.main = main;
    this.all = list;
    this.sum = h('p', { class: 'muted small' });
    this.tabs = h('div', { class: 'cluster draft-filter', role: 'group', 'aria-label': 'Questions to mark' });
    this.list = h('ul');
    this.centre = h('div', { class: 'bench__pane', tabindex: '0', role: 'region', 'aria-label': 'Answer' });
    this.bar = h('div', { class: 'bench__bar' });
    this.side = h('section', { class: 'bench__pane', tabindex: '0', 'aria-label': 'What earns marks' });
    this.#lay();
    on(main, 'click', '[data-answer]', (event, link) => {
      event.preventDefault();
      this.#go(Number(link.dataset.answer));
    });
    document.addEventListener('keydown', (event) => this.#key(event));
    addEventListener('beforeunload', (event) => {
      if (this.#unsent) event.preventDefault();
    });
  }

  #lay() {
    const { title, class_name: className, assignment_id: id } = this.all;
    this.main.replaceChildren(
      h(
        'div',
        { class: 'bench-head' },
        h('div', { class: 'bench-head__text' }, h('h1', null, `Mark: ${title}, ${className}`), this.sum),
        h('button', { class: 'button button--quiet', type: 'button', onclick: () => void this.#help() }, h('kbd', { class: 'kbd' }, '?'), 'All keys'),
        h('a', { class: 'button', href: resultsAddress(id) }, icon('chart'), 'Class results'),
      ),
      h('div', { class: 'bench' }, h('nav', { class: 'bench__pane bench__pane--list', 'aria-label': 'Answers' }, this.tabs, this.list), h('div', { class: 'bench__main' }, this.centre, this.bar), this.side),
    );
  }

  #help() {
    return openKeyHelp(MARKING_KEYS, 'Answers stand in the same order for everybody, whoever wrote them.');
  }

  /** Show a question's answers, the first that waits in view. @param {string} itemId */
  async open(itemId) {
    const mine = ++this.#opening;
    await this.#sending;
    const sheet = await getMarkingSheet(this.all.assignment_id, itemId);
    if (mine !== this.#opening) return;
    this.#sheet = sheet;
    for (const group of sheet.groups) {
      const { score, lines, comment } = group;
      this.#came.set(group, { score, lines, comment });
    }
    this.#ended = false;
    history.replaceState(null, '', `${location.pathname}?assignment=${this.all.assignment_id}&item=${itemId}`);
    const first = nextWaiting(this.#sheet.groups, -1);
    this.#go(Math.max(first, 0));
  }

  get #group() {
    return this.#sheet.groups[this.#at];
  }

  #draw() {
    const { groups } = this.#sheet;
    const { waiting, all } = progressOf(groups);
    const question = this.all.questions.find(({ item_id }) => item_id === this.#sheet.item_id);
    if (question) question.waiting = waiting;
    this.sum.textContent = `Question ${this.#sheet.position} · ${all - waiting} of ${plural(all, 'answer')} marked`;
    this.#drawTabs();
    reconcile(
      this.list,
      groups.map((group, at) => ({ group, at })),
      ({ group, at }) => `${this.#sheet.item_id} ${at} ${group.score} ${at === this.#at && !this.#ended}`,
      ({ at }) => h('li', null, answerEntry(this.#sheet, at, at === this.#at && !this.#ended)),
    );
    if (this.#ended || !groups.length) return this.#drawEnd();
    this.bar.hidden = this.side.hidden = false;
    this.centre.setAttribute('aria-label', `Answer ${this.#at + 1} of ${groups.length}`);
    this.centre.replaceChildren(answerView(this.#sheet, this.#at, this.#comment));
    this.side.replaceChildren(guidePane(this.#sheet, this.#at, this.#ticked ?? this.#group.lines ?? [], (id) => this.#tick(id)));
    this.#drawBar();
  }

  #drawBar() {
    this.bar.replaceChildren(
      ...markBar(this.#sheet, this.#at, this.#ticked, {
        walk: (step) => this.#walk(step),
        give: (score) => this.#give(score),
        comment: () => void this.#askComment(),
        similar: () => this.#similar(),
        undo: this.#done.length > 0 && (() => void this.#undo()),
      }).filter((child) => child !== false),
    );
  }

  #drawTabs() {
    this.tabs.hidden = this.all.questions.length < 2;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.question;
    this.tabs.replaceChildren(
      ...this.all.questions.map(({ item_id: id, position, waiting }) =>
        h(
          'button',
          { class: `tag tag--act${id === this.#sheet.item_id ? ' tag--primary' : ''}`, type: 'button', 'aria-pressed': id === this.#sheet.item_id, 'data-question': id, onclick: () => void this.open(id) },
          `Question ${position}: ${waiting ? `${waiting} to mark` : 'done'}`,
        ),
      ),
    );
    if (focused) /** @type {HTMLElement | null} */ (this.tabs.querySelector(`[data-question="${focused}"]`))?.focus();
  }

  #drawEnd() {
    const next = this.all.questions.find(({ waiting }) => waiting > 0);
    this.bar.replaceChildren();
    this.bar.hidden = this.side.hidden = true;
    this.centre.setAttribute('aria-label', 'All marked');
    this.centre.replaceChildren(
      stateCard({
        scene: 'scene-done',
        title: `Question ${this.#sheet.position} is marked`,
        text: next ? `Question ${next.position} still has ${plural(next.waiting, 'answer')} to mark.` : 'Every answer has its mark. Press Z to take the last one back.',
        action: next
          ? { label: `Mark question ${next.position}`, icon: 'edit', primary: true, onclick: () => void this.open(next.item_id) }
          : { label: 'Class results', icon: 'chart', primary: true, href: resultsAddress(this.all.assignment_id) },
      }),
    );
  }

  /** @param {number} at */
  #go(at) {
    const inside = this.bar.contains(document.activeElement) || this.side.contains(document.activeElement);
    this.#at = at;
    this.#ended = false;
    this.#ticked = null;
    this.#comment = this.#group?.comment ?? '';
    this.#draw();
    this.list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    // What was pressed is gone: the keyboard goes on from the answer.
    if (inside && !this.main.contains(document.activeElement)) this.centre.focus({ preventScroll: true });
    if (this.#group) announce(`Answer ${at + 1} of ${this.#sheet.groups.length}`);
  }

  /** @param {1 | -1} step */
  #walk(step) {
    const to = this.#ended ? this.#at : this.#at + step;
    if (this.#sheet.groups[to]) this.#go(to);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (document.querySelector('dialog[open]') || isTyping(event.target)) return;
    const ready = this.#ticked && event.key === 'Enter' && !(event.target instanceof Element && event.target.closest('a, button'));
    const command = ready ? /** @type {const} */ ({ does: 'give' }) : commandOf(event);
    if (!command || (command.does !== 'help' && !keysAreOn())) return;
    event.preventDefault();
    if (command.does === 'help') void this.#help();
    if (command.does === 'undo') void this.#undo();
    if (command.does === 'next') this.#walk(1);
    if (command.does === 'back') this.#walk(-1);
    if (this.#ended || !this.#group) return;
    if (command.does === 'mark' && command.score <= this.#sheet.marks) this.#give(command.score);
    else if (command.does === 'mark') announce(`This question has ${plural(this.#sheet.marks, 'mark')}.`);
    if (command.does === 'tick') this.#tick(this.#lines[command.line]?.id);
    if (command.does === 'give') this.#give(scoreOf(this.#lines, this.#ticked ?? [], this.#sheet.marks));
    if (command.does === 'comment') void this.#askComment();
    if (command.does === 'similar') this.#similar();
  }

  get #lines() {
    return this.#sheet.versions[this.#group.version_id].lines;
  }

  /** @param {string | undefined} id */
  #tick(id) {
    if (!id) return;
    const ticked = this.#ticked ?? this.#group.lines ?? [];
    this.#ticked = ticked.includes(id) ? ticked.filter((line) => line !== id) : [...ticked, id];
    // Nothing ticked any more, as it was: the buttons of the marks come back.
    if (!this.#ticked.length && !this.#group.lines?.length) this.#ticked = null;
    const held = this.#ticked ?? [];
    const box = /** @type {HTMLInputElement | null} */ (this.side.querySelector(`[data-line="${id}"]`));
    if (box) box.checked = held.includes(id);
    this.#drawBar();
    announce(`${held.includes(id) ? 'Ticked' : 'Taken back'}: ${outOf(scoreOf(this.#lines, held, this.#sheet.marks), this.#sheet.marks)}`);
  }

  async #askComment() {
    const at = this.#at;
    const text = await askComment(this.#comment);
    if (text === null || at !== this.#at) return;
    this.#comment = text;
    const { score, lines } = this.#group;
    // One that is marked already says it at once; the others with their mark.
    if (score !== null) this.#send([at], { score, lines, comment: text });
    this.#draw();
  }

  /** @param {number} score */
  #give(score) {
    const at = this.#at;
    this.#send([at], { score, lines: this.#ticked, comment: this.#comment });
    this.#goOn(at);
  }

  #similar() {
    const { score, lines, comment } = this.#group;
    const others = similarWaiting(this.#sheet.groups, this.#at);
    if (score === null || !others.length) return;
    this.#send(others, { score, lines, comment });
    this.#goOn(this.#at);
  }

  /** @param {number} at */
  #goOn(at) {
    const next = nextWaiting(this.#sheet.groups, at);
    if (next >= 0) return this.#go(next);
    this.#ended = true;
    this.#draw();
    announce(`Question ${this.#sheet.position} is marked`);
  }

  /**
   * Give a mark here at once and to the server in its turn; what the server refuses is taken back and said.
   * @param {number[]} places
   * @param {Given} given
   */
  #send(places, given) {
    const sheet = this.#sheet;
    for (const at of places) {
      const group = sheet.groups[at];
      /** @type {Act} */
      const act = { item: sheet.item_id, group, given, batch: Promise.resolve(null), undoing: false };
      Object.assign(group, given);
      this.#unsent += 1;
      act.batch = this.#inTurn(() => giveMark(this.all.assignment_id, sheet.item_id, { ...given, attempts: group.attempts, response: group.response })).then(
        ({ batch_id: batch }) => batch,
        (error) => {
          this.#take(act);
          if (this.#sheet === sheet) this.#go(at);
          toast(error.detail ?? 'This mark could not be saved. Give it again.');
          return null;
        },
      ).finally(() => {
        this.#unsent -= 1;
      });
      this.#done.push(act);
    }
    const pupils = places.reduce((sum, at) => sum + sheet.groups[at].attempts.length, 0);
    toast(`${mark(given.score)} of ${mark(sheet.marks)} for ${plural(pupils, 'pupil')}`, { undo: () => this.#undo(places.length) });
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  #inTurn(work) {
    const doing = this.#sending.then(work);
    this.#sending = doing.catch(() => undefined);
    return doing;
  }

  /** An answer that loses a mark says what it does by those that still stand: by the last of them, or what it came with. @param {Act} act */
  #take(act) {
    this.#done = this.#done.filter((other) => other !== act);
    const last = this.#done.findLast(({ group }) => group === act.group);
    Object.assign(act.group, last?.given ?? this.#came.get(act.group));
  }

  /** Take back what was given last. @param {number} [count] */
  async #undo(count = 1) {
    const acts = this.#done.filter(({ undoing }) => !undoing).slice(-count).reverse();
    for (const act of acts) act.undoing = true;
    try {
      for (const act of acts) await this.#undoOne(act);
    } finally {
      // What could not be taken back stays, to be tried again.
      for (const act of acts) act.undoing = false;
    }
    if (!this.#sheet.groups.some((group) => !isWaiting(group))) announce('Nothing is marked');
  }

  /** @param {Act} act */
  async #undoOne(act) {
    const batch = await act.batch;
    if (!batch) return;
    await this.#inTurn(() => undoChange(batch));
    this.#take(act);
    // Its question was left, or opened anew, since.
    if (!this.#sheet.groups.includes(act.group)) await this.open(act.item);
    const at = this.#sheet.groups.findIndex(({ attempts }) => attempts.includes(act.group.attempts[0]));
    if (at >= 0) this.#go(at);
    announce('Undone');
  }
}
