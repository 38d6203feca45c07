import { freshId, h, icon } from '../../core/dom.js';
import { selectBox } from '../../core/fields.js';
import { OUTCOMES } from '../../core/outcomes.js';
import { richText } from '../../core/rich-text.js';
import { numberHint } from '../number-hints.js';
import { partList, partOutcome } from '../parts-review.js';
import { reviewPair } from '../review.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {import('../contract.js').View} View
 * @typedef {{kind: 'short_text' | 'numeric' | 'choice', number: number, [field: string]: any}} Gap  as the server describes it to pupils
 */

/** Longer than any answer in a gap. */
const LENGTH_MAX = 200;

/** @param {Response} value @param {string} id @returns {string} */
const filled = (value, id) => value?.gaps?.[id] ?? '';
/** @param {Response} value @returns {value is {gaps: {[id: string]: string}}} */
const isAnswered = (value) => Object.keys(value?.gaps ?? {}).some((id) => filled(value, id).trim());
/** The gaps in reading order. @param {View} view @returns {[string, Gap][]} */
const gapsOf = (view) => Object.entries(/** @type {{[id: string]: Gap}} */ (view.gaps)).sort(([, a], [, b]) => a.number - b.number);

/** What stands in a gap, as words. @param {Gap} gap @param {string} filling */
const wordsOf = (gap, filling) => (gap.kind === 'choice' ? (gap.choices.find((/** @type {any} */ { id }) => id === filling)?.text ?? '') : filling.trim());

/**
 * @param {Gap} gap
 * @param {import('../../core/dom.js').Props} props
 */
function control({ kind, width, choices }, props) {
  if (kind === 'choice') {
    return selectBox([['', 'Choose'], ...choices.map((/** @type {any} */ { id, text }) => [id, text])], props, 'gap-choice');
  }
  const look = kind === 'short_text' ? '' : width ? ' gap--digits' : ' gap--number';
  return h('input', {
    class: `gap${look}`,
    type: 'text',
    size: width ? width + 2 : null,
    maxlength: LENGTH_MAX,
    placeholder: ' ', // By which the style knows an empty gap.
    autocomplete: 'off',
    autocapitalize: 'none',
    // The browser's corrections would answer questions about the spelling of key words.
    spellcheck: 'false',
    ...props,
  });
}

/**
 * The passage with `draw`'s nodes in its gaps.
 * @param {View} view
 * @param {import('../../core/dom.js').Props} props
 * @param {(gap: Gap, id: string) => Node} draw
 */
function passage(view, props, draw) {
  const box = h('div', props, richText(view.passage));
  for (const slot of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll('[data-gap]'))) {
    const id = slot.dataset.gap ?? '';
    const gap = view.gaps[id];
    slot.append(h('span', { class: 'gap-number', 'aria-hidden': 'true' }, gap.number), draw(gap, id));
  }
  return box;
}

/** @param {View} view @param {Response} value @param {(id: string) => string | null} outcomeOf */
function saidPassage(view, value, outcomeOf) {
  return passage(view, { class: 'cloze cloze--said' }, (gap, id) => {
    const words = wordsOf(gap, filled(value, id));
    const outcome = OUTCOMES[outcomeOf(id) ?? ''];
    return h(
      'span',
      { class: `gap-said tag--${outcome?.tone ?? 'line'}` },
      h('span', { class: 'typed' }, words || '____'),
      outcome && [icon(outcome.icon), h('span', { class: 'vh' }, ` (${outcome.label})`)],
    );
  });
}

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'cloze',
  label: 'Fill the gaps',
  icon: 'gap',
  empty: () => null,
  isAnswered,
  validate: (value) => (Object.keys(value?.gaps ?? {}).some((id) => filled(value, id).length > LENGTH_MAX) ? `Keep each gap to ${LENGTH_MAX} letters or fewer.` : null),
  answer(host, { view, value, change, labelledBy }) {
    const gaps = gapsOf(view);
    /** @type {Map<string, HTMLInputElement | HTMLSelectElement>} */
    const controls = new Map();
    const rules = gaps.map(([id, gap]) => ({ id, hint: freshId('gap'), number: gap.number, text: gap.kind === 'numeric' ? numberHint(/** @type {any} */ (gap)) : '' })).filter(({ text }) => text);
    const box = passage(view, { class: 'cloze', role: 'group', 'aria-labelledby': labelledBy }, (gap, id) => {
      const node = control(gap, {
        value: filled(value, id),
        'aria-label': gaps.length > 1 ? `Gap ${gap.number} of ${gaps.length}` : 'Gap 1',
        'aria-describedby': rules.find((rule) => rule.id === id)?.hint,
      });
      controls.set(id, /** @type {any} */ (node.matches('input') ? node : node.querySelector('select')));
      return node;
    });
    const hints = h('div', { class: 'question__hint' }, rules.map(({ hint, number, text }) => h('p', { id: hint }, `Gap ${number}: ${text}.`)));
    box.addEventListener('input', () => {
      const full = [...controls].map(([id, { value: now }]) => [id, now]).filter(([, now]) => now.trim());
      change(full.length ? { gaps: Object.fromEntries(full) } : null);
    });
    // Enter goes on to the next gap; only in the last one does it mean "done", as in any form.
    box.addEventListener('keydown', (event) => {
      const all = [...controls.values()];
      const next = all[all.indexOf(/** @type {any} */ (event.target)) + 1];
      if (event.key !== 'Enter' || event.isComposing || !next || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      next.focus();
    });
    host.append(box, hints);
    return {
      focus: () => [...controls.values()][0]?.focus(),
      set(response) {
        // Writing the same text would move the caret under the pupil's fingers.
        for (const [id, each] of controls) if (each.value !== filled(response, id)) each.value = filled(response, id);
      },
      destroy() {
        box.remove();
        hints.remove();
      },
    };
  },
  review(host, context) {
    const { view, response, key } = context;
    const answered = isAnswered(response);
    /** @param {string} id */
    const outcomeOf = (id) => partOutcome(context, id, Boolean(filled(response, id).trim()));
    const told = answered && context.outcome !== 'right' && (context.parts || key);
    const list = () =>
      gapsOf(view).map(([id, gap]) => ({
        name: h('strong', null, `Gap ${gap.number}: `),
        answer: wordsOf(gap, filled(response, id)) || '____',
        outcome: outcomeOf(id),
        key: key && wordsOf(gap, filled(key, id)),
      }));
    reviewPair(
      host,
      context,
      (value) => saidPassage(view, value, value === response ? outcomeOf : () => null),
      answered,
      told ? { title: 'Gap by gap', body: partList(list()) } : undefined,
    );
  },
  toText: (value, view) =>
    gapsOf(view)
      .map(([id, gap]) => [gap.number, wordsOf(gap, filled(value, id))])
      .filter(([, words]) => words)
      .map(([number, words]) => `${number}. ${words}`)
      .join('; '),
};
