import { getItemChanges } from '../api/marks.js';
import { getDistribution } from '../api/results.js';
import { h, icon } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { errorState, skeleton } from '../core/states.js';
import { mark, percent, plural } from '../core/words.js';
import { distributionTable } from '../question-types/distribution.js';
import { acceptAnswer } from './accept-answer.js';
import { renamed } from './heat-map.logic.js';
import { putRightFoot } from './put-right.js';

/**
 * @typedef {import('../api/results.js').Distribution} Distribution
 * @typedef {import('./heat-map.logic.js').Item} Item
 */

/** @param {Distribution} distribution */
function facts({ item, answered, of, facility }) {
  const share = facility === null ? '' : ` The class got ${percent(facility)} of the marks.`;
  return `${plural(item.marks, 'mark').replace(/^\S+/, mark(item.marks))}. ${answered} of ${plural(of, 'pupil')} answered.${share}`;
}

/** How many could say what their own program does. @param {NonNullable<Item['own_code']>} own */
function ownCodeWords({ asked, answered, right }) {
  const waiting = asked - answered;
  return `${right} of ${asked} who passed could say what their program does.${waiting ? ` ${waiting} ${waiting === 1 ? 'has' : 'have'} not answered yet.` : ''}`;
}

/**
 * What the class answered to one question, beside the heat map.
 * @param {HTMLElement} host
 * @param {object} options
 * @param {string} options.assignmentId
 * @param {(pupil: {id: string, name: string}) => string} options.nameOf
 * @param {(itemId: string | null) => void} options.onChange  another question, or null for closing
 * @param {() => Promise<unknown>} options.onMarks  marks were changed: fetch the results anew
 */
export function questionDrawer(host, { assignmentId, nameOf, onChange, onMarks }) {
  /** @type {Distribution | null} */
  let shown = null;
  let asked = 0;
  let variants = 1;
  let drawn = false;
  /** @type {Item['own_code']} */
  let own = null;
  const body = h('div', { class: 'stack stack--m' });
  const foot = h('div');
  const heading = h('h2', { id: 'drawer', tabindex: '-1' });
  const tools = h('div', { class: 'cluster' });
  const card = h('section', { class: 'card stack stack--m drawer', 'aria-labelledby': 'drawer' }, h('div', { class: 'spread' }, heading, tools), body, foot);
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ act) => h('button', { class: 'icon-button icon-button--s', type: 'button', 'aria-label': label, onclick: act }, icon(name));

  /** @param {import('../api/results.js').Bucket} bucket */
  const accept = ({ response, acceptable }) => {
    if (shown) void acceptAnswer({ here: { assignment_id: assignmentId, item_id: shown.item.id }, response, acceptable: acceptable ?? [], nameOf, then: onMarks });
  };

  const draw = () => {
    if (!shown) return;
    const { item } = shown;
    const buckets = shown.buckets.map((bucket) => ({ ...bucket, pupils: renamed(bucket.pupils, nameOf) }));
    const open = new Set([...body.querySelectorAll('details[open]')].map((details) => details.closest('tr')?.querySelector('th')?.firstChild?.textContent));
    body.replaceChildren(h('div', { class: 'rich strong' }, richText(item.view.stem)), h('p', { class: 'muted small' }, facts(shown)), ...(variants > 1 ? [h('p', { class: 'ic small' }, icon('wand'), `Each pupil had one of ${variants} variants; this is the first. Answers stand here by what was thought.`)] : []), ...(drawn ? [h('p', { class: 'ic small' }, icon('boxes'), 'Pupils draw from several questions: only those who had this one are counted.')] : []), ...(own ? [h('p', { class: 'ic small' }, icon('code'), ownCodeWords(own))] : []), distributionTable({ ...shown, buckets }, accept));
    // A refresh must not close what the teacher is reading.
    for (const details of body.querySelectorAll('details')) details.open = open.has(details.closest('tr')?.querySelector('th')?.firstChild?.textContent);
  };

  return {
    /**
     * @param {Item} item
     * @param {Item[]} items  in the order of the columns, for the arrows
     */
    async show(item, items) {
      const mine = ++asked;
      const at = items.indexOf(item);
      variants = item.variants;
      drawn = item.pool !== null;
      own = item.own_code;
      const step = (/** @type {Item | undefined} */ to, /** @type {string} */ name) => to && button(name, `Question ${to.position}`, () => onChange(to.id));
      heading.textContent = `Question ${item.position}`;
      tools.replaceChildren(...[step(items[at - 1], 'left'), step(items[at + 1], 'right'), button('x', `Close question ${item.position}`, () => onChange(null))].filter((each) => each !== undefined));
      if (shown?.item.id !== item.id) {
        shown = null;
        body.replaceChildren(skeleton('Loading the answers', 2));
        foot.replaceChildren();
      }
      if (!card.isConnected) host.replaceChildren(card);
      try {
        const [answer, known] = await Promise.all([getDistribution(assignmentId, item.id), getItemChanges(assignmentId, item.id)]);
        if (mine !== asked) return;
        shown = answer;
        draw();
        const wrong = answer.buckets.filter(({ key, right, count }) => key && !right && count);
        const acceptsNone = wrong.length > 0 && wrong.every(({ acceptable }) => !acceptable?.length);
        foot.replaceChildren(putRightFoot({ here: { assignment_id: assignmentId, item_id: item.id }, item, known, acceptsNone, byPerson: Boolean(answer.item.view.by_person), nameOf, then: onMarks }));
      } catch (error) {
        if (mine === asked) body.replaceChildren(errorState(error, { heading: 'h3', retry: () => void this.show(item, items) }));
      }
    },
    focus: () => heading.focus(),
    /** Draw the names again. */
    rename: draw,
    close() {
      asked += 1;
      shown = null;
      card.remove();
    },
  };
}
