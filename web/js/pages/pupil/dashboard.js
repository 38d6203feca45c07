import { listMyAssignments } from '../../api/attempts.js';
import { deliverHeld } from '../../attempt/deliver.js';
import { dayAndTime, longDay } from '../../core/dates.js';
import { art, h, icon } from '../../core/dom.js';
import { startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { listOf, plural } from '../../core/words.js';
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
      underWay && h('progress', { class: 'progress progress--thin', max: sit.questions, value: underWay.answered, 'aria-label': `${sit.title}, questions answered` }),
    ),
    h(
      'a',
      { class: first ? 'button button--primary button--big' : 'button', href: addressOf(sit) },
      actionOf(sit),
      h('span', { class: 'vh' }, `: ${sit.title}`),
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
 * Say what an earlier page had left here, and when it has been sent.
 * @param {HTMLElement} place  a live region
 * @param {import('../../attempt/deliver.js').Held[]} held
 */
function showHeld(place, held) {
  for (const { title, handedIn, outbox, closed, attempt } of held) {
    const words = h('p', { class: 'banner__text' });
    const banner = h('div', { class: 'banner banner--warn' }, icon('device-check'), words);
    place.append(banner);
    const update = () => {
      const { unsent, failures } = outbox.state;
      const done = !unsent && !handedIn;
      words.replaceChildren(h('strong', null, `${title}: `), failures ? 'your work is safe on this Chromebook and will be sent when Wi-Fi is back.' : 'sending the work that was kept on this Chromebook.');
      if (!done) return;
      outbox.stop();
      banner.remove();
      toast(`${title}: everything that was kept here has been sent`);
      outbox.removeEventListener('change', update);
    };
    outbox.addEventListener('change', update);
    addEventListener('online', () => outbox.kick());
    update();
    void closed.then(() => {
      banner.className = 'banner banner--ok';
      words.replaceChildren(h('strong', null, `${title}: `), 'handed in. ', h('a', { href: `/pupil/results?attempt=${encodeURIComponent(attempt)}` }, 'See what happens next'));
    });
  }
}

void startPage({
  area: 'pupil',
  title: 'My work',
  async mount({ me, main }) {
    const { now, coming, done } = await listMyAssignments();
    const heldPlace = h('div', { class: 'stack stack--s', role: 'status' });
    main.replaceChildren(
      h('div', null, h('h1', null, `Hello, ${me.display_name.split(' ')[0]}`), h('p', { class: 'muted' }, [longDay(Date.now()), listOf(me.class_names)].filter(Boolean).join(' · '))),
      heldPlace,
      h('h2', { class: 'section-title' }, 'To do now'),
      now.length ? h('div', { class: 'stack stack--m' }, now.map((sit, index) => taskCard(sit, index === 0))) : nothingToDo(coming),
    );
    if (coming.length) main.append(h('h2', { class: 'section-title' }, 'Coming up'), h('div', { class: 'card card--flush' }, h('ul', { class: 'rows' }, coming.map(comingRow))));
    if (done.length) main.append(h('h2', { class: 'section-title' }, 'Finished'), h('section', { class: 'card', 'aria-label': 'Finished' }, h('ul', { class: 'can-do' }, done.map(finishedRow))));
    const open = new Set(now.flatMap(({ attempt }) => (attempt ? [attempt.id] : [])));
    showHeld(heldPlace, await deliverHeld(me.id, open));
  },
});
