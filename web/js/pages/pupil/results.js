import { followAttempt } from '../../api/attempt-live.js';
import { getResult } from '../../api/attempts.js';
import { loadTypes, questionType } from '../../attempt/question-types.js';
import { shortStem } from '../../attempt/review.logic.js';
import { announce } from '../../core/announce.js';
import { dayAndTime, shortDate } from '../../core/dates.js';
import { append, art, h, icon } from '../../core/dom.js';
import { keepPages } from '../../core/offline-pages.js';
import { setTitle, startPage } from '../../core/page.js';
import { plainText, richText } from '../../core/rich-text.js';
import { stateCard } from '../../core/states.js';
import { mark } from '../../core/words.js';
import { ownCodeQuestion } from './own-code.js';
import { changedWords, gettingThere, goOn, newer, newsWords, nextStep, praise, praiseUnmarked, shownAs, swappedAwayWords, tally, triedWords } from './results.logic.js';
import { keepingPlace } from './results-update.js';

/**
 * @typedef {import('../../api/attempts.js').Result} Result
 * @typedef {import('../../api/attempts.js').ResultItem} ResultItem
 */

const RUNNING_MS = 1500;
/** When a runner is long in coming back, a class that waits mustn't hurry it. */
const RUNNING_LONG_MS = 15_000;
const ASKED_OFTEN = 40;
/** Answers of the server that no asking changes: signed out, or no attempt of this pupil's any more. */
const FINAL = [401, 403, 404];

/** States of an attempt that has a result. */
const HANDED_IN = ['submitted', 'marked'];

/** @param {Result} result @param {string} name */
function hero(result, name) {
  const fraction = result.marks_max ? result.score / result.marks_max : null;
  const { marks, tried } = tally(result);
  const when = result.submitted_at ? ` · handed in ${dayAndTime(result.submitted_at)}` : '';
  return h(
    'section',
    { class: 'hero' },
    h('div', { class: 'grow' }, h('p', { class: 'eyebrow' }, `${result.title}${when}`), h('h1', null, fraction === null ? praiseUnmarked(name) : praise(fraction, name)), h('p', null, marks ? ['You got ', h('strong', null, marks)] : null, tried)),
    art((fraction ?? 0) >= 0.75 ? 'badge-star' : 'badge-grow'),
  );
}

/**
 * @param {string} name
 * @param {boolean} next
 * @param {import('../../core/dom.js').Child} content
 */
function point(name, next, content) {
  return h('li', null, h('span', { class: next ? 'can-do__mark can-do__mark--next' : 'can-do__mark' }, icon(name)), h('div', null, content));
}

/** @param {ResultItem} item @param {number} number */
function nearlyPoint(item, number) {
  const partly = item.outcome === 'partial' ? `You had ${mark(item.score)} of ${mark(item.marks)} marks.` : 'Have a look at why.';
  return point('trend-up', true, [h('a', { class: 'link--row', href: `#question-${number}` }, shortStem(plainText(item.view.stem))), h('p', { class: 'muted small' }, `Question ${number}. ${partly}`)]);
}

/** @param {Result} result */
function summary(result) {
  const nearly = gettingThere(result.items);
  const numbers = new Map(result.items.map((item, index) => [item, index + 1]));
  const can = result.strengths.length > 0 && [h('h2', { class: 'h2' }, 'You can now…'), h('ul', { class: 'can-do can-do--gap' }, result.strengths.map((text) => point('check', false, h('strong', null, goOn(text)))))];
  const more = nearly.length > 0 && [h(can ? 'h3' : 'h2', null, 'Getting there'), h('ul', { class: 'can-do can-do--gap' }, nearly.map((item) => nearlyPoint(item, numbers.get(item) ?? 0)))];
  const step = result.next_step && h('section', { class: 'card card--sun stack stack--m' }, h('div', { class: 'cluster cluster--m' }, icon('target'), h('h2', null, 'Your next step')), h('p', null, nextStep(result.next_step)));
  if (!can && !more) return step;
  return h('div', { class: step ? 'with-side' : 'stack' }, h('section', { class: 'card', 'aria-label': 'What you can do' }, can, more), step);
}

