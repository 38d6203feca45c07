import { h, icon, need, reconcile } from '../core/dom.js';
import { boardWords, situation } from './live-grid.logic.js';

/**
 * What the projector shows: how far everybody is, in big letters, by number. No name, no flag, no time of one's own.
 * @param {HTMLElement} host
 */
export function liveBoard(host) {
  const list = h('ul', { class: 'live-board' });
  host.replaceChildren(list);
  return {
    /**
     * @param {{id: string, name: string}[]} people  by the names that stand for them, in their order
     * @param {Map<string, import('../api/live.js').LiveRow>} live
     * @param {number} now
     * @param {boolean} over
     */
    draw(people, live, now, over) {
      reconcile(
        list,
        people,
        ({ name }) => name,
        ({ name }) => h('li', { class: 'live-board__pupil' }, h('strong', null, name), h('span', { class: 'live-board__words' }), h('progress', { class: 'progress', 'aria-label': `${name}, answered` })),
        (item, { id }) => {
          const row = live.get(id);
          const { words, done, of, finished } = boardWords(row, situation(row, now, over));
          const key = [words, done, of].join();
          if (item.dataset.shown === key) return;
          item.dataset.shown = key;
          const bar = need(item, 'progress', HTMLProgressElement);
          Object.assign(bar, { max: Math.max(1, of), value: done });
          bar.classList.toggle('progress--ok', finished);
          need(item, '.live-board__words').replaceChildren(...(finished ? [icon('check')] : []), of && !finished ? `${words} · ${done} of ${of}` : words);
        },
      );
    },
  };
}
