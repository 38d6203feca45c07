import assert from 'node:assert/strict';
import { test } from 'node:test';

import { setTimeZone } from '../../../web/js/core/dates.js';
import { byAssessment, changesBetween, defaultSettings, feedbackChoices, formOf, formProblems, isHeldBack, isRunning, settingsOf, timesInWords } from '../../../web/js/teacher/assignment.logic.js';
import { EMPTY, bodyOf, buildOf, coverage, inOrder, isChanged, marksProblem, problems, totals, withItemAt, withMarks, withNewest, withQuestions, withoutQuestion } from '../../../web/js/teacher/builder.logic.js';

const objective = (id) => ({ id, text: `Objective ${id}` });
const question = (id, objectives = [], marks = 1) => ({ id, type: 'short_text', type_label: 'Short text', stem_text: `Question ${id}`, difficulty: 2, objectives, marks, status: 'ready' });
const three = () => withQuestions(EMPTY, [question('a', [objective('x')]), question('b', [objective('x'), objective('y')]), question('c')]).build;
const ids = (build) => build.items.map(({ question_id }) => question_id);

test('questions are added once, at the end, with the marks that they bring, up to the most that fit', () => {
  const { build, added } = withQuestions(three(), [question('b'), question('d', [], 4), question('d', [], 4)]);
  assert.equal(added, 1);
  assert.deepEqual(ids(build), ['a', 'b', 'c', 'd']);
  assert.deepEqual(build.items.map(({ marks }) => marks), [1, 1, 1, 4]);
  const many = Array.from({ length: 250 }, (_, index) => question(`q${index}`));
  assert.equal(withQuestions(EMPTY, many).added, 200);
  assert.equal(withQuestions(withQuestions(EMPTY, many).build, [question('late')]).added, 0);
  assert.deepEqual(EMPTY.items, []);
});

test('what is taken out comes back to its place, with its marks', () => {
  const build = withMarks(three(), 'b', 4);
  const [, taken] = build.items;
  assert.deepEqual(ids(withoutQuestion(build, 'b')), ['a', 'c']);
  assert.deepEqual(withItemAt(withoutQuestion(build, 'b'), taken, 1), build);
  // Undo pressed twice, or after the same question was added again, doubles nothing.
  assert.deepEqual(ids(withItemAt(build, taken, 0)), ['b', 'a', 'c']);
});

test('an order puts every question where it says; one that it doesn’t name goes last', () => {
  assert.deepEqual(ids(inOrder(three(), ['c', 'a', 'b'])), ['c', 'a', 'b']);
  assert.deepEqual(ids(inOrder(three(), ['c', 'b'])), ['c', 'b', 'a']);
});

test('marks as the server takes them', () => {
  for (const fine of [1, 0.5, 0.01, 2.25, 100, 0.29]) assert.equal(marksProblem(fine), null, String(fine));
  for (const wrong of [0, -1, 100.5, 0.005, NaN, Infinity]) assert.ok(marksProblem(wrong), String(wrong));
});

test('totals leave out what can’t be read; a minute a mark, rounded up', () => {
  const build = withMarks(withMarks(three(), 'a', 2.5), 'b', NaN);
  assert.deepEqual(totals(build), { questions: 3, marks: 3.5, minutes: 4, objectives: 2 });
  assert.deepEqual(totals(EMPTY), { questions: 0, marks: 0, minutes: 0, objectives: 0 });
});

test('cover: a question counts for each of its objectives, most marks first, none last', () => {
  const rows = coverage(withMarks(withMarks(three(), 'b', 3), 'c', 50).items);
  assert.deepEqual(rows.map(({ id, marks, positions }) => [id, marks, positions]), [['x', 4, [1, 2]], ['y', 3, [2]], ['', 50, [3]]]);
});

test('problems name the field that they are about', () => {
  const places = (build) => problems(build).map(({ place }) => place);
  assert.deepEqual(places({ ...three(), title: ' ' }), ['title']);
  assert.deepEqual(places({ ...withMarks(three(), 'c', 0), title: 'T' }), ['marks.c']);
  assert.deepEqual(places({ ...EMPTY, title: 'x'.repeat(201), description: 'x'.repeat(2001) }), ['title', 'description']);
});

test('a build is changed when what would be sent is different', () => {
  const saved = { ...three(), title: 'Title' };
  assert.equal(isChanged({ ...saved, title: ' Title ' }, saved), false);
  assert.equal(isChanged({ ...saved, title: 'Other' }, saved), true);
  assert.equal(isChanged(inOrder(saved, ['b', 'a', 'c']), saved), true);
  assert.equal(isChanged(withMarks(saved, 'a', NaN), saved), true);
  assert.deepEqual(bodyOf(saved).items[0], { question_id: 'a', marks: 1 });
  const server = { id: '1', title: 'Title', description: '', items: [{ ...saved.items[0], id: 'i', position: 1, question_version_id: 'v' }] };
  assert.deepEqual(buildOf(server), { title: 'Title', description: '', items: [{ ...saved.items[0], version_id: 'v' }] });
});

