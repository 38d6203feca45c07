/**
 * Tie an answer queue to the life of its page: being hidden, closed, frozen, woken, and the network coming back.
 * `navigator.onLine` is not asked: it says whether there is a network, not whether the school's server can be reached.
 * @param {import('./outbox.js').Outbox} outbox
 * @param {import('./clock.js').ServerClock} clock
 * @returns {() => void} stops watching
 */
export function watchPage(outbox, clock) {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let going = false;
  const wake = () => {
    going = false;
    clock.wake();
    outbox.kick();
  };
  addEventListener('online', wake, options);
  addEventListener('pageshow', wake, options);
  addEventListener(
    'pagehide',
    () => {
      going = true;
      outbox.leave();
    },
    options,
  );
  const hidden = () => {
    // A page that is reloaded is hidden on its way out as well: nobody has left.
    if (!going) outbox.leftPage();
    outbox.leave();
  };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hidden() : wake()), options);

  // Only there while it has something to ask: a beforeunload listener keeps some browsers from freezing the page whole and bringing it back at once.
  /** @param {BeforeUnloadEvent} event */
  const ask = (event) => {
    event.preventDefault();
    // While the browser asks there is time to log what was typed a moment ago.
    void outbox.settle();
  };
  let asking = false;
  const update = () => {
    const { writing, unsent } = outbox.state;
    const wanted = (writing || unsent > 0) && !stop.signal.aborted;
    if (wanted === asking) return;
    asking = wanted;
    if (wanted) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  };
  outbox.addEventListener('change', update, options);
  update();
  return () => {
    stop.abort();
    update();
  };
}
