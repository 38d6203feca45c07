import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asTheyAre, canHaveTime, formOf, formProblems, fromNow, hasMissed, hasOwn, hasTimeLeft, isStillOpen, oneMore, overridesOf, ownWords, tomorrow } from '../../../web/js/teacher/single-pupils.logic.js';

const NOW = Date.parse('2026-11-20T12:00:30Z');
const assignment = /** @type {any} */ ({ opens_at: '2026-11-18T09:00:00Z', closes_at: '2026-11-18T10:30:00Z', time_limit_s: null, attempts_allowed: 1 });
const pupil = (/** @type {object} */ more = {}) => /** @type {any} */ ({ id: 'a', left: false, attempts: 0, state: 'not_started', window: null, extra_time_percent: null, attempts_allowed: 1, ...more });
const window = { opens_at: '2026-11-20T12:00:00Z', closes_at: '2026-11-20T13:00:00Z' };

test('who has an attempt left or open can sit it at another time, who left the class or used all cannot', () => {
  assert.ok(canHaveTime(pupil()));
  assert.ok(canHaveTime(pupil({ attempts: 1, state: 'open' })));
  assert.ok(!canHaveTime(pupil({ attempts: 1, state: 'marked' })));
  assert.ok(canHaveTime(pupil({ attempts: 1, state: 'marked', attempts_allowed: 2 })));
  assert.ok(!canHaveTime(pupil({ left: true })));
});

test('time is left until the end of the own window, for who may still sit', () => {
  assert.ok(hasTimeLeft(pupil({ window }), NOW));
  assert.ok(!hasTimeLeft(pupil({ window }), Date.parse(window.closes_at)));
  assert.ok(!hasTimeLeft(pupil(), NOW));
  assert.ok(!hasTimeLeft(pupil({ window, attempts: 1, state: 'marked' }), NOW));
});

test('nobody has missed what the class may still begin, nor who has a time of their own', () => {
  const open = { ...assignment, closes_at: '2026-11-20T12:01:00Z' };
  assert.ok(hasMissed(pupil(), assignment, NOW));
  assert.ok(!hasMissed(pupil(), open, NOW));
  assert.ok(hasMissed(pupil(), open, Date.parse(open.closes_at)));
  for (const other of [{ window }, { left: true }, { attempts: 1, state: 'open' }, { attempts: 1, state: 'marked' }]) assert.ok(!hasMissed(pupil(other), assignment, NOW));
});

test('it is open for a pupil by their own time, else by that of the class', () => {
  assert.ok(!isStillOpen(pupil(), assignment, NOW));
  assert.ok(isStillOpen(pupil({ window }), assignment, NOW));
  assert.ok(isStillOpen(pupil(), { ...assignment, closes_at: '2026-11-20T12:01:00Z' }, NOW));
});

test('what a pupil has of their own is said, and what the class has is not', () => {
  assert.equal(ownWords(pupil(), assignment), '');
  assert.equal(ownWords(pupil({ extra_time_percent: 50, attempts_allowed: 3 }), assignment), '50 % extra time, 3 attempts');
  assert.equal(ownWords(pupil({ extra_time_percent: 0 }), assignment), 'No extra time');
  assert.ok(!hasOwn(pupil(), assignment));
  for (const own of [{ window }, { extra_time_percent: 0 }, { attempts_allowed: 2 }]) assert.ok(hasOwn(pupil(own), assignment));
});

test('one more attempt is one more than they have, or have used', () => {
  assert.equal(oneMore(pupil({ attempts: 1 })), 2);
  assert.equal(oneMore(pupil({ attempts: 3, attempts_allowed: 2 })), 4);
  assert.equal(oneMore(pupil({ attempts_allowed: 20 })), 20);
});

