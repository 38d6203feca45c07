import { plural } from '../core/words.js';

/** What the live view shows, worked out of what the server told and of its clock, without a page. Nothing here knows what is right. */

/**
 * @typedef {import('../api/live.js').LiveRow} LiveRow
 * @typedef {import('../api/live.js').LiveView} LiveView
 * @typedef {{id: string, display_name: string}} Pupil
 * @typedef {'offline' | 'idle' | 'none' | 'break' | 'paused' | 'working' | 'done'} Kind
 *
 * @typedef {object} Situation  how it stands with a pupil now
 * @property {Kind} kind
 * @property {string} words
 * @property {string} icon  empty for none
 * @property {'' | 'warn' | 'ok' | 'plain'} tone  empty: no tag, only words
 * @property {string[]} notes  worth knowing, no alarm
 * @property {number} held  answers that wait on the device, as far as is known
 * @property {number} rank  who needs the teacher most comes first
 *
 * @typedef {'needs' | 'name'} Order
 */

/** A page that is open says something every 18 seconds at most. */
export const OFFLINE_MS = 40_000;
export const IDLE_MS = 120_000;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** @type {[Order, string][]} */
export const ORDERS = [
  ['needs', 'Needs you first'],
  ['name', 'Name'],
];

/** Who handed it in, where it wasn't the pupil. @type {{[by: string]: string}} */
const HANDED_IN = { timer: 'Time ran out', sweep: 'Time ran out', teacher: 'Ended by a teacher' };

/** @param {number} ms */
const minutes = (ms) => (ms < MINUTE_MS ? '' : ` ${Math.floor(ms / MINUTE_MS)} min`);

/** @param {number} held */
const heldWords = (held) => (held ? ` · ${held} held` : '');

/** When the pupil's page was heard last. @param {LiveRow} row */
const heardAt = ({ seen_at: seen, started_at: started }) => Math.max(seen ?? 0, started);

/** Nothing was heard of the page for so long that it can't be there. @param {LiveRow} row @param {number} now  the server's, ms UTC */
const isSilent = (row, now) => now - heardAt(row) > OFFLINE_MS;

/** @param {LiveRow} row */
const isOpen = ({ state }) => state === 'open';

/** The clock stands still. @param {LiveRow} row */
const isPaused = (row) => isOpen(row) && row.paused_at !== null;

/** @param {LiveRow} row @param {number} now */
function notesOf(row, now) {
  return [
    ...(isOpen(row) && !row.safe_copy ? ['No safety copy'] : []),
    ...(isPaused(row) && isSilent(row, now) ? [`Offline${minutes(now - heardAt(row))}${heldWords(row.pending)}`] : []),
    ...(row.left_page ? [`Left the page ${row.left_page}×`] : []),
  ];
}

/**
 * How it stands with an attempt, without what is only worth knowing.
 * @param {LiveRow} row
 * @param {number} now
 * @returns {Omit<Situation, 'notes' | 'held'>}
 */
function standing(row, now) {
  if (!isOpen(row)) {
    const words = `${HANDED_IN[row.submitted_by ?? ''] ?? 'Handed in'}${heldWords(row.pending)}`;
    return row.pending ? { kind: 'done', words, icon: 'device', tone: 'warn', rank: 1 } : { kind: 'done', words, icon: 'check', tone: 'ok', rank: 8 };
  }
  if (row.not_back) return { kind: 'none', words: 'Not back yet', icon: '', tone: 'plain', rank: 2 };
  if (isPaused(row)) return row.paused_by === 'pupil' ? { kind: 'break', words: 'On a break', icon: 'pause', tone: 'plain', rank: 5 } : { kind: 'paused', words: 'Paused', icon: 'pause', tone: 'plain', rank: 5 };
  if (isSilent(row, now)) return { kind: 'offline', words: `Offline${minutes(now - heardAt(row))}${heldWords(row.pending)}`, icon: 'wifi-off', tone: 'warn', rank: row.pending ? 0 : 1 };
  const idle = now - Math.max(row.active_at ?? 0, row.started_at);
  if (idle > IDLE_MS) return { kind: 'idle', words: `Idle${minutes(idle)}`, icon: 'clock', tone: 'plain', rank: 3 };
  return { kind: 'working', words: 'Working', icon: '', tone: '', rank: row.safe_copy ? 6 : 2 };
}

/**
 * How it stands with a pupil.
 * @param {LiveRow | undefined} row  none: the pupil hasn't begun
 * @param {number} now  the server's clock, ms UTC
 * @param {boolean} over  nobody can begin any more
 * @returns {Situation}
 */
export function situation(row, now, over) {
  if (!row) return { kind: 'none', words: over ? 'Absent' : 'Not started', icon: '', tone: 'plain', notes: [], held: 0, rank: over ? 9 : 7 };
  const stands = standing(row, now);
  // While it is heard, what waits is on its way.
  const held = stands.kind === 'offline' || (stands.kind === 'done' && row.pending) || isSilent(row, now) ? row.pending : 0;
  return { ...stands, notes: notesOf(row, now), held };
}

