import assert from 'node:assert/strict';
import { test } from 'node:test';

import { partName } from '../../../web/js/teacher/answer-detail.js';
import { aliases, cellShown, cellsByItem, hasAnswer, headline, levelOf, questionsInWords, renamed, sortItems, sortPupils, totalShown } from '../../../web/js/teacher/heat-map.logic.js';

const item = (id, position, marks, facility) => ({ id, position, marks, facility, type: 'short_text', stem_text: id, objectives: [] });
const pupil = (id, name, score, state = score === null ? 'not_started' : 'marked') => ({ id, name, initials: '', left: false, attempt_id: null, state, score, submitted_at: null, submitted_by: null, cells: [] });

test('the colour is the fifth of the marks, exactly at the borders', () => {
  // A second implementation in whole numbers: score and marks in hundredths.
  for (let marks = 1; marks <= 20; marks += 1) {
    for (let hundredths = 0; hundredths <= marks * 100; hundredths += 1) {
      const fifth = Math.min(5, Math.floor((hundredths * 5) / (marks * 100)) + 1);
      assert.equal(levelOf(hundredths / 100, marks), fifth, `${hundredths / 100} of ${marks}`);
    }
  }
});

test('a cell says its mark; a missing or waiting one says so', () => {
  const question = item('a', 1, 2, null);
  assert.deepEqual(cellShown({ item_id: 'a', score: 1.5, outcome: 'partial' }, question), { text: '1.5', said: 'of 2', level: '4' });
  assert.deepEqual(cellShown({ item_id: 'a', score: 0, outcome: 'unanswered' }, question), { text: '0', said: 'of 2, not answered', level: '1' });
  assert.equal(cellShown({ item_id: 'a', score: 0, outcome: 'needs_marking' }, question).level, 'none');
  const undrawn = { item_id: 'a', score: 0, outcome: 'not_drawn' };
  assert.deepEqual(cellShown(undrawn, question), { text: '·', said: 'not drawn for this pupil', level: 'none' });
  assert.deepEqual([hasAnswer(undrawn), hasAnswer(undefined), hasAnswer({ ...undrawn, outcome: 'unanswered' })], [false, false, true]);
  assert.equal(cellShown(undefined, question).text, '–');
  assert.deepEqual([...cellsByItem({ cells: [null, { item_id: 'b', score: 1, outcome: 'right' }] }).keys()], ['b']);
});

test('without a total it says where the pupil is', () => {
  assert.equal(totalShown(pupil('1', 'A', 2.5), true), '2.5');
  assert.equal(totalShown(pupil('1', 'A', null, 'open'), true), 'Working');
  assert.equal(totalShown(pupil('1', 'A', null, 'submitted'), false), 'Being marked');
  assert.equal(totalShown(pupil('1', 'A', null), true), 'Not started');
  assert.equal(totalShown(pupil('1', 'A', null), false), 'Absent');
});

test('rows by total either way, absent ones last; equal totals by name', () => {
  const pupils = [pupil('1', 'Zoe', 5), pupil('2', 'Ann', null), pupil('3', 'Ben', 5), pupil('4', 'Cal', 9)];
  const names = (order) => sortPupils(pupils, order, ({ name }) => name).map(({ name }) => name);
  assert.deepEqual(names('lowest'), ['Ben', 'Zoe', 'Cal', 'Ann']);
  assert.deepEqual(names('highest'), ['Cal', 'Ben', 'Zoe', 'Ann']);
  assert.deepEqual(names('name'), ['Ann', 'Ben', 'Cal', 'Zoe']);
});

test('columns by how hard they were; those without marks last, ties as in the test', () => {
  const items = [item('a', 1, 1, 0.5), item('b', 2, 1, null), item('c', 3, 1, 0.2), item('d', 4, 1, 0.5)];
  const order = (by) => sortItems(items, by).map(({ id }) => id).join('');
  assert.equal(order('test'), 'abcd');
  assert.equal(order('hardest'), 'cadb');
  assert.equal(order('easiest'), 'adcb');
});

test('hidden names: one number each, the same at every refresh, in no order of the register', () => {
  // The ids of pupils who were added one after the other: the register's order is in their beginnings.
  const tails = ['c3', 'a9', 'f0', '1b', '7e'];
  const pupils = tails.map((tail, index) => pupil(`018f-000${index}-${tail}`, `Name ${index}`, 1));
  const hidden = aliases(pupils);
  assert.deepEqual(hidden, aliases([...pupils].reverse()));
  assert.deepEqual([...hidden.values()].sort(), ['Pupil 1', 'Pupil 2', 'Pupil 3', 'Pupil 4', 'Pupil 5']);
  assert.notDeepEqual(pupils.map(({ id }) => hidden.get(id)), ['Pupil 1', 'Pupil 2', 'Pupil 3', 'Pupil 4', 'Pupil 5']);
  const shown = renamed(pupils, ({ id }) => hidden.get(id));
  assert.deepEqual(shown.map(({ name }) => name), ['Pupil 1', 'Pupil 2', 'Pupil 3', 'Pupil 4', 'Pupil 5']);
});

test('the headline counts who handed in, and rounds to a tenth', () => {
  const results = { assignment: { marks_max: 24 }, pupils: [pupil('1', 'A', 3), pupil('2', 'B', null, 'submitted'), pupil('3', 'C', null, 'open'), pupil('4', 'D', null)], mean: 14.86, median: null };
  assert.deepEqual(headline(results), { handedIn: 2, working: 1, pupils: 4, mean: '14.9', median: '–', marks: '24' });
});

test('questions in words', () => {
  assert.equal(questionsInWords([8]), 'question 8');
  assert.equal(questionsInWords([6, 5, 5]), 'questions 5 and 6');
  assert.equal(questionsInWords([10, 1, 4]), 'questions 1, 4 and 10');
});

test('a part of a mark is named by the words of its option', () => {
  const view = { stem: [], options: [{ id: 'aaaaaa', text: [{ type: 'paragraph', children: [{ type: 'text', text: 'Memory' }] }] }] };
  assert.equal(partName(view, 'aaaaaa'), 'Memory');
  assert.equal(partName(view, 'gone'), 'gone');
});
