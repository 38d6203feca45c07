import { getQuestion, listQuestions, listQuestionTypes } from '../api/questions.js';
import { getCurriculum } from '../api/curriculum.js';
import { announce } from '../core/announce.js';
import { openDialog } from '../core/dialog.js';
import { addStyle, append, h, icon, need } from '../core/dom.js';
import { clearFieldErrors, showFieldErrors } from '../core/field-errors.js';
import { field, selectBox } from '../core/fields.js';
import { errorState, skeleton } from '../core/states.js';
import { plural } from '../core/words.js';
import { fillObjectives, unitChoices } from './objective-picker.js';
import { questionPreview, typeIcon } from './question-preview.js';

/**
 * @typedef {import('../api/questions.js').QuestionRow} QuestionRow
 * @typedef {import('../api/curriculum.js').Unit} Unit
 */

const TYPING_MS = 250;

/** Of the picker, and of the questions that are looked at in it: pages that open it seldom don't name them. */
const STYLES = ['picker', 'question', 'rich-text', 'choice', 'list-row', 'sortable', 'select'];

/** @type {Promise<unknown> | undefined} */
let styled;

const addStyles = () => (styled ??= Promise.all(STYLES.map((name) => addStyle(new URL(`../../css/components/${name}.css`, import.meta.url)))));

/** Show a question as pupils see it, the first time that its row is opened. @param {HTMLDetailsElement} details @param {QuestionRow} row */
async function showPreview(details, row) {
  const box = need(details, '.picker__preview', HTMLElement);
  if (!details.open || box.childElementCount) return;
  box.replaceChildren(skeleton('Loading the question', 1));
  try {
    const question = await getQuestion(row.id);
    box.replaceChildren(questionPreview(question));
  } catch (error) {
    box.replaceChildren(errorState(error, { heading: 'h3', retry: () => (box.replaceChildren(), showPreview(details, row)) }));
  }
}

/**
 * @param {QuestionRow} row
 * @param {{inAlready: boolean, picked: boolean, one: boolean, pick: (row: QuestionRow, on: boolean) => void}} state
 */
function pickerRow(row, { inAlready, picked, one, pick }) {
  const about = [row.type_label, row.variants > 1 && `each pupil gets one of ${row.variants} variants`, row.objectives.map(({ text }) => text).join(' · ') || 'No objective yet'].filter(Boolean).join(' · ');
  const box = h('input', { ...(one ? { class: 'radio', type: 'radio', name: 'picked' } : { class: 'check', type: 'checkbox' }), checked: picked || inAlready, disabled: inAlready, onchange: () => pick(row, box.checked) });
  const details = h('details', { class: 'picker__more', ontoggle: () => void showPreview(details, row) }, h('summary', null, 'Look at it', h('span', { class: 'vh' }, `: ${row.stem_text}`)), h('div', { class: 'picker__preview' }));
  return h(
    'li',
    { class: 'picker__row' },
    h('label', { class: 'picker__label' }, box, icon(typeIcon(row.type)), h('span', { class: 'grow' }, h('strong', null, row.stem_text), h('span', { class: 'muted small picker__about' }, about)), inAlready && h('span', { class: 'tag' }, 'In already')),
    details,
  );
}

/** The rows of the list, page by page. */
class Results {
  /** @param {HTMLElement} host @param {{inAlready: Set<string>, one?: boolean, onPick: (n: number) => void}} options  one: of all rows at most one is picked */
  constructor(host, { inAlready, one = false, onPick }) {
    this.host = host;
    this.inAlready = inAlready;
    this.one = one;
    this.onPick = onPick;
    /** @type {Map<string, QuestionRow>} */
    this.picked = new Map();
    this.asked = 0;
  }

  /** @param {{[name: string]: string}} query */
  async show(query) {
    const asked = ++this.asked;
    this.host.setAttribute('aria-busy', 'true');
    try {
      const page = await listQuestions({ ...query, status: 'ready', sort: 'updated' });
      // A slow answer to an earlier question must not replace a later one.
      if (asked !== this.asked) return;
      const list = h('ul', { class: 'picker__list' });
      this.host.replaceChildren(list);
      this.#add(list, page, query);
      if (!page.items.length) this.host.replaceChildren(h('p', { class: 'muted picker__none' }, 'No question matches. Try another word, or fewer filters.'));
      announce(plural(page.total, 'question'));
    } catch (error) {
      if (asked === this.asked) this.host.replaceChildren(errorState(error, { heading: 'h3', retry: () => void this.show(query) }));
    } finally {
      this.host.removeAttribute('aria-busy');
    }
  }

