import { acceptCleanDrafts, acceptDraft, editDraft, rejectDraft, undoDraft } from '../api/generation.js';
import { announce } from '../core/announce.js';
import { append, h, icon, on, reconcile } from '../core/dom.js';
import { stateCard } from '../core/states.js';
import { toast } from '../core/toast.js';
import { plural } from '../core/words.js';
import { objectiveTexts } from './objective-picker.js';
import { isKnownType } from './question-preview.js';
import { askReason, confirmLeaving, draftForm } from './review-edit.js';
import { isTyping, keysAreOn, openKeyHelp } from './review-keys.js';
import { everyDraft } from './review-load.js';
import { draftView, listEntry, sourceView } from './review-panes.js';
import { cleanRuns, commandOf, countsOf, isToDo, neighbour, nextToDo, summary, takenQuestions } from './review.logic.js';

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
  /** What was done last, for Z. @type {string[]} */
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
    this.tabs = h('div', { class: 'cluster draft-filter', role: 'group', 'aria-label': 'Which drafts' });
    this.list = h('ul');
    this.centre = h('div', { class: 'bench__pane', tabindex: '0', role: 'region', 'aria-label': 'Draft' });
    this.bar = h('div', { class: 'bench__bar' });
    this.source = h('section', { class: 'bench__pane', tabindex: '0', 'aria-label': 'Where it comes from' });
    this.#lay();
    on(this.list, 'click', '[data-draft]', (event, link) => {
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
    this.#at = (drafts.find(({ id }) => `#${id}` === location.hash) ?? drafts.find(isToDo) ?? null)?.id ?? null;
    this.#drawList();
    this.#drawDraft();
  }

  #drawList() {
    const counts = countsOf(this.#drafts);
    this.sum.textContent = `${this.about} · ${summary(this.#drafts)}`;
    this.cleanButton.hidden = counts.clean === 0;
    this.cleanButton.replaceChildren(icon('tick-list'), `Accept all ${counts.clean} clean`);
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
    this.centre.replaceChildren(draftView(draft, () => void this.#undo(draft.id)));
    this.centre.scrollTop = 0;
    this.source.hidden = false;
    this.source.replaceChildren(sourceView(draft, this.objectives));
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
    const at = this.#drafts.indexOf(draft) + 1;
    const key = (/** @type {string} */ text) => h('kbd', { class: 'kbd hide-s', 'aria-hidden': 'true' }, text);
    const walk = (/** @type {1 | -1} */ step, /** @type {string} */ label, /** @type {string} */ picture) =>
      h('button', { class: 'icon-button', type: 'button', 'aria-label': label, onclick: () => this.#walk(step) }, icon(picture));
    this.bar.hidden = false;
    this.bar.replaceChildren();
    append(this.bar, [
      walk(-1, 'Back, key K', 'left'),
      h('span', { class: 'small muted num' }, `${at} of ${this.#drafts.length}`),
      walk(1, 'Next, key J', 'right'),
      h('span', { class: 'grow' }),
      ...(isToDo(draft)
        ? [
            h('button', { class: 'button button--danger', type: 'button', onclick: () => void this.#reject() }, 'Reject', key('R')),
            isKnownType(draft.type) && h('button', { class: 'button', type: 'button', onclick: () => this.#edit() }, 'Edit', key('E')),
            h('button', { class: 'button button--primary', type: 'button', onclick: () => void this.#accept() }, icon('check'), 'Accept', key('A')),
          ]
        : [h('button', { class: 'button', type: 'button', onclick: () => void this.#undo(draft.id) }, icon('undo'), 'Back to “to do”')]),
    ]);
  }

  #drawEnd() {
    const ids = takenQuestions(this.#drafts);
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
        action: ids.length
          ? { label: `Make an assessment from ${ids.length === 1 ? 'this question' : `these ${ids.length} questions`}`, icon: 'clipboard', primary: true, href: `/teacher/create-assessment?questions=${ids.join(',')}` }
          : { label: 'Go to lesson files', icon: 'upload', href: '/teacher/upload' },
      }),
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
    if (command === 'next') this.#walk(1);
    if (command === 'back') this.#walk(-1);
    if (command === 'undo') void this.#undo(this.#done.at(-1));
    if (command === 'help') void openKeyHelp();
  }

  /** Put a changed draft in the place of the old one. @param {Draft} draft */
  #put(draft) {
    this.#drafts = this.#drafts.map((each) => (each.id === draft.id ? draft : each));
  }

  /**
   * Do one thing to a draft, then move on to the next to do.
   * @param {Draft} draft
   * @param {() => Promise<Draft>} work
   * @param {string} said
   */
  async #act(draft, work, said) {
    if (this.#busy) return false;
    this.#busy = true;
    this.bar.setAttribute('aria-busy', 'true');
    const inside = this.main.contains(document.activeElement);
    try {
      this.#put(await work());
      this.#done.push(draft.id);
      this.#form?.destroy();
      this.#form = null;
      const next = nextToDo(this.#drafts, draft.id);
      this.#tab = next ? 'todo' : this.#tab;
      await this.#go(next);
      toast(said, { undo: () => this.#undo(draft.id) });
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
    const next = this.bar.hidden ? this.centre.querySelector('a, button') : this.bar.querySelector('.button--primary, .button');
    /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
  }

  /** @param {Draft} draft @param {any} error */
  async #failed(draft, error) {
    if (error?.name !== 'ApiError') throw error;
    if (error.code === 'unreadable_question' && this.#form) return this.#form.showProblems(error.errors);
    if (error.code !== 'stale_version' && error.code !== 'already_reviewed') return toast(error.detail);
    const fresh = (await everyDraft({ run_id: draft.run_id, status: 'all' })).find(({ id }) => id === draft.id);
    if (fresh) this.#put(fresh);
    this.#drawList();
    // What is being written stays: saving again then goes to the fresh version.
    if (!this.#form) this.#drawDraft();
    toast('This draft was changed in another window. You now see it as it is.');
  }

  async #accept() {
    const draft = this.#draft;
    if (draft) await this.#act(draft, () => acceptDraft(draft.id, { version: draft.version }), 'Accepted');
  }

  async #reject() {
    const draft = this.#draft;
    if (!draft || this.#busy) return;
    const reason = await askReason(draft);
    if (reason !== null) await this.#act(draft, () => rejectDraft(draft.id, { version: draft.version, reason }), 'Rejected');
  }

  /** @param {string | undefined} id */
  async #undo(id) {
    const draft = this.#drafts.find((each) => each.id === id);
    if (!draft || isToDo(draft) || this.#busy) return;
    this.#busy = true;
    try {
      this.#put(await undoDraft(draft.id, draft.version));
      this.#done = this.#done.filter((each) => each !== id);
      this.#tab = 'todo';
      await this.#go(draft.id);
      announce('Undone');
    } catch (error) {
      await this.#failed(draft, /** @type {any} */ (error));
    } finally {
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
      toast(`${plural(accepted, 'clean draft')} accepted`, { undo: () => this.#undoAll(clean) });
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

  /** @param {string[]} ids */
  async #undoAll(ids) {
    for (const id of ids) {
      const draft = this.#drafts.find((each) => each.id === id);
      if (draft && !isToDo(draft)) this.#put(await undoDraft(id, draft.version));
    }
    this.#tab = 'todo';
    await this.#go(ids[0] ?? null);
    announce('Undone');
  }

  #edit() {
    const draft = this.#draft;
    if (!draft || this.#form || !isKnownType(draft.type)) return;
    const form = draftForm(draft, this);
    this.#form = form;
    this.centre.replaceChildren(form.element);
    this.centre.scrollTop = 0;
    this.bar.replaceChildren(
      h('span', { class: 'small muted grow hide-s' }, 'Ctrl and Enter saves'),
      h('button', { class: 'button', type: 'button', onclick: () => void this.#leaveEditing() }, 'Go back'),
      h('button', { class: 'button button--primary', type: 'button', onclick: () => void this.#saveEdit() }, icon('check'), 'Save and accept'),
    );
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
    await this.#act(draft, () => editDraft(draft.id, { version: draft.version, content, objective_ids, tags }), 'Accepted with your changes');
  }
}
