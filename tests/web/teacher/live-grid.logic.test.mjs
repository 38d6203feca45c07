import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageWords, boardWords, cell, leftWords, newsWords, situation, sortPupils, timeLeft, totals } from '../../../web/js/teacher/live-grid.logic.js';

const NOW = Date.parse('2026-11-20T09:30:00Z');
const MIN = 60_000;
const row = (/** @type {object} */ more = {}) => /** @type {any} */ ({ pupil_id: 'a', state: 'open', started_at: NOW - 10 * MIN, ends_at: NOW + 18 * MIN, paused_at: null, paused_by: null, submitted_by: null, seen_at: NOW - 5_000, active_at: NOW - 5_000, here: 1, pending: 0, left_page: 0, safe_copy: true, given: [0, 1, 2], left_out: [], answered: [0], flagged: [], ...more });
const words = (/** @type {object} */ more, over = false) => situation(row(more), NOW, over).words;

test('each situation has its words', () => {
  assert.equal(situation(undefined, NOW, false).words, 'Not started');
  assert.equal(situation(undefined, NOW, true).words, 'Absent');
  assert.equal(words({}), 'Working');
  assert.equal(words({ active_at: NOW - 3 * MIN - 10_000 }), 'Idle 3 min');
  assert.equal(words({ seen_at: NOW - 45_000 }), 'Offline');
  assert.equal(words({ seen_at: NOW - 150_000, pending: 3 }), 'Offline 2 min · 3 held');
  assert.equal(words({ paused_by: 'teacher', paused_at: NOW - MIN }), 'Paused');
  assert.equal(words({ paused_by: 'pupil', paused_at: NOW - MIN }), 'On a break');
  assert.equal(words({ state: 'marked', submitted_by: 'pupil' }), 'Handed in');
  assert.equal(words({ state: 'submitted', submitted_by: 'teacher' }), 'Ended by a teacher');
  assert.equal(words({ state: 'marked', submitted_by: 'sweep', pending: 2 }), 'Time ran out · 2 held');
});

test('nothing heard for 40 seconds is offline, nothing done for 2 minutes is idle, neither a moment before', () => {
  assert.equal(words({ seen_at: NOW - 40_000 }), 'Working');
  assert.equal(words({ seen_at: NOW - 40_001 }), 'Offline');
  assert.equal(words({ active_at: NOW - 120_000 }), 'Working');
  assert.equal(words({ active_at: NOW - 120_001 }), 'Idle 2 min');
  // Begun just now, and not heard of since: that is no silence yet.
  assert.equal(words({ seen_at: null, active_at: null, started_at: NOW - 30_000 }), 'Working');
  assert.equal(words({ seen_at: null, active_at: null, started_at: NOW - 60_000 }), 'Offline 1 min');
});

test('what is only worth knowing is a note, not a state', () => {
  const reopened = situation(row({ not_back: true, seen_at: NOW - 9 * MIN }), NOW, false);
  assert.deepEqual([reopened.words, reopened.kind], ['Not back yet', 'none']);
  assert.deepEqual(situation(row({ left_page: 2, safe_copy: false }), NOW, false).notes, ['No safety copy', 'Left the page 2×']);
  assert.deepEqual(situation(row({ paused_by: 'teacher', paused_at: NOW, seen_at: NOW - 130_000, pending: 1 }), NOW, false).notes, ['Offline 2 min · 1 held']);
  assert.deepEqual(situation(row({ state: 'marked', submitted_by: 'pupil', safe_copy: false }), NOW, false).notes, []);
});

test('a cell says where somebody is and what is answered, and nothing of right or wrong', () => {
  const shown = (/** @type {number} */ place, /** @type {object} */ more = {}) => cell(row(more), place);
  assert.deepEqual(shown(0), { state: 'answered', here: false, words: 'Answered' });
  assert.deepEqual(shown(1), { state: '', here: true, words: 'Here now, Not answered' });
  assert.deepEqual(shown(1, { answered: [1], flagged: [1] }), { state: 'flagged', here: true, words: 'Here now, Answered, Flagged' });
  assert.deepEqual(shown(3), { state: 'out', here: false, words: 'Not in this pupil’s paper' });
  assert.deepEqual(shown(0, { left_out: [0] }), { state: 'out', here: false, words: 'Left out' });
  assert.equal(shown(1, { state: 'marked' }).here, false);
  assert.equal(cell(undefined, 0).words, 'Not started');
});

