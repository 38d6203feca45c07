import { cancelDocument, deleteDocument, getDocument, listDocuments, uploadDocument } from '../api/documents.js';
import { cancelRun, getRun, listRuns, startRun } from '../api/generation.js';
import { announce } from '../core/announce.js';
import { confirmDialog } from '../core/dialog.js';
import { append, h, icon, reconcile } from '../core/dom.js';
import { errorState, skeleton } from '../core/states.js';
import { toast } from '../core/toast.js';
import { plural } from '../core/words.js';
import { openMakerCounts } from './maker-counts.js';
import { dropzone, fileRow, sendingRow } from './upload-files.js';
import { makeForm, runRow } from './upload-make.js';
import { isUnderWay, joined, refusalOf, runWords, sectionWords } from './upload.logic.js';

/**
 * @typedef {import('../api/documents.js').LessonFile} LessonFile
 * @typedef {import('../api/generation.js').Run} Run
 * @typedef {import('./upload-files.js').Sending} Sending
 */

const POLL_MS = 1000;
const SECTIONS_SHOWN = 8;

/** Lesson files and what is made from them: send, watch, choose, make, go and review. */
export class UploadDesk {
  /** @type {Sending[]} */
  #sending = [];
  /** @type {LessonFile[]} */
  #files = [];
  /** @type {string | null} */
  #nextFiles = null;
  /** @type {Run[]} */
  #runs = [];
  /** @type {Run | null} the run that was started on this page */
  #latest = null;
  #chosen = '';
  /** @type {import('../api/documents.js').Accepted} */
  #accepted;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #n = 0;
  #inFlight = false;

