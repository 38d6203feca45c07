import assert from 'node:assert/strict';
import { test } from 'node:test';

import { columnsText, focusNext, STEPS } from '../../web/js/question-types/answer-grid.js';

/** Where the focus goes to in a grid whose given cells are dots; '' where it stays. */
function next(rows, row, column, key) {
  let at = '';
  const cells = rows.map((signs, y) => [...signs].reduce((found, sign, x) => {
    if (sign !== '.') found[x] = { focus: () => { at = `${y},${x}`; } };
    return found;
  }, []));
  focusNext(cells, row, column, STEPS[key]);
  return at;
}

test('arrows go on to the next cell to fill in, over those that are given', () => {
  assert.equal(next(['__', '__'], 0, 0, 'ArrowRight'), '0,1');
  assert.equal(next(['_._', '___'], 0, 0, 'ArrowRight'), '0,2');
  assert.equal(next(['_._', '___'], 0, 2, 'ArrowLeft'), '0,0');
  assert.equal(next(['__', '_.', '..', '._'], 0, 1, 'ArrowDown'), '3,1');
  assert.equal(next(['._', '..', '__'], 2, 1, 'ArrowUp'), '0,1');
});

test('at the edge, and where all the rest is given, the focus stays', () => {
  for (const key of Object.keys(STEPS)) assert.equal(next(['_'], 0, 0, key), '', key);
  assert.equal(next(['_..', '___'], 0, 0, 'ArrowRight'), '');
  assert.equal(next(['._', '..'], 0, 1, 'ArrowDown'), '');
});

test('columns in words, from the top', () => {
  assert.equal(columnsText(['A', 'B'], [[1, null], [null, 0]], (given, row, column) => given ?? `${row}${column}`), 'A: 1 10; B: 01 0');
});
