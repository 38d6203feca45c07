import assert from 'node:assert/strict';
import { test } from 'node:test';

import { linesOf, sideBySide } from '../../web/js/question-types/predict_output/answer.js';

const rows = (typed, expected, right) => sideBySide(typed, expected, (line) => right.includes(line)).map(({ given, wanted }) => [given, wanted]);

test('an output: lines as the server compares them', () => {
  assert.deepEqual(linesOf('“a”  \r\n  − b…\r\n\r\n \n'), ['"a"', '  - b...']);
  assert.deepEqual(linesOf('\n\na\u00a0b'), ['', '', 'a b']);
});

test('an output: lines that are right stand beside themselves, the others in the order they have', () => {
  assert.deepEqual(rows(['1', '2', '4', '5'], ['1', '2', '3'], [0, 1]), [['1', '1'], ['2', '2'], ['4', '3'], ['5', undefined]]);
  assert.deepEqual(rows(['2'], ['1', '2', '3'], [1]), [[undefined, '1'], ['2', '2'], [undefined, '3']]);
  assert.deepEqual(rows(['x', '1', '1'], ['1', '1'], [0, 1]), [['x', undefined], ['1', '1'], ['1', '1']]);
  assert.deepEqual(rows(['a'], ['b'], []), [['a', 'b']]);
  // A mark by an older version may know fewer lines than there are now: nothing is lost.
  assert.deepEqual(rows(['1'], ['1', '2'], []), [['1', '1'], [undefined, '2']]);
});
