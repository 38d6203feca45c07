import { addQuestion, copyQuestion, getQuestion, saveQuestion, setQuestionStatus } from '../api/questions.js';
import { announce, announceNow } from '../core/announce.js';
import { dayAndTime, timeOf } from '../core/dates.js';
import { openDialog } from '../core/dialog.js';
import { h, icon } from '../core/dom.js';
import { setTitle } from '../core/page.js';
import { toast } from '../core/toast.js';
import { plural } from '../core/words.js';
import { questionEditor } from '../question-types/registry-edit.js';
import { markedQuestion } from './marked-question.js';
import { liveCheck, problemList } from './question-checks.js';
import { buttonsFor, fingerprint } from './question-editor.logic.js';
import { questionForm } from './question-form.js';
import { mergeProblems } from './question-form.logic.js';
import { previewPane } from './question-preview-pane.js';
import { STATUS_TAGS } from './question-status.js';

/**
 * @typedef {import('../api/questions.js').Question} Question
 * @typedef {import('./question-form.js').Written} Written
 */

/** @param {Question} question @returns {Written} */
const writtenOf = (question) => ({ content: question.content, objective_ids: question.objectives.map(({ id }) => id), tags: question.tags });

/** Writing one question: the form, what pupils see, what is still to mend, and saving without ever losing a word. */
export class QuestionEditor {
  /** @type {Question | null} */
  #question = null;
  #saved = '';
  #saving = false;
  #everSaved = false;
  /** @type {{place: string, message: string}[]} */
  #serverErrors = [];
  /** @type {import('../api/questions.js').Finding[]} */
  #findings = [];

