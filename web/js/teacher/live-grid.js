import { h, icon, on, reconcile } from '../core/dom.js';
import { menuButton } from '../core/menu.js';
import { rangeOf } from './bank.logic.js';
import { cell, leftWords, situation, timeLeft } from './live-grid.logic.js';

/**
 * Pupils by questions while a class sits. Only what has changed is touched: half a class changes at every moment.
 *
 * @typedef {import('../api/live.js').LiveRow} LiveRow
 * @typedef {import('../api/live.js').LiveQuestion} LiveQuestion
 * @typedef {import('./live-grid.logic.js').Pupil} Pupil
 * @typedef {{element: HTMLElement, cells: HTMLElement[], drawn: LiveRow | null | undefined, now: HTMLElement, left: HTMLElement, words: HTMLElement, box: HTMLInputElement, act: HTMLButtonElement}} Row
 */

/**
 * @param {Pupil} pupil
 * @param {number} questions
 * @param {string} href
 * @returns {Row}
 */
function makeRow(pupil, questions, href) {
  const box = h('input', { class: 'check', type: 'checkbox', value: pupil.id, 'aria-label': `Select ${pupil.display_name}` });
  const now = h('td', { class: 'live-state' });
  const words = h('span');
  const act = h('button', { class: 'icon-button icon-button--s', type: 'button', value: pupil.id });
  const left = h('td', { class: 'live-left num small' }, h('span', { class: 'ic' }, words, act));
  const cells = Array.from({ length: questions }, () => h('span', { class: 'live-cell' }));
  const element = h('tr', null, h('th', { scope: 'row' }, h('span', { class: 'ic' }, box, h('a', { class: 'heat__name', href }, pupil.display_name))), now, cells.map((each) => h('td', null, each)), left);
  return { element, cells, drawn: null, now, left, words, box, act };
}

/**
 * Do something only when it would look different.
 * @param {HTMLElement} element
 * @param {string} key
 * @param {() => void} draw
 */
function once(element, key, draw) {
  if (element.dataset.shown === key) return;
  element.dataset.shown = key;
  draw();
}

/**
 * Words and a look, nothing else: signs are drawn by the style sheet, for there are a thousand cells.
 * @param {HTMLElement} element
 * @param {ReturnType<typeof cell>} shown
 */
function drawCell(element, { state, here, words }) {
  if (element.textContent === words) return;
  element.dataset.state = state;
  element.toggleAttribute('data-here', here);
  element.textContent = words;
}

/**
 * The number over a column, and what can be done about its question.
 * @param {LiveQuestion} question
 * @param {(question: LiveQuestion) => import('../core/menu.js').MenuItem[]} acts
 */
function columnHead(question, acts) {
  const { position, stem_text: stem, left_out: out } = question;
  const button = menuButton(`Question ${position}${out ? ', left out' : ''}`, () => acts(question));
  button.className = 'heat__q';
  button.replaceChildren(out ? h('s', null, position) : String(position));
  button.title = stem;
  button.tabIndex = -1;
  return h('th', { scope: 'col' }, button);
}

/** Tab stops once at the numbers; arrow keys go on from there. @param {HTMLElement} head */
function rovingNumbers(head) {
  const numbers = () => /** @type {HTMLElement[]} */ ([...head.querySelectorAll('.heat__q')]);
  on(head, 'focusin', '.heat__q', (_event, button) => {
    for (const each of numbers()) each.tabIndex = each === button ? 0 : -1;
  });
  on(head, 'keydown', '.heat__q', (event, button) => {
    const all = numbers();
    const at = all.indexOf(button);
    /** @type {{[key: string]: HTMLElement | undefined}} */
    const moves = { ArrowLeft: all[at - 1], ArrowRight: all[at + 1], Home: all[0], End: all.at(-1) };
    if (!(event.key in moves)) return;
    event.preventDefault();
    moves[event.key]?.focus();
  });
}

/** @param {Row} row @param {import('./live-grid.logic.js').Situation} stands */
function drawNow({ now }, { words, icon: name, tone, notes }) {
  once(now, [words, tone, ...notes].join('|'), () =>
    now.replaceChildren(
      tone ? h('span', { class: tone === 'plain' ? 'tag' : `tag tag--${tone}` }, name && icon(name), words) : h('span', { class: 'small' }, words),
      ...notes.map((note) => h('span', { class: 'live-note' }, note)),
    ),
  );
}

/** @param {Row} row @param {Pupil} pupil @param {LiveRow | undefined} live @param {number} now */
function drawLeft({ left, words, act }, { display_name: name }, live, now) {
  const ms = timeLeft(live, now);
  const text = ms === null ? '–' : leftWords(ms);
  const does = ms === null ? (live ? 'reopen' : '') : 'more';
  once(left, `${text}|${does}`, () => {
    words.textContent = text;
    act.hidden = !does;
    if (!does || act.dataset.act === does) return;
    act.dataset.act = does;
    act.setAttribute('aria-label', does === 'more' ? `5 more minutes for ${name}` : `Open again for ${name}`);
    act.title = does === 'more' ? '5 more minutes' : 'Open again';
    act.replaceChildren(icon(does === 'more' ? 'plus' : 'reset'));
  });
}

