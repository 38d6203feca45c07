import { acceptCleanDrafts, acceptDraft, anotherDraft, editDraft, rejectDraft, undoDrafts } from '../api/generation.js';
import { announce } from '../core/announce.js';
import { h, icon, on, reconcile } from '../core/dom.js';
import { stateCard } from '../core/states.js';
import { toast } from '../core/toast.js';
import { plural } from '../core/words.js';
import { openMakerCounts } from './maker-counts.js';
import { objectiveTexts } from './objective-picker.js';
import { isKnownType } from './question-preview.js';
import { fillBar, fillEditBar } from './review-bar.js';
import { askReason, confirmLeaving, draftForm } from './review-edit.js';
import { isTyping, keysAreOn, openKeyHelp } from './review-keys.js';
import { everyDraft } from './review-load.js';
import { draftView, listEntry, sourceView } from './review-panes.js';
import { hasTwin, twinPane } from './review-twin.js';
import { assessmentFrom, cleanRuns, commandOf, countsOf, decisionsOf, isToDo, neighbour, nextToDo, summary, withChanged } from './review.logic.js';

/**
 * @typedef {import('../api/generation.js').Draft} Draft
 * @typedef {import('./review-load.js').Scope} Scope
 */

/** The review desk: list, question, source; every act by one key and taken back by another. */
export class ReviewDesk {
  /** @type {Draft[]} */
  #drafts = [];
  /** @type {string | null} */
  #at = null;
  /** @type {'todo' | 'done'} */
  #tab = 'todo';
  /** What was done, the last at the end, for Z: what was done at once is undone at once. @type {string[][]} */
  #done = [];
  #busy = false;
  #moved = false;
  /** @type {import('./review-edit.js').DraftForm | null} */
  #form = null;

