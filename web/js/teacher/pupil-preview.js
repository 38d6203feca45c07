import { previewQuestion, tryQuestion } from '../api/questions.js';
import { drawQuestion } from '../attempt/question-view.js';
import { questionStrip } from '../attempt/question-strip.js';
import { loadTypes, questionType } from '../attempt/question-types.js';
import { announce } from '../core/announce.js';
import { openDialog } from '../core/dialog.js';
import { addStyle, freshId, h, icon } from '../core/dom.js';
import { OUTCOMES } from '../core/outcomes.js';
import { errorState, skeleton } from '../core/states.js';
import { mark, plural } from '../core/words.js';
import { oneDraw } from './draws.logic.js';
import { verdict } from './question-preview-pane.js';

/**
 * An assessment, or one question of it, as a pupil sits it: the pupils' own modules draw it, the real marker marks it, and nothing is kept. Fetched
 * with its styles when it is first asked for.
 */

/**
 * @typedef {{question_id: string, version_id?: string, marks: number, pool: number | null, draw: number | null}} Previewed
 * @typedef {import('../api/questions.js').QuestionPreview} QuestionPreview
 * @typedef {import('../question-types/contract.js').Response} Response
 */

const STYLES = ['attempt', 'question-strip', 'question', 'rich-text', 'choice', 'explain', 'preview'];
const SEEDS = 2 ** 31;

/** @type {Promise<unknown> | undefined} */
let styles;
const addStyles = () => (styles ??= Promise.all(STYLES.map((name) => addStyle(new URL(`../../css/components/${name}.css`, import.meta.url)))));

/** One imagined pupil at a time: which questions, variants and orders this one has, and what was answered. */
class Preview {
  /** @type {Map<Previewed, Promise<QuestionPreview>>} */
  #asked = new Map();
  /** @type {Map<Previewed, Response>} */
  #answers = new Map();
  /** @type {Set<Previewed>} */
  #flags = new Set();
  /** @type {import('../attempt/question-view.js').QuestionView | null} */
  #view = null;
  #shown = 0;
  #seed = 0;

  /** @param {Previewed[]} items */
  constructor(items) {
    this.items = items;
    this.mine = oneDraw(items);
    this.at = 0;
    this.main = h('div', { class: 'card' });
    this.below = h('div', { class: 'preview__below' });
    this.aside = h('aside', { class: 'card strip-card', 'aria-label': 'All questions', hidden: items.length < 2 });
    this.drawStrip = questionStrip(this.aside);
    this.stage = h('div', { class: items.length < 2 ? 'attempt attempt--one' : 'attempt' }, this.aside, h('div', { class: 'stack' }, this.main, this.below));
    this.frame = h('div', { class: 'preview__frame pupil-view', role: 'region', 'aria-label': 'As a pupil sees it', tabindex: '0' }, this.stage);
    // Addresses of an attempt lead to a question here as well, and never away from the page.
    this.frame.addEventListener('click', (event) => {
      const link = /** @type {Element} */ (event.target).closest('a[href^="#"]');
      const [, number] = /^#q(\d+)$/.exec(link?.getAttribute('href') ?? '') ?? [];
      if (!link) return;
      event.preventDefault();
      void this.show(number ? Number(number) - 1 : this.mine.length, true);
    });
  }

  /** Somebody else sits it: another draw, other variants, another order of options. */
  another() {
    this.#view?.destroy();
    this.#seed = Math.floor(Math.random() * SEEDS);
    this.#asked.clear();
    this.#answers.clear();
    this.#flags.clear();
    this.mine = oneDraw(this.items);
    announce('Another pupil’s questions');
    return this.show(0, false);
  }

