import { getCurriculum } from '../api/curriculum.js';
import { listQuestions, listQuestionTypes } from '../api/questions.js';
import { announce } from '../core/announce.js';
import { openDialog } from '../core/dialog.js';
import { h, need } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';
import { errorState, skeleton } from '../core/states.js';
import { plural } from '../core/words.js';
import { gathered } from './draws.logic.js';
import { pickerFilters } from './question-picker.js';

/** All questions of the bank that fit, to draw from: chosen by what they are about, not one by one. */

/** @typedef {import('../api/questions.js').QuestionRow} QuestionRow */

const TYPING_MS = 250;

/**
 * @param {Set<string>} inAlready  ids of the questions that are in
 * @param {number} most  how many more fit
 * @returns {Promise<{rows: QuestionRow[], draw: number} | null>}
 */
export async function drawFromBank(inAlready, most) {
  const [{ items: types }, { units }] = await Promise.all([listQuestionTypes(), getCurriculum()]);
  // Nothing in it can be focused, and it scrolls: keys have to reach it by itself.
  const host = h('div', { class: 'picker__results', role: 'group', 'aria-label': 'Questions to draw from', tabindex: '0' }, skeleton('Loading questions', 3));
  const count = h('input', { class: 'input input--s', type: 'number', inputmode: 'numeric', min: 1, step: 1, value: 2, 'aria-label': 'How many of them each pupil gets' });
  const of = h('span');
  const tag = h('input', { class: 'input', autocomplete: 'off' });
  const levelBox = selectBox([['', 'Any level'], ...[1, 2, 3, 4, 5].map((n) => /** @type {[string, string]} */ ([String(n), `Level ${n}`]))]);
  const levelSelect = need(levelBox, 'select', HTMLSelectElement);
  /** @type {QuestionRow[]} */
  let rows = [];
  /** @type {{[name: string]: string}} */
  let query = {};
  let asked = 0;
  /** @type {HTMLButtonElement | undefined} */
  let add;
  const fits = () => rows.length >= 2 && Number.isInteger(count.valueAsNumber) && count.valueAsNumber >= 1 && count.valueAsNumber < rows.length;
  const show = () => {
    of.textContent = rows.length < 2 ? ' of these questions: at least two are needed.' : ` of these ${rows.length} questions${fits() ? ', as many as everybody else.' : `: type 1 to ${rows.length - 1}.`}`;
    count.setAttribute('aria-invalid', String(!fits()));
    add?.setAttribute('aria-disabled', String(!fits()));
  };
  const look = async () => {
    const mine = ++asked;
    host.setAttribute('aria-busy', 'true');
    try {
      const wanted = { ...query, tag: tag.value.trim(), status: 'ready', sort: 'updated' };
      const level = Number(levelSelect.value);
      const found = await gathered(
        (after) => listQuestions({ ...wanted, ...(after ? { after } : {}) }),
        ({ id, difficulty }) => !inAlready.has(id) && (!level || difficulty === level),
        most,
      );
      if (mine !== asked) return;
      rows = found;
      host.replaceChildren(
        rows.length
          ? h('ul', { class: 'picker__list' }, rows.map(({ stem_text: stem, type_label: kind, difficulty }) => h('li', { class: 'picker__row' }, h('strong', null, stem), h('span', { class: 'muted small picker__about' }, `${kind} · level ${difficulty}`))))
          : h('p', { class: 'muted picker__none' }, 'No question matches that isn’t in already. Try another word, or fewer filters.'),
      );
      show();
      announce(`${plural(rows.length, 'question')} to draw from`);
    } catch (error) {
      if (mine === asked) host.replaceChildren(errorState(error, { heading: 'h3', retry: () => void look() }));
    } finally {
      host.removeAttribute('aria-busy');
    }
  };
  const narrow = pickerFilters({
    types,
    units,
    changed: (next) => {
      query = next;
      void look();
    },
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  tag.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, TYPING_MS);
  });
  levelSelect.addEventListener('change', () => void look());
  count.addEventListener('input', show);
  narrow.element.append(field('Tag', tag), field('Level', levelBox));
  const answer = await openDialog({
    title: 'Draw from the bank',
    wide: true,
    body: h('div', { class: 'stack stack--m picker' }, narrow.element, host, h('p', { class: 'build-pool__words' }, 'Each pupil gets ', count, of)),
    actions: [
      { label: 'Go back', value: 'cancel' },
      { label: 'Add this draw', value: 'add', kind: 'primary' },
    ],
    onAction: (value) => value !== 'add' || fits(),
    onOpen(dialog) {
      dialog.classList.add('dialog--draw');
      add = need(dialog, '.dialog__actions .button--primary', HTMLButtonElement);
      narrow.start();
      show();
      narrow.search.focus();
    },
  });
  return answer === 'add' ? { rows, draw: count.valueAsNumber } : null;
}
