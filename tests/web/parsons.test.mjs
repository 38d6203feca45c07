import assert from 'node:assert/strict';
import { test } from 'node:test';

import { blocksOf, namedLines, paired, problemsOf, settled } from '../../web/js/question-types/parsons/blocks.logic.js';
import { blockAt, programLine, programText, withLine } from '../../web/js/question-types/parsons/program.logic.js';

const ids = () => {
  let last = 0;
  return () => `id${(last += 1)}`;
};

test('a pasted program becomes lines, whatever its steps are', () => {
  for (const step of ['  ', '    ', '\t']) {
    const text = `\n${step}for i in range(3):\n${step}${step}if i:\n#distractor ${step}${step}${step}print("i")\n\n${step}${step}${step}print(i)  \r\n${step}print("end")\n`;
    assert.deepEqual(blocksOf(text, ids()).map(({ code, indent, distractor }) => [code, indent, Boolean(distractor)]), [
      ['for i in range(3):', 0, false], ['if i:', 1, false], ['print("i")', 2, true], ['print(i)', 2, false], ['print("end")', 0, false],
    ]);
  }
  assert.deepEqual(blocksOf(' \n\n', ids()), []);
});

test('what names no line any more is forgotten', () => {
  const [a, b, c] = blocksOf('a\nb\n#distractor c', ids());
  const beside = paired([a, b, c], c.id, b.id);
  assert.ok(beside[1].pair && beside[1].pair === beside[2].pair && !beside[0].pair);
  assert.deepEqual(paired(beside, c.id, null).map(({ pair }) => pair), [null, null, null]);
  assert.deepEqual(settled([{ ...b, depends: [a.id, b.id, c.id] }, a, c])[0].depends, [a.id]);
  assert.deepEqual(namedLines('1, 3 and 9', [a, b, c]), [a.id, c.id]);
  assert.deepEqual(problemsOf({ blocks: [{ ...a, depends: [b.id] }, b] }).map(({ place }) => place), ['blocks.0.depends']);
});

test('a program is written out with its indents, those that are given in place of the answer’s', () => {
  const blocks = [{ id: 'a', code: 'if x:\n    y()', indent: 0 }, { id: 'b', code: 'z()', indent: 1 }];
  const value = { lines: withLine(withLine([], { id: 'b', indent: 12 }, 0), { id: 'a', indent: 1 }, 0) };
  assert.deepEqual(value.lines, [{ id: 'a', indent: 1 }, { id: 'b', indent: 8 }]);
  assert.equal(programText(value, { blocks, indentation: 'required' }), `    if x:\n        y()\n${' '.repeat(32)}z()`);
  assert.deepEqual([1, 2, 3, 4].map((line) => blockAt(value, { blocks }, line)), ['a', 'a', 'b', undefined]);
  assert.equal(programLine(value, { blocks, indentation: 'given' }), 'if x: ⏎ › y() ⏎ › z()');
});
