import { freshId, h } from '../../core/dom.js';
import { field, selectBox } from '../../core/fields.js';
import { acceptedEditor, acceptedProblems, blankAccepted } from '../accepted-edit.js';
import { fractionBox, misconceptionBox, nameControl, newElementId, textProblems, valueOf } from '../edit-parts.js';
import { blankRules, numberProblems, numbersEditor } from '../numbers-edit.js';
import { rowsEditor } from '../rows-edit.js';

/** The form of one gap: how it is filled, what is right in it, and how much it counts. */

/**
 * @typedef {{type: 'short_text' | 'numeric' | 'choice', weight?: number, [field: string]: any}} Gap
 * @typedef {import('../contract-edit.js').EditContext['misconceptions']} Misconceptions
 */

/** @type {[Gap['type'], string][]} */
const KINDS = [
  ['short_text', 'Type words'],
  ['numeric', 'Type a number'],
  ['choice', 'Choose from a list'],
];

/** @param {string} [text] @param {number} [fraction] */
const blankOption = (text = '', fraction = 0) => ({ id: newElementId(), text, fraction, misconception: null });

/**
 * A new gap in which `words` are right.
 * @param {Gap['type']} type
 * @param {string} words
 * @returns {Gap}
 */
export function newGap(type, words) {
  if (type === 'numeric') return { type, weight: 1, ...blankRules(words) };
  if (type === 'choice') return { type, weight: 1, options: [blankOption(words, 1), blankOption(), blankOption()] };
  return { type, weight: 1, accepted: [blankAccepted(words)] };
}

/** The answers of a gap that earn full marks, as words. @param {Gap} gap @returns {string[]} */
export function rightWords({ accepted, answers, options }) {
  return (accepted ?? answers ?? options).filter((/** @type {any} */ { fraction = options ? 0 : 1 }) => fraction >= 1).map((/** @type {any} */ each) => String(each.pattern ?? each.value ?? each.text));
}

/**
 * @param {Gap} gap
 * @param {string} place
 * @returns {import('../contract-edit.js').Problem[]}
 */
export function gapProblems(gap, place) {
  if (gap.type === 'short_text') return acceptedProblems(gap.accepted, `${place}.accepted`);
  if (gap.type === 'numeric') return numberProblems(gap, place);
  const found = textProblems(gap.options, { list: `${place}.options`, field: 'text', noun: 'choice', min: 2 });
  if (!rightWords(gap).length) found.push({ place: `${place}.options`, message: 'Give at least one choice full marks.' });
  return found;
}

/**
 * @param {any} item
 * @param {(change: object) => void} patch
 * @param {Misconceptions} misconceptions
 * @param {string} place
 * @returns {import('../rows-edit.js').RowParts}
 */
function drawOption(item, patch, misconceptions, place) {
  const text = h('input', { class: 'input', value: item.text, autocomplete: 'off', oninput: () => patch({ text: text.value }) });
  const fraction = fractionBox(item.fraction ?? 0, (value) => patch({ fraction: value }));
  const wrongIdea = misconceptionBox(misconceptions, item.misconception, (slug) => patch({ misconception: slug }));
  return {
    lead: null,
    body: [text, h('div', { class: 'cluster' }, fraction, wrongIdea)],
    focus: () => text.focus(),
    refresh(index, now) {
      const at = `${place}.options.${index}`;
      nameControl(text, `${at}.text`, `Choice ${index + 1}`);
      nameControl(fraction, `${at}.fraction`, `Marks for choice ${index + 1}`);
      nameControl(wrongIdea, `${at}.misconception`, `Wrong idea behind choice ${index + 1}`);
      wrongIdea.hidden = now.fraction >= 1;
    },
  };
}

/**
 * The part of the form that differs between kinds.
 * @param {Gap} gap
 * @param {string} place
 * @param {Misconceptions} misconceptions
 * @param {(patch: object) => void} patch
 */
function answersOf(gap, place, misconceptions, patch) {
  if (gap.type === 'numeric') return numbersEditor({ rules: gap, place, misconceptions, change: patch });
  if (gap.type === 'short_text') return acceptedEditor({ accepted: gap.accepted, place: `${place}.accepted`, misconceptions, change: (accepted) => patch({ accepted }) });
  return rowsEditor({
    items: gap.options,
    nameOf: (index) => `choice ${index + 1}`,
    draw: (item, patchItem) => drawOption(item, patchItem, misconceptions, place),
    blank: blankOption,
    addLabel: 'Add a choice',
    min: 2,
    change: (options) => patch({ options }),
  });
}

/**
 * @param {object} options
 * @param {string} options.id
 * @param {Gap} options.gap
 * @param {Misconceptions} options.misconceptions
 * @param {(gap: Gap) => void} options.change
 * @param {() => void} options.unmake
 */
export function gapCard({ id, gap, misconceptions, change, unmake }) {
  const place = `gaps.${id}`;
  let now = gap;
  let number = 0;
  /** What was written for another kind, in case the teacher comes back to it. @type {Map<string, Gap>} */
  const kept = new Map();
  const title = h('strong');
  const about = h('span', { class: 'muted' });
  const label = freshId('gap');
  const host = h('div', { class: 'stack stack--m' });

  const caption = () => {
    title.textContent = `Gap ${number}`;
    about.textContent = [rightWords(now).filter(Boolean).join(' / ') || 'no answer yet', KINDS.find(([kind]) => kind === now.type)?.[1].toLowerCase()].join(' · ');
  };
  /** @param {object} patch */
  const patch = (patch) => {
    now = { ...now, ...patch };
    caption();
    change(now);
  };
  let answers = answersOf(now, place, misconceptions, patch);
  host.append(...answers.nodes);

  const kind = selectBox(KINDS, {
    name: `${place}.type`,
    value: now.type,
    onchange(/** @type {Event} */ event) {
      const type = /** @type {Gap['type']} */ (valueOf(event));
      kept.set(now.type, now);
      now = { ...(kept.get(type) ?? newGap(type, rightWords(now)[0] ?? '')), weight: now.weight ?? 1 };
      answers.destroy();
      answers = answersOf(now, place, misconceptions, patch);
      host.replaceChildren(...answers.nodes);
      patch({});
    },
  }, '');
  const weight = h('input', { class: 'input input--s', name: `${place}.weight`, type: 'number', step: 'any', min: '0.1', max: '100', value: now.weight ?? 1, oninput: () => weight.value && patch({ weight: Number(weight.value) }) });
  const element = h(
    'details',
    { class: 'gap-card' },
    h('summary', { id: label }, title, ' ', about),
    h(
      'div',
      { class: 'stack stack--m', role: 'group', 'aria-labelledby': label },
      h('div', { class: 'form-row' }, field('Pupils', kind), field('Counts', weight, { hint: '2 is twice as much' })),
      host,
      h('p', null, h('button', { class: 'button button--quiet', type: 'button', onclick: unmake }, 'Make it plain words again')),
    ),
  );
  return {
    element,
    /** @param {number} to */
    setNumber(to) {
      number = to;
      caption();
    },
    open() {
      element.open = true;
      answers.focus();
    },
    destroy: () => answers.destroy(),
  };
}