/** @param {string} attempt @param {ResultItem} item @param {number} index */
function explainRow(attempt, item, index) {
  const { icon: name, tone, words } = shownAs(item.outcome);
  const stem = plainText(item.view.stem);
  const body = h('div', { class: 'explain__body' });
  const own = item.own_code;
  const waits = own && !own.answer && h('span', { class: 'own-code__waits' }, 'One more question about your program');
  if (shortStem(stem) !== stem || item.view.stem.length > 1) append(body, [h('div', { class: 'stack stack--s' }, richText(item.view.stem))]);
  questionType(item.type).review(body, { view: item.view, response: item.response, outcome: item.outcome, key: item.key, parts: item.parts, tests: item.tests });
  append(body, [
    triedWords(item.tries) && h('p', null, triedWords(item.tries)),
    item.change && h('p', { class: 'ic' }, icon('info'), h('span', null, `${changedWords(item.change)} `, h('span', { class: 'muted small' }, `(${shortDate(item.change.at)})`))),
    item.feedback && h('p', null, item.feedback),
    item.explanation?.length && h('div', { class: 'why' }, icon('bulb'), h('div', null, h('strong', null, 'Why?'), richText(item.explanation))),
    own && ownCodeQuestion(own, attempt, item.item_id, (now) => {
      item.own_code = now;
      if (waits) waits.remove();
    }),
  ]);
  return h(
    'details',
    { class: 'explain', id: `question-${index + 1}` },
    h(
      'summary',
      null,
      h('span', { class: `row-icon row-icon--${tone}` }, icon(name)),
      h('span', { class: 'grow' }, `${index + 1}. ${shortStem(stem)}`, h('span', { class: 'vh' }, `, ${words},`), waits),
      item.change && h('span', { class: 'tag tag--primary' }, 'Changed'),
      h('span', { class: 'tag' }, item.outcome === 'needs_marking' ? 'Being marked' : item.outcome === 'void' ? 'Counts for nobody' : `${mark(item.score)} of ${mark(item.marks)}`),
      icon('down'),
    ),
    body,
  );
}

/** Open the question that a link names. */
function openLinked() {
  const row = /^#question-\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
  if (!(row instanceof HTMLDetailsElement)) return;
  row.open = true;
  row.querySelector('summary')?.focus();
}

/** @param {Result} result */
function waiting(result) {
  const when = result.submitted_at ? ` It was handed in ${dayAndTime(result.submitted_at)}.` : '';
  return stateCard({
    scene: 'scene-done',
    title: 'Handed in. Well done for finishing.',
    text: `${result.title} is safe on the school’s server.${when} Your teacher will tell you when you can see your results.`,
    action: { label: 'Back to my work', href: '/pupil/dashboard', primary: true },
    heading: 'h1',
  });
}

/** @param {Result} result */
function hint({ items, swapped_away: gone }) {
  const open = items.length > 0 && `Open one to see why.${items.some(({ key }) => key) ? '' : ' You will see the right answers when everybody has finished.'}`;
  return [open, swappedAwayWords(gone)].filter(Boolean).join(' ');
}

/** The results, and how to bring them up to date. @param {Result} result @param {string} attempt @param {string} name */
function resultsView(result, attempt, name) {
  let told = result;
  const top = h('div', { class: 'stack stack--l' }, hero(result, name), summary(result));
  const said = h('p', { class: 'muted' }, hint(result));
  const rows = result.items.map((item, index) => explainRow(attempt, item, index));
  const node = h(
    'div',
    { class: 'stack stack--l' },
    top,
    h('section', { 'aria-labelledby': 'qs' }, h('h2', { class: 'h2', id: 'qs' }, 'Question by question'), said, h('div', { class: 'explains' }, rows)),
    h('p', null, h('a', { class: 'button', href: '/pupil/dashboard' }, icon('left'), 'Back to my work')),
  );

  /** Only rows with something new are made anew: what was opened, chosen or is being read in the others stays. @param {Result} now */
  function update(now) {
    const items = now.items.map((item, index) => newer(told.items[index], item));
    const changed = items.map((item, index) => item !== told.items[index]);
    if (!changed.includes(true)) return;
    const next = { ...now, items };
    keepingPlace(() => {
      top.replaceChildren(hero(next, name));
      append(top, [summary(next)]);
      said.textContent = hint(next);
      for (const [index, item] of items.entries()) {
        if (!changed[index]) continue;
        const row = explainRow(attempt, item, index);
        row.open = rows[index].open;
        rows[index].replaceWith(row);
        rows[index] = row;
      }
    });
    const news = newsWords(told, next);
    told = next;
    if (news) announce(news);
  }
  return { node, update };
}

