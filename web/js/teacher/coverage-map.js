import { getCoverage, getRun, startRun } from '../api/generation.js';
import { announce } from '../core/announce.js';
import { freshId, h, icon } from '../core/dom.js';
import { selectBox } from '../core/fields.js';
import { errorState, skeleton, stateCard } from '../core/states.js';
import { plural } from '../core/words.js';
import { isGap, levelWords, orderFor, sum, summaryOf, totalsOf, wordsOf } from './coverage.logic.js';
import { unitChoices } from './objective-picker.js';
import { isUnderWay } from './upload.logic.js';

/**
 * @typedef {import('../api/generation.js').Coverage} Coverage
 * @typedef {import('../api/generation.js').CoveredObjective} CoveredObjective
 * @typedef {import('../api/generation.js').Run} Run
 */

const POLL_MS = 700;

/**
 * How many are ready at each of the five levels.
 * @param {readonly number[]} ready
 * @param {boolean} [legend]  the five boxes themselves, for their explanation
 */
function levels(ready, legend = false) {
  if (legend) return h('span', { class: 'levels', 'aria-hidden': 'true' }, ready.map((level) => h('span', { class: 'levels__cell num' }, level)));
  return h('span', { class: 'levels', role: 'img', 'aria-label': levelWords(ready) }, ready.map((n, index) => h('span', { class: n ? 'levels__cell levels__cell--on num' : 'levels__cell num', title: `Level ${index + 1}` }, n || '–')));
}

/** The objectives of a unit with the questions in hand; a gap is filled with one press. */
export class CoverageMap {
  /** @type {Coverage | null} */
  #coverage = null;
  /** What was made for an objective on this page. @type {Map<string, Run>} */
  #runs = new Map();
  #unitId = '';
  #onlyGaps = false;

  /**
   * @param {HTMLElement} main
   * @param {import('../api/curriculum.js').Unit[]} units
   */
  constructor(main, units) {
    const box = selectBox(unitChoices(units), { 'aria-label': 'Unit' });
    this.unit = /** @type {HTMLSelectElement} */ (box.querySelector('select'));
    this.unit.addEventListener('change', () => void this.show(this.unit.value));
    const name = freshId('which');
    /** @param {string} label @param {boolean} gaps */
    const choice = (label, gaps) => h('label', null, h('input', { type: 'radio', name, checked: !gaps, onchange: () => this.#narrow(gaps) }), label);
    this.sum = h('p', { role: 'status' });
    this.list = h('div', { class: 'stack' });
    main.replaceChildren(
      h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'Coverage'), this.sum), h('div', { class: 'page-head__actions' }, h('a', { class: 'button', href: '/teacher/questions' }, icon('library'), 'Question bank'))),
      h('div', { class: 'source-tools' }, box, h('div', { class: 'segmented', role: 'group', 'aria-label': 'Which objectives' }, choice('All objectives', false), choice('Gaps only', true))),
      h('p', { class: 'cluster small muted' }, levels([1, 2, 3, 4, 5], true), 'How many questions are ready at level 1, 2, 3, 4 and 5'),
      this.list,
    );
  }

  /** @param {string} unitId */
  async show(unitId) {
    this.#unitId = unitId;
    this.unit.value = unitId;
    history.replaceState(null, '', `/teacher/coverage?unit=${unitId}`);
    this.list.replaceChildren(skeleton('Counting the questions', 4));
    await this.#load();
  }

