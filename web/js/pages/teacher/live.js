import { ApiError } from '../../api/client.js';
import { followLive, getLive } from '../../api/live.js';
import { announce } from '../../core/announce.js';
import { timeOf } from '../../core/dates.js';
import { append, h, icon, need } from '../../core/dom.js';
import { setTitle, startPage } from '../../core/page.js';
import { errorState, stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { plural } from '../../core/words.js';
import { classAddress, pupilAddress } from '../../teacher/addresses.js';
import { timesInWords } from '../../teacher/assignment.logic.js';
import { aliases, renamed } from '../../teacher/heat-map.logic.js';
import { liveActions } from '../../teacher/live-actions.js';
import { liveBoard } from '../../teacher/live-board.js';
import { liveGrid } from '../../teacher/live-grid.js';
import { ORDERS, ageWords, newsWords, situation, sortPupils, totals } from '../../teacher/live-grid.logic.js';
import { liveParts } from '../../teacher/live-head.js';
import { questionActs } from '../../teacher/live-questions.js';
import { liveStats } from '../../teacher/live-stats.js';

/**
 * @typedef {import('../../api/live.js').LiveView} LiveView
 * @typedef {import('../../api/live.js').LiveRow} LiveRow
 */

const TICK_MS = 1_000;
/** So long nobody notices that the line was cut. */
const QUIET_MS = 5_000;
/** Rows stay where they are while a hand is at them. */
const HANDS_OFF_MS = 6_000;
const NEWS_MS = 15_000;
/** For this tab only, and over reloads: a projector must not show the names again by accident. The class results read it too. */
const HIDE_NAMES = 'ks3.hide-names';

/** The live view: what it was told, and how it is shown. */
class LivePage {
  /** @param {HTMLElement} main @param {LiveView} view */
  constructor(main, view) {
    this.main = main;
    this.view = view;
    this.aliases = aliases(view.pupils);
    this.hidden = sessionStorage.getItem(HIDE_NAMES) === '1';
    /** @type {Map<string, LiveRow>} */
    this.rows = new Map();
    /** What the server's clock said, and when that was here. */
    this.heard = { now: 0, at: 0 };
    this.down = false;
    /** @type {import('../../teacher/live-grid.logic.js').Order} */
    this.order = ORDERS[0][0];
    this.sorted = false;
    this.news = { words: '', at: 0 };
    this.stats = liveStats();
    this.parts = liveParts(view, this.stats.element);
    this.actions = liveActions({ id: view.assignment_id, className: view.class_name, nameOf: this.nameOf });
    this.grid = this.makeGrid();
    /** @type {ReturnType<typeof liveBoard> | null} */
    this.board = null;
  }

  /** @param {string} id */
  nameOf = (id) => (this.hidden ? this.aliasOf({ id }) : (this.view.pupils.find((pupil) => pupil.id === id)?.display_name ?? 'A pupil'));

  /** @param {{id: string}} pupil */
  aliasOf = ({ id }) => this.aliases.get(id) ?? 'A pupil';

  makeGrid() {
    return liveGrid(this.parts.place, {
      hrefOf: ({ id }) => pupilAddress(this.view.class_id, id),
      onPick: (picked) => this.drawBulk(picked),
      onMore: (id) => void this.actions.more([id]),
      onReopen: (id) => void this.actions.reopen([id]),
      acts: (question) => questionActs({ assignmentId: this.view.assignment_id, className: this.view.class_name, question, then: () => this.ask() }, this.view.questions),
    });
  }

  /** The server's clock, ms UTC; it stands still while nothing is heard, so that what is old doesn't look new. */
  now() {
    return this.heard.now + (this.down ? 0 : performance.now() - this.heard.at);
  }

  /** Nobody begins any more. */
  isOver() {
    return this.now() > Date.parse(this.view.closes_at);
  }

  /** Build what stands for the rows, anew: another way to show them, or other questions. */
  build() {
    const { parts, view } = this;
    parts.key.hidden = parts.order.hidden = this.hidden;
    parts.bulk.hidden = true;
    this.sorted = false;
    if (this.hidden) this.board = liveBoard(parts.place);
    else {
      this.board = null;
      this.grid = this.makeGrid();
      this.grid.ask(view.questions);
    }
    this.draw();
  }

  draw() {
    const now = this.now();
    const over = this.isOver();
    const numbers = totals(this.view.pupils, this.rows, now, over);
    this.stats.draw(numbers, this.hidden);
    this.drawHead(numbers, over);
    if (this.board) this.board.draw(renamed(this.view.pupils.map(({ id, display_name: name }) => ({ id, name })), this.aliasOf), this.rows, now, over);
    else {
      this.sort(now, over);
      this.grid.draw(this.rows, now, over);
    }
    this.tellNews(numbers);
  }

  /** @param {number} now @param {boolean} over @param {boolean} [asked]  by a press, not by time */
  sort(now, over, asked = false) {
    if (this.sorted && !asked && this.grid.untouchedMs() < HANDS_OFF_MS) return;
    const ranks = new Map(this.view.pupils.map(({ id }) => [id, situation(this.rows.get(id), now, over).rank]));
    const sorted = sortPupils(this.view.pupils, this.order, ({ id }) => ranks.get(id) ?? 0);
    this.sorted = true;
    this.grid.order(sorted);
  }

  /** @param {ReturnType<typeof totals>} numbers @param {boolean} over */
  drawHead({ running, stopped, open, held }, over) {
    const { parts, view } = this;
    parts.pause.hidden = !running;
    parts.resume.hidden = !stopped;
    parts.more.hidden = parts.end.hidden = !open;
    parts.results.hidden = !over || open > 0;
    parts.rescue.hidden = !held || this.hidden;
    const words = `${timesInWords(/** @type {any} */ (view), this.now())} · ${plural(view.questions.length, 'question')}`;
    if (parts.facts.textContent !== words) parts.facts.textContent = words;
    const old = performance.now() - this.heard.at;
    parts.line.hidden = !this.down || old < QUIET_MS;
    this.main.classList.toggle('live-stale', !parts.line.hidden);
    const [title, age] = [need(parts.line, 'strong', HTMLElement), need(parts.line, 'span', HTMLElement)];
    const said = parts.line.hidden ? '' : 'Reconnecting…';
    if (title.textContent !== said) title.textContent = said;
    if (said) age.textContent = `The school’s server can’t be reached. What you see is from ${timeOf(this.heard.now)}, ${ageWords(old)} ago.`;
  }

  /** @param {ReturnType<typeof totals>} numbers */
  tellNews(numbers) {
    const words = newsWords(numbers);
    if (words === this.news.words || performance.now() - this.news.at < NEWS_MS) return;
    // The first one is what stands on the page anyway.
    if (this.news.words) announce(words);
    this.news = { words, at: performance.now() };
  }

  /** @param {string[]} picked */
  drawBulk(picked) {
    const { bulk } = this.parts;
    const had = bulk.hidden;
    if (!picked.length && bulk.contains(document.activeElement)) this.grid.focus();
    bulk.hidden = !picked.length;
    if (!picked.length) return;
    if (had) announce('Actions for the selected pupils are below the list');
    const act = (/** @type {string} */ name, /** @type {string} */ label, /** @type {(picked: string[]) => Promise<boolean | void>} */ does) => h('button', { class: 'button', type: 'button', onclick: () => void does(picked).then((done) => done !== false && this.grid.clear()) }, icon(name), label);
    bulk.replaceChildren();
    append(bulk, [
      h('strong', { class: 'num' }, `${picked.length} selected`),
      h('button', { class: 'button button--s', type: 'button', onclick: () => this.grid.clear() }, 'Clear'),
      h('span', { class: 'grow' }),
      act('plus', '5 minutes', this.actions.more),
      act('pause', 'Pause', this.actions.pause),
      act('play', 'Go on', this.actions.resume),
      act('stop', 'End', this.actions.end),
      act('reset', 'Open again', this.actions.reopen),
    ]);
  }

  /** @param {import('../../api/live.js').LiveNews} news @param {boolean} all */
  hear = ({ now, rows }, all) => {
    this.down = false;
    this.heard = { now, at: performance.now() };
    if (all) this.rows.clear();
    for (const row of rows) this.rows.set(row.pupil_id, row);
    this.draw();
  };

  /** Ask for what stands still again, after it was changed from here. */
  ask = async () => this.take(await getLive(this.view.assignment_id));

  /** The class or its questions may have changed meanwhile. @param {LiveView} view */
  take = (view) => {
    const same = JSON.stringify([view.questions, view.pupils]) === JSON.stringify([this.view.questions, this.view.pupils]);
    this.view = view;
    this.aliases = aliases(view.pupils);
    if (!same) this.build();
  };

  mount() {
    const { parts } = this;
    this.main.replaceChildren(...parts.page);
    parts.hide.checked = this.hidden;
    parts.hide.addEventListener('change', () => {
      this.hidden = parts.hide.checked;
      sessionStorage.setItem(HIDE_NAMES, this.hidden ? '1' : '0');
      // In place of any message that names somebody.
      toast(this.hidden ? 'Names are hidden: this is what a class may see' : 'Names are shown again');
      this.build();
    });
    const select = need(parts.order, 'select', HTMLSelectElement);
    select.addEventListener('change', () => {
      this.order = ORDERS.find(([name]) => name === select.value)?.[0] ?? 'needs';
      this.sort(this.now(), this.isOver(), true);
      this.draw();
    });
    parts.pause.addEventListener('click', () => void this.actions.pause(null));
    parts.resume.addEventListener('click', () => void this.actions.resume(null));
    parts.more.addEventListener('click', () => void this.actions.more(null));
    parts.end.addEventListener('click', () => void this.actions.endAll(totals(this.view.pupils, this.rows, this.now(), this.isOver()).open));
  }

  follow() {
    followLive(this.view.assignment_id, {
      heard: (news, all) => (this.heard.at ? this.hear(news, all) : this.begin(news)),
      viewed: this.take,
      lost: () => {
        this.down = true;
        if (!this.heard.at) this.main.replaceChildren(errorState(new ApiError({ status: 0, code: 'offline' }), { heading: 'h1' }));
      },
      refused: (error) => {
        if (/** @type {{status?: number}} */ (error).status === 401) void Promise.reject(error);
        else this.main.replaceChildren(errorState(error, { home: '/teacher/dashboard', heading: 'h1' }));
      },
    });
  }

  /** Show the page with its first rows: it never stands there empty. @param {import('../../api/live.js').LiveNews} news */
  begin(news) {
    this.heard = { now: news.now, at: performance.now() };
    for (const row of news.rows) this.rows.set(row.pupil_id, row);
    this.mount();
    this.build();
    setInterval(() => this.draw(), TICK_MS);
  }
}

void startPage({
  area: 'teacher',
  title: 'Live view',
  async mount({ main, params }) {
    const id = params.get('assignment');
    if (!id) return location.replace('/teacher/assessments');
    const view = await getLive(id);
    setTitle(`${view.title}, ${view.class_name}, live`);
    if (!view.pupils.length) return main.replaceChildren(stateCard({ scene: 'scene-empty', title: `Nobody is in ${view.class_name} yet`, text: 'Add pupils to the class: they will find this assessment when they sign in.', action: { label: 'Open the class', href: classAddress(view.class_id), primary: true }, heading: 'h1' }));
    new LivePage(main, view).follow();
  },
});