test('a pause stops the time that is left', () => {
  assert.equal(timeLeft(row(), NOW), 18 * MIN);
  assert.equal(timeLeft(row({ paused_at: NOW - 2 * MIN }), NOW), 20 * MIN);
  assert.equal(timeLeft(row({ ends_at: NOW - MIN }), NOW), 0);
  assert.equal(timeLeft(row({ state: 'marked' }), NOW), null);
  assert.deepEqual([0, 30_000, MIN, MIN + 1, 119 * MIN, 120 * MIN, 47 * 60 * MIN, 72 * 60 * MIN].map(leftWords), ['Time is up', 'Under 1 min', '1 min', '2 min', '119 min', '2 h', '47 h', '3 days']);
});

const PUPILS = ['Zoe', 'Ada', 'Ben', 'Cem', 'Dan'].map((name, index) => ({ id: 'abcde'[index], display_name: name }));
const ROWS = new Map([
  ['a', row({ pupil_id: 'a', seen_at: NOW - 60_000, pending: 3, answered: [0, 1] })],
  ['b', row({ pupil_id: 'b' })],
  ['c', row({ pupil_id: 'c', ends_at: NOW + 25 * MIN, active_at: NOW - 5 * MIN })],
  ['d', row({ pupil_id: 'd', state: 'marked', submitted_by: 'pupil', answered: [0, 1, 2] })],
]);

test('the numbers count everybody once; the usual time is the time of the class', () => {
  const numbers = totals(PUPILS, ROWS, NOW, false);
  assert.deepEqual(numbers, { left: '18 min', longest: '25 min', working: 1, paused: 0, idle: 1, offline: 1, held: 3, handedIn: 1, pupils: 5, saved: 7, running: 3, stopped: 0, open: 3 });
  assert.equal(newsWords(numbers), '1 offline with 3 answers held, 1 of 5 handed in');
  assert.equal(newsWords({ ...numbers, offline: 0, held: 0 }), '1 of 5 handed in');
  assert.equal(totals(PUPILS, new Map(), NOW, false).left, undefined);
  const stopped = new Map([...ROWS, ['b', row({ pupil_id: 'b', paused_by: 'teacher', paused_at: NOW })], ['c', row({ pupil_id: 'c', paused_by: 'pupil', paused_at: NOW })]]);
  const { paused, running, stopped: byTeacher, working } = totals(PUPILS, stopped, NOW, false);
  // A rest break can still be paused by the teacher, so it counts as running.
  assert.deepEqual({ paused, running, byTeacher, working }, { paused: 2, running: 2, byTeacher: 1, working: 0 });
});

test('who needs the teacher comes first, and the same need is in the order of names', () => {
  const rank = (/** @type {{id: string}} */ { id }) => situation(ROWS.get(id), NOW, false).rank;
  assert.deepEqual(sortPupils(PUPILS, 'needs', rank).map(({ id }) => id), ['a', 'c', 'b', 'e', 'd']);
  assert.deepEqual(sortPupils(PUPILS, 'name', rank).map(({ display_name: name }) => name), ['Ada', 'Ben', 'Cem', 'Dan', 'Zoe']);
});

test('the projector tells no idleness, no break, no lost Wi-Fi', () => {
  const shown = (/** @type {any} */ live) => boardWords(live, situation(live, NOW, false));
  for (const more of [{}, { seen_at: NOW - 200_000, pending: 2 }, { active_at: NOW - 300_000 }, { paused_by: 'pupil', paused_at: NOW }]) {
    assert.deepEqual(shown(row(more)), { words: 'Working', done: 1, of: 3, finished: false });
  }
  assert.equal(shown(row({ state: 'submitted', submitted_by: 'teacher', pending: 2 })).words, 'Handed in');
  // Left out, it counts neither as done nor as to do.
  const { done, of } = shown(row({ left_out: [0] }));
  assert.deepEqual({ done, of }, { done: 0, of: 2 });
  assert.deepEqual(shown(undefined), { words: 'Not started', done: 0, of: 0, finished: false });
});

test('how old it is, in words', () => {
  assert.deepEqual([400, 12_300, 60_000, 200_000].map(ageWords), ['1 second', '12 seconds', '1 minute', '3 minutes']);
});
