import assert from 'node:assert/strict';
import { test } from 'node:test';

import { columnOf, lineAt, lineBeside, linesOf, restOf, scrollFor, withAir } from '../../../web/js/core/line-focus.logic.js';

const line = (top, bottom) => ({ top, bottom });
const PAGE = [line(100, 120), line(130, 150), line(200, 220)];

test('pieces of text that stand beside each other are one line, whatever their order', () => {
  assert.deepEqual(linesOf([line(130, 150), line(100, 120), line(100, 120), line(102, 118)]), [line(100, 120), line(130, 150)]);
});

test('a raised or lowered piece belongs to its line, the next line does not', () => {
  assert.deepEqual(linesOf([line(100, 120), line(95, 108), line(112, 124), line(122, 142)]), [line(95, 124), line(122, 142)]);
});

test('a column beside what is read has its side of the window, one above it or across the page has none', () => {
  const span = (left, right) => ({ left, right });
  assert.deepEqual(columnOf(span(40, 260), span(300, 1000), 1366), span(0, 260));
  assert.deepEqual(restOf(span(0, 260), 1366), span(260, 1366));
  // At the other side, within what is read.
  assert.deepEqual(columnOf(span(700, 1000), span(200, 1000), 1366), span(700, 1366));
  assert.deepEqual(restOf(span(700, 1366), 1366), span(0, 700));
  assert.equal(columnOf(span(16, 344), span(16, 344), 360), null);
  assert.equal(columnOf(span(0, 0), span(300, 1000), 1366), null, 'it is not on the page');
});

test('what has no height is no line', () => {
  assert.deepEqual(linesOf([line(10, 10), line(10, 11)]), []);
  assert.equal(lineAt([], 50), null);
  assert.equal(lineBeside([], null, 1), null);
});

test('the nearest line is shown, between two lines the nearer one', () => {
  assert.equal(lineAt(PAGE, 0), PAGE[0]);
  assert.equal(lineAt(PAGE, 139), PAGE[1]);
  assert.equal(lineAt(PAGE, 170), PAGE[1]);
  assert.equal(lineAt(PAGE, 180), PAGE[2]);
  assert.equal(lineAt(PAGE, 9_999), PAGE[2]);
});

test('arrows go line by line, stay at the ends, and begin at the end they come from', () => {
  assert.equal(lineBeside(PAGE, null, 1), PAGE[0]);
  assert.equal(lineBeside(PAGE, null, -1), PAGE[2]);
  assert.equal(lineBeside(PAGE, withAir(PAGE[0]), 1), PAGE[1]);
  assert.equal(lineBeside(PAGE, withAir(PAGE[2]), 1), PAGE[2]);
  assert.equal(lineBeside(PAGE, withAir(PAGE[2]), -1), PAGE[1]);
  assert.equal(lineBeside(PAGE, withAir(PAGE[0]), -1), PAGE[0]);
});

test('from a tall thing such as a text box, arrows leave it whole', () => {
  assert.equal(lineBeside(PAGE, line(95, 160), 1), PAGE[2]);
  assert.equal(lineBeside(PAGE, line(125, 230), -1), PAGE[0]);
});

test('the page scrolls only when the line and one more would not be seen', () => {
  const room = line(64, 500);
  assert.equal(scrollFor(line(300, 320), room), 0);
  assert.equal(scrollFor(line(470, 490), room), 10);
  assert.equal(scrollFor(line(70, 90), room), -14);
});
