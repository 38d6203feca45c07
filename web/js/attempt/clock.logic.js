/** The words of the clock. All times are integer milliseconds. */

const WARN_MINUTES = [10, 5, 1];

/**
 * Whole minutes left, rounded up, never below zero.
 * @param {number} leftMs
 * @returns {number}
 */
export function minutesLeft(leftMs) {
  return Math.max(0, Math.ceil(leftMs / 60_000));
}

/**
 * The words in the clock. Seconds are never counted down: they hurry without helping.
 * @param {number} leftMs
 * @returns {string}
 */
export function clockText(leftMs) {
  const minutes = minutesLeft(leftMs);
  if (leftMs <= 0) return 'Time is up';
  if (minutes <= 1) return 'Under 1 min';
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * The warning to announce when the time left went from `before` to `now`, or null. Only the most pressing one, and none for time that was never there.
 * @param {number} before
 * @param {number} now
 * @returns {10 | 5 | 1 | null}
 */
export function dueWarning(before, now) {
  const crossed = WARN_MINUTES.filter((minutes) => before > minutes * 60_000 && now <= minutes * 60_000 && now > 0);
  return /** @type {10 | 5 | 1 | undefined} */ (crossed.at(-1)) ?? null;
}

/**
 * When the shown minute changes next, from `leftMs`: the pause until then, plus a little so that rounding has settled.
 * @param {number} leftMs
 * @returns {number} milliseconds
 */
export function untilNextMinute(leftMs) {
  if (leftMs <= 0) return 0;
  return (leftMs % 60_000 || 60_000) + 20;
}
