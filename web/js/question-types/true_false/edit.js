import { freshId, h } from '../../core/dom.js';
import { field, tick } from '../../core/fields.js';
import { emptyContent, misconceptionBox, nameControl } from '../edit-parts.js';

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), answer: null, reason_required: false, misconception: null }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} patch */
    const change = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    const inputs = [true, false].map((value) => h('input', { class: 'radio', type: 'radio', name: 'answer', value: String(value), checked: content.answer === value, onchange: () => change({ answer: value }) }));
    const title = freshId('answer');
    const wrongIdea = misconceptionBox(context.misconceptions, content.misconception, (slug) => change({ misconception: slug }));
    nameControl(wrongIdea, 'misconception');
    const box = h(
      'div',
      { class: 'stack stack--m' },
      h(
        'div',
        { class: 'stack stack--s', role: 'radiogroup', 'aria-labelledby': title },
        h('h2', { id: title }, 'The statement above is'),
        h('div', { class: 'cluster' }, inputs.map((input) => h('label', { class: 'tick' }, input, h('span', null, input.value === 'true' ? 'True' : 'False')))),
      ),
      field('Wrong idea behind the other answer', wrongIdea),
      tick('Ask pupils for a reason (you read it, it isn’t marked)', {
        name: 'reason_required',
        checked: content.reason_required ?? false,
        onchange: (/** @type {Event} */ event) => change({ reason_required: /** @type {HTMLInputElement} */ (event.target).checked }),
      }),
    );
    host.append(box);
    return { focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(), destroy: () => box.remove() };
  },
  problems: ({ answer }) => (typeof answer === 'boolean' ? [] : [{ place: 'answer', message: 'Say whether the statement is true or false.' }]),
};
