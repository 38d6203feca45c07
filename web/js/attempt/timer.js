import { announce, announceNow } from '../core/announce.js';
import { h, icon } from '../core/dom.js';
import { preferences, setPreferences } from '../core/prefs.js';
import { clockText, dueWarning, minutesLeft, untilNextMinute } from './clock.logic.js';

/** An end further away than this is the day the assessment closes, not a time limit to watch. */
const WATCHED_MS = 3 * 3_600_000;
const SOON_MS = 10 * 60_000;
const ASK_AGAIN_MS = 1_000;

/**
 * The calm clock: whole minutes, hidden on request, warnings at 10, 5 and 1 minutes, and `timeUp` once at the end.
 * @param {object} parts
 * @param {import('./clock.js').ServerClock} parts.clock
 * @param {HTMLElement} parts.place  an empty <p class="countdown">
 * @param {() => void} parts.timeUp
 * @returns {() => void} stops the clock
 */
export function startTimer({ clock, place, timeUp }) {
  let hidden = preferences().clock_hidden ?? false;
  /** @type {number | null} */
  let before = null;
  let told = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const words = h('span');
  const text = h('span', null, h('span', { class: 'vh' }, 'Time left: '), words, h('span', { class: 'hide-m' }, ' left'));
  const toggle = h('button', { type: 'button' });
  toggle.addEventListener('click', () => {
    hidden = !hidden;
    setPreferences({ clock_hidden: hidden });
    draw();
    announce(hidden ? 'The clock is hidden. You will still be told when 10, 5 and 1 minutes are left.' : `${words.textContent} left`);
  });
  place.replaceChildren(icon('clock'), text, toggle);

  const draw = () => {
    const left = clock.left();
    place.hidden = left === null || left > WATCHED_MS;
    if (left === null) return;
    words.textContent = clockText(left);
    text.hidden = hidden;
    place.dataset.state = left <= SOON_MS ? 'soon' : '';
    toggle.className = hidden ? 'button button--quiet' : 'icon-button icon-button--s';
    if (hidden) toggle.replaceChildren('Show clock');
    else toggle.replaceChildren(icon('eye-off'));
    if (hidden) toggle.removeAttribute('aria-label');
    else toggle.setAttribute('aria-label', 'Hide the clock');
  };
  const tick = () => {
    clearTimeout(timer);
    const left = clock.left();
    draw();
    if (left === null) return;
    const warning = before === null ? null : dueWarning(before, left);
    if (warning) announce(`${warning} ${warning === 1 ? 'minute' : 'minutes'} left`);
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
  /** @param {Event} event */
  const moved = (event) => {
    const { before: was, after } = /** @type {CustomEvent<{before: number | null, after: number | null}>} */ (event).detail;
    if (was !== null && after !== null && after - was >= 60_000 && !place.hidden) {
      announce(`You have ${Math.round((after - was) / 60_000)} more minutes. ${minutesLeft(clock.left() ?? 0)} minutes left.`);
    }
    tick();
  };
  clock.addEventListener('time', moved);
  document.addEventListener('visibilitychange', tick);
  tick();
  return () => {
    clearTimeout(timer);
    clock.removeEventListener('time', moved);
    document.removeEventListener('visibilitychange', tick);
  };
}
