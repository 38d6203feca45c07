import assert from 'node:assert/strict';
import { test } from 'node:test';

import { indentAfter } from '../../../web/js/core/indent.logic.js';

const CASES = {
  'as the line before': ['x = 1\n    y = 2', 4],
  'further in after a colon': ['  if x:', 6],
  'after a colon and a comment': ['if x:  # really?', 4],
  'after a colon that Python can’t read yet': ["if name = 'Ada':", 4],
  'after a colon behind a sign in a string': ["if sign == '#':", 4],
  'not after a colon in a comment': ['x = 1  # then:', 0],
  'nor in a line that is one': ['    # then:', 4],
  'nor in a string': ["label = 'Name:'", 0],
  'nor in one that is still open': ['print("Name:', 'brackets'],
  'nor in one of several lines': ["'''Words\n  about:", 2],
  'after one of several lines': ["'''Words:\nmore'''\nif x:", 4],
  'brackets are left to the grammar': ['print(1,', 'brackets'],
  'also when they were opened above': ['print(\n    1)', 'brackets'],
  'brackets in strings are none': ["    print('(')", 4],
  'nor are those in comments': ['x = 1  # (', 0],
  'quotes in strings are none': ['x = "it\'s"  # then:', 0],
  'nor is one behind a backslash': ["if x == '\\'(':", 4],
};

for (const [name, [before, expected]] of Object.entries(CASES)) {
  test(`a new line begins: ${name}`, () => assert.equal(indentAfter(before) ?? 'brackets', expected));
}
