import { announce, announceNow } from '../core/announce.js';
import { h, icon } from '../core/dom.js';
import { preferences, setPreferences } from '../core/prefs.js';
import { plural } from '../core/words.js';
import { clockText, dueWarning, minutesLeft, untilNextMinute } from './clock.logic.js';

/** An end further away than this is the day the assessment closes, not a time limit to watch. */
const WATCHED_MS = 3 * 3_600_000;
const SOON_MS = 10 * 60_000;
const ASK_AGAIN_MS = 1_000;
/** How long news stand beside the clock: minutes that were just given, and a warning where the clock itself is hidden. */
const SHOW_NEWS_MS = 30_000;

/**
 * The calm clock: whole minutes, hidden on request, warnings at 10, 5 and 1 minutes, and `timeUp` once at the end. While the attempt is paused it stands
 * still. Without a time limit it shows only when closing is near; once handed in, not at all.
 * @param {object} parts
 * @param {import('./clock.js').ServerClock} parts.clock
 * @param {import('./outbox.js').Outbox} parts.outbox  tells whether the clock stands still
 * @param {boolean} parts.limited  whether there is a time limit
 * @param {HTMLElement} parts.place  an empty <p class="countdown">
 * @param {() => void} parts.timeUp
 * @returns {() => void} stops the clock
 */
export function startTimer({ clock, outbox, limited, place, timeUp }) {
  let hidden = preferences().clock_hidden ?? false;
  /** @type {number | null} */
  let before = null;
  let told = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const watched = limited ? WATCHED_MS : SOON_MS;
  const words = h('span');
  const lead = h('span', { class: 'vh' }, 'Time left: ');
  const trail = h('span', { class: 'hide-m' }, ' left');
  const text = h('span', null, lead, words, trail);
  const news = h('span', { class: 'countdown__news', 'aria-hidden': 'true', hidden: true });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fading;
  const toggle = h('button', { type: 'button' });
  toggle.addEventListener('click', () => {
    hidden = !hidden;
    setPreferences({ clock_hidden: hidden });
    if (news.dataset.kind === 'left') news.hidden = true;
    draw();
    announce(hidden ? 'The clock is hidden. You will still be told when 10, 5 and 1 minutes are left.' : text.textContent ?? '');
  });
  place.replaceChildren(icon('clock'), text, news, toggle);

  const paused = () => outbox.phase === 'paused';
  const draw = () => {
    const left = clock.left();
    place.hidden = left === null || left > watched || outbox.handingIn;
    if (left === null) return;
    words.textContent = paused() ? 'Paused' : clockText(left);
    lead.hidden = trail.hidden = paused() || left <= 0;
    text.hidden = hidden && !paused();
    place.dataset.state = paused() ? 'paused' : left <= SOON_MS ? 'soon' : '';
    toggle.hidden = paused();
    toggle.className = hidden ? 'button button--quiet' : 'icon-button icon-button--s';
    if (hidden) toggle.replaceChildren('Show clock');
    else toggle.replaceChildren(icon('eye-off'));
    if (hidden) toggle.removeAttribute('aria-label');
    else toggle.setAttribute('aria-label', 'Hide the clock');
  };
  /** For the eyes; whoever hears the page is told by announce. @param {string} what @param {'given' | 'left'} kind */
  const tell = (what, kind) => {
    clearTimeout(fading);
    news.textContent = what;
    news.dataset.kind = kind;
    news.hidden = false;
    fading = setTimeout(() => (news.hidden = true), SHOW_NEWS_MS);
  };
  const tick = () => {
    clearTimeout(timer);
    const left = clock.left();
    draw();
    if (left === null) return;
    if (paused() || outbox.handingIn) {
      // Nothing runs down: neither warnings nor the end are due before the clock goes on, or the attempt is opened again.
      before = null;
      return;
    }
    const warning = before === null ? null : dueWarning(before, left);
    if (warning) {
      announce(`${plural(warning, 'minute')} left`);
      if (hidden) tell(`${warning} min left`, 'left');
    }
    before = left;
    // Before the server has told the time on this page, the device's own clock may be an hour wrong: nobody is stopped by it.
    if (left <= 0 && clock.synced && !told) {
      told = true;
      announceNow('Time is up. Your answers are being handed in.');
      timeUp();
    }
    if (left > 0) told = false;
    timer = setTimeout(tick, left > 0 ? Math.min(untilNextMinute(left), 60_020) : ASK_AGAIN_MS);
  };
  /** @param {number} minutes  given while it is under way */
  const given = (minutes) => {
    announce(`You have ${plural(minutes, 'more minute', 'more minutes')}. ${plural(minutesLeft(clock.left() ?? 0), 'minute')} left.`);
    tell(`+${minutes} min`, 'given');
  };
  /** @param {Event} event */
  const moved = (event) => {
    const { before: was, after } = /** @type {CustomEvent<{before: number | null, after: number | null}>} */ (event).detail;
    // Of a pause the end moves on with the clock, which gives nobody anything.
    const minutes = was === null || after === null || paused() ? 0 : Math.round((after - was) / 60_000);
    tick();
    if (minutes > 0 && !place.hidden) given(minutes);
  };
  clock.addEventListener('time', moved);
  let handingIn = outbox.handingIn;
  const handedIn = () => {
    if (handingIn === outbox.handingIn) return;
    handingIn = outbox.handingIn;
    tick();
  };
  outbox.addEventListener('state', tick);
  outbox.addEventListener('change', handedIn);
  document.addEventListener('visibilitychange', tick);
  tick();
  return () => {
    clearTimeout(timer);
    clearTimeout(fading);
    clock.removeEventListener('time', moved);
    outbox.removeEventListener('state', tick);
    outbox.removeEventListener('change', handedIn);
    document.removeEventListener('visibilitychange', tick);
  };
}
