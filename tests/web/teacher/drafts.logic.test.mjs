import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as review from '../../../web/js/teacher/review.logic.js';
import * as upload from '../../../web/js/teacher/upload.logic.js';

const draft = (id, status = 'new', more = {}) => ({
  id,
  run_id: 'r1',
  status,
  type_label: 'Short text',
  checks: [],
  clean: true,
  evidence: null,
  duplicate_of: null,
  question_id: status === 'accepted' || status === 'edited' ? `q-${id}` : null,
  ...more,
});
const key = (name, more = {}) => ({ key: name, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more });

test('review: counts and the summary in words', () => {
  const drafts = [draft('a', 'accepted'), draft('b', 'edited'), draft('c', 'rejected'), draft('d'), draft('e', 'new', { clean: false })];
  assert.deepEqual(review.countsOf(drafts), { new: 2, accepted: 1, edited: 1, rejected: 1, done: 3, clean: 1 });
  assert.equal(review.summary(drafts), '3 of 5 reviewed: 1 accepted, 1 edited, 1 rejected');
  assert.equal(review.summary([draft('a')]), '0 of 1 reviewed');
  assert.deepEqual(review.takenQuestions(drafts), ['q-a', 'q-b']);
});

test('review: after one is done the next to do follows, round the end, until none is left', () => {
  const drafts = [draft('a'), draft('b', 'accepted'), draft('c'), draft('d', 'rejected')];
  assert.equal(review.nextToDo(drafts, 'a'), 'c');
  assert.equal(review.nextToDo(drafts, 'd'), 'a');
  assert.equal(review.nextToDo(drafts, 'c'), 'a');
  assert.equal(review.nextToDo([draft('a', 'accepted')], 'a'), null);
  assert.equal(review.nextToDo([draft('a')], 'a'), null, 'a draft doesn’t follow itself');
});

test('review: walking stops at the ends', () => {
  const drafts = [draft('a'), draft('b')];
  assert.equal(review.neighbour(drafts, 'a', 1), 'b');
  assert.equal(review.neighbour(drafts, 'b', 1), 'b');
  assert.equal(review.neighbour(drafts, 'a', -1), 'a');
  assert.equal(review.neighbour(drafts, 'not shown', 1), 'a');
  assert.equal(review.neighbour([], null, 1), null);
});

test('review: keys with Ctrl are the browser’s, and a key held down accepts only once', () => {
  assert.equal(review.commandOf(key('a')), 'accept');
  assert.equal(review.commandOf(key('A')), 'accept');
  assert.equal(review.commandOf(key('a', { ctrlKey: true })), null);
  assert.equal(review.commandOf(key('r', { metaKey: true })), null);
  assert.equal(review.commandOf(key('a', { repeat: true })), null);
  assert.equal(review.commandOf(key('j', { repeat: true })), 'next');
  assert.equal(review.commandOf(key('x')), null);
});

test('review: the words of the list count problems and warnings apart', () => {
  const checks = [{ level: 'error' }, { level: 'warning' }, { level: 'warning' }];
  assert.equal(review.listNote(draft('a', 'new', { checks })), 'Short text · 1 problem, 2 warnings');
  assert.equal(review.listNote(draft('a')), 'Short text · no warnings');
  assert.equal(review.listNote(draft('a', 'new', { duplicate_of: { kind: 'bank', stem_text: 'x' } })), 'Short text · like another');
  assert.equal(review.listNote(draft('a', 'rejected')), 'Rejected');
});

test('review: evidence marks exactly the quoted words, or nothing', () => {
  const passage_text = 'RAM is fast. ROM keeps.';
  assert.deepEqual(review.splitEvidence({ passage_text, start: 13, end: 23 }), { before: 'RAM is fast. ', marked: 'ROM keeps.', after: '' });
  for (const [start, end] of [[-1, 4], [4, 4], [5, 4], [0, 99]]) assert.equal(review.splitEvidence({ passage_text, start, end }).marked, '');
});

test('review: the page only claims a quotation that is there', () => {
  const evidence = { passage_text: 'RAM is fast.', start: 0, end: 12, quote: 'RAM is fast.', location: 'Slide 6' };
  assert.ok(review.goodNews(draft('a', 'new', { evidence })).includes('The quoted words are in the lesson file, slide 6'));
  const moved = { ...evidence, start: 1 };
  assert.ok(!review.goodNews(draft('a', 'new', { evidence: moved })).some((line) => line.startsWith('The quoted')));
  assert.ok(!review.goodNews(draft('a', 'new', { checks: [{ level: 'warning' }] })).includes('No weak spot in the wording'));
});

