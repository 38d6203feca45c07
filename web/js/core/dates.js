/** Times as people at the school read them, in the school's own time zone whatever the device says. */
import { plural } from './words.js';

let zone = 'Europe/London';
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * Set by the page when it knows the school.
 * @param {string} timeZone  IANA name
 */
export function setTimeZone(timeZone) {
  zone = timeZone;
}

/**
 * In the words of the United Kingdom and the time of the school.
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} options
 */
export function format(date, options) {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })));
  return made.format(date);
}

/** @typedef {string | number | Date} When  ISO 8601 or milliseconds UTC */

/** "09:15". @param {When} when */
export function timeOf(when) {
  return format(new Date(when), { hour: '2-digit', minute: '2-digit', hour12: false });
}

/** "Friday 20 November". @param {When} when */
export function longDay(when) {
  return format(new Date(when), { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '');
}

/** "20 Nov 2026". @param {When} when */
export function shortDate(when) {
  return format(new Date(when), { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The school's calendar day, "2026-11-20": for comparing days. @param {When} when */
export function dayKey(when) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(when));
}

/**
 * "today at 09:15", "yesterday at 14:00", "Tue 24 Nov at 09:00", "3 Feb 2025 at 10:30".
 * @param {When} when
 * @param {When} [now]
 */
export function dayAndTime(when, now = Date.now()) {
  const date = new Date(when);
  const from = new Date(now);
  const days = Math.round((Date.parse(dayKey(date)) - Date.parse(dayKey(from))) / 86_400_000);
  /** @type {{[days: number]: string}} */
  const near = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' };
  const thisYear = dayKey(date).slice(0, 4) === dayKey(from).slice(0, 4);
  const day = near[days] ?? (thisYear ? format(date, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '') : shortDate(date));
  return `${day} at ${timeOf(date)}`;
}

/**
 * "just now", "5 minutes ago", "3 hours ago", then the day.
 * @param {When} when
 * @param {When} [now]
 */
export function ago(when, now = Date.now()) {
  const seconds = (new Date(now).getTime() - new Date(when).getTime()) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${plural(Math.floor(seconds / 60), 'minute')} ago`;
  if (seconds < 6 * 3600) return `${plural(Math.floor(seconds / 3600), 'hour')} ago`;
  return dayAndTime(when, now);
}

/** Whole minutes, as pupils read them: "25 minutes", "1 hour 10 minutes". @param {number} seconds */
export function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [];
  if (hours) parts.push(plural(hours, 'hour'));
  if (rest || !hours) parts.push(plural(rest, 'minute'));
  return parts.join(' ');
}
