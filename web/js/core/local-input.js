/** Date and time fields, read and filled in the school's time zone. */
import { dayKey, format, timeOf } from './dates.js';

/** @typedef {import('./dates.js').When} When */

/**
 * The value of <input type="datetime-local"> for an instant, in the school's time zone.
 * @param {When} when
 */
export function toLocalInput(when) {
  return `${dayKey(when)}T${timeOf(when)}`;
}

/**
 * The instant (ISO 8601 UTC) of a <input type="datetime-local"> value read in the school's time zone.
 * In the hour that the clocks skip, the later reading; in the hour that comes twice, the first.
 * @param {string} value  "2026-11-20T09:00"
 */
export function fromLocalInput(value) {
  const guess = Date.parse(`${value}Z`);
  // Two looks at the offset settle it on either side of a clock change.
  let instant = guess - offsetMs(guess);
  instant = guess - offsetMs(instant);
  return new Date(instant).toISOString();
}

/** How far the school's wall clock is ahead of UTC at an instant. @param {number} instant */
function offsetMs(instant) {
  const wall = format(new Date(instant), { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false, hourCycle: 'h23' });
  const [, day, month, year, hour, minute] = /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(wall) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) - Math.floor(instant / 60_000) * 60_000;
}
