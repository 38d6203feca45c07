import { getOwnProgress } from '../../api/progress.js';
import { shortDate } from '../../core/dates.js';
import { h, icon } from '../../core/dom.js';
import { errorState } from '../../core/states.js';
import { goOn, nextStep } from './results.logic.js';

/** @typedef {import('../../api/progress.js').OwnProgress} OwnProgress */

const SHOWN = 6;

/** @param {OwnProgress['results'][number]} result */
function resultRow({ attempt_id: attempt, title, at, percent }) {
  return h(
    'li',
    { class: 'row-item row-item--progress' },
    h('span', { class: 'row-icon row-icon--tint' }, icon('chart')),
    h('div', { class: 'row-item__main' }, h('h3', null, h('a', { class: 'link--row', href: `/pupil/results?attempt=${encodeURIComponent(attempt)}` }, title)), h('p', null, shortDate(at))),
    h('div', { class: 'row-item__progress' }, h('p', { class: 'small num' }, `${percent}\u202f% of the marks`), h('progress', { class: 'progress', max: 100, value: percent, 'aria-label': `${title}, per cent of the marks` })),
  );
}

/** @param {OwnProgress} progress */
function draw({ results, objectives, next_step: step }) {
  const secure = objectives.filter(({ level }) => level === 'secure').slice(0, SHOWN);
  return [
    h('h2', { class: 'section-title' }, 'How you are getting on'),
    h('section', { class: 'card card--flush', 'aria-label': 'Your results over time' }, h('ul', { class: 'rows' }, results.slice(-SHOWN).map(resultRow))),
    (secure.length > 0 || step) &&
      h(
        'section',
        { class: 'card stack stack--m', 'aria-label': 'What you can do' },
        secure.length > 0 && [h('h3', null, 'You can now…'), h('ul', { class: 'can-do' }, secure.map(({ text }) => h('li', null, h('span', { class: 'can-do__mark' }, icon('check')), h('div', null, goOn(text)))))],
        step && [h('h3', null, 'Your next step'), h('p', { class: 'ic' }, icon('target'), nextStep(step))],
      ),
  ].filter((each) => each instanceof HTMLElement);
}

/**
 * A pupil's own results over time; nothing before the first result.
 * @param {HTMLElement} place
 */
export async function showProgress(place) {
  try {
    const progress = await getOwnProgress();
    place.replaceChildren(...(progress.results.length ? draw(progress) : []));
  } catch (error) {
    if (/** @type {{status?: number}} */ (error).status === 401) throw error;
    place.replaceChildren(errorState(error, { heading: 'h2', retry: () => void showProgress(place) }));
  }
}
