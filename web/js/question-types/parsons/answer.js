import { announceNow } from '../../core/announce.js';
import { freshId, h, icon } from '../../core/dom.js';
import { dragTo } from '../../core/drag-to.js';
import { codeListing } from '../code-listing.js';
import { lazyRun } from '../lazy-run.js';
import { reviewPair } from '../review.js';
import { INDENT_MAX, linesOf, programLine, programText, withLine } from './program.logic.js';

/**
 * @typedef {import('../contract.js').Response} Response
 * @typedef {import('./program.logic.js').Block} Block
 * @typedef {import('./program.logic.js').Line} Line
 */

const key = (/** @type {string} */ text) => h('kbd', { class: 'kbd' }, text);

const loadRun = () => import('./run.js');

/** @type {import('../contract.js').QuestionType} */
export const TYPE = {
  type: 'parsons',
  label: 'Parsons problem',
  icon: 'code',
  empty: () => null,
  isAnswered: (value) => Boolean(value?.lines?.some((/** @type {Line} */ { id }) => id)),
  validate: () => null,
  answer(host, { view, value, change, labelledBy, run }) {
    const required = view.indentation !== 'given';
    /** @type {Line[]} */
    let lines = [];
    /** The card that was lifted, and the program as it was then. @type {{id: string, before: Line[]} | null} */
    let lifted = null;

    /** @param {string} id */
    const at = (id) => lines.findIndex((line) => line.id === id);
    const tool = (/** @type {string} */ does, /** @type {string} */ picture) => h('button', { class: 'icon-button', type: 'button', 'data-do': does }, icon(picture));
    const cards = new Map(
      view.blocks.map((/** @type {Block} */ { id, code, indent = 0 }) => {
        const tools = h('span', { class: 'parsons__tools' }, tool('Add', 'plus'), required && [tool('Less indent', 'outdent'), tool('More indent', 'indent')], tool('Up', 'arrow-up'), tool('Down', 'arrow-down'), tool('Take out', 'x'));
        const handle = h('button', { class: 'sortable__handle', type: 'button' }, icon('grip'));
        const node = h('div', { class: 'sortable__item parsons__line', 'data-key': id }, handle, h('div', { class: 'sortable__text' }, h('code', null, code)), tools);
        return [id, { id, name: code.replace(/\s*\n\s*/g, ', '), indent, node, handle, row: h('li', { class: 'parsons__row' }), home: h('div', { class: 'parsons__home' }) }];
      }),
    );
    /** @param {EventTarget | null} target */
    const cardAt = (target) => [...cards.values()].find(({ node }) => node.contains(/** @type {Node} */ (target)));

    // Blocks of a pair come one after the other.
    /** @type {Map<string, string[]>} */
    const units = new Map();
    for (const { id, pair } of view.blocks) units.set(String(pair ?? id), [...(units.get(String(pair ?? id)) ?? []), id]);
    const pile = h(
      'ul',
      { class: 'parsons__list' },
      [...units.values()].map((ids) => h('li', { class: ids[1] && 'parsons__pair' }, ids[1] && h('p', { class: 'question__hint' }, ids[2] ? 'One of these' : 'One of these two'), ids.map((id) => cards.get(id)?.home))),
    );
    const program = h('ol', { class: 'parsons__list' });
    const slot = h('p', { class: 'sortable__slot' });
    const part = (/** @type {string} */ name, /** @type {Node[]} */ ...inside) => {
      const id = freshId('part');
      return h('div', { class: 'parsons__part', role: 'group', 'aria-labelledby': id }, h('h3', { id }, name), inside);
    };
    const [from, to] = [part('Lines to use', pile), part('Your program', program, slot)];
    const hint = h(
      'p',
      { class: 'question__hint parsons__keys', id: freshId('keys') },
      h('span', null, 'Drag, tap a line and then its place, or use keys:'),
      h('span', null, key('Space'), ' lift and drop'),
      h('span', null, key('↑'), key('↓'), ' move'),
      h('span', null, key('←'), key('→'), required ? ' indent, or in and out of the program' : ' in and out of the program'),
      h('span', null, key('Esc'), ' put back'),
    );
    const box = h('div', { class: 'parsons', role: 'group', 'aria-labelledby': labelledBy, 'aria-describedby': hint.id }, hint, h('div', { class: 'parsons__areas' }, from, to));

    /** @param {string} id */
    const where = (id) => (at(id) < 0 ? 'not used' : `line ${at(id) + 1} of ${lines.length}, indent ${lines[at(id)].indent}`);

    const render = () => {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      const card = cardAt(focused);
      for (const { id, node, home, row, name, indent, handle } of cards.values()) {
        const place = at(id);
        const parent = place < 0 ? home : row;
        if (node.parentNode !== parent) parent.append(node);
        row.style.setProperty('--indent', String(lines[place]?.indent ?? 0));
        home.style.setProperty('--indent', indent);
        node.toggleAttribute('data-lifted', id === lifted?.id);
        handle.setAttribute('aria-pressed', String(id === lifted?.id));
        handle.setAttribute('aria-label', `${name}, ${where(id)}`);
        for (const button of node.querySelectorAll('[data-do]')) {
          const does = button.dataset.do;
          button.hidden = (does === 'Add') !== place < 0;
          button.setAttribute('aria-label', `${does}: ${name}`);
          const last = { Up: place === 0, Down: place === lines.length - 1, 'Less indent': !lines[place]?.indent, 'More indent': lines[place]?.indent === INDENT_MAX };
          button.setAttribute('aria-disabled', String(/** @type {any} */ (last)[does] ?? false));
        }
      }
      program.replaceChildren(...lines.map(({ id }) => cards.get(id).row));
      for (const item of pile.children) /** @type {HTMLElement} */ (item).hidden = !item.querySelector('.parsons__line');
      slot.textContent = lifted && at(lifted.id) < 0 ? 'Put it here' : lines.length ? '' : 'Put the first line here';
      slot.hidden = !slot.textContent;
      // Moving a line takes the focus away, and so does hiding the button that was pressed.
      if (card && focused) (focused.hidden ? card.handle : focused).focus();
    };
    /** Put a line at a place of the program, or out of it (-1). @param {string} id @param {number} place @param {number} [indent] */
    const put = (id, place, indent = lines[at(id)]?.indent ?? cards.get(id).indent) => {
      lines = withLine(lines, { id, indent: required ? indent : cards.get(id).indent }, place);
      render();
      announceNow(`${cards.get(id).name}, ${where(id)}.`);
    };
    const tell = () => change(lines.length ? { lines } : null);
    /** @param {string} id */
    const lift = (id) => {
      lifted = { id, before: lines };
      render();
      announceNow(`${cards.get(id).name} lifted, ${where(id)}. Arrow keys move it, Space drops it, Escape puts it back.`);
    };
    const drop = () => {
      if (!lifted) return;
      const moved = lines !== lifted.before;
      announceNow(`${cards.get(lifted.id).name} dropped, ${where(lifted.id)}.`);
      lifted = null;
      render();
      if (moved) tell();
    };
    /** What a key or a button does to a line; false where it does nothing. @param {string} id @param {string} does */
    const act = (id, does) => {
      const place = at(id);
      const indent = lines[place]?.indent;
      if (place < 0) {
        if (does !== 'Add' && does !== 'More indent') return false;
        put(id, lines.length);
      } else if (does === 'Up' || does === 'Down') put(id, Math.max(0, Math.min(lines.length - 1, place + (does === 'Up' ? -1 : 1))));
      else if (does === 'More indent') put(id, place, indent + 1);
      else if (does === 'Less indent' && required && indent) put(id, place, indent - 1);
      else put(id, -1);
      return true;
    };
    const KEYS = new Map(Object.entries({ ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Less indent', ArrowRight: 'More indent', Delete: 'Take out' }));

    box.addEventListener('keydown', (event) => {
      const card = cardAt(event.target);
      if (!lifted || card?.handle !== event.target) return;
      if (event.key === 'Escape') {
        // A dialog around the question must not close as well.
        event.stopPropagation();
        ({ before: lines } = lifted);
        drop();
      } else if (!KEYS.has(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
      else act(lifted.id, KEYS.get(event.key) ?? '');
      event.preventDefault();
    });
    box.addEventListener('click', ({ target }) => {
      if (dragging.justEnded()) return;
      const card = cardAt(target);
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('[data-do]'));
      if (card && button) {
        if (button.getAttribute('aria-disabled') === 'true') return;
        lifted = null;
        act(card.id, button.dataset.do ?? '');
        tell();
      } else if (lifted && lifted.id !== card?.id && !card?.handle.contains(/** @type {Node} */ (target))) {
        // A tap on a line of the program puts the lifted one there, elsewhere in the program at its end, and outside it out.
        const inside = to.contains(/** @type {Node} */ (target));
        const { id } = lifted;
        if (inside) put(id, card && at(card.id) >= 0 ? at(card.id) : lines.length);
        else if (from.contains(/** @type {Node} */ (target))) put(id, -1);
        drop();
        cards.get(id).handle.focus();
      } else if (lifted && lifted.id === card?.id) drop();
      else if (card) {
        drop();
        lift(card.id);
        card.handle.focus();
      }
    });
    // A tap leaves the focus with the lifted line, so that only going elsewhere drops it.
    box.addEventListener('mousedown', (event) => {
      if (lifted && event.target instanceof Element && !event.target.closest('button')) event.preventDefault();
    });
    box.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !box.contains(relatedTarget)) drop();
    });

    // How far a line is dragged sideways says how far in it goes; `dragTo` tells where it was let go.
    let startX = 0;
    let steps = 0;
    box.addEventListener('pointerdown', ({ clientX }) => { startX = clientX; }, true);
    box.addEventListener('pointerup', ({ clientX }) => { steps = Math.round((clientX - startX) / 32); }, true);
    const dragging = dragTo(box, {
      itemAt: (target) => (target instanceof Element && !target.closest('[data-do]') ? cardAt(target)?.node : undefined),
      drop(item, under) {
        const id = item.dataset.key ?? '';
        const onto = [...cards.values()].find(({ node, row }) => under.includes(node) || under.includes(row));
        lifted = null;
        if (under.includes(to)) put(id, onto && at(onto.id) >= 0 ? at(onto.id) : lines.length, at(id) < 0 ? undefined : lines[at(id)].indent + steps);
        else if (under.includes(from)) put(id, -1);
        tell();
      },
    });

    /** @param {Response} response */
    const set = (response) => {
      lifted = null;
      lines = linesOf(response, view);
      render();
    };
    set(value);
    const panel = h('div');
    const all = h('div', { class: 'stack stack--m' }, box, panel);
    host.append(all);
    const running = lazyRun(panel, loadRun, ({ runLines }) => runLines(panel, { box: all, view, value: () => ({ lines }), focus: (id) => cards.get(id).handle.focus(), run }));
    return {
      focus: () => box.querySelector('button')?.focus(),
      set,
      destroy() {
        running.destroy();
        all.remove();
      },
    };
  },
  review(host, context) {
    const draw = (/** @type {Response} */ value) => codeListing(programText(value, context.view));
    reviewPair(host, context, draw, TYPE.isAnswered(context.response));
  },
  toText: programLine,
  prepare: () => loadRun().then(({ preparePractice }) => preparePractice()),
};
