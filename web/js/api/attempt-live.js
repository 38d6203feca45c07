/** Where the server says something by itself: an EventSource asks again by itself, too, and says nothing of a refusal. */

const AGAIN_MS = 20_000;
const SPREAD_MS = 3_000;

/**
 * Hear how an attempt stands, at once and at each change, while the page is to be seen. Whatever it misses comes with the next acknowledgement.
 * @param {string} attemptId
 * @param {(heard: import('../attempt/server.js').Heard) => void} hear
 * @returns {() => void} stops listening
 */
export function followAttempt(attemptId, hear) {
  /** @type {EventSource | null} */
  let source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const listen = () => {
    close();
    if (document.visibilityState === 'hidden') return;
    const opened = (source = new EventSource(`/api/attempts/${encodeURIComponent(attemptId)}/live`));
    opened.onmessage = ({ data }) => hear(JSON.parse(data));
    // Signed out, or no server of ours: the queue finds out which, and says so.
    opened.onerror = () => opened.readyState === EventSource.CLOSED && (timer = setTimeout(listen, AGAIN_MS));
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  // A whole class has opened its pages in the same second.
  timer = setTimeout(listen, Math.random() * SPREAD_MS);
  document.addEventListener('visibilitychange', listen);
  return () => {
    document.removeEventListener('visibilitychange', listen);
    close();
  };
}