/**
 * What stands in a cell: where the pupil is and what is answered, never whether it is right.
 * @param {LiveRow | undefined} row
 * @param {number} place  of the question, from 0
 * @returns {{state: '' | 'answered' | 'flagged' | 'out', here: boolean, words: string}}
 */
export function cell(row, place) {
  if (!row) return { state: '', here: false, words: 'Not started' };
  if (row.left_out.includes(place)) return { state: 'out', here: false, words: 'Left out' };
  if (!row.given.includes(place)) return { state: 'out', here: false, words: 'Not in this pupil’s paper' };
  const answered = row.answered.includes(place);
  const flagged = row.flagged.includes(place);
  const here = row.here === place && isOpen(row);
  const words = [here && 'Here now', answered ? 'Answered' : 'Not answered', flagged && 'Flagged'].filter(Boolean).join(', ');
  return { state: flagged ? 'flagged' : answered ? 'answered' : '', here, words };
}

/**
 * Milliseconds that an open attempt has left; a pause stops the clock. Null when it isn't open.
 * @param {LiveRow | undefined} row
 * @param {number} now
 */
export function timeLeft(row, now) {
  return row && isOpen(row) ? Math.max(0, row.ends_at - (row.paused_at ?? now)) : null;
}

/** "18 min", "Under 1 min", "5 h", "6 days": no seconds. @param {number} ms */
export function leftWords(ms) {
  if (ms <= 0) return 'Time is up';
  if (ms < MINUTE_MS) return 'Under 1 min';
  if (ms < 2 * HOUR_MS) return `${Math.ceil(ms / MINUTE_MS)} min`;
  return ms < 2 * DAY_MS ? `${Math.floor(ms / HOUR_MS)} h` : `${Math.floor(ms / DAY_MS)} days`;
}

/** How many of one kind. @param {Situation[]} situations @param {...Kind} kinds */
const count = (situations, ...kinds) => situations.filter(({ kind }) => kinds.includes(kind)).length;

/**
 * The numbers over the grid.
 * @param {Pupil[]} pupils
 * @param {Map<string, LiveRow>} rows  by pupil
 * @param {number} now
 * @param {boolean} over
 */
export function totals(pupils, rows, now, over) {
  const own = pupils.map(({ id }) => rows.get(id));
  const all = own.map((row) => situation(row, now, over));
  const left = own.map((row) => timeLeft(row, now)).filter((ms) => ms !== null);
  const words = left.map(leftWords);
  // What most of them have is the class's; who has more has it for a reason of their own.
  const usual = words.toSorted((a, b) => words.filter((each) => each === b).length - words.filter((each) => each === a).length)[0];
  const most = left.length ? leftWords(Math.max(...left)) : undefined;
  return {
    left: usual,
    longest: most === usual ? undefined : most,
    working: count(all, 'working'),
    paused: count(all, 'paused', 'break'),
    idle: count(all, 'idle'),
    offline: count(all, 'offline'),
    held: all.reduce((sum, { held }) => sum + held, 0),
    handedIn: count(all, 'done'),
    pupils: pupils.length,
    saved: own.reduce((sum, row) => sum + (row?.answered.length ?? 0), 0),
    running: own.filter((row) => row && isOpen(row) && row.paused_by !== 'teacher').length,
    stopped: own.filter((row) => row && isPaused(row) && row.paused_by === 'teacher').length,
    open: left.length,
  };
}

/**
 * Pupils in the order asked for.
 * @param {Pupil[]} pupils
 * @param {Order} order
 * @param {(pupil: Pupil) => number} rankOf
 * @returns {Pupil[]}
 */
export function sortPupils(pupils, order, rankOf) {
  const byName = pupils.toSorted((a, b) => a.display_name.localeCompare(b.display_name, 'en-GB', { numeric: true }));
  return order === 'name' ? byName : byName.sort((a, b) => rankOf(a) - rankOf(b));
}

/** What a class may see of a pupil: no pause of their own, nor that a page was left. @type {{[kind in Kind]: string}} */
const ON_THE_BOARD = { offline: 'Working', idle: 'Working', working: 'Working', break: 'Working', paused: 'Paused', none: 'Not started', done: 'Handed in' };

/**
 * What the projector shows of a pupil: how far, and nothing that a class needn't know.
 * @param {LiveRow | undefined} row
 * @param {Situation} situation
 */
export function boardWords(row, { kind, words }) {
  const counted = (/** @type {number[]} */ places) => places.filter((place) => !row?.left_out.includes(place)).length;
  return { words: kind === 'none' ? words : ON_THE_BOARD[kind], done: counted(row?.answered ?? []), of: counted(row?.given ?? []), finished: kind === 'done' };
}

/** Heard now and then, not for each cell. @param {ReturnType<typeof totals>} totals */
export function newsWords({ offline, held, handedIn, pupils }) {
  return [offline && `${offline} offline${held ? ` with ${plural(held, 'answer')} held` : ''}`, `${handedIn} of ${pupils} handed in`].filter(Boolean).join(', ');
}

/** "12 seconds", "3 minutes". @param {number} ms */
export function ageWords(ms) {
  return ms < MINUTE_MS ? plural(Math.max(1, Math.round(ms / 1000)), 'second') : plural(Math.floor(ms / MINUTE_MS), 'minute');
}
