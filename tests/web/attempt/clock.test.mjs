import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ServerClock } from '../../../web/js/attempt/clock.js';
import { clockText, dueWarning, minutesLeft, untilNextMinute } from '../../../web/js/attempt/clock.logic.js';
import { betterSample, makeSample } from '../../../web/js/attempt/samples.logic.js';
import { seeded } from './simulation.mjs';

const MIN = 60_000;
const NOON = 1_800_000_000_000;

test('the offset is wrong by at most half of the least round trip, however unevenly requests travel', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = seeded(seed);
    const truth = NOON + random() * 1e6;
    let best = null;
    let least = Infinity;
    for (let i = 0; i < 20; i += 1) {
      const sent = i * 15_000;
      const there = random() * 900;
      const back = random() * 900;
      least = Math.min(least, there + back);
      best = betterSample(best, makeSample(sent, sent + there + back, truth + sent + there));
    }
    assert.ok(Math.abs(best.offset - truth) <= least / 2 + 1e-6, `seed ${seed}`);
  }
});

test('an old sample gives way even to a slower one', () => {
  const quick = makeSample(0, 10, NOON);
  assert.equal(betterSample(quick, makeSample(1_000, 1_500, NOON)), quick);
  const late = makeSample(700_000, 700_500, NOON);
  assert.equal(betterSample(quick, late), late);
});

test('the clock says whole minutes and never counts seconds', () => {
  assert.deepEqual([24 * MIN, 24 * MIN - 1, 23 * MIN, MIN + 1, MIN, 1, 0, -5].map(clockText), ['24 min', '24 min', '23 min', '2 min', 'Under 1 min', 'Under 1 min', 'Time is up', 'Time is up']);
  assert.equal(clockText(75 * MIN), '1 h 15 min');
  assert.equal(minutesLeft(-1), 0);
});

test('after the wait for the next minute the words have changed', () => {
  const random = seeded(7);
  for (let i = 0; i < 500; i += 1) {
    const left = 1 + random() * 100 * MIN;
    const wait = untilNextMinute(left);
    assert.ok(wait > 0 && wait <= MIN + 20);
    assert.notEqual(clockText(left), clockText(left - wait) + (left <= MIN ? '!' : ''));
  }
});

test('a warning comes once, when its minute is crossed, and only the most pressing one', () => {
  assert.equal(dueWarning(10 * MIN + 1, 10 * MIN), 10);
  assert.equal(dueWarning(10 * MIN, 10 * MIN - 1), null);
  assert.equal(dueWarning(12 * MIN, 4 * MIN), 5, 'a laptop that slept through two of them');
  assert.equal(dueWarning(2 * MIN, -1), null, 'over is not a warning');
  assert.equal(dueWarning(4 * MIN, 9 * MIN), null, 'time was added');
  assert.equal(dueWarning(9 * MIN, 5 * MIN), 5);
});

test('the device’s own clock may be an hour wrong', () => {
  let mono = 0;
  const clock = new ServerClock(() => mono, () => NOON + 3_600_000 + mono);
  assert.equal(clock.synced, false);
  clock.sample(0, 0, NOON, NOON + 5 * MIN);
  mono = MIN;
  assert.equal(clock.now(), NOON + MIN);
  assert.equal(clock.left(), 4 * MIN);
  assert.deepEqual(clock.toKeep(), { wallOffset: -3_600_000, endsAt: NOON + 5 * MIN });
  const next = new ServerClock(() => 0, () => NOON + 3_600_000 + 2 * MIN);
  next.restore(clock.toKeep());
  assert.equal(next.left(), 3 * MIN, 'a reload without Wi-Fi still knows');
  assert.equal(next.synced, false);
});

test('the clock tells when the end is moved, and only then', () => {
  const clock = new ServerClock(() => 0, () => NOON);
  const moves = [];
  clock.addEventListener('time', (event) => moves.push(event.detail));
  clock.sample(0, 1, NOON, NOON + MIN);
  clock.sample(0, 1, NOON, NOON + MIN);
  clock.sample(0, 1, NOON, NOON + 6 * MIN);
  assert.deepEqual(moves, [{ before: null, after: NOON + MIN }, { before: NOON + MIN, after: NOON + 6 * MIN }]);
});

test('after sleep, in which the monotonic clock stood still, the time is asked for again', () => {
  let mono = 0;
  let wall = NOON;
  const clock = new ServerClock(() => mono, () => wall);
  clock.sample(0, 2, NOON, null);
  mono += 1_000;
  wall += 1_000;
  assert.equal(clock.wake(), false);
  wall += 3_600_000;
  assert.equal(clock.wake(), true);
  assert.equal(clock.synced, false);
});