test('review: the way on to an assessment names what was accepted and is called as the lesson file', () => {
  const accepted = (/** @type {string} */ id) => draft(id, 'accepted', { question_id: `q-${id}` });
  assert.deepEqual(review.assessmentFrom([draft('a')], 'Bits.pptx'), { action: 'Make an assessment from these 0 questions', href: '' });
  assert.deepEqual(review.assessmentFrom([accepted('a'), draft('b')], 'Bits & bytes.v2.PPTX'), { action: 'Make an assessment from this question', href: '/teacher/create-assessment?questions=q-a&title=Bits%20%26%20bytes.v2' });
  assert.equal(review.assessmentFrom([accepted('a'), accepted('b')], 'All your drafts').href, '/teacher/create-assessment?questions=q-a,q-b');
});

test('review: accepting all clean drafts asks once for each run that has one', () => {
  const drafts = [draft('a'), draft('b'), draft('c', 'new', { run_id: 'r2' }), draft('d', 'new', { run_id: 'r3', clean: false }), draft('e', 'accepted', { run_id: 'r4' })];
  assert.deepEqual(review.cleanRuns(drafts), ['r1', 'r2']);
});

test('upload: plainly unusable files are refused before they are sent, with the way out', () => {
  const accepted = { endings: ['.docx', '.pptx', '.pdf'], max_mb: 20 };
  const refusal = (name, size = 10) => upload.refusalOf({ name, size }, accepted);
  assert.equal(refusal('Lesson 3.PPTX'), null);
  assert.equal(refusal('Worksheet.PDF'), null);
  assert.match(refusal('old.doc'), /\.docx/);
  assert.match(refusal('notes'), /\.docx, \.pptx, \.pdf/);
  assert.equal(refusal('a.pptx', 20 * 1024 * 1024), null);
  assert.match(refusal('a.pptx', 20 * 1024 * 1024 + 1), /20 MB/);
  assert.match(refusal('a.pptx', 0), /empty/);
  assert.match(upload.refusalOf({ name: 'a.pdf', size: 10 }, { ...accepted, endings: ['.docx'] }), /\.docx/);
});

test('upload: the kinds of files that a school accepts, in words', () => {
  assert.equal(upload.kindsOf(['.docx', '.pptx', '.pdf']), 'Word, PowerPoint or PDF');
  assert.equal(upload.kindsOf(['.docx']), 'Word');
  assert.equal(upload.kindsOf(['.pdf', '.odt']), 'PDF or .odt');
});

test('upload: progress is unknown until there is a total', () => {
  assert.equal(upload.percentOf({ done: 0, total: 0 }), null);
  assert.equal(upload.percentOf({ done: 1, total: 3 }), 33);
  assert.equal(upload.percentOf({ done: 5, total: 4 }), 100);
});

test('upload: a section says where it stands and what is in it', () => {
  const at = (kind, place) => ({ kind, location: { slide: null, page: null, paragraph: null, ...place } });
  assert.equal(upload.sectionWords({ passages: [at('list', { slide: 5 }), at('table', { slide: 9 })] }), 'Slides 5–9 · 2 passages, 1 table');
  assert.equal(upload.sectionWords({ passages: [at('paragraph', { page: 2 })] }), 'Page 2 · 1 passage');
  assert.equal(upload.sectionWords({ passages: [at('paragraph', { paragraph: 4 })] }), '1 passage');
});

test('upload: the order holds what is ticked and possible', () => {
  const choices = [
    { key: 'text.definitions', needs_document: true, on: true, count: '', level: '' },
    { key: 'text.steps', needs_document: true, on: false, count: '3', level: '' },
    { key: 'generator.binary', needs_document: false, on: true, count: '5', level: '2' },
  ];
  assert.deepEqual(upload.orderOf(choices, 'd1', ['o1']), { document_id: 'd1', makers: [{ key: 'text.definitions' }, { key: 'generator.binary', count: 5, level: 2 }], objective_ids: ['o1'] });
  assert.deepEqual(upload.orderOf(choices, '', []), { makers: [{ key: 'generator.binary', count: 5, level: 2 }] });
  // A run of numbers only isn't said to come from a file.
  assert.deepEqual(upload.orderOf(choices.slice(1), 'd1', []), { makers: [{ key: 'generator.binary', count: 5, level: 2 }] });
});

test('upload: what a run came to', () => {
  const run = { status: 'done', made: 12, dropped: 3, message: '' };
  assert.equal(upload.runWords(run), '12 drafts · 3 left out, because they were weak or the same');
  assert.equal(upload.runWords({ ...run, dropped: 0 }), '12 drafts');
  assert.match(upload.runWords({ ...run, made: 0 }), /No draft/);
  assert.equal(upload.runWords({ ...run, status: 'cancelled', made: 2 }), 'Stopped and 2 drafts kept');
  assert.equal(upload.runWords({ ...run, status: 'failed', message: 'The disk is full.' }), 'The disk is full.');
});
