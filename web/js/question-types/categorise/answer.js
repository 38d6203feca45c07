import { announceNow } from '../../core/announce.js';
import { freshId, h, icon } from '../../core/dom.js';
import { dragTo } from '../../core/drag-to.js';
import { plainText, richInline } from '../../core/rich-text.js';
import { hasPartners, partnerOf, partnersToText, reviewPartners } from '../pairs.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {import('../contract.js').View} View
 * @typedef {{id: string, text: any}} Element
 * @typedef {{id: string, name: string, node: HTMLElement, list: HTMLElement, put: HTMLElement}} Box  a category; the first one, without an id, holds what isn't placed yet
 */

/** @param {View} view */
const pairsOf = (view) => ({ field: 'placements', elements: view.items, partners: view.categories });

const STEPS = new Map(Object.entries({ ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }));

function keysHint() {
  const key = (/** @type {string} */ text) => h('kbd', { class: 'kbd' }, text);
  return h(
    'p',
    { class: 'question__hint sorting__hint', id: freshId('keys') },
    h('span', null, 'Drag each one into a box, or tap it and then a box.'),
    h('span', { class: 'sorting__keys' }, 'Keys: ', key('1'), key('2'), '… put it into a box, ', key('←'), key('→'), ' move it on, ', key('0'), ' takes it out.'),
  );
}

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'categorise',
  label: 'Categorise',
  icon: 'boxes',
  empty: () => null,
  isAnswered: (value) => hasPartners(value, 'placements'),
  validate: () => null,
  answer(host, { view, value, change, labelledBy }) {
    const hint = keysHint();
    /** The item that was tapped and waits for its box. @type {HTMLElement | null} */
    let chosen = null;
    /** @param {string} id @param {string} name @param {import('../../core/dom.js').Child} title @returns {Box} */
    const makeBox = (id, name, title) => {
      const titleId = freshId('box');
      const list = h('ul', { class: 'sorting__list' });
      const put = h('button', { class: 'icon-button icon-button--line', type: 'button' }, icon('plus'));
      const head = h('div', { class: 'sorting__head' }, h('div', { class: 'sorting__name', id: titleId }, title), put);
      return { id, name, list, put, node: h('div', { class: `sorting__box ${id ? '' : 'sorting__box--open'}`, role: 'group', 'aria-labelledby': titleId }, head, list) };
    };
    const count = h('span');
    const boxes = [
      makeBox('', 'not placed yet', count),
      ...view.categories.map((/** @type {Element} */ { id, text }, /** @type {number} */ index) =>
        makeBox(id, `in ${plainText(text)}`, [h('kbd', { class: 'kbd', 'aria-hidden': 'true' }, index + 1), h('span', null, richInline(text))]),
      ),
    ];
    const box = h(
      'div',
      { class: 'sorting', role: 'group', 'aria-labelledby': labelledBy, 'aria-describedby': hint.id },
      hint,
      boxes[0].node,
      h('div', { class: 'sorting__boxes' }, boxes.slice(1).map(({ node }) => node)),
    );
    /** @type {HTMLElement[]} */
    const items = view.items.map((/** @type {Element} */ { id, text }) =>
      h(
        'li',
        { class: 'sortable__item sorting__item', 'data-key': id, 'data-name': plainText(text) },
        h('button', { class: 'sortable__handle', type: 'button' }, icon('grip')),
        h('div', { class: 'sortable__text' }, richInline(text)),
      ),
    );
    /** @param {HTMLElement} item */
    const handleOf = (item) => /** @type {HTMLElement} */ (item.querySelector('button'));
    /** @param {HTMLElement} item */
    const boxOf = (item) => /** @type {Box} */ (boxes.find(({ list }) => list === item.parentNode) ?? boxes[0]);
    /** @param {Element | EventTarget | null} within */
    const itemAt = (within) => items.find((item) => item.contains(/** @type {Node} */ (within)));

    const refresh = () => {
      for (const item of items) {
        const lifted = item === chosen;
        item.toggleAttribute('data-lifted', lifted);
        handleOf(item).setAttribute('aria-label', `${item.dataset.name}, ${boxOf(item).name}`);
        handleOf(item).setAttribute('aria-pressed', String(lifted));
      }
      const open = boxes[0].list.children.length;
      count.textContent = open ? `Still to place: ${open}` : 'All placed';
      for (const { list, name, put } of boxes) {
        put.hidden = !chosen || chosen.parentNode === list;
        put.setAttribute('aria-label', `Put here: ${chosen?.dataset.name}, ${name}`);
      }
    };
    /** @param {Response} response */
    const place = (response) => {
      chosen = null;
      for (const item of items) (boxes.find(({ id }) => id === partnerOf(response, 'placements', item.dataset.key ?? '')) ?? boxes[0]).list.append(item);
      refresh();
    };
    /** @param {HTMLElement | null} item */
    const choose = (item) => {
      chosen = item;
      refresh();
      if (item) announceNow(`${item.dataset.name} chosen, ${boxOf(item).name}. Choose its box.`);
    };
    /** Put an item into a box; the focus goes to `next`, because moving takes it away. @param {HTMLElement} item @param {Box} to @param {HTMLElement} [next] */
    const put = (item, to, next = item) => {
      chosen = null;
      if (to.list !== item.parentNode) {
        to.list.append(item);
        const placed = items.map((each) => [each.dataset.key, boxOf(each).id]).filter(([, id]) => id);
        change(placed.length ? { placements: Object.fromEntries(placed) } : null);
      }
      refresh();
      handleOf(next).focus();
      announceNow(`${item.dataset.name}, ${to.name}.`);
    };

    box.addEventListener('click', ({ target }) => {
      if (dragging.justEnded()) return;
      const item = itemAt(target);
      const to = boxes.find(({ node }) => node.contains(/** @type {Node} */ (target)));
      if (!to) return;
      // A tap on another box, also on what lies in it, puts the chosen item there; its handle chooses instead.
      if (chosen && chosen.parentNode !== to.list && !(item && handleOf(item).contains(/** @type {Node} */ (target)))) put(chosen, to);
      else if (item) choose(item === chosen ? null : item);
    });
    box.addEventListener('keydown', (event) => {
      const item = itemAt(event.target);
      if (event.key === 'Escape' && chosen) {
        event.stopPropagation();
        choose(null);
      }
      if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
      const at = boxes.indexOf(boxOf(item));
      const step = STEPS.get(event.key);
      const to = boxes[step ? Math.max(0, Math.min(at + step, boxes.length - 1)) : /^\d$/.test(event.key) ? Number(event.key) : event.key === 'Delete' ? 0 : -1];
      if (!to) return;
      event.preventDefault();
      // From the pile, digits go on to the next one: a whole pile is sorted without another key.
      const next = !step && !at ? (item.nextElementSibling ?? item.parentNode?.firstElementChild) : null;
      put(item, to, itemAt(next ?? null));
    });

    const dragging = dragTo(box, {
      itemAt,
      drop(item, under) {
        const to = boxes.find(({ node }) => under.includes(node));
        if (to) put(item, to);
      },
    });

    place(value);
    host.append(box);
    return { focus: () => handleOf(itemAt(box.querySelector('li')) ?? items[0]).focus(), set: place, destroy: () => box.remove() };
  },
  review: (host, context) => reviewPartners(host, context, pairsOf(context.view)),
  toText: (value, view) => partnersToText(value, pairsOf(view)),
};
