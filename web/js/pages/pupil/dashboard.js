import { listMyAssignments } from '../../api/attempts.js';
import { deliverHeld } from '../../attempt/deliver.js';
import { dayAndTime, longDay } from '../../core/dates.js';
import { append, art, h, icon } from '../../core/dom.js';
import { keepPages } from '../../core/offline-pages.js';
import { startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { listOf, plural } from '../../core/words.js';
import { showProgress } from './progress-section.js';
import { actionOf, addressOf, factsOf, finishedWords, pictureFor } from './dashboard.logic.js';

/** @typedef {import('../../api/attempts.js').Sit} Sit */

/**
 * @param {Sit} sit
 * @param {boolean} first  only the first task is the page's main action
 */
function taskCard(sit, first) {
  const underWay = sit.attempt?.state === 'open' ? sit.attempt : null;
  return h(
    'article',
    { class: first ? 'task task--now' : 'task' },
    art(pictureFor(sit.title)),
    h(
      'div',
      { class: 'task__main' },
      h('h3', null, sit.title),
      h('p', { class: 'task__facts' }, factsOf(sit).map((fact) => h('span', null, icon(fact.icon), fact.text))),
      sit.result && h('p', null, h('a', { href: `/pupil/results?attempt=${encodeURIComponent(sit.result.attempt_id)}` }, 'See how you did last time')),
      underWay && h('progress', { class: 'progress progress--thin', max: sit.questions, value: underWay.answered, 'aria-label': `${sit.title}, questions answered` }),
    ),
    h(
      'a',
      { class: first ? 'button button--primary button--big' : 'button', href: addressOf(sit) },
      actionOf(sit),
      h('span', { class: 'vh' }, ` ${sit.title}`),
      first && icon('arrow-right'),
    ),
  );
}

/** @param {Sit} sit */
function comingRow(sit) {
  return h(
    'li',
    { class: 'row-item' },
    h('span', { class: 'row-icon' }, icon('calendar')),
    h('div', { class: 'row-item__main' }, h('h3', null, sit.title), h('p', null, `Opens ${dayAndTime(sit.opens_at)} · ${sit.class_name}`)),
    h('span', { class: 'tag hide-s' }, plural(sit.questions, 'question')),
  );
}

/** @param {Sit} sit */
function finishedRow(sit) {
  const { text, icon: name, next, attempt } = finishedWords(sit);
  const title = attempt ? h('a', { class: 'link--row', href: `/pupil/results?attempt=${encodeURIComponent(attempt)}` }, sit.title) : h('strong', null, sit.title);
  return h(
    'li',
    null,
    h('span', { class: next ? 'can-do__mark can-do__mark--next' : 'can-do__mark' }, icon(name)),
    h('div', null, title, h('p', { class: 'muted small' }, text)),
  );
}

/** @param {Sit[]} coming */
function nothingToDo(coming) {
  const next = coming.length ? `Your next one opens ${dayAndTime(coming[0].opens_at)}.` : 'When your teacher sets something, it will be here.';
  return stateCard({ scene: 'scene-rest', title: 'All done', text: `You have nothing to do right now. ${next}`, heading: 'h3' });
}

/**
 * Say what an earlier page had left here, until it has been sent.
 * @param {HTMLElement} place  a live region
 * @param {import('../../attempt/deliver.js').Held} held
 * @param {() => void} done  the lists have changed
 */
function showHeld(place, { title, outbox, closed }, done) {
  const words = h('p', { class: 'banner__text' });
  const banner = h('div', { class: 'banner banner--warn' }, icon('device-check'), words);
  place.append(banner);
  /** @param {string} what */
  const finish = (what) => {
    outbox.stop();
    outbox.removeEventListener('change', update);
    banner.remove();
    toast(`${title}: ${what}`);
    done();
  };
  const update = () => {
    const { unsent, failures } = outbox.state;
    words.replaceChildren(
      h('strong', null, `${title}: `),
      failures ? 'your work is safe on this Chromebook and will be sent when Wi-Fi is back.' : 'sending the work that was kept on this Chromebook.',
    );
    if (!unsent && !outbox.handingIn) finish('what was kept here has been sent');
  };
  outbox.addEventListener('change', update);
  addEventListener('online', () => outbox.kick());
  update();
  void closed.then(() => finish('handed in'));
}

/** @param {{now: Sit[], coming: Sit[], done: Sit[]}} sits */
function lists({ now, coming, done }) {
  return [
    h('h2', { class: 'section-title' }, 'To do now'),
    now.length ? h('div', { class: 'stack stack--m' }, now.map((sit, index) => taskCard(sit, index === 0))) : nothingToDo(coming),
    coming.length > 0 && [h('h2', { class: 'section-title' }, 'Coming up'), h('div', { class: 'card card--flush' }, h('ul', { class: 'rows' }, coming.map(comingRow)))],
    done.length > 0 && [h('h2', { class: 'section-title' }, 'Finished'), h('section', { class: 'card', 'aria-label': 'Finished' }, h('ul', { class: 'can-do' }, done.map(finishedRow)))],
  ];
}

void startPage({
  area: 'pupil',
  title: 'My work',
  withoutServer: async (main) => (await import('./dashboard-offline.js')).showOffline(main),
  async mount({ me, main }) {
    const sits = await listMyAssignments();
    const held = h('div', { class: 'stack stack--s', role: 'status' });
    const place = h('div');
    const progress = h('div', { class: 'stack stack--m' });
    /** @param {{now: Sit[], coming: Sit[], done: Sit[]}} fresh */
    const draw = (fresh) => {
      place.replaceChildren();
      append(place, lists(fresh));
    };
    const classes = new Set([...sits.now, ...sits.coming, ...sits.done].map((sit) => sit.class_name));
    const today = [longDay(Date.now()), listOf([...classes].sort())].filter(Boolean).join(' · ');
    const hello = h('div', null, h('h1', null, `Hello, ${me.display_name.split(' ')[0]}`), h('p', { class: 'muted' }, today));
    main.replaceChildren(h('div', { class: 'stack' }, hello, held), place, progress);
    draw(sits);
    void keepPages();
    if ([...sits.now, ...sits.done].some(({ result }) => result)) await showProgress(progress);
    const open = new Set(sits.now.flatMap(({ attempt }) => (attempt ? [attempt.id] : [])));
    const refresh = async () => draw(await listMyAssignments());
    for (const each of await deliverHeld(me.id, open)) showHeld(held, each, () => void refresh());
  },
});
