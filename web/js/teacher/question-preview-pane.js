import { tryQuestion } from '../api/questions.js';
import { announce } from '../core/announce.js';
import { freshId, h, icon } from '../core/dom.js';
import { OUTCOMES } from '../core/outcomes.js';
import { richText } from '../core/rich-text.js';
import { percent } from '../core/words.js';
import { questionType } from '../question-types/registry.js';

/** The question as pupils see it, beside the form; it can be answered, and the real marker says what that would earn. */

/** @typedef {import('../question-types/contract.js').Response} Response */

/** What the marker says of an answer, for teachers. @param {any} mark  the answer of POST /api/question-try */
export function verdict(mark) {
  const { icon: picture, label, tone } = OUTCOMES[mark.outcome] ?? OUTCOMES.unanswered;
  const said = mark.reasons ?? [];
  return h(
    'div',
    { class: 'stack stack--s' },
    h('p', { class: 'cluster' }, h('span', { class: `tag tag--${tone}` }, icon(picture), label), h('span', { class: 'num' }, `${percent(mark.fraction)} of the marks`)),
    mark.error && h('p', { class: 'small warn' }, typeof mark.error === 'string' ? mark.error : (mark.error.message ?? '')),
    said.length > 0 && h('ul', { class: 'checks' }, said.map((/** @type {string} */ reason) => h('li', null, icon('info'), h('span', null, reason)))),
    mark.feedback && h('p', { class: 'small' }, h('strong', null, 'Pupils read: '), mark.feedback),
  );
}

/**
 * @param {string} type
 * @param {() => object} content  as it stands now
 */
export function previewPane(type, content) {
  const player = questionType(type);
  const id = freshId('preview');
  const stem = h('div', { class: 'question__stem', id });
  const host = h('div');
  const card = h('section', { class: 'card pupil-view', 'aria-label': 'Preview' }, stem, host);
  const answer = h('div', { class: 'try', role: 'status' });
  /** @type {import('../question-types/contract.js').Answering | undefined} */
  let playing;
  /** @type {Response} */
  let response = null;
  let drawn = '';
  let asked = 0;

  const ask = async () => {
    const mine = ++asked;
    button.setAttribute('aria-disabled', 'true');
    try {
      const mark = await tryQuestion({ type, content: content(), response });
      if (mine === asked) answer.replaceChildren(verdict(mark));
    } catch (error) {
      if (mine === asked) answer.replaceChildren(h('p', { class: 'small warn' }, /** @type {any} */ (error).detail ?? 'That could not be marked. Try again.'));
    } finally {
      button.removeAttribute('aria-disabled');
    }
  };
  const button = h('button', { class: 'button', type: 'button', onclick: () => button.getAttribute('aria-disabled') !== 'true' && void ask() }, icon('check'), 'Mark my answer');
  const start = h('button', { class: 'button button--quiet', type: 'button', onclick: () => reset() }, icon('reset'), 'Start again');
  const waiting = h('p', { class: 'muted' }, 'The question appears here as you write it.');
  stem.append(waiting);
  const tools = h('div', { class: 'cluster', hidden: true }, button, start);

  /** @type {any} */
  let item = null;
  const draw = () => {
    playing?.destroy();
    host.replaceChildren();
    stem.replaceChildren(...richText(item.stem));
    playing = player.answer(host, {
      view: item,
      value: response,
      labelledBy: id,
      run: async (request, options) => (await import('../api/code.js')).tryRun({ type, content: content() }, request, options),
      change(value) {
        response = value;
        asked += 1;
        answer.replaceChildren();
      },
    });
  };
  const reset = () => {
    response = null;
    asked += 1;
    answer.replaceChildren();
    draw();
    announce('Ready for another answer');
  };
  const views = freshId('view');
  /** @param {string} label @param {boolean} phone */
  const size = (label, phone) => h('label', null, h('input', { type: 'radio', name: views, checked: !phone, onchange: () => card.classList.toggle('pupil-view--phone', phone) }), label);
  const element = h(
    'div',
    { class: 'stack' },
    h('div', { class: 'spread spread--wrap' }, h('h2', null, 'As pupils see it'), h('div', { class: 'segmented', role: 'group', 'aria-label': 'Width of the preview' }, size('Chromebook', false), size('Phone', true))),
    card,
    tools,
    answer,
  );
  return {
    element,
    /** Show what the server made of the content; null keeps the last that could be read, greyed. @param {any} view */
    show(view) {
      card.classList.toggle('is-old', !view && item !== null);
      if (!view) return;
      const text = JSON.stringify(view);
      if (text === drawn) return;
      drawn = text;
      item = view;
      tools.hidden = false;
      draw();
      answer.replaceChildren();
    },
  };
}
