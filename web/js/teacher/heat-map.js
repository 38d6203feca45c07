import { h, icon, need, on, reconcile } from '../core/dom.js';
import { mark } from '../core/words.js';
import { cellShown, cellsByItem, hasAnswer, sortItems, sortPupils, totalShown } from './heat-map.logic.js';

/**
 * @typedef {import('./heat-map.logic.js').ClassResults} ClassResults
 * @typedef {import('./heat-map.logic.js').Item} Item
 * @typedef {import('./heat-map.logic.js').Pupil} Pupil
 *
 * @typedef {object} HeatView
 * @property {ClassResults} results
 * @property {import('./heat-map.logic.js').PupilOrder} pupilOrder
 * @property {import('./heat-map.logic.js').ItemOrder} itemOrder
 * @property {(pupil: Pupil) => string} nameOf  the name, or what stands for it while names are hidden
 * @property {boolean} running
 * @property {(pupil: Pupil) => string} timeOf  a time of their own that is still to come, in words; empty for none
 * @property {(pupil: Pupil) => string} ownOf  what else they have instead of the class, in words; empty for nothing
 * @property {(pupil: Pupil) => string | null} hrefOf  the page about a pupil; null while names are hidden
 * @property {(pupil: Pupil) => boolean} mayAct  something can be done about a pupil
 * @property {(pupil: Pupil) => HTMLElement} menuOf
 * @property {string | null} chosen  id of the question whose drawer is open
 */

/** @param {number | null} fraction */
const hundredths = (fraction) => (fraction === null ? '–' : String(Math.round(fraction * 100)));

/**
 * One cell, changed only where it has changed, so that the focus survives a refresh.
 * @param {HTMLElement} td
 * @param {Item} item
 * @param {{text: string, said: string, level: string}} shown
 * @param {string} name
 * @param {string | null} pupilId  null when there is no answer to open
 */
function updateCell(td, item, { text, said, level }, name, pupilId) {
  const words = `${text} ${said}, ${name}, question ${item.position}`;
  if (td.dataset.words === words) return;
  td.dataset.words = words;
  const content = pupilId ? [text, h('span', { class: 'vh' }, ` ${said}, ${name}, question ${item.position}`)] : [h('span', { 'aria-hidden': 'true' }, text), h('span', { class: 'vh' }, said)];
  const old = td.firstElementChild;
  if (old instanceof HTMLButtonElement && pupilId) {
    old.dataset.level = level;
    old.replaceChildren(...content);
  } else if (pupilId) td.replaceChildren(h('button', { class: 'heat__cell', type: 'button', tabindex: '-1', 'data-level': level, 'data-pupil': pupilId, 'data-item': item.id }, content));
  else td.replaceChildren(h('span', { class: 'heat__cell', 'data-level': level }, content));
}

/** @param {HTMLElement} row @param {Pupil} pupil @param {Item[]} items @param {HeatView} view */
function updateRow(row, pupil, items, { results, nameOf, running, chosen, timeOf, ownOf, hrefOf, mayAct, menuOf }) {
  const name = nameOf(pupil);
  const head = need(row, 'th', HTMLElement);
  const time = timeOf(pupil);
  const own = ownOf(pupil);
  const acts = mayAct(pupil);
  const href = hrefOf(pupil);
  const words = [name, pupil.left, time, own, acts, href].join();
  if (head.dataset.words !== words) {
    head.dataset.words = words;
    // The menu stays, so that the focus does.
    const old = head.querySelector('[aria-haspopup]');
    const menu = acts && (old ?? menuOf(pupil));
    if (menu) menu.setAttribute('aria-label', `Actions for ${name}`);
    if (menu && !old) menu.setAttribute('tabindex', '-1');
    const about = h('span', { class: 'heat__who' }, href ? h('a', { class: 'heat__name', href, tabindex: '-1' }, name) : h('span', { class: 'heat__name' }, name), pupil.left && h('small', { class: 'heat__left' }, 'Left the class'), time && h('span', { class: 'tag tag--line heat__time' }, icon('clock'), time), own && h('span', { class: 'tag tag--line heat__own' }, own), menu);
    if (head.firstElementChild) head.firstElementChild.replaceWith(about);
    else head.append(about);
  }
  const cells = cellsByItem(pupil);
  const total = totalShown(pupil, time ? true : running);
  reconcile(
    row,
    [head, ...items, 'total'],
    (part) => (part instanceof HTMLElement ? 'name' : typeof part === 'string' ? part : part.id),
    (part) => h('td', { class: part === 'total' ? 'heat__total' : null }),
    (td, part) => {
      if (part === 'total') {
        const isNumber = !Number.isNaN(Number(total));
        td.replaceChildren(total, ...(isNumber ? [h('span', { class: 'vh' }, ` of ${mark(pupil.marks_max ?? results.assignment.marks_max)}`)] : []));
        td.classList.toggle('heat__total--words', !isNumber);
      } else if (!(part instanceof HTMLElement) && typeof part !== 'string') {
        const cell = cells.get(part.id);
        updateCell(td, part, cellShown(cell, part), name, hasAnswer(cell) ? pupil.id : null);
        td.classList.toggle('col-on', part.id === chosen);
      }
    },
  );
}

