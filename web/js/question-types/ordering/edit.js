import { freshId, h } from '../../core/dom.js';
import { emptyContent, newElementId, scoringField, textProblems } from '../edit-parts.js';
import { growingText, rowsEditor } from '../rows-edit.js';

const blank = () => ({ id: newElementId(), text: '' });

/** @type {[string, string][]} */
const SCORING = [
  ['longest_subset', 'Most items that are in the right order'],
  ['all_or_nothing', 'All right or no marks'],
  ['absolute', 'Each item in its right place'],
  ['relative_next', 'Each right pair of neighbours'],
  ['concordant_pairs', 'Each pair in the right order'],
  ['longest_run', 'Longest run without a gap'],
];

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), items: Array.from({ length: 4 }, blank), scoring: 'longest_subset' }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} patch */
    const change = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    const rows = rowsEditor({
      items: content.items,
      nameOf: (index) => `item ${index + 1}`,
      draw(item, patch) {
        const text = growingText(item.text, (value) => patch({ text: value }));
        return {
          lead: null,
          body: [text],
          focus: () => text.focus(),
          refresh(index) {
            text.setAttribute('aria-label', `Item ${index + 1}`);
            text.name = `items.${index}.text`;
          },
        };
      },
      blank,
      addLabel: 'Add an item',
      min: 2,
      change: (items) => change({ items }),
    });
    const title = freshId('items');
    const box = h(
      'div',
      { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
      h('h2', { id: title }, 'Items in the right order'),
      h('p', { class: 'muted small' }, 'First to last. Each pupil gets them shuffled.'),
      rows.nodes,
      scoringField(SCORING, content.scoring ?? 'longest_subset', (scoring) => change({ scoring })),
    );
    host.append(box);
    return {
      focus: rows.focus,
      destroy() {
        rows.destroy();
        box.remove();
      },
    };
  },
  problems: (content) => textProblems(content.items, { list: 'items', field: 'text', noun: 'item', min: 2 }),
};
