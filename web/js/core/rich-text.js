import { h } from './dom.js';

/**
 * Draw the server's JSON tree of an author's text. It is data, never HTML: an unknown kind is shown as its plain words.
 * The shapes are those of docs/adding-a-question-type.md.
 */

/** @typedef {{[name: string]: any}} RichNode */

/** @param {RichNode | string} node @returns {Node} */
function inline(node) {
  if (typeof node === 'string') return document.createTextNode(node);
  if (node.type === 'code') return h('code', null, node.text);
  if (node.type === 'strong') return h('strong', null, (node.children ?? []).map(inline));
  return document.createTextNode(plainOf(node));
}

/** @param {RichNode} node @returns {Node} */
function block(node) {
  switch (node.type) {
    case 'list':
      return h(node.ordered ? 'ol' : 'ul', null, node.items.map((/** @type {RichNode[]} */ item) => h('li', null, item.map(inline))));
    case 'code':
      // Focusable, because a long line scrolls sideways and keys must reach it.
      return h('pre', { class: 'code-block', tabindex: '0', role: 'group', 'aria-label': 'Code' }, h('code', null, node.text));
    case 'table':
      return h(
        'table',
        { class: 'rich-table' },
        node.head?.length ? h('thead', null, h('tr', null, node.head.map((/** @type {RichNode[]} */ cell) => h('th', { scope: 'col' }, cell.map(inline))))) : null,
        h('tbody', null, node.rows.map((/** @type {RichNode[][]} */ row) => h('tr', null, row.map((cell) => h('td', null, cell.map(inline)))))),
      );
    default:
      return h('p', null, (node.children ?? [plainOf(node)]).map(inline));
  }
}

/** @param {RichNode | string} node @returns {string} */
function plainOf(node) {
  if (typeof node === 'string') return node;
  if (typeof node.text === 'string') return node.text;
  return [...(node.children ?? []), ...(node.items ?? []).flat(), ...(node.head ?? []).flat(), ...(node.rows ?? []).flat(2)].map(plainOf).join(' ');
}

/**
 * The blocks of a rich text, ready to append.
 * @param {RichNode[] | string | null | undefined} tree
 * @returns {Node[]}
 */
export function richText(tree) {
  if (typeof tree === 'string') return [h('p', null, tree)];
  return (tree ?? []).map(block);
}

/**
 * A text that belongs inside a line (an option, a label): the words of a single paragraph without its <p>, else the blocks.
 * @param {RichNode[] | string | null | undefined} tree
 * @returns {Node[]}
 */
export function richInline(tree) {
  if (typeof tree === 'string') return [document.createTextNode(tree)];
  const only = tree?.length === 1 ? tree[0] : null;
  return only?.type === 'paragraph' ? only.children.map(inline) : richText(tree);
}

/**
 * Only the words, for labels and announcements.
 * @param {RichNode[] | string | null | undefined} tree
 * @returns {string}
 */
export function plainText(tree) {
  if (typeof tree === 'string') return tree;
  return (tree ?? []).map(plainOf).join(' ').replace(/\s+/g, ' ').trim();
}