/**
 * @param {HTMLElement} host
 * @param {object} actions
 * @param {(pupil: Pupil) => string} actions.hrefOf  the page about a pupil
 * @param {(picked: string[]) => void} actions.onPick
 * @param {(pupilId: string) => void} actions.onMore
 * @param {(pupilId: string) => void} actions.onReopen
 * @param {(question: LiveQuestion) => import('../core/menu.js').MenuItem[]} actions.acts  what can be done about a question
 */
export function liveGrid(host, { hrefOf, onPick, onMore, onReopen, acts }) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @type {Set<string>} */
  const picked = new Set();
  /** @type {Pupil[]} */
  let order = [];
  /** @type {string | null} */
  let lastPicked = null;
  let touchedAt = -Infinity;
  let questions = 0;

  const all = h('input', { class: 'check', type: 'checkbox', 'aria-label': 'Select everybody' });
  const head = h('tr');
  const columns = h('colgroup');
  const body = h('tbody');
  const table = h('table', { class: 'heat heat--live' }, h('caption', { class: 'vh' }, 'Pupils and questions: where everyone is'), columns, h('thead', null, head), body);
  host.replaceChildren(h('div', { class: 'heat-wrap', tabindex: '0', role: 'region', 'aria-label': 'Live grid, scrolls' }, table));

  rovingNumbers(head);

  const tell = () => {
    for (const [id, { box }] of rows) box.checked = picked.has(id);
    all.checked = order.length > 0 && picked.size === order.length;
    all.indeterminate = picked.size > 0 && picked.size < order.length;
    onPick(order.map(({ id }) => id).filter((id) => picked.has(id)));
  };
  all.addEventListener('change', () => {
    picked.clear();
    if (all.checked) for (const { id } of order) picked.add(id);
    tell();
  });
  on(body, 'click', '.check', (event, box) => {
    const { value, checked } = /** @type {HTMLInputElement} */ (box);
    for (const id of event.shiftKey ? rangeOf(order.map((pupil) => pupil.id), lastPicked, value) : [value]) {
      if (checked) picked.add(id);
      else picked.delete(id);
    }
    lastPicked = value;
    tell();
  });
  on(body, 'click', '[data-act]', (_event, button) => {
    const { value, dataset } = /** @type {HTMLButtonElement} */ (button);
    (dataset.act === 'more' ? onMore : onReopen)(value);
  });
  // Rows mustn't change places under somebody's hand.
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin']) body.addEventListener(type, () => (touchedAt = performance.now()), { passive: true });

  return {
    /** How long ago a hand was here, ms. */
    untouchedMs: () => performance.now() - touchedAt,
    /** The columns. @param {LiveQuestion[]} list */
    ask(list) {
      questions = list.length;
      rows.clear();
      body.replaceChildren();
      table.style.setProperty('--questions', String(questions));
      columns.replaceChildren(h('col', { class: 'live-col--name' }), h('col', { class: 'live-col--now' }), ...list.map(() => h('col')), h('col', { class: 'live-col--left' }));
      head.replaceChildren(
        h('th', { scope: 'col' }, h('span', { class: 'ic' }, all, 'Pupil')),
        h('th', { scope: 'col', class: 'live-state' }, 'Now'),
        ...list.map((question) => columnHead(question, acts)),
        h('th', { scope: 'col' }, 'Left'),
      );
      head.querySelector('.heat__q')?.setAttribute('tabindex', '0');
    },
    /** Put the pupils in this order. @param {Pupil[]} pupils */
    order(pupils) {
      const same = pupils.length === order.length && pupils.every(({ id }, index) => id === order[index].id);
      order = pupils;
      if (same && rows.size) return;
      reconcile(body, pupils, ({ id }) => id, (pupil) => {
        const row = makeRow(pupil, questions, hrefOf(pupil));
        rows.set(pupil.id, row);
        return row.element;
      });
    },
    /**
     * Show how everybody stands now.
     * @param {Map<string, LiveRow>} live  by pupil
     * @param {number} now  the server's clock
     * @param {boolean} over
     */
    draw(live, now, over) {
      for (const pupil of order) {
        const row = rows.get(pupil.id);
        if (!row) continue;
        const of = live.get(pupil.id);
        drawNow(row, situation(of, now, over));
        drawLeft(row, pupil, of, now);
        // What the server said of a pupil is replaced as a whole, never changed.
        if (row.drawn === of) continue;
        row.drawn = of;
        for (const [place, element] of row.cells.entries()) drawCell(element, cell(of, place));
      }
    },
    clear() {
      picked.clear();
      tell();
    },
    /** Back to the row that was picked last. */
    focus: () => (rows.get(lastPicked ?? '')?.box ?? all).focus(),
  };
}