/** @param {HTMLElement} head @param {Item[]} items @param {string | null} chosen */
function updateHead(head, items, chosen) {
  reconcile(
    head,
    ['pupil', ...items, 'total'],
    (part) => (typeof part === 'string' ? part : part.id),
    (part) =>
      typeof part === 'string'
        ? h('th', { scope: 'col' }, part === 'pupil' ? 'Pupil' : 'Total')
        : h('th', { scope: 'col' }, h('button', { class: 'heat__q', type: 'button', tabindex: '-1', 'data-question': part.id, title: part.stem_text }, h('span', { class: 'vh' }, 'Question '), part.position)),
    (th, part) => typeof part !== 'string' && need(th, 'button').setAttribute('aria-pressed', String(part.id === chosen)),
  );
}

/** @param {HTMLElement} foot @param {Item[]} items @param {ClassResults} results */
function updateFoot(foot, items, { mean, assignment }) {
  const values = [...items.map(({ facility }) => facility), mean === null ? null : mean / assignment.marks_max];
  foot.replaceChildren(h('th', { scope: 'row' }, 'Class, % of marks'), ...values.map((value) => h('td', null, hundredths(value))));
}

/** What the arrow keys move between. */
const STOPS = 'button, a.heat__name';

/**
 * Tab stops once in the table; arrow keys, Home and End go on from there. Thirty pupils by thirty questions are nine hundred buttons.
 * @param {HTMLTableElement} table
 */
function rovingFocus(table) {
  const buttons = () => [...table.querySelectorAll('tr')].map((row) => /** @type {HTMLElement[]} */ ([...row.querySelectorAll(STOPS)])).filter((row) => row.length);
  const settle = (/** @type {HTMLElement | null} */ wanted = table.querySelector('[tabindex="0"]')) => {
    const chosen = wanted ?? table.querySelector('button');
    for (const button of table.querySelectorAll('[tabindex="0"]')) if (button !== chosen) button.setAttribute('tabindex', '-1');
    chosen?.setAttribute('tabindex', '0');
  };
  // What a menu offers stands in the table, and moves by keys of its own.
  on(table, 'focusin', 'button:not([role=menuitem]), a.heat__name', (_event, button) => settle(button));
  on(table, 'keydown', STOPS, (event, button) => {
    const rows = buttons();
    const y = rows.findIndex((row) => row.includes(/** @type {HTMLElement} */ (button)));
    // By column, not by place among the buttons: a pupil without a mark has none in some columns.
    const column = /** @type {HTMLTableCellElement} */ (button.closest('th, td')).cellIndex;
    const inColumn = (/** @type {number} */ from, /** @type {number} */ step) => {
      for (let at = from; rows[at]; at += step) {
        const found = rows[at].find((each) => /** @type {HTMLTableCellElement} */ (each.closest('th, td')).cellIndex === column);
        if (found) return found;
      }
      return undefined;
    };
    const x = rows[y].indexOf(/** @type {HTMLButtonElement} */ (button));
    /** @type {{[key: string]: () => HTMLElement | undefined}} */
    const moves = { ArrowLeft: () => rows[y][x - 1], ArrowRight: () => rows[y][x + 1], ArrowUp: () => inColumn(y - 1, -1), ArrowDown: () => inColumn(y + 1, 1), Home: () => rows[y][0], End: () => rows[y].at(-1) };
    const move = moves[event.key];
    if (!move || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move()?.focus();
  });
  return settle;
}

/**
 * The heat map: a real table with the mark in every cell.
 * @param {HTMLElement} host
 * @param {object} actions
 * @param {(itemId: string) => void} actions.onQuestion
 * @param {(pupilId: string, itemId: string) => void} actions.onCell
 * @returns {{update: (view: HeatView) => void, focusQuestion: (itemId: string) => void}}
 */
export function heatMap(host, { onQuestion, onCell }) {
  const headRow = h('tr');
  const body = h('tbody');
  const footRow = h('tr');
  const table = h('table', { class: 'heat' }, h('caption', { class: 'vh' }, 'Marks by pupil and question. Arrow keys move from mark to mark, Enter opens the answer.'), h('thead', null, headRow), body, h('tfoot', null, footRow));
  host.replaceChildren(h('div', { class: 'heat-wrap', tabindex: '0', role: 'region', 'aria-label': 'Marks by pupil and question, scrolls' }, table));
  const settle = rovingFocus(table);
  on(table, 'click', '[data-question]', (_event, button) => onQuestion(button.dataset.question ?? ''));
  on(table, 'click', '[data-pupil]', (_event, button) => onCell(button.dataset.pupil ?? '', button.dataset.item ?? ''));
  return {
    update(view) {
      const items = sortItems(view.results.items, view.itemOrder);
      updateHead(headRow, items, view.chosen);
      reconcile(
        body,
        sortPupils(view.results.pupils, view.pupilOrder, view.nameOf),
        ({ id }) => id,
        () => h('tr', null, h('th', { scope: 'row', 'data-key': 'name' })),
        (row, pupil) => updateRow(row, pupil, items, view),
      );
      updateFoot(footRow, items, view.results);
      settle();
    },
    focusQuestion(itemId) {
      /** @type {HTMLElement | null} */ (table.querySelector(`[data-question="${CSS.escape(itemId)}"]`))?.focus();
    },
  };
}

/** What the colours mean, in numbers. */
export function heatKey() {
  const steps = ['0–19 %', '20–39', '40–59', '60–79', '80–100'];
  return h('ul', { class: 'heat-key', 'aria-label': 'Colours: share of the marks' }, steps.map((text, index) => h('li', null, h('i', { class: `l${index + 1}` }), text)));
}

