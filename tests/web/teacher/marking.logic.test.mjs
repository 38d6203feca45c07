import assert from 'node:assert/strict';
import { test } from 'node:test';

import { commandOf, nextWaiting, progressOf, scoreButtons, scoreOf, similarWaiting } from '../../../web/js/teacher/marking.logic.js';

/** @param {number | null} score @param {number} cluster @param {number} pupils */
const group = (score, cluster, pupils = 1) => ({ attempts: Array.from({ length: pupils }, (_, at) => String(at)), version_id: 'v', response: {}, cluster, words: 1, phrases: [], problem: '', score, lines: null, comment: '' });
const key = (more) => ({ key: '', code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more });

test('the next that waits comes after, then from the start', () => {
  const groups = [group(null, 0), group(1, 1), group(null, 2), group(0, 3)];
  assert.equal(nextWaiting(groups, 0), 2);
  assert.equal(nextWaiting(groups, 2), 0);
  assert.equal(nextWaiting(groups, -1), 0);
  assert.equal(nextWaiting([group(0, 0)], -1), -1, 'a zero is a mark');
});

test('progress counts pupils, not groups', () => {
  assert.deepEqual(progressOf([group(null, 0, 3), group(2, 1, 4)]), { waiting: 3, all: 7 });
});

test('similar ones are those of the same cluster that wait', () => {
  const groups = [group(1, 0), group(null, 0), group(2, 0), group(null, 1)];
  assert.deepEqual(similarWaiting(groups, 0), [1]);
});

test('ticks are worth their share of the marks', () => {
  const lines = [{ id: 'a', text: '', marks: 1 }, { id: 'b', text: '', marks: 2 }];
  assert.equal(scoreOf(lines, ['b'], 3), 2);
  assert.equal(scoreOf(lines, ['a'], 1), 0.33);
  assert.equal(scoreOf(lines, ['a', 'b'], 1), 1);
  assert.equal(scoreOf(lines, [], 4), 0);
  assert.equal(scoreOf([], [], 4), 0);
});

test('marks with a button: whole ones up to nine, and all of them', () => {
  assert.deepEqual(scoreButtons(2), [0, 1, 2]);
  assert.deepEqual(scoreButtons(1.5), [0, 1, 1.5]);
  assert.deepEqual(scoreButtons(12), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12]);
});

test('digits mark, with Shift they tick, whatever the layout makes of them', () => {
  assert.deepEqual(commandOf(key({ key: '2', code: 'Digit2' })), { does: 'mark', score: 2 });
  assert.deepEqual(commandOf(key({ key: '"', code: 'Digit2', shiftKey: true })), { does: 'tick', line: 1 });
  assert.deepEqual(commandOf(key({ key: '5', code: 'Numpad5' })), { does: 'mark', score: 5 });
  assert.equal(commandOf(key({ key: '2', code: 'Digit2', repeat: true })), null, 'held down, one mark');
  assert.equal(commandOf(key({ key: '2', code: 'Digit2', ctrlKey: true })), null, 'the browser keeps its own');
  assert.deepEqual(commandOf(key({ key: 'J', code: 'KeyJ', repeat: true })), { does: 'next' });
  assert.equal(commandOf(key({ key: 'z', code: 'KeyZ', repeat: true })), null);
});
