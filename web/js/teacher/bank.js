import { copyQuestion, listQuestions, setQuestionStatus } from '../api/questions.js';
import { announce } from '../core/announce.js';
import { openDialog } from '../core/dialog.js';
import { append, h, icon } from '../core/dom.js';
import { selectBox } from '../core/fields.js';
import { errorState, skeleton, stateCard } from '../core/states.js';
import { toast } from '../core/toast.js';
import { plural } from '../core/words.js';
import { bankFilters, filterTags } from './bank-filters.js';
import { bankTable } from './bank-table.js';
import { typeList } from './type-list.js';
import { addressOf, filtersOf, isNarrowed, NO_FILTERS, possible } from './bank.logic.js';

/**
 * @typedef {import('../api/questions.js').QuestionRow} QuestionRow
 * @typedef {import('./bank.logic.js').Filters} Filters
 */

const TYPING_MS = 250;

/** Choose a kind, then write. */
function newQuestion() {
  return openDialog({
    title: 'What kind of question?',
    body: typeList('stack stack--s'),
    actions: [{ label: 'Go back', value: 'close' }],
  });
}

/** The question bank: what narrows it lives in the address, so that Back and a shared link show the same list. */
export class Bank {
  /** @type {Filters} */
  #filters;
  /** @type {QuestionRow[]} */
  #rows = [];
  /** @type {string | null} */
  #next = null;
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLElement} main
   * @param {{types: {key: string, label: string}[], units: import('../api/curriculum.js').Unit[]}} options
   */
  constructor(main, { types, units }) {
    this.main = main;
    this.types = types;
    this.units = units;
    this.#filters = filtersOf(new URLSearchParams(location.search));
    this.facets = bankFilters({ types, units, change: (patch) => this.#narrow(patch) });
    this.table = bankTable({ onPick: (picked) => this.#drawBulk([...picked.values()]), onTag: (tag) => this.#narrow({ tag }), onLook: (id) => void this.#look(id), onEdit: (id) => void this.#edit(id) });
    this.search = h('input', { class: 'input', type: 'search', 'aria-label': 'Search questions', placeholder: 'Search words in questions', value: this.#filters.q, autocomplete: 'off', oninput: () => this.#typed() });
    const sort = selectBox([['updated', 'Changed last'], ['created', 'Newest first'], ['stem', 'A to Z']], { 'aria-label': 'Sort by', value: this.#filters.sort }, '');
    this.sort = /** @type {HTMLSelectElement} */ (sort.querySelector('select'));
    this.sort.addEventListener('change', () => this.#narrow({ sort: this.sort.value }));
    this.sum = h('p', null, 'Loading…');
    this.drafts = h('span');
    this.tags = h('div', { class: 'cluster filter-tags' });
    this.list = h('div', { class: 'stack stack--m' }, skeleton('Loading the questions', 6));
    this.bulk = h('div', { class: 'bulk', role: 'region', 'aria-label': 'Selected questions', hidden: true });
    this.#lay(sort);
    addEventListener('popstate', () => {
      this.#filters = filtersOf(new URLSearchParams(location.search));
      this.search.value = this.#filters.q;
      this.sort.value = this.#filters.sort;
      void this.load();
    });
  }

  /** @param {HTMLElement} sort */
  #lay(sort) {
    const fold = h('button', { class: 'button only-m', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'filters' }, icon('filter'), 'Filters');
    fold.addEventListener('click', () => {
      const open = this.facets.element.toggleAttribute('data-open');
      fold.setAttribute('aria-expanded', String(open));
    });
    this.main.replaceChildren(
      h(
        'div',
        { class: 'page-head' },
        h('div', { class: 'page-head__text' }, h('h1', null, 'Question bank'), this.sum),
        h('div', { class: 'page-head__actions' }, fold, this.drafts, h('a', { class: 'button', href: '/teacher/coverage' }, icon('target'), 'Coverage'), h('a', { class: 'button', href: '/teacher/upload' }, icon('upload'), 'From a lesson file'), h('a', { class: 'button', href: '/teacher/generators' }, icon('wand'), 'Generators'), h('button', { class: 'button button--primary', type: 'button', onclick: () => void newQuestion() }, icon('plus'), 'New question')),
      ),
      h(
        'div',
        { class: 'with-facets' },
        this.facets.element,
        h('div', { class: 'stack stack--m' }, h('div', { class: 'form-row' }, h('div', { class: 'input-icon bank-search' }, icon('search'), this.search), sort), this.tags, this.list),
      ),
    );
  }

  /** Say how many drafts wait for review. @param {number} n */
  showDrafts(n) {
    this.drafts.replaceChildren(h('a', { class: 'button', href: '/teacher/review-questions' }, icon('tick-list'), `Review ${plural(n, 'draft')}`));
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#narrow({ q: this.search.value.trim() }, true), TYPING_MS);
  }

  /** @param {Partial<Filters>} patch @param {boolean} [typing]  one entry in the history for a whole word */
  #narrow(patch, typing = false) {
    this.#filters = { ...this.#filters, ...patch };
    if ('q' in patch && !typing) this.search.value = this.#filters.q;
    history[typing ? 'replaceState' : 'pushState'](null, '', addressOf(this.#filters));
    void this.load();
  }

  async load() {
    const asked = ++this.#asked;
    this.facets.show(this.#filters);
    this.tags.replaceChildren(...filterTags({ filters: this.#filters, types: this.types, units: this.units, change: (patch) => this.#narrow(patch) }));
    this.list.setAttribute('aria-busy', 'true');
    try {
      const page = await listQuestions(this.#filters);
      // A slow answer to an earlier question must not replace a later one.
      if (asked !== this.#asked) return;
      this.#rows = page.items;
      this.#next = page.next;
      this.facets.show(this.#filters, page.facets);
      const found = isNarrowed(this.#filters) ? `${plural(page.total, 'question')} found` : plural(page.total, 'question');
      this.sum.textContent = found;
      announce(found);
      this.#drawList(page.total);
    } catch (error) {
      if (asked === this.#asked) this.list.replaceChildren(errorState(error, { retry: () => void this.load() }));
    } finally {
      if (asked === this.#asked) this.list.removeAttribute('aria-busy');
    }
  }

  /** @param {number} total */
  #drawList(total) {
    if (!this.#rows.length) return this.list.replaceChildren(this.#nothing());
    this.table.show(this.#rows);
    const more = h('button', { class: 'button', type: 'button', onclick: () => void this.#more(total) }, `Show more of ${total}`);
    this.list.replaceChildren(h('div', { class: 'card card--flush card--table' }, this.table.element, this.bulk), ...(this.#next ? [h('p', { class: 'center' }, more)] : []));
  }

  #nothing() {
    return isNarrowed(this.#filters)
      ? stateCard({ scene: 'scene-search', title: 'No question matches', text: 'Try another word, or fewer filters.', action: { label: 'Clear all filters', icon: 'x', onclick: () => this.#narrow({ ...NO_FILTERS, sort: this.#filters.sort }) } })
      : stateCard({ scene: 'scene-empty', title: 'The bank is empty', text: 'Write the first question, or let a lesson file give you drafts to choose from.', action: { label: 'Make drafts from a lesson file', icon: 'wand', href: '/teacher/upload' } });
  }

  /** @param {number} total */
  async #more(total) {
    const asked = this.#asked;
    const page = await listQuestions({ ...this.#filters, after: this.#next });
    if (asked !== this.#asked) return;
    const first = this.#rows.length;
    this.#rows = [...this.#rows, ...page.items];
    this.#next = page.next;
    this.#drawList(total);
    this.table.focusRow(first);
  }

  /** Show a question as a pupil sees it. @param {string} id */
  async #look(id) {
    const { previewAsPupil } = await import('./pupil-preview.js');
    const answer = await previewAsPupil({ title: 'As a pupil sees it', items: [{ question_id: id, marks: this.#rows.find((row) => row.id === id)?.marks ?? 1, pool: null, draw: null }], editable: true });
    if (answer === 'edit') await this.#edit(id);
  }

  /** Change a question without leaving the list. @param {string} id */
  async #edit(id) {
    const { editInPlace } = await import('./question-in-place.js');
    await editInPlace(id, {
      then: async ({ number }) => {
        await this.load();
        toast(`Saved as version ${number}`);
      },
    });
  }

  /** @param {QuestionRow[]} rows */
  #drawBulk(rows) {
    const { add, retire, ready } = possible(rows);
    const had = this.bulk.hidden;
    this.bulk.hidden = !rows.length;
    if (!rows.length) return;
    if (had) announce('Actions for the selected questions are below the list');
    this.bulk.replaceChildren();
    append(this.bulk, [
      h('strong', { class: 'num' }, `${rows.length} selected`),
      h('button', { class: 'button button--s', type: 'button', onclick: () => this.table.clear() }, 'Clear'),
      h('span', { class: 'grow' }),
      ready.length > 0 && h('button', { class: 'button', type: 'button', onclick: () => void this.#setAll(ready, 'ready') }, icon('check'), `Make ready (${ready.length})`),
      h('button', { class: 'button', type: 'button', onclick: () => void this.#copyAll(rows) }, icon('copy'), `Copy (${rows.length})`),
      retire.length > 0 && h('button', { class: 'button', type: 'button', onclick: () => void this.#setAll(retire, 'retired') }, icon('archive'), `Retire (${retire.length})`),
      add.length > 0 && h('a', { class: 'button button--primary', href: `/teacher/create-assessment?questions=${add.map(({ id }) => id).join(',')}` }, icon('plus'), add.length === rows.length ? 'Add to a new assessment' : `Add ${add.length} ready to a new assessment`),
    ]);
  }

  /** Drafts of one's own with the same words; Undo retires them. @param {QuestionRow[]} rows */
  async #copyAll(rows) {
    /** @type {import('../api/questions.js').Question[]} */
    const made = [];
    for (const { id } of rows) made.push(await copyQuestion(id));
    this.table.clear();
    await this.load();
    toast(`${plural(made.length, 'draft')} of yours made`, {
      undo: async () => {
        for (const { id, version } of made) await setQuestionStatus(id, version, 'retired');
        await this.load();
      },
    });
  }

  /**
   * @param {QuestionRow[]} rows
   * @param {'ready' | 'retired'} status
   */
  async #setAll(rows, status) {
    /** @type {{id: string, version: number, was: string}[]} */
    const done = [];
    /** @type {any} */
    let problem = null;
    for (const { id, version, status: was } of rows) {
      try {
        const changed = await setQuestionStatus(id, version, status);
        done.push({ id, version: changed.version, was });
      } catch (error) {
        problem = error;
      }
    }
    this.table.clear();
    await this.load();
    // A question that has been in the bank can't be a private draft again: its way back is to be retired.
    const undo = async () => {
      for (const { id, version, was } of done) await setQuestionStatus(id, version, was === 'draft' ? 'retired' : /** @type {'ready' | 'retired'} */ (was));
      await this.load();
    };
    const said = `${plural(done.length, 'question')} ${status === 'ready' ? 'ready to use' : 'retired'}`;
    toast(problem ? `${said}. ${plural(rows.length - done.length, 'question')} not: ${problem.detail ?? 'try again.'}` : said, done.length ? { undo } : {});
  }
}