  /**
   * @param {HTMLElement} main
   * @param {object} options
   * @param {import('../api/generation.js').Maker[]} options.makers
   * @param {import('../api/curriculum.js').Unit[]} options.units
   * @param {import('../api/documents.js').Accepted} options.accepted
   * @param {string} options.chosen  a file's id, or ''
   * @param {string[]} options.objectives  what to make drafts for, from the coverage
   */
  constructor(main, { makers, units, accepted, chosen, objectives }) {
    this.main = main;
    this.#accepted = accepted;
    this.#chosen = chosen;
    this.steps = h('ol', { class: 'steps' });
    this.count = h('span', { class: 'muted small' });
    this.files = h('ul', { class: 'rows' });
    this.moreFiles = h('div', { class: 'card__foot center', hidden: true }, h('button', { class: 'button button--s', type: 'button', onclick: () => void this.#loadMore() }, 'Show earlier files'));
    this.filesCard = h('section', { class: 'card card--flush', 'aria-labelledby': 'files-title', hidden: true }, h('div', { class: 'card__head' }, h('h2', { id: 'files-title' }, 'Files'), this.count), this.files, this.moreFiles);
    this.found = h('div', { class: 'found' });
    this.runs = h('ul', { class: 'rows' });
    this.runsCard = h('section', { class: 'card card--flush', 'aria-labelledby': 'runs-title', hidden: true }, h('div', { class: 'card__head' }, h('h2', { id: 'runs-title' }, 'Drafts you made')), this.runs);
    this.latest = h('div', { class: 'make-latest' });
    this.form = makeForm({ makers, units, objectives, make: (order) => this.#make(order), choose: (id) => this.#choose(id) });
    main.replaceChildren(
      h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'Add lesson files'), h('p', null, 'We read them here on the school’s server, then delete the originals. You choose what becomes questions.'), h('p', { class: 'cluster cluster--l small' }, h('a', { href: '/teacher/coverage' }, 'Objectives without questions'), h('button', { class: 'check-go', type: 'button', onclick: () => void openMakerCounts() }, 'Which drafts you keep'))), this.steps),
      h('div', { class: 'with-side with-side--wide' }, h('div', { class: 'stack' }, dropzone(accepted, (files) => this.#add(files)), this.filesCard, this.found, this.runsCard), h('div', { class: 'stack sticky sticky--tall' }, this.latest, this.form.element)),
    );
    addEventListener('beforeunload', (event) => {
      if (this.#sending.some(({ problem }) => problem === null)) event.preventDefault();
    });
  }

  async load() {
    const [files, runs] = await Promise.all([listDocuments(), listRuns()]);
    // A quick hand has sent a file, or asked for drafts, before this list was there.
    this.#files = joined(this.#files, files.items);
    this.#nextFiles = files.next;
    this.#runs = joined(this.#runs, runs.items);
    if (!this.#chosen) this.#chosen = this.#files.find(({ status }) => status === 'parsed')?.id ?? '';
    this.#latest ??= this.#runs.find(isUnderWay) ?? null;
    this.#draw();
    if (this.#chosen) void this.#showFound();
    this.#watch();
  }

  async #loadMore() {
    if (!this.#nextFiles) return;
    const page = await listDocuments(this.#nextFiles);
    this.#files = joined(this.#files, page.items);
    this.#nextFiles = page.next;
    this.#draw();
  }

  #draw() {
    const rows = [...this.#sending.map((file) => ({ key: file.key, state: `${file.done} ${file.problem}`, row: () => sendingRow(file) })), ...this.#files.map((file) => ({ key: file.id, state: JSON.stringify([file.status, file.progress, file.drafts, file.id === this.#chosen]), row: () => this.#fileRow(file) }))];
    this.filesCard.hidden = !rows.length;
    this.count.textContent = plural(rows.length, 'file');
    this.moreFiles.hidden = !this.#nextFiles;
    this.#keepFocus(this.files, () => reconcile(this.files, rows, ({ key, state }) => `${key} ${state}`, ({ row }) => row()));
    this.form.show(this.#files.filter(({ status }) => status === 'parsed'), this.#chosen);
    this.#drawRuns();
    this.#drawSteps();
  }

  /** Rows are drawn anew as they move on: the button under the fingers must not lose them. @param {HTMLElement} list @param {() => void} draw */
  #keepFocus(list, draw) {
    const held = /** @type {HTMLElement | null} */ (document.activeElement);
    const name = held && list.contains(held) ? held.textContent + (held.getAttribute('aria-label') ?? '') : null;
    draw();
    if (name === null || list.contains(held)) return;
    const again = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('button, a')]).find((each) => each.textContent + (each.getAttribute('aria-label') ?? '') === name);
    again?.focus();
  }

  /** @param {LessonFile} file */
  #fileRow(file) {
    return fileRow(file, {
      chosen: file.id === this.#chosen,
      choose: ({ id }) => this.#choose(id),
      cancel: async ({ id }) => this.#put(await cancelDocument(id)),
      remove: (each) => void this.#remove(each),
    });
  }

  #drawRuns() {
    const earlier = this.#runs.filter(({ id }) => id !== this.#latest?.id);
    this.runsCard.hidden = !earlier.length;
    const stop = async (/** @type {Run} */ { id }) => this.#putRun(await cancelRun(id));
    reconcile(this.runs, earlier, (run) => JSON.stringify([run.id, run.status, run.progress, run.made]), (run) => runRow(run, (each) => void stop(each)));
    this.#drawLatest(stop);
  }

  /** The run of now stands above the form, where the eye is. @param {(run: Run) => Promise<void>} stop */
  #drawLatest(stop) {
    const run = this.#latest;
    const state = JSON.stringify(run);
    if (this.latest.dataset.state === state) return;
    this.latest.dataset.state = state;
    if (!run) return this.latest.replaceChildren();
    const ready = run.made > 0 && !isUnderWay(run);
    const card = h('section', { class: 'card card--flush', 'aria-label': 'Drafts being made' }, h('ul', { class: 'rows' }, runRow(run, (each) => void stop(each))));
    this.#keepFocus(this.latest, () => {
      this.latest.replaceChildren(ready ? h('section', { class: 'banner banner--ok made', 'aria-label': 'Drafts made' }, icon('check-circle'), h('p', { class: 'banner__text' }, h('strong', null, `${plural(run.made, 'draft')} ready. `), run.dropped > 0 && `${run.dropped} left out, because they were weak or the same.`), h('a', { class: 'button button--primary', href: `/teacher/review-questions?run=${run.id}` }, icon('tick-list'), `Review ${plural(run.made, 'draft')}`)) : card);
    });
  }

  #drawSteps() {
    const at = this.#latest && !isUnderWay(this.#latest) && this.#latest.made ? 2 : this.#files.some(({ status }) => status === 'parsed') ? 1 : 0;
    const names = ['Add a file', 'Make drafts', 'Review them'];
    this.steps.replaceChildren(...names.map((name, index) => h('li', { class: index < at ? 'done' : null, 'aria-current': index === at ? 'step' : null }, name)));
  }

  /** @param {File[]} files */
  #add(files) {
    for (const file of files) {
      this.#n += 1;
      /** @type {Sending} */
      const sending = { key: `sending-${this.#n}`, name: file.name, size: file.size, done: 0, total: file.size, problem: refusalOf(file, this.#accepted), stop: () => this.#drop(sending), again: null };
      this.#sending = [sending, ...this.#sending];
      if (sending.problem === null) void this.#send(sending, file);
    }
    if (files.length) announce(`${plural(files.length, 'file')} added`);
    this.#draw();
  }

  /** @param {Sending} sending @param {File} file */
  async #send(sending, file) {
    const control = new AbortController();
    sending.stop = () => {
      control.abort();
      this.#drop(sending);
    };
    sending.problem = null;
    sending.done = 0;
    this.#draw();
    try {
      const made = await uploadDocument(file, {
        signal: control.signal,
        onProgress: (done, total) => {
          Object.assign(sending, { done, total });
          this.#draw();
        },
      });
      this.#files = joined([made], this.#files);
      this.#drop(sending);
      this.#watch();
    } catch (error) {
      if (/** @type {any} */ (error).code === 'cancelled') return;
      sending.problem = /** @type {any} */ (error).detail ?? 'It could not be sent. Try again.';
      sending.again = () => void this.#send(sending, file);
      announce(`${file.name}: ${sending.problem}`);
      this.#draw();
    }
  }

  /** @param {Sending} sending */
  #drop(sending) {
    this.#sending = this.#sending.filter((each) => each !== sending);
    this.#draw();
  }

