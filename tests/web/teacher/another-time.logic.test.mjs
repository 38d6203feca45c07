import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asTheyAre, canHaveTime, fromNow, hasTimeLeft, timeProblems, tomorrow } from '../../../web/js/teacher/another-time.logic.js';

const NOW = Date.parse('2026-11-20T12:00:30Z');
const assignment = /** @type {any} */ ({ opens_at: '2026-11-18T09:00:00Z', closes_at: '2026-11-18T10:30:00Z', time_limit_s: null, attempts_allowed: 1 });
const pupil = (/** @type {object} */ more = {}) => /** @type {any} */ ({ id: 'a', left: false, attempts: 0, state: 'not_started', window: null, ...more });
const window = { opens_at: '2026-11-20T12:00:00Z', closes_at: '2026-11-20T13:00:00Z' };

test('who has an attempt left or open can be given a time, who left the class or used all cannot', () => {
  assert.ok(canHaveTime(pupil(), assignment));
  assert.ok(canHaveTime(pupil({ attempts: 1, state: 'open' }), assignment));
  assert.ok(!canHaveTime(pupil({ attempts: 1, state: 'marked' }), assignment));
  assert.ok(!canHaveTime(pupil({ left: true }), assignment));
});

test('time is left until the end of the own window, for who may still sit', () => {
  assert.ok(hasTimeLeft(pupil({ window }), assignment, NOW));
  assert.ok(!hasTimeLeft(pupil({ window }), assignment, Date.parse(window.closes_at)));
  assert.ok(!hasTimeLeft(pupil(), assignment, NOW));
  assert.ok(!hasTimeLeft(pupil({ window, attempts: 1, state: 'marked' }), assignment, NOW));
});

test('from now, and tomorrow at the same time of day, are as long as the class has it', () => {
  assert.deepEqual(fromNow(assignment, NOW), { opens_at: '2026-11-20T12:00:00.000Z', closes_at: '2026-11-20T13:30:00.000Z' });
  assert.deepEqual(tomorrow(assignment, NOW), { opens_at: '2026-11-21T09:00:00.000Z', closes_at: '2026-11-21T10:30:00.000Z' });
  // Closed after a minute: nobody can sit it in that.
  const early = { ...assignment, closes_at: '2026-11-18T09:01:00Z' };
  assert.equal(fromNow(early, NOW).closes_at, '2026-11-20T13:00:00.000Z');
  assert.equal(fromNow({ ...early, time_limit_s: 5400 }, NOW).closes_at, '2026-11-20T13:30:00.000Z');
  // The clocks of London go forward in the night to 29 March 2026: nine o'clock is then an hour earlier in UTC.
  assert.equal(tomorrow({ ...assignment, opens_at: '2026-03-27T09:00:00Z', closes_at: '2026-03-27T10:00:00Z' }, Date.parse('2026-03-28T12:00:00Z')).opens_at, '2026-03-29T08:00:00.000Z');
});

test('what is missing or over is said at its field', () => {
  const places = (/** @type {any} */ form) => timeProblems(form, NOW).map(({ place }) => place);
  assert.deepEqual(places({ opens_at: '2026-11-20T12:00', closes_at: '2026-11-20T13:00', pupils: ['a'] }), []);
  assert.deepEqual(places({ opens_at: '', closes_at: '', pupils: [] }), ['pupils', 'opens_at', 'closes_at']);
  assert.deepEqual(places({ opens_at: '2026-11-20T13:00', closes_at: '2026-11-20T13:00', pupils: ['a'] }), ['closes_at']);
  assert.deepEqual(places({ opens_at: '2026-11-19T12:00', closes_at: '2026-11-19T13:00', pupils: ['a'] }), ['closes_at']);
});

test('undoing puts each named pupil back to their own', () => {
  assert.deepEqual(asTheyAre([pupil(), pupil({ id: 'b', window }), pupil({ id: 'c' })], ['a', 'b']), [
    { pupil_id: 'a', window: null },
    { pupil_id: 'b', window },
  ]);
});
