import assert from 'node:assert/strict';
import { test } from 'node:test';

import { looksRight, readTraceback } from '../../web/js/core/python-practice.logic.js';
import { differences, visible } from '../../web/js/question-types/python_code/difference.logic.js';

const kinds = (expected, printed) => differences(expected, printed).differences.map(({ kind, line }) => `${kind} ${line}`);

test('differences: none where only what never counts differs', () => {
  assert.deepEqual(differences('a\nb\n', 'a  \nb\n\n\n'), { same: 2, differences: [] });
  assert.deepEqual(differences('', '\n'), { same: 0, differences: [] });
});

test('differences: missing, extra and changed lines by their place in what was printed', () => {
  assert.deepEqual(kinds('1\n2\n3', '1\n3'), ['missing 2']);
  assert.deepEqual(kinds('1\n3', '1\n2\n3'), ['extra 2']);
  assert.deepEqual(kinds('1\n2\n3', '1\ntwo\n3'), ['changed 2']);
  assert.deepEqual(kinds('1\n2\n3', ''), ['missing 1', 'missing 1', 'missing 1']);
  assert.deepEqual(kinds('hello', 'Name? hello'), ['changed 1']);
  assert.deepEqual(kinds('  a', 'a'), ['changed 1'], 'spaces at the start of a line count');
});

test('differences: both texts can be told again from them', () => {
  // A small world, wholly: every pair of texts of up to four lines of two kinds.
  const texts = [[]];
  for (let from = 0, length = 1; length <= 4; length += 1) {
    const to = texts.length;
    for (; from < to; from += 1) texts.push([...texts[from], 'a'], [...texts[from], 'b']);
  }
  const longest = (a, b) => (a.length && b.length ? (a[0] === b[0] ? 1 + longest(a.slice(1), b.slice(1)) : Math.max(longest(a.slice(1), b), longest(a, b.slice(1)))) : 0);
  for (const wanted of texts) {
    for (const got of texts) {
      const { same, differences: found } = differences(wanted.join('\n'), got.join('\n'));
      const count = (...which) => found.filter(({ kind }) => which.includes(kind)).length;
      assert.equal(same + count('missing', 'changed'), wanted.length);
      assert.equal(same + count('extra', 'changed'), got.length);
      assert.equal(same, longest(wanted, got), `${wanted} / ${got}`);
    }
  }
});

test('spaces and tabs are made visible', () => {
  assert.equal(visible(' a\tb '), '·a→b·');
});

test('practice: an error is told by its line in the pupil’s own program and a sentence', () => {
  const trace = 'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n  File "main.py", line 7, in <module>\n  File "main.py", line 3, in f\nNameError: name \'totl\' isn\'t defined\n';
  assert.deepEqual(readTraceback(trace), { kind: 'NameError', message: "name 'totl' isn't defined", line: 3, sentence: 'Python doesn’t know “totl”. Is it spelt as where you gave it a value?' });
  assert.equal(readTraceback('Traceback:\n  File "main.py", line 2\nSystemExit: \n'), null);
  assert.deepEqual(readTraceback('SyntaxError: invalid syntax'), { kind: 'SyntaxError', message: 'invalid syntax', line: 0, sentence: readTraceback('SyntaxError').sentence });
  assert.match(readTraceback("ImportError: no module named 'turtle'").sentence, /“turtle”/);
  assert.match(readTraceback('OddError: never heard of').sentence, /Python stopped/);
});

test('practice: it says only what it can tell', () => {
  assert.equal(looksRight('3 \n\n', '3', 'exact'), true);
  assert.equal(looksRight('3', '4', 'exact'), false);
  assert.equal(looksRight('Hello  World', 'hello world', 'exact'), false);
  assert.equal(looksRight('Hello  World', 'hello world', 'tolerant'), true);
  assert.equal(looksRight('hello', 'hello world', 'tolerant'), false);
  assert.equal(looksRight('3.0', '3', 'number'), null);
  assert.equal(looksRight('abc', '[a-c]+', 'regex'), null);
});