  /**
   * @param {HTMLElement} main
   * @param {object} options
   * @param {Scope} options.scope
   * @param {string} options.about  the lesson file or "All drafts"
   * @param {import('../api/curriculum.js').Unit[]} options.units
   * @param {import('../api/curriculum.js').Misconception[]} options.misconceptions
   */
  constructor(main, { scope, about, units, misconceptions }) {
    this.main = main;
    this.scope = scope;
    this.about = about;
    this.units = units;
    this.misconceptions = misconceptions;
    this.objectives = objectiveTexts(units);
    this.sum = h('p', { class: 'muted small' });
    this.cleanButton = h('button', { class: 'button', type: 'button', onclick: () => void this.#acceptClean() });
    this.buildLink = h('a', { class: 'button' });
    this.tabs = h('div', { class: 'cluster draft-filter', role: 'group', 'aria-label': 'Which drafts' });
    this.list = h('ul');
    this.centre = h('div', { class: 'bench__pane', tabindex: '0', role: 'region', 'aria-label': 'Draft' });
    this.bar = h('div', { class: 'bench__bar' });
    this.source = h('section', { class: 'bench__pane', tabindex: '0', 'aria-label': 'Where it comes from' });
    this.#lay();
    on(main, 'click', '[data-draft]', (event, link) => {
      event.preventDefault();
      void this.#go(link.dataset.draft ?? null);
    });
    document.addEventListener('keydown', (event) => this.#key(event));
    addEventListener('beforeunload', (event) => {
      if (this.#form?.isDirty()) event.preventDefault();
    });
  }

  #lay() {
    const key = (/** @type {string} */ text) => h('kbd', { class: 'kbd' }, text);
    this.main.replaceChildren(
      h(
        'div',
        { class: 'bench-head' },
        h('div', { class: 'bench-head__text' }, h('h1', null, 'Review drafts'), this.sum),
        h('p', { class: 'hide-m muted small cluster' }, key('J'), ' next ', key('K'), ' back'),
        h('button', { class: 'button button--quiet', type: 'button', onclick: () => void openKeyHelp() }, key('?'), 'All keys'),
        this.cleanButton,
        this.buildLink,
      ),
      h(
        'div',
        { class: 'bench' },
        h('nav', { class: 'bench__pane bench__pane--list', 'aria-label': 'Drafts' }, this.tabs, this.list),
        h('div', { class: 'bench__main' }, this.centre, this.bar),
        this.source,
      ),
    );
  }

  get #draft() {
    return this.#drafts.find(({ id }) => id === this.#at) ?? null;
  }

  get #shown() {
    return this.#drafts.filter((draft) => (this.#tab === 'todo' ? isToDo(draft) : !isToDo(draft)));
  }

  /** @param {Draft[]} drafts  one at least */
  show(drafts) {
    this.#drafts = drafts;
    this.#done = decisionsOf(drafts);
    this.#at = (drafts.find(({ id }) => `#${id}` === location.hash) ?? drafts.find(isToDo) ?? null)?.id ?? null;
    this.#drawList();
    this.#drawDraft();
  }

  #drawList() {
    const counts = countsOf(this.#drafts);
    this.sum.textContent = `${this.about} · ${summary(this.#drafts)}`;
    this.cleanButton.hidden = counts.clean === 0;
    const { action, href } = assessmentFrom(this.#drafts, this.about);
    // At the end of the list it stands in the middle of the page.
    this.buildLink.hidden = !href || counts.new === 0 || counts.clean > 0;
    this.buildLink.setAttribute('href', href);
    this.buildLink.replaceChildren(icon('clipboard'), action);
    this.cleanButton.replaceChildren(icon('tick-list'), `Accept all ${counts.clean} without warnings`);
    /** @param {'todo' | 'done'} tab @param {string} label */
    const tab = (tab, label) =>
      h('button', { class: `tag tag--act${this.#tab === tab ? ' tag--primary' : ''}`, type: 'button', 'aria-pressed': this.#tab === tab, 'data-tab': tab, onclick: () => this.#show(tab) }, label);
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.tab;
    this.tabs.replaceChildren(tab('todo', `To do ${counts.new}`), tab('done', `Done ${counts.done}`));
    if (focused) /** @type {HTMLElement | null} */ (this.tabs.querySelector(`[data-tab="${focused}"]`))?.focus();
    reconcile(
      this.list,
      this.#shown,
      ({ id, version, status }) => `${id} ${version} ${status} ${id === this.#at}`,
      (draft) => h('li', null, listEntry(draft, draft.id === this.#at)),
    );
  }

  /** @param {'todo' | 'done'} tab */
  #show(tab) {
    this.#tab = tab;
    this.#drawList();
    announce(plural(this.#shown.length, 'draft'));
  }

  #drawDraft() {
    this.#form?.destroy();
    this.#form = null;
    const draft = this.#draft;
    if (!draft) return this.#drawEnd();
    this.centre.setAttribute('aria-label', `Draft ${this.#drafts.indexOf(draft) + 1} of ${this.#drafts.length}`);
    this.centre.replaceChildren(draftView(draft, () => void this.#undo([draft.id])));
    this.centre.scrollTop = 0;
    this.source.hidden = false;
    this.source.setAttribute('aria-label', 'Where it comes from');
    this.source.replaceChildren(...(isToDo(draft) && hasTwin(draft) ? [twinPane(draft)] : []), sourceView(draft, this.objectives));
    this.#drawBar(draft);
    this.#bringIntoSight();
  }

  /** The chosen entry and the quoted words, each within its own pane; where panes stand one below the other, the question. */
  #bringIntoSight() {
    const pane = /** @type {HTMLElement} */ (this.list.parentElement);
    const entry = this.list.querySelector('[aria-current]');
    if (entry) {
      const [outer, inner] = [pane.getBoundingClientRect(), entry.getBoundingClientRect()];
      pane.scrollTop += Math.min(0, inner.top - outer.top) + Math.max(0, inner.bottom - outer.bottom);
    }
    if (getComputedStyle(this.centre).overflowY !== 'visible') this.source.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
    else if (this.#moved) this.centre.scrollIntoView({ block: 'start' });
    this.#moved = true;
  }

  /** @param {Draft} draft */
  #drawBar(draft) {
    fillBar(this.bar, draft, `${this.#drafts.indexOf(draft) + 1} of ${this.#drafts.length}`, {
      walk: (step) => this.#walk(step),
      accept: () => void this.#accept(),
      edit: () => this.#edit(),
      reject: () => void this.#reject(),
      another: () => void this.#another(),
      undo: () => void this.#undo([draft.id]),
    });
  }

  #drawEnd() {
    const { action, href } = assessmentFrom(this.#drafts, this.about);
    // Emptied, not only hidden: a hidden button keeps the focus until the next picture is drawn.
    this.bar.replaceChildren();
    this.bar.hidden = true;
    this.source.hidden = true;
    this.centre.setAttribute('aria-label', 'All done');
    this.centre.replaceChildren(
      stateCard({
        scene: 'scene-done',
        title: 'All reviewed',
        text: `${summary(this.#drafts)}. Accepted questions are in the bank.`,
        action: href
          ? { label: action, icon: 'clipboard', primary: true, href }
          : { label: 'Go to lesson files', icon: 'upload', href: '/teacher/upload' },
      }),
      h('p', { class: 'center small' }, h('a', { href: '/teacher/coverage' }, 'Objectives without questions')),
    );
  }

  /** @param {string | null} id */
  async #go(id) {
    if (!(await this.#mayLeave())) return;
    this.#at = id;
    history.replaceState(null, '', id ? `#${id}` : location.pathname + location.search);
    this.#drawList();
    this.#drawDraft();
    const draft = this.#draft;
    if (draft) announce(`Draft ${this.#drafts.indexOf(draft) + 1} of ${this.#drafts.length}: ${draft.stem_text}`);
  }

  /** @param {1 | -1} step */
  #walk(step) {
    const id = neighbour(this.#shown, this.#at, step);
    if (id && id !== this.#at) void this.#go(id);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#form) {
      if (document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape') void this.#leaveEditing();
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#saveEdit();
      return;
    }
    const command = isTyping(event.target) || document.querySelector('dialog[open]') ? null : commandOf(event);
    if (!command || (command !== 'help' && !keysAreOn())) return;
    event.preventDefault();
    const todo = this.#draft && isToDo(this.#draft);
    if (command === 'accept' && todo) void this.#accept();
    if (command === 'reject' && todo) void this.#reject();
    if (command === 'edit' && todo) this.#edit();
    if (command === 'another' && todo) void this.#another();
    if (command === 'next') this.#walk(1);
    if (command === 'back') this.#walk(-1);
    if (command === 'undo') void this.#undo(this.#done.at(-1));
    if (command === 'makers') void openMakerCounts();
    if (command === 'help') void openKeyHelp();
  }

  /**
   * Do one thing to a draft, then move on: to the draft that came in its place, or to the next to do.
   * @param {Draft} draft
   * @param {() => Promise<Draft[]>} work  gives the draft as it is now, and the one in its place
   * @param {string} said
   */
  async #act(draft, work, said) {
    if (this.#busy) return false;
    this.#busy = true;
    this.bar.setAttribute('aria-busy', 'true');
    const inside = this.main.contains(document.activeElement);
    try {
      const changed = await work();
      this.#drafts = withChanged(this.#drafts, changed);
      this.#done.push([draft.id]);
      this.#form?.destroy();
      this.#form = null;
      const next = changed[1]?.id ?? nextToDo(this.#drafts, draft.id);
      this.#tab = next ? 'todo' : this.#tab;
      await this.#go(next);
      toast(said, { undo: () => this.#undo([draft.id]) });
      if (inside) this.#holdFocus();
      return true;
    } catch (error) {
      await this.#failed(draft, /** @type {any} */ (error));
      return false;
    } finally {
      this.#busy = false;
      this.bar.removeAttribute('aria-busy');
    }
  }

  /** The button that was pressed is gone: its successor takes the focus, so that Tab goes on from the same place. */
  #holdFocus() {
    if (this.main.contains(document.activeElement)) return;
    const next = this.bar.hidden ? this.centre.querySelector('a, button') : (this.bar.querySelector('.button--primary') ?? this.bar.querySelector('.button'));
    /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
  }

  /** @param {Draft} draft @param {any} error */
  async #failed(draft, error) {
    if (error?.name !== 'ApiError') throw error;
    if (error.code === 'unreadable_question' && this.#form) return this.#form.showProblems(error.errors);
    if (error.code !== 'stale_version' && error.code !== 'already_reviewed') return toast(error.detail);
    const fresh = (await everyDraft({ run_id: draft.run_id, status: 'all' })).find(({ id }) => id === draft.id);
    if (fresh) this.#drafts = withChanged(this.#drafts, [fresh]);
    this.#drawList();
    // What is being written stays: saving again then goes to the fresh version.
    if (!this.#form) this.#drawDraft();
    toast('This draft was changed in another window. You now see it as it is.');
  }

  async #accept() {
    const draft = this.#draft;
    if (draft) await this.#act(draft, async () => [await acceptDraft(draft.id, { version: draft.version })], 'Accepted');
  }

  async #reject() {
    const draft = this.#draft;
    if (!draft || this.#busy) return;
    const reason = await askReason(draft);
    if (reason !== null) await this.#act(draft, async () => [await rejectDraft(draft.id, { version: draft.version, reason })], 'Rejected');
  }

  async #another() {
    const asked = this.#draft;
    if (!asked) return;
    const work = async () => {
      const { replaced, draft } = await anotherDraft(asked.id, asked.version);
      return [replaced, draft];
    };
    await this.#act(asked, work, 'Here is another one');
  }

  /** Take back what was done at once. @param {string[] | undefined} ids */
  async #undo(ids) {
    const drafts = this.#drafts.filter((draft) => ids?.includes(draft.id) && !isToDo(draft));
    if (!drafts.length || this.#busy) return;
    this.#busy = true;
    try {
      this.#drafts = withChanged(this.#drafts, (await undoDrafts(drafts)).items);
      this.#tab = 'todo';
      await this.#go(drafts[0].id);
      announce('Undone');
    } catch (error) {
      await this.#failed(drafts[0], /** @type {any} */ (error));
    } finally {
      // What can't be undone must not stand in the way of what was done before it.
      this.#done = this.#done.filter((group) => group !== ids && !(group.length === 1 && group[0] === ids?.[0]));
      this.#busy = false;
    }
  }

  async #acceptClean() {
    if (this.#busy || !(await this.#mayLeave())) return;
    const clean = this.#drafts.filter((draft) => isToDo(draft) && draft.clean).map(({ id }) => id);
    const scopes = this.scope.run_id || this.scope.document_id ? [this.scope] : cleanRuns(this.#drafts).map((run_id) => ({ run_id }));
    this.#busy = true;
    try {
      let accepted = 0;
      for (const scope of scopes) accepted += (await acceptCleanDrafts(/** @type {{run_id: string}} */ (scope))).accepted;
      await this.#reload(scopes);
      toast(`${plural(accepted, 'draft')} accepted`, { undo: () => this.#undo(clean) });
      this.#done.push(clean);
    } finally {
      this.#busy = false;
    }
  }

  /** Look again at what these scopes hold. @param {Scope[]} scopes */
  async #reload(scopes) {
    for (const scope of scopes) {
      const fresh = new Map((await everyDraft({ ...scope, status: 'all' })).map((draft) => [draft.id, draft]));
      this.#drafts = this.#drafts.map((draft) => fresh.get(draft.id) ?? draft);
    }
    await this.#go(this.#draft && isToDo(this.#draft) ? this.#at : (this.#drafts.find(isToDo)?.id ?? null));
  }

  #edit() {
    const draft = this.#draft;
    if (!draft || this.#form || !isKnownType(draft.type)) return;
    const form = draftForm(draft, this);
    this.#form = form;
    this.centre.replaceChildren(form.element);
    this.centre.scrollTop = 0;
    this.source.hidden = false;
    this.source.setAttribute('aria-label', 'As pupils will see it');
    this.source.replaceChildren(form.beside);
    this.source.scrollTop = 0;
    fillEditBar(this.bar, { leave: () => void this.#leaveEditing(), save: () => void this.#saveEdit() });
    form.focus();
  }

  /** Whether what is being written may go. */
  async #mayLeave() {
    if (!this.#form) return true;
    if (this.#form.isDirty() && !(await confirmLeaving())) return false;
    this.#form?.destroy();
    this.#form = null;
    return true;
  }

  async #leaveEditing() {
    if (!(await this.#mayLeave())) return;
    this.#drawDraft();
    this.#holdFocus();
  }

  async #saveEdit() {
    const [draft, form] = [this.#draft, this.#form];
    if (!draft || !form?.isComplete()) return;
    const { content, objective_ids, tags } = form.value();
    await this.#act(draft, async () => [await editDraft(draft.id, { version: draft.version, content, objective_ids, tags })], 'Accepted with your changes');
  }
}
