import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { logicProblem } from '../../web/js/question-types/logic-reader.js';
import { questionType } from '../../web/js/question-types/registry.js';
import { questionEditor } from '../../web/js/question-types/registry-edit.js';

/** The server reads the same cases: tests/questions/types/test_logic.py. */
const CASES = JSON.parse(readFileSync(new URL('../questions/types/logic_cases.json', import.meta.url), 'utf8'));

test('the page says of an expression what the server says', () => {
  assert.ok(CASES.length > 30);
  for (const { text, inputs, operators, problem } of CASES) assert.equal(logicProblem(text, inputs, operators), problem, text);
});

test('an expression is checked against the inputs and operators of its question', () => {
  const { validate } = questionType('boolean_expression');
  const view = { inputs: ['A', 'B'], operators: ['AND', 'NOT'] };
  assert.equal(validate({ text: 'a and not b' }, view), null);
  assert.equal(validate({ text: ' ' }, view), null, 'a blank is no mistake');
  assert.match(validate({ text: 'A OR B' }, view), /Don't use OR/);
  assert.match(validate({ text: 'A AND C' }, view), /C isn't an input/);
});

test('a truth table in words shows what is given and what is blank', () => {
  const { toText, isAnswered } = questionType('truth_table');
  const view = { inputs: ['A'], headings: ['NOT A', 'A'], rows: [[1, 0], [null, null]] };
  assert.equal(toText({ rows: [[null, null], [0, null]] }, view), 'NOT A: 1 0; A: 0 –');
  assert.equal(isAnswered({ rows: [[null, null], [0, null]] }), true);
});

test('each problem of a question on logic is named by its place', () => {
  const places = (type, content) => questionEditor(type).problems(content).map(({ place }) => place);
  assert.deepEqual(places('truth_table', { expression: 'A AND', columns: ['A', '(A'], inputs: [] }), ['expression', 'columns.1']);
  assert.deepEqual(places('truth_table', { expression: 'A AND B', columns: [], inputs: ['A'] }), ['expression']);
  assert.deepEqual(places('boolean_expression', { expression: 'A XOR B', inputs: [], allowed_operators: ['AND'] }), ['expression']);
  assert.deepEqual(places('boolean_expression', { expression: 'A', inputs: [], allowed_operators: [] }), ['allowed_operators']);
});