test('from now, and tomorrow at the same time of day, are about as long as the class has it', () => {
  assert.deepEqual(fromNow(assignment, NOW), { opens_at: '2026-11-20T12:00:00.000Z', closes_at: '2026-11-20T13:30:00.000Z' });
  assert.deepEqual(tomorrow(assignment, NOW), { opens_at: '2026-11-21T09:00:00.000Z', closes_at: '2026-11-21T10:30:00.000Z' });
  // Closed after a minute: nobody can sit it in that.
  const early = { ...assignment, closes_at: '2026-11-18T09:01:00Z' };
  assert.equal(fromNow(early, NOW).closes_at, '2026-11-20T13:00:00.000Z');
  // At a full five minutes, later rather than earlier.
  const later = Date.parse('2026-11-20T12:12:30Z');
  assert.deepEqual(fromNow(early, later), { opens_at: '2026-11-20T12:12:00.000Z', closes_at: '2026-11-20T13:15:00.000Z' });
  assert.equal(fromNow({ ...early, time_limit_s: 5400 }, Date.parse('2026-11-20T12:00:00Z')).closes_at, '2026-11-20T13:30:00.000Z');
  // The clocks of London go forward in the night to 29 March 2026: nine o'clock is then an hour earlier in UTC.
  assert.equal(tomorrow({ ...assignment, opens_at: '2026-03-27T09:00:00Z', closes_at: '2026-03-27T10:00:00Z' }, Date.parse('2026-03-28T12:00:00Z')).opens_at, '2026-03-29T08:00:00.000Z');
});

const FORM = { pupils: ['a'], gives: ['window'], opens_at: '2026-11-20T12:00', closes_at: '2026-11-20T13:00', extra_time_percent: '25', attempts_allowed: '2' };

test('what is missing or over is said at its field', () => {
  const places = (/** @type {object} */ change, alone = false) => formProblems({ ...FORM, ...change }, { alone, now: NOW }).map(({ place }) => place);
  assert.deepEqual(places({}), []);
  assert.deepEqual(places({ opens_at: '', closes_at: '', pupils: [] }), ['pupils', 'opens_at', 'closes_at']);
  assert.deepEqual(places({ opens_at: '2026-11-20T13:00' }), ['closes_at']);
  assert.deepEqual(places({ opens_at: '2026-11-19T12:00', closes_at: '2026-11-19T13:00' }), ['closes_at']);
  assert.deepEqual(places({ gives: [] }), ['gives']);
  assert.deepEqual(places({ gives: [] }, true), []);
  // What isn't ticked may hold anything.
  assert.deepEqual(places({ gives: ['extra_time_percent'], opens_at: '', attempts_allowed: '' }), []);
  for (const percent of ['', '201', '1.5', '-1']) assert.deepEqual(places({ gives: ['extra_time_percent'], extra_time_percent: percent }), ['extra_time_percent']);
  for (const attempts of ['', '0', '21']) assert.deepEqual(places({ gives: ['attempts_allowed'], attempts_allowed: attempts }), ['attempts_allowed']);
});

test('of several pupils what is not ticked stays, of one it is as for the class again', () => {
  const form = { ...FORM, pupils: ['a', 'b'], gives: ['attempts_allowed'] };
  assert.deepEqual(overridesOf(form, false), [{ pupil_id: 'a', attempts_allowed: 2 }, { pupil_id: 'b', attempts_allowed: 2 }]);
  const own = { window: { opens_at: '2026-11-20T12:00:00.000Z', closes_at: '2026-11-20T13:00:00.000Z' } };
  assert.deepEqual(overridesOf(FORM, true), [{ pupil_id: 'a', ...own, extra_time_percent: null, attempts_allowed: null }]);
});

test('the form is read by what is there', () => {
  assert.deepEqual(formOf({ gives: ['window'], opens_at: 'x', closes_at: 'y', attempts_allowed: '2' }, ['c']), { pupils: ['c'], gives: ['window'], opens_at: 'x', closes_at: 'y', extra_time_percent: '', attempts_allowed: '2' });
  assert.deepEqual(formOf({ pupils: ['a'], gives: [] }, []).pupils, ['a']);
});

test('undoing puts each named pupil back to their own', () => {
  assert.deepEqual(asTheyAre([pupil(), pupil({ id: 'b', window, attempts_allowed: 2 }), pupil({ id: 'c' })], ['a', 'b'], assignment), [
    { pupil_id: 'a', window: null, extra_time_percent: null, attempts_allowed: null },
    { pupil_id: 'b', window, extra_time_percent: null, attempts_allowed: 2 },
  ]);
});
