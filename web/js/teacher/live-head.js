import { h, icon } from '../core/dom.js';
import { selectBox } from '../core/fields.js';
import { classAddress, rescueAddress, resultsAddress } from './addresses.js';
import { ORDERS } from './live-grid.logic.js';

/** The still parts of the live view. */

/** @param {string} name @param {string} label @param {string} [kind] */
const button = (name, label, kind) => h('button', { class: kind ? `button button--${kind}` : 'button', type: 'button', hidden: true }, icon(name), label);

/** What the signs of the grid mean. */
function key() {
  const sign = (/** @type {import('../core/dom.js').Props} */ props, /** @type {string} */ words) => h('li', null, h('span', { class: 'live-cell live-cell--key', 'aria-hidden': 'true', ...props }), words);
  return h('ul', { class: 'heat-key hide-s', 'aria-label': 'Signs' }, sign({ 'data-state': 'answered' }, 'Answered'), sign({ 'data-here': true }, 'Here now'), sign({ 'data-state': 'flagged' }, 'Flagged'), sign({ 'data-state': 'out' }, 'Not in this paper, or left out'));
}

/** @param {import('../api/live.js').LiveView} view @param {HTMLElement} stats */
export function liveParts(view, stats) {
  const parts = {
    facts: h('p'),
    hide: h('input', { type: 'checkbox', role: 'switch', 'aria-describedby': 'hide-hint' }),
    pause: button('pause', 'Pause class'),
    resume: button('play', 'Go on'),
    more: button('plus', '5 minutes for all'),
    end: button('stop', 'End for all', 'danger'),
    rescue: h('a', { class: 'button', href: rescueAddress(view.assignment_id), hidden: true }, icon('wifi-off'), 'Take in answers'),
    results: h('a', { class: 'button', href: resultsAddress(view.assignment_id), hidden: true }, icon('chart'), 'Results'),
    line: h('div', { class: 'banner banner--warn', hidden: true }, icon('wifi-off'), h('p', { class: 'banner__text' }, h('strong', { role: 'status' }), ' ', h('span'))),
    order: selectBox(ORDERS, { 'aria-label': 'Order of the pupils' }, ''),
    key: key(),
    place: h('div'),
    bulk: h('div', { class: 'bulk', role: 'region', 'aria-label': 'Selected pupils', hidden: true }),
  };
  const page = [
    h(
      'div',
      { class: 'page-head' },
      h(
        'div',
        { class: 'page-head__text' },
        h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: classAddress(view.class_id) }, view.class_name)), h('li', null, h('a', { href: resultsAddress(view.assignment_id) }, 'Results')), h('li', null, 'Live view')),
        h('h1', null, view.title),
        parts.facts,
      ),
      h(
        'div',
        { class: 'page-head__actions' },
        h('label', { class: 'switch', title: 'For the projector: no names, and only what a class may see' }, h('span', { class: 'switch__text small' }, 'Hide names'), parts.hide),
        h('span', { class: 'vh', id: 'hide-hint' }, 'For the projector: no names, and only what a class may see'),
        parts.pause,
        parts.resume,
        parts.more,
        parts.end,
        parts.rescue,
        parts.results,
      ),
    ),
    parts.line,
    stats,
    h('section', { class: 'card card--flush card--table live-card', 'aria-labelledby': 'where' }, h('div', { class: 'card__head' }, h('h2', { id: 'where' }, 'Where everyone is'), parts.key, parts.order), parts.place, parts.bulk),
  ];
  return { ...parts, page };
}
