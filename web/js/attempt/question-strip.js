import { h, icon, reconcile } from '../core/dom.js';
import { hashOf } from './navigation.logic.js';

/** @typedef {{index: number, answered: boolean, void?: boolean, flagged: boolean, current: boolean}} StripEntry */

/** Say the state in words: colour and shape are for those who see them. @param {StripEntry} entry */
function label({ index, answered, void: out, flagged }) {
  return `Question ${index + 1}, ${out ? 'left out' : answered ? 'answered' : 'not answered'}${flagged ? ', flagged' : ''}`;
}

/**
 * The numbers of all questions with their states, as links.
 * @param {HTMLElement} host  an <aside>
 * @returns {(entries: StripEntry[]) => void}
 */
export function questionStrip(host) {
  const list = h('ol', { class: 'strip' });
  host.replaceChildren(
    h('h2', null, 'Questions'),
    list,
    h(
      'ul',
      { class: 'strip-key' },
      h('li', null, h('i', { class: 'k-done' }), 'Answered'),
      h('li', null, h('i'), 'Not answered yet'),
      h('li', null, h('i', { class: 'k-flag' }), 'Flagged'),
    ),
    h('p', { class: 'cluster' }, h('a', { class: 'link--go', href: '#check' }, 'Check answers', icon('right'))),
  );
  return (entries) =>
    reconcile(
      list,
      entries,
      (entry) => entry.index,
      (entry) => h('li', null, h('a', { href: hashOf({ view: 'question', index: entry.index }) }, entry.index + 1)),
      (row, entry) => {
        const link = /** @type {HTMLAnchorElement} */ (row.firstElementChild);
        link.dataset.state = [entry.void ? 'void' : entry.answered && 'answered', entry.flagged && 'flagged'].filter(Boolean).join(' ');
        link.setAttribute('aria-label', label(entry));
        if (entry.current) link.setAttribute('aria-current', 'step');
        else link.removeAttribute('aria-current');
      },
    );
}
