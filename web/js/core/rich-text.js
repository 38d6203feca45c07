import { h } from './dom.js';

/**
 * Draw the server's tree of an author's text. It is data, never HTML; the shapes are listed in docs/adding-a-question-type.md, and
 * a kind that this page doesn't know yet is shown as its plain words.
 */

/** @typedef {{[name: string]: any}} RichNode */
/** @typedef {RichNode[] | string | null | undefined} RichTree */

/** @param {RichNode[]} [nodes] */
const inlines = (nodes) => (nodes ?? []).map(inline);

/** @param {RichNode} node @returns {Node} */
function inline(node) {
  switch (node.type) {
    case 'strong':
      return h('strong', null, inlines(node.children));
    case 'emphasis':
      return h('em', null, inlines(node.children));
    case 'code':
      return h('code', null, inlines(node.children));
    case 'break':
      return h('br');
    case 'gap':
      // Left empty: its question type puts a control or an answer there.
      return h('span', { 'data-gap': node.id });
    default:
      return document.createTextNode(plainOf(node));
  }
}

/** @param {RichNode} node @returns {Node} */
function block(node) {
  switch (node.type) {
    case 'paragraph':
      return h('p', null, inlines(node.children));
    case 'list':
      return h(
        node.ordered ? 'ol' : 'ul',
        node.start > 1 ? { start: node.start } : null,
        node.children.map((/** @type {RichNode} */ item) => h('li', null, richInline(item.children))),
      );
    case 'code_block':
      // Focusable, because a long line scrolls sideways and keys must reach it.
      return h('pre', { class: 'code-block', tabindex: '0', role: 'group', 'aria-label': 'Code' }, h('code', null, inlines(node.children)));
    case 'table':
      return table(node);
    default:
      return h('p', null, plainOf(node));
  }
}

/** @param {RichNode} node */
function table(node) {
  /** @param {'th' | 'td'} tag @param {RichNode[][]} cells */
  const row = (tag, cells) =>
    h(
      'tr',
      null,
      cells.map((cell, column) => h(tag, { scope: tag === 'th' ? 'col' : null, 'data-align': node.align?.[column] ?? null }, inlines(cell))),
    );
  return h(
    'table',
    { class: 'rich-table' },
    h('thead', null, row('th', node.head)),
    h('tbody', null, node.rows.map((/** @type {RichNode[][]} */ cells) => row('td', cells))),
  );
}

/** @param {RichNode} node @returns {string} */
function plainOf(node) {
  if (node.type === 'image') return node.alt;
  if (node.type === 'break') return ' ';
  if (node.type === 'table') return [node.head, ...node.rows].flat().map((cell) => cell.map(plainOf).join('')).join(' ');
  return node.text ?? (node.children ?? []).map(plainOf).join(node.type === 'list' || node.type === 'item' ? ' ' : '');
}

/**
 * The blocks of a rich text, ready to append.
 * @param {RichTree} tree
 * @returns {Node[]}
 */
export function richText(tree) {
  return typeof tree === 'string' ? [h('p', null, tree)] : (tree ?? []).map(block);
}

/**
 * A text that stands in a line (an option, a label): a single paragraph without its <p>, else the blocks.
 * @param {RichTree} tree
 * @returns {Node[]}
 */
export function richInline(tree) {
  if (typeof tree === 'string') return [document.createTextNode(tree)];
  return tree?.length === 1 && tree[0].type === 'paragraph' ? inlines(tree[0].children) : richText(tree);
}

/**
 * Only the words, for labels and announcements.
 * @param {RichTree} tree
 * @returns {string}
 */
export function plainText(tree) {
  return (typeof tree === 'string' ? tree : (tree ?? []).map(plainOf).join(' ')).replace(/\s+/g, ' ').trim();
}