/** @param {string} attempt */
async function ask(attempt) {
  const result = await getResult(attempt);
  result.items.sort((a, b) => a.position - b.position);
  return result;
}

/** There are no results yet, or no longer: the teacher has opened it again. @param {string} attempt */
const underWay = (attempt) =>
  stateCard({
    scene: 'scene-rest',
    title: 'You can still work on this',
    text: 'It isn’t handed in. Your answers are kept.',
    action: { label: 'Carry on', icon: 'arrow-right', href: `/pupil/assessment?attempt=${encodeURIComponent(attempt)}`, primary: true },
    heading: 'h1',
  });

/** @param {unknown} error  of asking for a result */
const isStillOpen = (error) => /** @type {import('../../api/client.js').ApiError} */ (error).code === 'not_handed_in';

/**
 * Say it at once when the teacher opens the attempt again: its time is running.
 * @param {string} attempt
 * @param {HTMLElement} main
 */
function watchForReopening(attempt, main) {
  const stop = followAttempt(attempt, async ({ state }) => {
    if (HANDED_IN.includes(state)) return;
    const open = await ask(attempt).then(() => false, isStillOpen);
    if (!open) return;
    stop();
    const focused = main.contains(document.activeElement);
    main.replaceChildren(underWay(attempt));
    if (focused) main.focus();
    announce('Your teacher has opened this again. You can still work on it.');
  });
}

/**
 * Show each mark of a program, and each question about one, as it comes: as long as any is on its way, also without a network for a while.
 * @param {string} attempt
 * @param {(result: Result) => void} show
 */
async function whileRunning(attempt, show) {
  for (let asked = 0; ; asked += 1) {
    await new Promise((resolve) => setTimeout(resolve, asked < ASKED_OFTEN ? RUNNING_MS : RUNNING_LONG_MS));
    let result;
    try {
      result = await ask(attempt);
    } catch (error) {
      if (FINAL.includes(/** @type {import('../../api/client.js').ApiError} */ (error).status) || isStillOpen(error)) return;
      continue;
    }
    show(result);
    if (!result.running) return;
  }
}

/** @param {Result} result @param {{attempt: string, main: HTMLElement, name: string}} page */
async function showResults(result, { attempt, main, name }) {
  await loadTypes(result.items);
  void keepPages();
  const view = resultsView(result, attempt, name);
  main.replaceChildren(view.node);
  addEventListener('hashchange', openLinked);
  openLinked();
  if (result.running) void whileRunning(attempt, (now) => (now.state === 'waiting' ? main.replaceChildren(waiting(now)) : view.update(now)));
}

void startPage({
  area: 'pupil',
  title: 'Your results',
  async mount({ me, main, params }) {
    const attempt = params.get('attempt');
    if (!attempt) return location.replace('/pupil/dashboard');
    const result = await ask(attempt).catch((error) => {
      if (isStillOpen(error)) return null;
      throw error;
    });
    if (!result) return main.replaceChildren(underWay(attempt));
    setTitle(`Your results: ${result.title}`);
    if (result.state === 'waiting') main.replaceChildren(waiting(result));
    else await showResults(result, { attempt, main, name: me.display_name.split(' ')[0] });
    // Once all of it stands: nothing is drawn over the way back.
    watchForReopening(attempt, main);
  },
});
