import { freshId, h } from '../../core/dom.js';
import { selectBox } from '../../core/fields.js';
import { emptyContent, newElementId, textProblems, valueOf } from '../edit-parts.js';
import { growingText, rowsEditor } from '../rows-edit.js';

/**
 * @typedef {{id: string, text: string}} Category
 * @typedef {{id: string, text: string, category: string}} Item
 */

const CATEGORIES_MAX = 6;
const ITEMS_MAX = 20;

/** @param {number} index @param {string} text */
const nameOfCategory = (index, text) => text.trim() || `Category ${index + 1}`;
const blankCategory = () => ({ id: newElementId(), text: '' });
const blankItem = () => ({ id: newElementId(), text: '', category: '' });

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), stem: 'Put each one into its group.', categories: [blankCategory(), blankCategory()], items: [blankItem(), blankItem(), blankItem(), blankItem()] }),
  edit(host, context) {
    let { content } = context;
    /** @param {object} patch */
    const tell = (patch) => {
      content = { ...content, ...patch };
      context.change(content);
    };
    const categoryRows = rowsEditor({
      items: content.categories,
      nameOf: (index) => `category ${index + 1}`,
      draw(item, patch) {
        const text = growingText(item.text, (value) => patch({ text: value }));
        return {
          lead: null,
          body: [text],
          focus: () => text.focus(),
          refresh(index) {
            text.setAttribute('aria-label', `Category ${index + 1}`);
            text.name = `categories.${index}.text`;
          },
        };
      },
      blank: blankCategory,
      addLabel: 'Add a category',
      min: 2,
      change(categories) {
        tell({ categories });
        itemRows.refresh();
      },
    });
    const itemRows = rowsEditor({
      items: content.items,
      nameOf: (index) => `item ${index + 1}`,
      draw(item, patch) {
        const text = growingText(item.text, (value) => patch({ text: value }));
        const box = selectBox([], { onchange: (/** @type {Event} */ event) => patch({ category: valueOf(event) }) });
        const select = /** @type {HTMLSelectElement} */ (box.querySelector('select'));
        return {
          lead: null,
          body: [text, box],
          focus: () => text.focus(),
          refresh(index, { category }) {
            text.setAttribute('aria-label', `Item ${index + 1}`);
            text.name = `items.${index}.text`;
            select.setAttribute('aria-label', `Category of item ${index + 1}`);
            select.name = `items.${index}.category`;
            const choices = [['', 'Choose its category'], ...content.categories.map((/** @type {Category} */ { id, text: name }, /** @type {number} */ at) => [id, nameOfCategory(at, name)])];
            select.replaceChildren(...choices.map(([id, name]) => h('option', { value: id }, name)));
            select.value = choices.some(([id]) => id === category) ? category : '';
          },
        };
      },
      blank: blankItem,
      addLabel: 'Add an item',
      min: 2,
      change: (items) => tell({ items }),
    });
    /** @param {'h2' | 'h3'} level @param {string} name @param {string} hint @param {Node[]} nodes */
    const part = (level, name, hint, nodes) => {
      const id = freshId('part');
      return h('div', { class: 'stack stack--m', role: 'group', 'aria-labelledby': id }, h(level, { id }, name), h('p', { class: 'muted small' }, hint), nodes);
    };
    const box = h(
      'div',
      { class: 'stack' },
      part('h2', 'Categories', `Two to ${CATEGORIES_MAX}, in the order in which pupils see them. One may stay empty, so that what is left over tells nothing.`, categoryRows.nodes),
      part('h3', 'Items', `Each belongs in one category. Pupils get them shuffled. At most ${ITEMS_MAX}.`, itemRows.nodes),
    );
    host.append(box);
    return {
      focus: categoryRows.focus,
      destroy() {
        categoryRows.destroy();
        itemRows.destroy();
        box.remove();
      },
    };
  },
  problems({ categories, items }) {
    const known = new Set(categories.map((/** @type {Category} */ { id }) => id));
    return [
      ...textProblems(categories, { list: 'categories', field: 'text', noun: 'category', min: 2 }),
      ...textProblems(items, { list: 'items', field: 'text', noun: 'item', min: 2, sameCase: true }),
      ...(categories.length > CATEGORIES_MAX ? [{ place: 'categories', message: `Keep at most ${CATEGORIES_MAX} categories.` }] : []),
      ...(items.length > ITEMS_MAX ? [{ place: 'items', message: `Keep at most ${ITEMS_MAX} items.` }] : []),
      ...items.flatMap((/** @type {Item} */ { category }, /** @type {number} */ index) => (known.has(category) ? [] : [{ place: `items.${index}.category`, message: `Choose the category of item ${index + 1}.` }])),
    ];
  },
};
