import { freshId, h, icon } from '../../core/dom.js';
import { emptyContent, newElementId, textProblems } from '../edit-parts.js';
import { growingText, rowsEditor } from '../rows-edit.js';

/**
 * Written as pairs: the same answer beside two prompts is one option, which pupils may choose twice.
 *
 * @typedef {{id: string, text: string, option: string, optionId: string, spareId: string}} Pair  `spareId`: the option's id once its text is no longer another pair's
 * @typedef {{option: string, optionId: string, spareId: string}} Extra  an answer that belongs to no prompt
 * @typedef {import('../contract-edit.js').Content} Content
 */

/** @param {string} [text] @param {string} [id] */
const answer = (text = '', id = newElementId()) => ({ option: text, optionId: id, spareId: newElementId() });
const blankPair = () => ({ id: newElementId(), text: '', ...answer() });

/**
 * @param {Content} content
 * @returns {{pairs: Pair[], extras: Extra[]}}
 */
export function toPairs({ prompts, options, pairs }) {
  const texts = new Map(options.map((/** @type {any} */ { id, text }) => [id, text]));
  const used = new Set(Object.values(pairs));
  return {
    pairs: prompts.map((/** @type {any} */ { id, text }) => ({ id, text, ...answer(texts.get(pairs[id]), pairs[id]) })),
    extras: options.filter((/** @type {any} */ { id }) => !used.has(id)).map((/** @type {any} */ { id, text }) => answer(text, id)),
  };
}

/**
 * @param {Pair[]} pairs
 * @param {Extra[]} extras
 * @returns {{prompts: object[], options: {id: string, text: string}[], pairs: {[prompt: string]: string}}}
 */
export function toContent(pairs, extras) {
  /** @type {Map<string, {id: string, text: string}>} */
  const options = new Map();
  /** @type {Set<string>} */
  const taken = new Set();
  /** An empty answer is never the same as another: each is still to be written. @param {Extra} entry */
  const optionOf = ({ option, optionId, spareId }) => {
    const key = option.trim() || spareId;
    const found = options.get(key) ?? { id: taken.has(optionId) ? spareId : optionId, text: option };
    options.set(key, found);
    taken.add(found.id);
    return found.id;
  };
  const chosen = Object.fromEntries(pairs.map((pair) => [pair.id, optionOf(pair)]));
  extras.forEach(optionOf);
  return { prompts: pairs.map(({ id, text }) => ({ id, text })), options: [...options.values()], pairs: chosen };
}

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), stem: 'Match each one to its answer.', ...toContent([blankPair(), blankPair(), blankPair()], []) }),
  edit(host, context) {
    let { content } = context;
    let { pairs, extras } = toPairs(content);
    /** The answer fields, to be called after the option that each has become. @type {Map<string, HTMLTextAreaElement>} */
    const fields = new Map();
    const nameOptions = () => {
      const at = new Map(content.options.map((/** @type {any} */ { text }, /** @type {number} */ index) => [text.trim(), index]));
      for (const { spareId, option } of [...pairs, ...extras]) {
        const field = fields.get(spareId);
        if (field) field.name = `options.${at.get(option.trim()) ?? 0}.text`;
      }
    };
    const tell = () => {
      content = { ...content, ...toContent(pairs, extras) };
      nameOptions();
      context.change(content);
    };
    /** @param {Extra} item @param {(patch: object) => void} patch */
    const optionField = (item, patch) => {
      const field = growingText(item.option, (value) => patch({ option: value }));
      fields.set(item.spareId, field);
      return field;
    };

    const pairRows = rowsEditor({
      items: pairs,
      nameOf: (index) => `pair ${index + 1}`,
      draw(item, patch) {
        const prompt = growingText(item.text, (value) => patch({ text: value }));
        const option = optionField(item, patch);
        return {
          lead: null,
          body: [h('div', { class: 'pair-row' }, prompt, icon('arrow-right'), option)],
          focus: () => prompt.focus(),
          refresh(index) {
            prompt.setAttribute('aria-label', `Prompt ${index + 1}`);
            prompt.name = `prompts.${index}.text`;
            option.setAttribute('aria-label', `Answer to prompt ${index + 1}`);
          },
        };
      },
      blank: blankPair,
      addLabel: 'Add a pair',
      min: 1,
      change(items) {
        pairs = items;
        tell();
      },
    });
    const extraRows = rowsEditor({
      items: extras,
      nameOf: (index) => `extra answer ${index + 1}`,
      draw(item, patch) {
        const option = optionField(item, patch);
        return {
          lead: null,
          body: [option],
          focus: () => option.focus(),
          refresh: (index) => option.setAttribute('aria-label', `Extra answer ${index + 1}`),
        };
      },
      blank: answer,
      addLabel: 'Add an extra answer',
      min: 0,
      change(items) {
        extras = items;
        tell();
      },
    });
    nameOptions();
    const title = freshId('pairs');
    const more = freshId('extras');
    const box = h(
      'div',
      { class: 'stack' },
      h(
        'div',
        { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
        h('h2', { id: title }, 'Pairs'),
        h('p', { class: 'muted small' }, 'Each prompt with its answer. The same answer may stand beside several prompts. Pupils get both sides shuffled.'),
        pairRows.nodes,
      ),
      h(
        'div',
        { class: 'stack stack--m', role: 'group', 'aria-labelledby': more },
        h('h3', { id: more }, 'Extra answers'),
        h('p', { class: 'muted small' }, 'They fit no prompt, so that the last pair can’t be found by what is left.'),
        extraRows.nodes,
      ),
    );
    host.append(box);
    return {
      focus: pairRows.focus,
      destroy() {
        pairRows.destroy();
        extraRows.destroy();
        box.remove();
      },
    };
  },
  problems: ({ prompts, options }) => [
    ...textProblems(prompts, { list: 'prompts', field: 'text', noun: 'prompt', min: 1, sameCase: true }),
    ...textProblems(options, { list: 'options', field: 'text', noun: 'answer', min: 2, sameCase: true }),
  ],
};
