import { freshId, h, icon } from '../../core/dom.js';
import { selectBox } from '../../core/fields.js';
import { plainText, richInline } from '../../core/rich-text.js';
import { letter } from '../choices.js';
import { hasPartners, partnerOf, partnersToText, reviewPartners } from '../pairs.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {import('../contract.js').View} View
 * @typedef {{id: string, text: any}} Element
 */

/** Options longer than this are cut off in a list that is closed on a phone, so they are written out as well. */
const SHORT_MAX = 28;

/** @param {Response} value @param {string} prompt */
const chosen = (value, prompt) => partnerOf(value, 'pairs', prompt);
/** @param {View} view */
const pairsOf = (view) => ({ field: 'pairs', elements: view.prompts, partners: view.options });

/** Whether a list of plain words shows an option whole. @param {Element} option */
const isShort = ({ text }) => plainText(text).length <= SHORT_MAX && (typeof text === 'string' || text.every((/** @type {any} */ block) => block.type === 'paragraph' && block.children.every((/** @type {any} */ each) => each.type === 'text')));

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'matching',
  label: 'Matching',
  icon: 'match',
  empty: () => null,
  isAnswered: (value) => hasPartners(value, 'pairs'),
  validate: () => null,
  answer(host, { view, value, change, labelledBy }) {
    /** @type {Element[]} */
    const options = view.options;
    const spellOut = !options.every(isShort);
    /** @type {[string, string][]} */
    const choices = options.map(({ id, text }, index) => [id, spellOut ? `${letter(index)}. ${plainText(text)}` : plainText(text)]);
    /** @type {Map<string, HTMLSelectElement>} */
    const selects = new Map();
    const rows = view.prompts.map((/** @type {Element} */ { id, text }) => {
      const promptId = freshId('prompt');
      const box = selectBox([['', 'Choose'], ...choices], { 'aria-labelledby': promptId, value: chosen(value, id) });
      selects.set(id, /** @type {HTMLSelectElement} */ (box.querySelector('select')));
      return h('div', { class: 'match__row' }, h('div', { class: 'match__prompt', id: promptId }, richInline(text)), icon('arrow-right'), box);
    });
    const box = h(
      'div',
      { class: 'match', role: 'group', 'aria-labelledby': labelledBy },
      h('p', { class: 'question__hint' }, 'You may choose an answer more than once, and some may be left over.'),
      spellOut && h('ul', { class: 'match__bank', 'aria-label': 'Answers to choose from' }, options.map((option, index) => h('li', null, h('strong', null, `${letter(index)}.`), h('div', null, richInline(option.text))))),
      rows,
    );
    box.addEventListener('change', () => {
      const full = [...selects].map(([id, select]) => [id, select.value]).filter(([, option]) => option);
      change(full.length ? { pairs: Object.fromEntries(full) } : null);
    });
    host.append(box);
    return {
      focus: () => [...selects.values()][0]?.focus(),
      set(response) {
        for (const [id, select] of selects) select.value = chosen(response, id);
      },
      destroy: () => box.remove(),
    };
  },
  review: (host, context) => reviewPartners(host, context, pairsOf(context.view)),
  toText: (value, view) => partnersToText(value, pairsOf(view)),
};
