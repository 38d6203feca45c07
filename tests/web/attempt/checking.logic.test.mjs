import assert from 'node:assert/strict';
import { test } from 'node:test';

import { resultWords, triesLeft, tryHint } from '../../../web/js/attempt/checking.logic.js';

/** What a pupil is told of tries: how many, and what the next one costs. */

const plain = (/** @type {string} */ text) => text.replaceAll('\u202f', ' ');

test('before a check it is said what pressing the button means', () => {
  assert.equal(tryHint([0], 0, false), 'Checking fixes your answer to this question.');
  assert.equal(tryHint([0, 0, 0], 0, false), 'You have 3 tries. The first costs nothing.');
  assert.equal(plain(tryHint([0, 20, 40], 1, false)), 'This is try 2 of 3. It costs 20 % of the marks.');
  assert.equal(tryHint([0, 20, 40], 1, true), 'Change your answer, then check it again.');
});

test('after a check that was not right, how many tries are left and what the next one costs', () => {
  assert.equal(plain(triesLeft([0, 20, 40], 1)), 'You have 2 tries left (the next costs 20 % of the marks).');
  assert.equal(plain(triesLeft([0, 20, 40], 2)), 'You have 1 try left (the last costs 40 % of the marks).');
  assert.equal(triesLeft([0, 0], 1), 'You have 1 try left (the last costs nothing).');
});

test('after the last check, what it cost', () => {
  assert.equal(resultWords({ outcome: 'right', used: 1, cost: 0 }, '2 out of 2 marks'), ' 2 out of 2 marks.');
  assert.equal(plain(resultWords({ outcome: 'right', used: 2, cost: 20 }, '1.6 out of 2 marks')), ' 1.6 out of 2 marks. This try cost 20 % of the marks.');
  assert.equal(resultWords({ outcome: 'partial', used: 3, cost: 40 }, '1 out of 2 marks'), ' 1 out of 2 marks. Your best try counts.');
});
