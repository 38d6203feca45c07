import { h } from '../core/dom.js';
import { plural } from '../core/words.js';
import { questionsInWords, renamed } from './heat-map.logic.js';

/** @typedef {import('../api/results.js').ClassResults['misconceptions'][number]} WrongIdea */

/**
 * The wrong ideas that this class's answers show, with who has them: for teachers only.
 * @param {HTMLElement} host
 * @param {WrongIdea[]} ideas  those of most pupils first
 * @param {(pupil: {id: string, name: string}) => string} nameOf
 */
export function wrongIdeas(host, ideas, nameOf) {
  const words = JSON.stringify([ideas, ideas.map(({ pupils }) => pupils.map(nameOf))]);
  // Drawn again only when something is different, so that a refresh closes nothing.
  if (host.dataset.words === words) return;
  host.dataset.words = words;
  const row = (/** @type {WrongIdea} */ { count, title, explanation, item_positions, pupils }) =>
    h(
      'li',
      null,
      h('span', { class: 'misc__n', 'aria-hidden': 'true' }, count),
      h(
        'div',
        null,
        h('strong', null, title),
        h('span', { class: 'vh' }, `: ${plural(count, 'pupil')}`),
        explanation && h('p', { class: 'small' }, explanation),
        h('p', { class: 'muted small' }, `In ${questionsInWords(item_positions)}`),
        h('details', { class: 'dist__who' }, h('summary', null, 'Who'), h('ul', null, renamed(pupils, nameOf).map(({ name }) => h('li', null, name)))),
      ),
    );
  host.replaceChildren(
    h(
      'section',
      { class: 'card stack stack--s', 'aria-labelledby': 'ideas' },
      h('h2', { id: 'ideas' }, 'Wrong ideas in this class'),
      ideas.length ? h('ul', { class: 'misc misc--who' }, ideas.map(row)) : h('p', { class: 'muted small' }, 'None has shown yet. Only answers that a question’s author tied to a wrong idea are counted here.'),
    ),
  );
}