  /** @param {HTMLElement} list @param {{items: QuestionRow[], next: string | null, total: number}} page @param {{[name: string]: string}} query */
  #add(list, page, query) {
    const rows = page.items.map((row) => pickerRow(row, { inAlready: this.inAlready.has(row.id), picked: this.picked.has(row.id), one: this.one, pick: this.#pick }));
    append(list, rows);
    if (!page.next) return;
    const { next } = page;
    const more = h(
      'button',
      {
        class: 'button button--s',
        type: 'button',
        onclick: async () => {
          more.setAttribute('aria-disabled', 'true');
          const following = await listQuestions({ ...query, status: 'ready', sort: 'updated', after: next });
          const place = list.children.length;
          more.remove();
          this.#add(list, following, query);
          /** @type {HTMLElement | null | undefined} */ (list.children[place]?.querySelector('input'))?.focus();
        },
      },
      `Show more of ${page.total}`,
    );
    list.after(more);
  }

  #pick = (/** @type {QuestionRow} */ row, /** @type {boolean} */ on) => {
    if (this.one) this.picked.clear();
    if (on) this.picked.set(row.id, row);
    else this.picked.delete(row.id);
    this.onPick(this.picked.size);
  };
}

/**
 * The search field and the filters; `changed` is told what to look for.
 * @param {{types: {key: string, label: string}[], units: Unit[], changed: (query: {[name: string]: string}) => void}} options
 */
export function pickerFilters({ types, units, changed }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const search = h('input', { class: 'input', type: 'search', placeholder: 'Words in the question', autocomplete: 'off' });
  const type = selectBox([['', 'Any type'], ...types.map(({ key, label }) => /** @type {[string, string]} */ ([key, label]))]);
  const unit = selectBox([['', 'Any unit'], ...unitChoices(units)]);
  const objective = selectBox([]);
  const selectOf = (/** @type {HTMLElement} */ box) => need(box, 'select', HTMLSelectElement);
  const now = () => {
    clearTimeout(timer);
    changed({ q: search.value.trim(), type: selectOf(type).value, unit_id: selectOf(unit).value, objective_id: selectOf(objective).value });
  };
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(now, TYPING_MS);
  });
  // Enter looks at once; it must not press the dialog's main button.
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    now();
  });
  const narrowObjectives = () => fillObjectives(selectOf(objective), units.find(({ id }) => id === selectOf(unit).value), 'Any objective');
  narrowObjectives();
  unit.addEventListener('change', narrowObjectives);
  for (const box of [type, unit, objective]) box.addEventListener('change', now);
  return { element: h('div', { class: 'picker__filters' }, field('Search', search), field('Type', type), field('Unit', unit), field('Objective', objective)), start: now, search };
}

/**
 * @param {object} options
 * @param {string} options.title
 * @param {import('../core/dom.js').Child} [options.lead]
 * @param {Set<string>} options.inAlready  ids of the questions that are in
 * @param {boolean} [options.one]
 * @param {(n: number) => string} options.action  what the button says with so many picked
 * @param {(picked: QuestionRow[], dialog: HTMLDialogElement) => Promise<boolean>} [options.save]  false keeps the dialog open
 * @returns {Promise<QuestionRow[]>}
 */
async function openPicker({ title, lead, inAlready, one, action, save }) {
  const [{ items: types }, { units }] = await Promise.all([listQuestionTypes(), getCurriculum(), addStyles()]);
  const host = h('div', { class: 'picker__results' }, skeleton('Loading questions', 3));
  /** @type {HTMLButtonElement | undefined} */
  let button;
  const label = (/** @type {number} */ n) => {
    if (!button) return;
    button.textContent = action(n);
    button.setAttribute('aria-disabled', String(n === 0));
  };
  const results = new Results(host, { inAlready, one, onPick: label });
  const narrow = pickerFilters({ types, units, changed: (query) => void results.show(query) });
  const answer = await openDialog({
    title,
    wide: true,
    body: h('div', { class: 'stack stack--m picker' }, lead, narrow.element, host),
    actions: [
      { label: 'Go back', value: 'cancel' },
      { label: action(0), value: 'picked', kind: 'primary' },
    ],
    onAction: async (value, dialog) => value !== 'picked' || !save || (await save([...results.picked.values()], dialog)),
    onOpen(dialog) {
      button = need(dialog, '.dialog__actions .button--primary', HTMLButtonElement);
      label(0);
      narrow.start();
      narrow.search.focus();
    },
  });
  return answer === 'picked' ? [...results.picked.values()] : [];
}

/**
 * Choose questions of the bank, several at once.
 * @param {Set<string>} inAlready  ids of the questions that are in
 */
export const pickQuestions = (inAlready) => openPicker({ title: 'Add questions from the bank', inAlready, action: (n) => (n ? `Add ${plural(n, 'question')}` : 'Add') });

/**
 * Choose one question of the bank. The dialog stays open, with the reason, until saving works or the person goes back.
 * @param {{title: string, lead: import('../core/dom.js').Child, inAlready: Set<string>, action: string, save: (row: QuestionRow) => Promise<void>}} options
 * @returns {Promise<boolean>}  whether one was chosen and saved
 */
export async function pickQuestion({ title, lead, inAlready, action, save }) {
  const picked = await openPicker({
    title,
    lead,
    inAlready,
    one: true,
    action: () => action,
    async save([row], dialog) {
      const form = need(dialog, 'form', HTMLFormElement);
      clearFieldErrors(form);
      try {
        await save(row);
        return true;
      } catch (error) {
        if (/** @type {{status?: number}} */ (error).status === 401) throw error;
        showFieldErrors(form, error);
        return false;
      }
    },
  });
  return picked.length > 0;
}