  async #load() {
    const asked = this.#unitId;
    try {
      const coverage = await getCoverage(asked);
      if (asked !== this.#unitId) return;
      this.#coverage = coverage;
      this.#draw();
    } catch (error) {
      if (asked === this.#unitId) this.list.replaceChildren(errorState(error, { retry: () => void this.show(asked) }));
    }
  }

  /** @param {boolean} gaps */
  #narrow(gaps) {
    this.#onlyGaps = gaps;
    this.#draw();
    if (this.#coverage) announce(plural(gaps ? totalsOf(this.#coverage).gaps : totalsOf(this.#coverage).objectives, 'objective'));
  }

  #draw() {
    const coverage = this.#coverage;
    if (!coverage) return;
    this.sum.textContent = summaryOf(coverage);
    const topics = coverage.items.map((topic) => ({ ...topic, objectives: topic.objectives.filter((one) => !this.#onlyGaps || isGap(one)) })).filter(({ objectives }) => objectives.length);
    if (topics.length) this.list.replaceChildren(...topics.map((topic) => this.#topic(topic)));
    else this.list.replaceChildren(stateCard({ scene: 'scene-done', title: 'No gaps', text: 'Every objective of this unit has a question that is ready.' }));
  }

  /** The button that was pressed is gone: what the row offers now takes the focus, unless it went elsewhere. @param {string} id */
  #focusRow(id) {
    if (document.activeElement !== document.body) return;
    /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-objective="${CSS.escape(id)}"] :is(a, button)`))?.focus();
  }

  /** @param {Coverage['items'][number]} topic */
  #topic({ id, title, objectives }) {
    const gaps = objectives.filter(isGap).length;
    const note = gaps ? h('span', { class: 'tag tag--warn' }, plural(gaps, 'gap')) : h('span', { class: 'tag tag--ok' }, icon('check'), 'Covered');
    return h('section', { class: 'card card--flush', 'aria-labelledby': `topic-${id}` }, h('div', { class: 'card__head' }, h('h2', { id: `topic-${id}` }, title), note), h('ul', { class: 'rows' }, objectives.map((objective) => this.#row(objective))));
  }

  /** @param {CoveredObjective} objective */
  #row(objective) {
    const { id, text, ready } = objective;
    return h(
      'li',
      { class: 'row-item cover', 'data-objective': id },
      h('div', { class: 'row-item__main' }, h('h3', null, text), h('p', { class: isGap(objective) ? 'warn' : null }, wordsOf(objective))),
      levels(ready),
      h('div', { class: 'cluster cover__acts' }, this.#acts(objective)),
    );
  }

  /** @param {CoveredObjective} objective */
  #acts(objective) {
    const { id, text, ready, waiting, makers } = objective;
    const forWhat = h('span', { class: 'vh' }, ` for: ${text}`);
    const run = this.#runs.get(id);
    if (run && isUnderWay(run)) return h('span', { class: 'small muted ic', role: 'status' }, icon('wand'), 'Making drafts…');
    const made = run?.status === 'done' && run.made > 0;
    return [
      made && h('a', { class: 'button button--s button--primary', href: `/teacher/review-questions?run=${run.id}` }, icon('tick-list'), `Review ${plural(run.made, 'draft')}`, forWhat.cloneNode(true)),
      !made && sum(waiting) > 0 && h('a', { class: 'button button--s', href: '/teacher/review-questions' }, icon('tick-list'), 'Review', forWhat.cloneNode(true)),
      sum(ready) > 0 && h('a', { class: 'button button--s', href: `/teacher/questions?objective_id=${id}&unit_id=${this.#unitId}` }, 'See them', forWhat.cloneNode(true)),
      makers.length > 0 && !made && h('button', { class: `button button--s${isGap(objective) ? ' button--primary' : ''}`, type: 'button', title: makers.map(({ title }) => title).join(', '), onclick: () => void this.#make(objective) }, icon('wand'), 'Make drafts', forWhat.cloneNode(true)),
      makers.length === 0 && h('a', { class: 'button button--s', href: `/teacher/upload?objective=${id}` }, icon('upload'), 'From a lesson file', forWhat.cloneNode(true)),
    ];
  }

  /** @param {CoveredObjective} objective */
  async #make(objective) {
    this.#runs.set(objective.id, await startRun(orderFor(objective)));
    announce('Making drafts');
    this.#draw();
    for (let run = this.#runs.get(objective.id); run && isUnderWay(run); run = this.#runs.get(objective.id)) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      try {
        this.#runs.set(objective.id, await getRun(run.id));
      } catch {
        // The server is away for a moment: the next question will tell.
      }
    }
    const run = this.#runs.get(objective.id);
    announce(run?.made ? `${plural(run.made, 'draft')} to review` : (run?.message ?? ''));
    await this.#load();
    this.#focusRow(objective.id);
  }
}
