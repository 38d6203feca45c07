import { h, icon } from '../core/dom.js';
import { plural } from '../core/words.js';

/** The numbers over the live grid; each element is changed only when its number is. */

/** @typedef {ReturnType<typeof import('./live-grid.logic.js').totals>} Totals */
/** @typedef {{label: string, icon?: string, board?: boolean, value: (totals: Totals) => string, more?: (totals: Totals) => string | false | 0 | undefined, warns?: (totals: Totals) => boolean}} Stat  board: a class may see it too */

/** @type {Stat[]} */
const STATS = [
  { label: 'Time left', board: true, value: ({ left }) => left ?? '–', more: ({ longest }) => longest && `up to ${longest}` },
  { label: 'Working', icon: 'edit', value: ({ working }) => String(working), more: ({ paused }) => paused && `${paused} paused` },
  { label: 'Idle', icon: 'clock', value: ({ idle }) => String(idle) },
  { label: 'Offline', icon: 'wifi-off', value: ({ offline }) => String(offline), more: ({ held }) => held && `${plural(held, 'answer')} held`, warns: ({ offline, held }) => offline + held > 0 },
  { label: 'Handed in', icon: 'check', board: true, value: ({ handedIn }) => String(handedIn), more: ({ pupils }) => `of ${pupils}` },
  { label: 'Answers saved', icon: 'cloud-check', value: ({ saved }) => String(saved) },
];

/** @param {HTMLElement} element @param {string} text */
const say = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

export function liveStats() {
  const parts = STATS.map((stat) => {
    const value = h('span');
    const more = h('small');
    return { stat, value, more, element: h('div', { class: stat.icon ? 'stat' : 'stat stat--wide' }, h('dt', null, stat.icon && icon(stat.icon), stat.label), h('dd', null, value, ' ', more)) };
  });
  const element = h('dl', { class: 'stat-row' }, parts.map((part) => part.element));
  return {
    element,
    /** @param {Totals} totals @param {boolean} board */
    draw(totals, board) {
      element.classList.toggle('stat-row--board', board);
      for (const { stat, value, more, element: box } of parts) {
        box.hidden = board && !stat.board;
        say(value, stat.value(totals));
        // Who has longer than the class has it for a reason that isn't the class's.
        say(more, (!(board && stat.label === 'Time left') && stat.more?.(totals)) || '');
        box.classList.toggle('stat--warn', stat.warns?.(totals) ?? false);
      }
    },
  };
}
