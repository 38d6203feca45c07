import { freshId, h, icon } from '../core/dom.js';
import { tick } from '../core/fields.js';
import { letter, optionName } from './choices.js';
import { misconceptionBox, newElementId, textProblems } from './edit-parts.js';
import { growingText, rowsEditor } from './rows-edit.js';

/** The options of choosing one and choosing several: which are right, and which wrong idea leads to each of the others. */

/** What is plainly missing in a list of options. @param {any[]} options */
export const optionProblems = (options) => textProblems(options, { list: 'options', field: 'text', noun: 'option', min: 2, nameOf: optionName });

/**
 * @param {HTMLElement} host
 * @param {object} options
 * @param {import('./contract-edit.js').EditContext} options.context
 * @param {'radio' | 'checkbox'} options.kind
 * @param {string} options.hint
 * @param {(option: any) => boolean} options.isRight
 * @param {(option: any, right: boolean) => any} options.withRight  the option, marked right or wrong
 * @param {() => any} options.blank  a new wrong option, without its id
 * @param {(option: any, patch: (change: object) => void) => {nodes: Node[], refresh: (index: number, option: any) => void}} [options.extra]  more fields in a row
 * @param {Node[]} [options.foot]
 */
export function optionsEditor(host, { context, kind, hint, isRight, withRight, blank, extra, foot = [] }) {
  let { content } = context;
  const group = freshId('right');
  /** @param {object} patch */
  const change = (patch) => {
    content = { ...content, ...patch };
    context.change(content);
  };

  /** @param {any} option @param {(change: object) => void} patch @returns {import('./rows-edit.js').RowParts} */
  const draw = (option, patch) => {
    const right = h('input', { class: kind === 'radio' ? 'radio' : 'check', type: kind, name: group, onchange: () => choose(option.id, right.checked) });
    const text = growingText(option.text, (value) => patch({ text: value }));
    const wrongIdea = misconceptionBox(context.misconceptions, option.misconception, (slug) => patch({ misconception: slug }));
    const feedback = growingText(option.feedback ?? '', (value) => patch({ feedback: value }));
    const sign = h('span', { class: 'option-row__letter', 'aria-hidden': 'true' });
    const said = h('p', { class: 'small ok ic strong' }, icon('check-circle'), 'Right answer');
    const more = extra?.(option, patch);
    // Only choosing one has words for each option; the summary of several would contradict itself.
    const details = kind === 'radio' ? h('details', { class: 'option-more', open: Boolean(option.feedback) }, h('summary', null, 'Feedback for pupils'), feedback) : null;
    return {
      lead: h('span', { class: 'option-row__lead' }, right, sign),
      body: [text, said, wrongIdea, ...(more?.nodes ?? []), ...(details ? [details] : [])],
      focus: () => text.focus(),
      refresh(index, item) {
        const name = letter(index);
        right.checked = isRight(item);
        sign.textContent = name;
        right.setAttribute('aria-label', `${name} is ${kind === 'radio' ? 'the' : 'a'} right answer`);
        text.setAttribute('aria-label', `Option ${name}`);
        text.name = `options.${index}.text`;
        const select = /** @type {HTMLSelectElement} */ (wrongIdea.querySelector('select'));
        select.setAttribute('aria-label', `Wrong idea behind option ${name}`);
        select.name = `options.${index}.misconception`;
        feedback.setAttribute('aria-label', `Feedback for option ${name}`);
        feedback.name = `options.${index}.feedback`;
        said.hidden = !isRight(item);
        wrongIdea.hidden = isRight(item);
        more?.refresh(index, item);
      },
    };
  };
  const rows = rowsEditor({
    items: content.options,
    nameOf: optionName,
    draw,
    blank: () => ({ id: newElementId(), ...blank() }),
    addLabel: 'Add an option',
    min: 2,
    change: (options) => change({ options }),
  });
  /** @param {string} id @param {boolean} right */
  const choose = (id, right) =>
    rows.mapItems((option) => {
      if (option.id === id) return withRight(option, right);
      // One radio button chosen is all the others let go.
      return kind === 'radio' && isRight(option) ? withRight(option, false) : option;
    });

  const title = freshId('options');
  const box = h(
    'div',
    { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
    h(
      'div',
      { class: 'spread' },
      h('h2', { id: title }, 'Options'),
      tick('Shuffle for each pupil', { name: 'shuffle', checked: content.shuffle !== false, onchange: (/** @type {Event} */ event) => change({ shuffle: /** @type {HTMLInputElement} */ (event.target).checked }) }),
    ),
    h('p', { class: 'muted small' }, hint),
    rows.nodes,
    foot,
  );
  host.append(box);
  return {
    change,
    rows,
    focus: rows.focus,
    destroy() {
      rows.destroy();
      box.remove();
    },
  };
}