test('the newest words of a question are asked for once, and are gone from what is sent when they are in', () => {
  const saved = { ...three(), title: 'Title' };
  const build = withNewest(withMarks(saved, 'b', 3), { ...question('b', [objective('z')]), stem_text: 'Anew' });
  assert.deepEqual(ids(build), ['a', 'b', 'c']);
  assert.deepEqual([build.items[1].stem_text, build.items[1].marks, build.items[1].objectives], ['Anew', 3, [objective('z')]]);
  assert.deepEqual(bodyOf(build).items.map(({ latest }) => latest), [undefined, true, undefined]);
  assert.equal(isChanged(withNewest(saved, question('a')), saved), true);
  const server = { id: '1', title: 'Title', description: '', items: [{ ...question('b'), question_id: 'b', marks: 3, pool: null, draw: null, newer_version: false, position: 1, question_version_id: 'v' }] };
  assert.deepEqual(bodyOf(buildOf(server)).items, [{ question_id: 'b', marks: 3 }]);
});

const settings = { opens_at: '2026-11-20T09:00:12Z', closes_at: '2026-11-27T15:30:00Z', time_limit_s: 1800, attempts_allowed: 2, attempts_count: 'best', feedback: 'release', try_penalties: [0], shuffle_questions: true };

test('set now, it closes at the end of school a week later, also when the clocks change between', () => {
  setTimeZone('Europe/London');
  const BEGINS = { feedback: 'release', attempts_allowed: 2, time_limit_s: 900 };
  const days = (iso) => defaultSettings(BEGINS, Date.parse(iso)).closes_at;
  assert.equal(days('2026-11-20T09:00:40Z'), '2026-11-27T15:30:00.000Z');
  const { feedback, attempts_allowed, time_limit_s } = defaultSettings(BEGINS);
  assert.deepEqual({ feedback, attempts_allowed, time_limit_s }, BEGINS, 'the rest is the school’s');
  assert.equal(defaultSettings(BEGINS, Date.parse('2026-11-20T09:00:40Z')).opens_at, '2026-11-20T09:00:00.000Z');
  // 25 October 2026: an hour more; 29 March 2026: an hour less.
  assert.equal(days('2026-10-21T22:30:00Z'), '2026-10-28T15:30:00.000Z');
  assert.equal(days('2026-03-24T23:30:00Z'), '2026-03-31T14:30:00.000Z');
});

test('the form gives back what it was given, to the minute', () => {
  assert.deepEqual(settingsOf(formOf(settings)), { ...settings, opens_at: '2026-11-20T09:00:00.000Z', closes_at: '2026-11-27T15:30:00.000Z' });
  assert.equal(formOf({ ...settings, time_limit_s: null }).minutes, '');
  assert.equal(settingsOf({ ...formOf(settings), minutes: '' }).time_limit_s, null);
});

test('only what was changed is sent: a time whose field reads the same is not a change', () => {
  assert.deepEqual(changesBetween(settings, settingsOf(formOf(settings))), {});
  const later = settingsOf({ ...formOf(settings), closes_at: '2026-11-28T10:00', minutes: '', attempts_allowed: '3' });
  assert.deepEqual(changesBetween(settings, later), { closes_at: '2026-11-28T10:00:00.000Z', time_limit_s: null, attempts_allowed: 3 });
});

test('the form says beside the field what is wrong', () => {
  const form = { ...formOf(settings), class_id: 'c' };
  const places = (change) => formProblems({ ...form, ...change }).map(({ place }) => place);
  assert.deepEqual(places({}), []);
  assert.deepEqual(places({ class_id: '' }), ['class_id']);
  assert.deepEqual(places({ closes_at: form.opens_at }), ['closes_at']);
  assert.deepEqual(places({ opens_at: '', closes_at: '' }), ['opens_at', 'closes_at']);
  for (const minutes of ['0', '1.5', '1441', '-3', 'x']) assert.deepEqual(places({ minutes }), ['time_limit_s'], minutes);
  for (const attempts_allowed of ['', '0', '11', '1.5']) assert.deepEqual(places({ attempts_allowed }), ['attempts_allowed'], attempts_allowed);
});

test('feedback after each question is offered only where the machine allows it', () => {
  assert.deepEqual(feedbackChoices(false).map(([value]) => value), ['hand_in', 'release']);
  assert.deepEqual(feedbackChoices(true).map(([value]) => value), ['each', 'hand_in', 'release']);
});

test('an assignment in words', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  const assignment = { ...settings, released_at: null };
  assert.equal(timesInWords(assignment, now), 'Closes Fri 27 Nov at 15:30');
  assert.equal(timesInWords({ ...assignment, opens_at: '2026-11-21T09:00:00Z' }, now), 'Opens tomorrow at 09:00, closes Fri 27 Nov at 15:30');
  assert.equal(timesInWords({ ...assignment, closes_at: '2026-11-20T11:00:00Z' }, now), 'Closed today at 11:00');
  assert.equal(isRunning(assignment, now), true);
  assert.equal(isRunning({ ...assignment, closes_at: '2026-11-20T12:00:00Z' }, now), false);
  assert.equal(isHeldBack(assignment), true);
  assert.equal(isHeldBack({ ...assignment, released_at: '2026-11-20T12:00:00Z' }), false);
  assert.equal(isHeldBack({ ...assignment, feedback: 'hand_in' }), false);
  const [a, b, c] = ['1', '2', '1'].map((assessment_id, index) => ({ id: index, assessment_id }));
  assert.deepEqual([...byAssessment([a, b, c])], [['1', [a, c]], ['2', [b]]]);
});
