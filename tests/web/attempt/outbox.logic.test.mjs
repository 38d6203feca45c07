import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  MAX_BATCH_BYTES,
  MAX_EVENTS,
  backoffDelay,
  compareKeys,
  failureKind,
  finalList,
  heartbeatDelay,
  isNewer,
  laneJump,
  mergeAnswers,
  sameValue,
  selectBatch,
} from '../../../web/js/attempt/outbox.logic.js';
import { seeded } from './simulation.mjs';

const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);
const pick = (random, n) => Math.floor(random() * n);

function randomEvents(random) {
  const keys = new Set();
  const events = [];
  for (let i = pick(random, 120); i > 0; i -= 1) {
    const epoch = 1 + pick(random, 4);
    const seq = 1 + pick(random, 60);
    if (keys.has(`${epoch}:${seq}`)) continue;
    keys.add(`${epoch}:${seq}`);
    // Some are long, and some of those in letters of several bytes.
    const value = { text: (random() < 0.2 ? 'é€😀' : 'x').repeat(pick(random, random() < 0.1 ? 9_000 : 30)) };
    events.push({ epoch, seq, item: `q${pick(random, 12)}`, value, at: i });
  }
  return events;
}

test('an answer is newer by epoch first, then by seq; equal is not newer', () => {
  assert.ok(isNewer({ epoch: 1, seq: 1 }, null));
  assert.ok(isNewer({ epoch: 2, seq: 1 }, { epoch: 1, seq: 99 }));
  assert.ok(isNewer({ epoch: 1, seq: 2 }, { epoch: 1, seq: 1 }));
  assert.ok(!isNewer({ epoch: 1, seq: 1 }, { epoch: 1, seq: 1 }));
  assert.ok(compareKeys({ epoch: 1, seq: 9 }, { epoch: 2, seq: 1 }) < 0);
});

test('merging gives the newest of both sides whatever the order, and merging again changes nothing', () => {
  for (const seed of SEEDS) {
    const random = seeded(seed);
    const side = () => new Map(Array.from({ length: 6 }, (_, i) => [`q${i}`, { item: `q${i}`, epoch: pick(random, 3), seq: pick(random, 5), value: pick(random, 3) }]).filter(() => random() < 0.7));
    const [local, remote] = [side(), side()];
    const { merged, changed } = mergeAnswers(local, [...remote.values()]);
    for (const item of new Set([...local.keys(), ...remote.keys()])) {
      const candidates = [local.get(item), remote.get(item)].filter(Boolean).sort(compareKeys);
      assert.equal(compareKeys(merged.get(item), candidates.at(-1)), 0, `seed ${seed}`);
    }
    assert.deepEqual(changed.filter((item) => local.has(item) && local.get(item).value === merged.get(item).value), [], 'only real changes are reported');
    assert.deepEqual(mergeAnswers(merged, [...remote.values()]).changed, []);
  }
});

test('a batch is small enough, holds the newest of each item first, and batches together hold everything once', () => {
  for (const seed of SEEDS) {
    const events = randomEvents(seeded(seed));
    let rest = events;
    let sent = 0;
    while (rest.length) {
      const batch = selectBatch(rest);
      assert.ok(batch.length > 0 && batch.length <= MAX_EVENTS);
      const bytes = Buffer.byteLength(JSON.stringify(batch));
      assert.ok(bytes <= MAX_BATCH_BYTES + 2 || batch.length === 1, `seed ${seed}: ${bytes}`);
      const items = new Set(rest.map(({ item }) => item));
      const newest = [...items].map((item) => rest.filter((event) => event.item === item).sort(compareKeys).at(-1));
      const older = batch.findIndex((event) => !newest.includes(event));
      if (older >= 0) assert.ok(batch.slice(older).every((event) => !newest.includes(event)), 'no newest answer behind an older one');
      sent += batch.length;
      rest = rest.filter((event) => !batch.includes(event));
    }
    assert.equal(sent, events.length);
  }
});

test('full jitter stays below 0.5 s doubled for each failure and below 15 s', () => {
  const almost = () => 1 - Number.EPSILON;
  assert.deepEqual([0, 1, 2, 4, 5, 6, 500].map((failures) => Math.round(backoffDelay(failures, almost))), [500, 1_000, 2_000, 8_000, 15_000, 15_000, 15_000]);
  assert.equal(backoffDelay(9, () => 0), 0);
});

test('heartbeats are 15 s plus or minus 20 %', () => {
  assert.equal(heartbeatDelay(() => 0), 12_000);
  assert.equal(heartbeatDelay(() => 0.5), 15_000);
  assert.ok(heartbeatDelay(() => 0.999_999) < 18_000);
});

test('a page that starts without the server leaves room for numbers that it can’t know of', () => {
  assert.equal(laneJump(() => 0), 1_000);
  assert.ok(laneJump(() => 0.999_999) <= 101_000);
});

test('every refusal has one way to go on', () => {
  const kinds = Object.fromEntries([0, 400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504].map((status) => [status, failureKind(status)]));
  assert.deepEqual(kinds, {
    0: 'retry', 400: 'retry', 401: 'sign_in', 403: 'refused', 404: 'refused', 409: 'retry', 410: 'retry',
    413: 'halve', 422: 'halve', 429: 'wait', 500: 'retry', 502: 'retry', 503: 'wait', 504: 'retry',
  });
});

test('values are compared by what they say, not by the order of their keys', () => {
  assert.ok(sameValue({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }));
  assert.ok(sameValue(null, null));
  for (const [a, b] of [[{ choices: ['a', 'b'] }, { choices: ['b', 'a'] }], [null, {}], [[], {}], [{ a: undefined }, { b: undefined }], ['1', 1], [{ text: '' }, null]]) {
    assert.ok(!sameValue(a, b), JSON.stringify([a, b]));
    assert.ok(!sameValue(b, a), JSON.stringify([b, a]));
  }
});

test('the final list leaves out what the server can never store', () => {
  const answers = [{ item: 'q1', epoch: 1, seq: 1, value: null }, { item: 'q2', epoch: 1, seq: 2, value: null }];
  assert.deepEqual(finalList(answers, new Set(['1:2'])), [['q1', 1, 1]]);
});