  /** @param {Previewed} item */
  #ask(item) {
    const known = this.#asked.get(item) ?? previewQuestion(item.question_id, { version_id: item.version_id, seed: this.#seed });
    this.#asked.set(item, known);
    return known;
  }

  #drawProgress() {
    this.drawStrip(this.mine.map((item, index) => ({ index, answered: (this.#answers.get(item) ?? null) !== null, flagged: this.#flags.has(item), current: index === this.at })));
  }

  /** @param {number} index  the number of questions means the end @param {boolean} focus */
  async show(index, focus) {
    const mine = ++this.#shown;
    this.#view?.destroy();
    this.#view = null;
    this.at = index;
    this.below.replaceChildren();
    this.#drawProgress();
    const item = this.mine[index];
    if (!item) return this.#showEnd(focus);
    const slow = setTimeout(() => this.main.replaceChildren(skeleton('Loading the question', 2)), 200);
    try {
      const question = await this.#ask(item);
      await loadTypes([question]);
      if (mine === this.#shown) this.#draw(item, question, focus);
    } catch (error) {
      this.#asked.delete(item);
      if (mine === this.#shown) this.main.replaceChildren(errorState(error, { heading: 'h3', retry: () => void this.show(index, true) }));
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {Previewed} item @param {QuestionPreview} question @param {boolean} focus */
  #draw(item, question, focus) {
    const index = this.at;
    const context = {
      item: { id: item.question_id, position: index + 1, marks: item.marks, type: question.type, view: question.item, hints: 0 },
      index,
      questions: this.mine.length,
      value: this.#answers.get(item) ?? null,
      flagged: this.#flags.has(item),
      checking: null,
      checkable: false,
      fixed: false,
      checked: undefined,
      readOnly: false,
      back: index > 0 ? `#q${index}` : null,
      change: (/** @type {Response} */ value) => {
        this.#answers.set(item, value);
        this.#drawProgress();
        said.replaceChildren();
      },
      blur() {},
      next: () => void this.show(index + 1, true),
      flag: () => {
        if (!this.#flags.delete(item)) this.#flags.add(item);
        this.#drawProgress();
        return this.#flags.has(item);
      },
      check: () => Promise.resolve(''),
      run: async (/** @type {import('../api/code.js').RunRequest} */ request, /** @type {import('../api/code.js').RunOptions} */ options) => (await import('../api/code.js')).tryRun(question, request, options),
    };
    const said = h('div', { class: 'try', role: 'status' });
    const check = h('button', { class: 'button', type: 'button', onclick: () => void mark_() }, icon('target'), 'Check this answer');
    const mark_ = async () => {
      if (check.getAttribute('aria-disabled') === 'true') return;
      check.setAttribute('aria-disabled', 'true');
      try {
        said.replaceChildren(verdict(await this.#mark(item, question)));
      } catch (error) {
        said.replaceChildren(h('p', { class: 'small warn' }, /** @type {any} */ (error).detail ?? 'That could not be marked. Try again.'));
      } finally {
        check.removeAttribute('aria-disabled');
      }
    };
    this.#view = drawQuestion(this.main, context);
    const variants = question.variants > 1 ? h('span', { class: 'tag' }, icon('wand'), `One of ${question.variants} variants`) : null;
    const drawn = item.pool === null ? null : h('span', { class: 'tag' }, icon('boxes'), 'Drawn for this pupil');
    this.below.replaceChildren(h('section', { class: 'card stack stack--s', 'aria-label': 'For you: what this answer earns' }, h('div', { class: 'cluster' }, check, h('span', { class: 'muted small' }, 'For you only: nothing is kept.'), variants, drawn), said));
    if (focus) this.#view.focus();
    this.frame.scrollTo(0, 0);
  }

  /** @param {Previewed} item @param {QuestionPreview} question */
  #mark(item, { type, content }) {
    return tryQuestion({ type, content, response: this.#answers.get(item) ?? null });
  }

  /** What these answers earn together. @param {boolean} focus */
  async #showEnd(focus) {
    const mine = this.#shown;
    const heading = h('h2', { tabindex: '-1' }, 'The end');
    const list = h('ul', { class: 'rows' });
    const sum = h('p', { role: 'status' }, 'Marking the answers.');
    this.main.replaceChildren(heading, sum, list, h('p', { class: 'cluster' }, h('a', { class: 'button', href: '#q1' }, icon('left'), 'Back to question 1')));
    if (focus) heading.focus();
    const most = this.mine.reduce((all, { marks }) => all + marks, 0);
    try {
      const marked = await Promise.all(this.mine.map(async (item) => ({ item, question: await this.#ask(item), said: await this.#mark(item, await this.#ask(item)) })));
      await loadTypes(marked.map(({ question }) => question));
      if (mine !== this.#shown) return;
      const got = marked.reduce((all, { item, said }) => all + said.fraction * item.marks, 0);
      sum.replaceChildren(h('strong', null, `${mark(got)} of ${plural(most, 'mark').replace(/^\S+/, mark(most))}.`), ' A pupil would check all answers here, then hand in.');
      list.replaceChildren(
        ...marked.map(({ item, question, said }, index) => {
          const { icon: picture, label, tone } = OUTCOMES[said.outcome] ?? OUTCOMES.unanswered;
          const words = questionType(question.type).toText(/** @type {any} */ (this.#answers.get(item) ?? null), question.item) || 'Not answered';
          return h('li', { class: 'row-item' }, h('div', { class: 'row-item__main' }, h('h3', null, h('a', { href: `#q${index + 1}` }, `Question ${index + 1}`)), h('p', null, words)), h('span', { class: `tag tag--${tone}` }, icon(picture), label), h('span', { class: 'num' }, `${mark(said.fraction * item.marks)} of ${mark(item.marks)}`));
        }),
      );
    } catch (error) {
      if (mine === this.#shown) sum.replaceChildren(errorState(error, { heading: 'h3', retry: () => void this.show(this.mine.length, true) }));
    }
  }
}

/**
 * Open it. Gives "edit" when the teacher would rather change the question.
 * @param {object} options
 * @param {string} options.title
 * @param {Previewed[]} options.items
 * @param {boolean} [options.editable]  offer to edit: for one question
 * @returns {Promise<string | null>}
 */
export async function previewAsPupil({ title, items, editable = false }) {
  await addStyles();
  const preview = new Preview(items);
  const views = freshId('view');
  /** @param {string} label @param {boolean} phone */
  const size = (label, phone) => h('label', null, h('input', { type: 'radio', name: views, checked: !phone, onchange: () => preview.frame.classList.toggle('preview__frame--phone', phone) }), label);
  return openDialog({
    title,
    plain: true,
    body: [
      h(
        'div',
        { class: 'spread spread--wrap' },
        h('div', { class: 'segmented', role: 'group', 'aria-label': 'Width of the preview' }, size('Chromebook', false), size('Phone', true)),
        h('button', { class: 'button', type: 'button', onclick: () => void preview.another() }, icon('reset'), 'Another pupil'),
      ),
      preview.frame,
    ],
    actions: [...(editable ? [{ label: 'Edit this question', value: 'edit' }] : []), { label: 'Close', value: 'close', kind: 'primary' }],
    onOpen(dialog) {
      dialog.classList.add('dialog--preview');
      void preview.show(0, false);
    },
  });
}
