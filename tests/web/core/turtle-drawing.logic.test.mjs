import assert from 'node:assert/strict';
import { test } from 'node:test';

import { backgroundOf, drawingWords, frameOf, shapesOf } from '../../../web/js/core/turtle-drawing.logic.js';

const INK = { colour: '#ff0000', width: 2 };
const line = (from, to, change) => ({ op: 'line', from, to, ...INK, ...change });
const SQUARE = [line([0, 0], [100, 0]), line([100, 0], [100, 100]), line([100, 100], [0, 100]), line([0, 100], [0, 0])];
const numbers = (text) => text.match(/-?[\d.]+/g).map(Number);

test('the frame holds everything with a margin, and y goes down', () => {
  // 100 across, a pen of 2 and a margin of 10 on each side.
  assert.deepEqual(frameOf(SQUARE), { x: -11, y: -111, width: 122, height: 122 });
  assert.deepEqual(frameOf([line([0, 0], [300, -200], { width: 0 })]), { x: -10, y: -10, width: 320, height: 220 });
  assert.deepEqual(frameOf([]), { x: -50, y: -50, width: 100, height: 100 });
  assert.deepEqual(frameOf([{ op: 'dot', at: [10, 20], size: 200, colour: '#000000' }]), { x: -100, y: -130, width: 220, height: 220 });
  assert.deepEqual(frameOf([{ op: 'dot', at: [10, 20], size: 4, colour: '#000000' }]), { x: -40, y: -70, width: 100, height: 100 });
});

test('words are in the frame whichever way they are aligned', () => {
  const text = { op: 'text', at: [0, 0], text: 'x'.repeat(100), colour: '#000000', size: 12 };
  const frames = ['left', 'center', 'right'].map((align) => frameOf([{ ...text, align }]));
  assert.equal(frames[0].x, -10);
  assert.equal(frames[1].x, -frames[1].width / 2);
  assert.equal(frames[2].x + frames[2].width, 10);
});

test('lines in a row that look the same are one path', () => {
  const [path, ...rest] = shapesOf(SQUARE);
  assert.deepEqual(rest, []);
  assert.equal(path.tag, 'path');
  assert.equal(path.props.d, 'M0 0L100 0L100 -100L0 -100L0 0');
  assert.equal(path.props.stroke, '#ff0000');
  assert.equal(path.props['stroke-width'], 2);
  const apart = shapesOf([line([0, 0], [1, 1]), line([5, 5], [6, 6]), line([6, 6], [7, 7], { colour: '#0000ff' })]);
  assert.deepEqual(apart.map(({ props }) => props.d), ['M0 0L1 -1M5 -5L6 -6', 'M6 -6L7 -7']);
});

test('what was drawn later lies above', () => {
  const shapes = shapesOf([
    { op: 'background', colour: '#eeeeee' },
    { op: 'fill', points: [[0, 0], [10, 0], [10, 10]], colour: '#00ff00' },
    line([0, 0], [10, 0]),
    { op: 'dot', at: [5, 5], size: 6, colour: '#0000ff' },
    { op: 'text', at: [1, 2], text: 'Hi\nyou', colour: '#000000', size: 12, align: 'center' },
    line([10, 0], [10, 10]),
  ]);
  assert.deepEqual(shapes.map(({ tag }) => tag), ['polygon', 'path', 'circle', 'text', 'text', 'path']);
  assert.equal(shapes[0].props.points, '0 0 10 0 10 -10');
  assert.deepEqual(shapes[2].props, { cx: 5, cy: -5, r: 3, fill: '#0000ff' });
  assert.deepEqual(shapes.slice(3, 5).map(({ words }) => words), ['Hi', 'you']);
  assert.equal(shapes[3].props['text-anchor'], 'middle');
  assert.equal(shapes[3].props['font-size'], 16, '12 points are 16 pixels');
  assert.ok(shapes[3].props.y < shapes[4].props.y, 'the first line is higher');
});

test('a turtle is an arrow whose point is where it is', () => {
  for (const [heading, forward] of [[0, [1, 0]], [90, [0, -1]], [180, [-1, 0]], [270, [0, 1]]]) {
    const [{ props }] = shapesOf([{ op: 'turtle', at: [3, 4], heading, colour: '#000000' }]);
    const [x, y, ...others] = numbers(props.points);
    assert.deepEqual([x, y], [3, -4]);
    for (let index = 0; index < others.length; index += 2) {
      const ahead = (others[index] - x) * forward[0] + (others[index + 1] - y) * forward[1];
      assert.ok(ahead <= -7 + 0.01, 'every other corner is behind the point');
    }
  }
});

test('the words say what there is', () => {
  assert.equal(drawingWords([]), 'Turtle drawing: nothing yet.');
  assert.equal(drawingWords(SQUARE), 'Turtle drawing: 4 lines.');
  const more = [...SQUARE, { op: 'fill', points: [[0, 0], [1, 0], [1, 1]], colour: '#00ff00' }, { op: 'turtle', at: [0, 0], heading: 0, colour: '#000000' }, { op: 'more' }];
  assert.equal(drawingWords(more), 'Turtle drawing: 4 lines, 1 filled shape and 1 turtle. It goes on; only the first part is shown.');
});

test('the paper is white unless the turtle was told otherwise', () => {
  assert.equal(backgroundOf([]), '#ffffff');
  assert.equal(backgroundOf([{ op: 'background', colour: '#000080' }]), '#000080');
  assert.equal(backgroundOf([{ op: 'background', colour: 'url(https://example.org)' }]), '#ffffff');
});

test('what a tampered process could send is left out', () => {
  const bad = [
    null, 5, {}, { op: 'constructor', colour: '#000000' }, { op: 'line', ...INK }, line([0, 0], [1]), line([0, 0], ['1', 2]), line([0, 0], [NaN, 2]), line([0, 0], [1e300, 2]),
    line([0, 0], [1, 1], { colour: 'url(#x)' }), line([0, 0], [1, 1], { width: '2' }), { op: 'fill', points: 'abc', colour: '#000000' },
    { op: 'fill', points: [[0, 0], [1, 1]], colour: '#000000' }, { op: 'text', at: [0, 0], text: 5, size: 8, colour: '#000000' },
    { op: 'dot', at: null, size: 5, colour: '#000000' }, { op: 'turtle', at: [0, 0], heading: null, colour: '#000000' },
  ];
  assert.deepEqual(shapesOf(bad), []);
  assert.deepEqual(frameOf(bad), frameOf([]));
  assert.equal(drawingWords(bad), 'Turtle drawing: nothing yet.');
});