  /** @param {LessonFile} file */
  #put(file) {
    const before = this.#files.find(({ id }) => id === file.id);
    this.#files = this.#files.map((each) => (each.id === file.id ? file : each));
    if (before && isUnderWay(before) && !isUnderWay(file)) {
      announce(file.status === 'parsed' ? `${file.name} has been read` : `${file.name}: ${file.refusal?.message ?? 'stopped'}`);
      if (file.status === 'parsed') return this.#choose(file.id);
    }
    this.#draw();
  }

  /** @param {Run} run */
  #putRun(run) {
    const before = this.#runs.find(({ id }) => id === run.id);
    this.#runs = this.#runs.map((each) => (each.id === run.id ? run : each));
    if (this.#latest?.id === run.id) this.#latest = run;
    if (before && isUnderWay(before) && !isUnderWay(run)) announce(runWords(run));
    this.#draw();
  }

  /** Ask again while something is under way; several files cost one question. */
  #watch() {
    clearTimeout(this.#timer);
    if (this.#inFlight || ![...this.#files, ...this.#runs].some(isUnderWay)) return;
    this.#timer = setTimeout(async () => {
      this.#inFlight = true;
      try {
        const busy = new Set(this.#files.filter(isUnderWay).map(({ id }) => id));
        const finished = this.#runs.filter(isUnderWay);
        if (busy.size) for (const file of (await listDocuments()).items) if (busy.has(file.id)) this.#put(file);
        for (const { id } of finished) this.#putRun(await getRun(id));
      } catch {
        // The server is away for a moment: the next question will tell.
      }
      this.#inFlight = false;
      this.#watch();
    }, POLL_MS);
  }

  /** @param {string} id */
  #choose(id) {
    this.#chosen = id;
    history.replaceState(null, '', id ? `/teacher/upload?document=${id}` : '/teacher/upload');
    this.#draw();
    void this.#showFound();
  }

  async #showFound() {
    const id = this.#chosen;
    if (!id) return this.found.replaceChildren();
    this.found.replaceChildren(skeleton('Looking at what was found', 2));
    try {
      const file = await getDocument(id);
      if (id === this.#chosen) this.found.replaceChildren(foundCard(file));
    } catch (error) {
      if (id === this.#chosen) this.found.replaceChildren(errorState(error, { retry: () => void this.#showFound() }));
    }
  }

  /** @param {LessonFile} file */
  async #remove(file) {
    const kept = file.drafts.accepted ? ` The ${plural(file.drafts.accepted, 'question')} you accepted stay in the bank.` : '';
    const unread = file.drafts.new ? ` Its ${plural(file.drafts.new, 'draft')} not reviewed yet would go too.` : '';
    const sure = file.status !== 'parsed' || (await confirmDialog({ title: `Delete ${file.name}?`, body: `What was read from it is deleted from the server.${unread}${kept}`, action: 'Delete', cancel: 'Keep it', danger: true }));
    if (!sure) return;
    await deleteDocument(file.id);
    this.#files = this.#files.filter(({ id }) => id !== file.id);
    toast(`${file.name} deleted`);
    if (this.#chosen === file.id) this.#choose(this.#files.find(({ status }) => status === 'parsed')?.id ?? '');
    else this.#draw();
  }

  /** @param {Parameters<typeof startRun>[0]} order */
  async #make(order) {
    const run = await startRun(order);
    this.#runs = joined([run], this.#runs);
    this.#latest = run;
    announce('Making drafts');
    this.#draw();
    this.latest.scrollIntoView({ block: 'nearest' });
    this.#watch();
  }
}

/** What was found in a file, section by section. @param {LessonFile} file */
function foundCard({ id, name, sections = [] }) {
  const list = h('ul', { class: 'rows' });
  /** @param {NonNullable<LessonFile['sections']>} part */
  const add = (part) =>
    append(
      list,
      part.map((section) => h('li', { class: 'row-item' }, h('div', { class: 'row-item__main' }, h('h3', null, section.heading || 'Without a heading'), h('p', null, sectionWords(section))))),
    );
  add(sections.slice(0, SECTIONS_SHOWN));
  const rest = sections.slice(SECTIONS_SHOWN);
  const foot = rest.length > 0 && h('div', { class: 'card__foot center' }, h('button', { class: 'button button--s', type: 'button', onclick: () => showRest() }, `Show ${rest.length} more`));
  const showRest = () => {
    add(rest);
    if (foot) foot.remove();
  };
  return h('section', { class: 'card card--flush', 'aria-labelledby': 'found-title' }, h('div', { class: 'card__head' }, h('h2', { id: 'found-title', class: 'file__name' }, `What was found in ${name}`), sections.length > 0 && h('a', { class: 'button button--s', href: `/teacher/lesson-file?id=${id}` }, icon('eye'), 'See all of it')), sections.length ? list : h('p', { class: 'muted pad' }, 'No text was found in it.'), foot);
}
