import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressOf, anotherSeed, byTopic, choiceOf, topicName } from '../../../web/js/teacher/generators.logic.js';

const made = (key, topic, levels = [1, 2, 3]) => ({ key, topic, levels, title: key, objectives: [], misconceptions: [] });
const ALL = [made('a', 'binary'), made('b', 'logic', [2]), made('c', 'binary')];

test('generators stand together by topic', () => {
  assert.deepEqual(byTopic(ALL).map(([topic, list]) => [topic, list.map(({ key }) => key)]), [['binary', ['a', 'c']], ['logic', ['b']]]);
  assert.equal(topicName('data_size'), 'Data size');
});

test('an address asks for what there is, whatever stands in it', () => {
  const asked = (text) => {
    const { generator, level, seed } = choiceOf(new URLSearchParams(text), ALL);
    return [generator.key, level, seed];
  };
  assert.deepEqual(asked('generator=c&level=3&seed=77'), ['c', 3, 77]);
  assert.deepEqual(asked(''), ['a', 1, 0]);
  assert.deepEqual(asked('generator=gone&level=9&seed=-1'), ['a', 1, 0]);
  assert.deepEqual(asked('generator=b&level=1&seed=1.5'), ['b', 2, 0]);
  assert.deepEqual(asked(addressOf({ generator: ALL[2], level: 2, seed: 5 }).split('?')[1]), ['c', 2, 5]);
});

test('another seed is one that the server takes', () => {
  for (let i = 0; i < 100; i += 1) {
    const seed = anotherSeed();
    assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31);
  }
});