  /**
   * @param {HTMLElement} main
   * @param {object} options
   * @param {string} options.type
   * @param {Question | null} options.question
   * @param {import('../api/curriculum.js').Unit[]} options.units
   * @param {import('../api/curriculum.js').Misconception[]} options.misconceptions
   */
  constructor(main, { type, question, units, misconceptions }) {
    this.main = main;
    this.type = type;
    this.units = units;
    this.misconceptions = misconceptions;
    this.#question = question;
    this.#everSaved = question !== null;
    this.check = liveCheck(type, {
      show: ({ readable, errors, problems, item }) => {
        this.#serverErrors = readable ? [] : errors;
        this.#findings = problems;
        this.preview.show(item);
        this.#drawProblems();
      },
      fail: (error) => this.problemBox.replaceChildren(h('p', { class: 'small muted' }, `The checks are waiting. ${error.detail ?? ''}`)),
    });
    this.preview = previewPane(type, () => this.form.value().content);
    this.problemBox = h('div', { class: 'stack stack--s' });
    this.head = h('div', { class: 'page-head' });
    this.notices = h('div', { class: 'editor-notices' });
    this.formHost = h('div');
    this.form = this.#makeForm(question ? writtenOf(question) : { content: questionEditor(type).create(), objective_ids: [], tags: [] });
    this.#saved = fingerprint(this.form.value());
    this.#lay();
    addEventListener('beforeunload', (event) => {
      if (this.dirty) event.preventDefault();
    });
    // Ctrl+S is what hands do; the browser's own "save page" would be of no use.
    document.addEventListener('keydown', (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault();
        void this.save(false);
      }
    });
  }

  get dirty() {
    return fingerprint(this.form.value()) !== this.#saved;
  }

  /** @param {Written} written */
  #makeForm(written) {
    const form = questionForm({ type: this.type, written, units: this.units, misconceptions: this.misconceptions, change: () => this.#changed(), variants: this.#question?.variants });
    this.formHost.replaceChildren(form.element);
    return form;
  }

  #lay() {
    const title = h('h2', { class: 'h4' }, 'Before you publish');
    this.main.replaceChildren(
      this.head,
      this.notices,
      h(
        'div',
        { class: 'with-side with-side--wide' },
        this.formHost,
        h('aside', { class: 'stack sticky sticky--tall', 'aria-label': 'Preview and problems' }, this.preview.element, h('section', { class: 'card stack stack--s' }, title, this.problemBox)),
      ),
    );
    this.#drawHead();
    this.#drawProblems();
    void this.check.now(this.form.value().content);
  }

  #changed() {
    this.#drawHead();
    this.#drawProblems();
    this.check.soon(this.form.value().content);
  }

  #errors() {
    return mergeProblems(this.form.problems(), this.#serverErrors);
  }

  #drawProblems() {
    this.problemBox.replaceChildren(problemList({ errors: this.#errors(), findings: this.#findings, content: this.form.value().content, go: (place) => this.form.focusPlace(place) }));
    this.form.markPlaces(this.#findings);
  }

  /** @param {string} [words] */
  #drawHead(words) {
    const question = this.#question;
    const dirty = this.dirty;
    const { save, main, publishes, retire } = buttonsFor(question?.status ?? 'new', question?.number ?? 0, dirty);
    const key = JSON.stringify([save, main, retire, dirty, this.#saving, words, question?.updated_at]);
    if (this.head.dataset.drawn === key) return;
    this.head.dataset.drawn = key;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.act;
    const off = this.#saving || (question?.status === 'ready' && !dirty);
    this.head.replaceChildren(
      h(
        'div',
        { class: 'page-head__text' },
        h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: '/teacher/questions' }, 'Question bank')), h('li', null, questionEditor(this.type).label)),
        h('h1', null, question ? 'Edit question' : 'New question'),
        question && h('p', { class: 'cluster small' }, this.#statusTag(question), question.used_in > 0 && h('span', null, `In ${plural(question.used_in, 'assessment')}; what is set already keeps its version.`)),
      ),
      h(
        'div',
        { class: 'page-head__actions' },
        this.#saveStatus(words, dirty),
        question && h('button', { class: 'button', type: 'button', 'data-act': 'history', onclick: () => void this.#history() }, icon('clock'), 'History'),
        question && h('button', { class: 'button', type: 'button', 'data-act': 'copy', onclick: () => void this.#copy() }, icon('copy'), 'Copy'),
        retire && h('button', { class: 'button', type: 'button', 'data-act': 'retire', onclick: () => void this.#retire() }, icon('archive'), 'Retire'),
        save && h('button', { class: 'button', type: 'button', 'data-act': 'save', 'aria-disabled': this.#saving, onclick: () => void this.save(false) }, save),
        h('button', { class: 'button button--primary', type: 'button', 'data-act': 'main', 'aria-disabled': off, onclick: () => !off && void this.save(publishes) }, main),
      ),
    );
    if (focused) /** @type {HTMLElement | null} */ (this.head.querySelector(`[data-act="${focused}"]`))?.focus();
  }

  /** @param {Question} question */
  #statusTag(question) {
    const [label, tone] = STATUS_TAGS[question.status];
    return h('span', { class: `tag tag--${tone}` }, `${label}, version ${question.number}`);
  }

  /** @param {string | undefined} words @param {boolean} dirty */
  #saveStatus(words, dirty) {
    if (this.#saving) return h('span', { class: 'save-status', 'data-state': 'saving', role: 'status' }, icon('spinner'), 'Saving');
    if (dirty) return this.#everSaved || words ? h('span', { class: 'save-status', 'data-state': 'held', role: 'status' }, icon('edit'), words ?? 'Not saved yet') : null;
    return this.#question && h('span', { class: 'save-status', 'data-state': 'saved', role: 'status' }, icon('check-circle'), words ?? `Saved ${timeOf(this.#question.updated_at)}`);
  }

  /**
   * Keep what is written, and put it into the bank when `publish` is true.
   * @param {boolean} publish
   */
  async save(publish) {
    if (this.#saving) return;
    const own = this.form.problems();
    if (own.length && (publish || this.#question?.status === 'ready')) return this.#refuse(own);
    this.#saving = true;
    this.#drawHead();
    const written = this.form.value();
    try {
      await this.#send(written, publish);
      this.#saved = fingerprint(written);
      this.#everSaved = true;
      this.notices.replaceChildren();
      announce(publish ? 'Published' : 'Saved');
    } catch (error) {
      this.#failed(/** @type {any} */ (error));
    } finally {
      this.#saving = false;
      this.#drawHead();
    }
  }

  /** @param {Written} written @param {boolean} publish */
  async #send(written, publish) {
    const before = this.#question;
    if (!before) {
      this.#question = await addQuestion({ type: this.type, ...written, status: publish ? 'ready' : 'draft' });
      history.replaceState(null, '', `/teacher/question?id=${this.#question.id}`);
      setTitle('Edit question');
    } else {
      if (fingerprint(written) !== this.#saved) this.#question = await saveQuestion(before.id, { version: before.version, ...written });
      const { id, version, status } = /** @type {Question} */ (this.#question);
      // What was saved stays saved, even when publishing it fails.
      this.#saved = fingerprint(written);
      if (publish && status !== 'ready') this.#question = await setQuestionStatus(id, version, 'ready');
    }
    if (publish) toast(`In the bank as version ${this.#question?.number}`);
  }

  /** @param {{place: string, message: string}[]} problems */
  #refuse(problems) {
    announceNow(`Not yet: ${problems[0].message}`);
    this.form.focusPlace(problems[0].place);
  }

  /** @param {any} error */
  #failed(error) {
    if (error?.name !== 'ApiError') throw error;
    if (error.code === 'stale_version') return void this.#conflict();
    if (error.code === 'unreadable_question') {
      this.#serverErrors = error.errors;
      this.#drawProblems();
      if (error.errors.length) this.#refuse(error.errors);
    }
    this.notices.replaceChildren(
      h('div', { class: 'banner banner--warn', role: 'alert' }, icon('warn'), h('p', { class: 'banner__text' }, h('strong', null, 'Not saved. '), `${error.detail} What you wrote is still here.`)),
    );
  }

  /** Somebody else saved first: both versions are kept in sight until the teacher has chosen. */
  async #conflict() {
    const theirs = await getQuestion(/** @type {Question} */ (this.#question).id);
    const by = theirs.versions[0]?.created_by ?? theirs.author;
    const keepMine = () => {
      this.#question = theirs;
      this.notices.replaceChildren();
      void this.save(false);
    };
    const takeTheirs = () => {
      const mine = this.form.value();
      this.#adopt(theirs);
      this.form.focus();
      toast('Their version is in the form', { undo: () => this.#restore(mine) });
    };
    this.notices.replaceChildren(
      h(
        'div',
        { class: 'banner banner--warn', role: 'alert' },
        icon('users'),
        h('div', { class: 'banner__text' }, h('p', null, h('strong', null, `${by} saved this question while you were writing. `), 'Nothing of yours is lost: it is still in the form.')),
        h('div', { class: 'cluster' }, h('button', { class: 'button', type: 'button', onclick: () => void this.#look(theirs, by) }, icon('eye'), 'Look at theirs'), h('button', { class: 'button', type: 'button', onclick: takeTheirs }, 'Take theirs'), h('button', { class: 'button', type: 'button', onclick: keepMine }, 'Save mine over it')),
      ),
    );
  }

  /** @param {Question} theirs @param {string} by */
  #look(theirs, by) {
    return openDialog({ title: `Saved by ${by}, ${dayAndTime(theirs.updated_at)}`, wide: true, body: markedQuestion(theirs) });
  }

  /** @param {Question} question */
  #adopt(question) {
    this.#question = question;
    this.form.destroy();
    this.form = this.#makeForm(writtenOf(question));
    this.#saved = fingerprint(this.form.value());
    this.notices.replaceChildren();
    this.#changed();
  }

  /** @param {Written} written */
  #restore(written) {
    this.form.destroy();
    this.form = this.#makeForm(written);
    this.#changed();
  }

  /** Go on with a draft of one's own that says the same. */
  async #copy() {
    if (!this.#question) return;
    const { id } = await copyQuestion(this.#question.id);
    location.assign(`/teacher/question?id=${encodeURIComponent(id)}`);
  }

  async #retire() {
    if (!this.#question) return;
    this.#question = await setQuestionStatus(this.#question.id, this.#question.version, 'retired');
    this.#drawHead();
    toast('Retired: it can no longer be added to assessments', {
      undo: async () => {
        if (!this.#question) return;
        this.#question = await setQuestionStatus(this.#question.id, this.#question.version, 'ready');
        this.#drawHead();
      },
    });
  }

  #history() {
    const versions = [...(this.#question?.versions ?? [])].sort((a, b) => b.number - a.number);
    return openDialog({
      title: 'Version history',
      body: h(
        'ol',
        { class: 'rows history' },
        versions.map(({ number, created_at, created_by }, index) =>
          h('li', { class: 'row-item' }, h('div', { class: 'row-item__main' }, h('h3', null, `Version ${number}`), h('p', null, `${created_by}, ${dayAndTime(created_at)}`)), index === 0 && h('span', { class: 'tag tag--primary' }, 'Latest')),
        ),
      ),
    });
  }
}
