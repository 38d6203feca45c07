import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as coverage from '../../../web/js/teacher/coverage.logic.js';
import * as review from '../../../web/js/teacher/review.logic.js';
import * as source from '../../../web/js/teacher/source.logic.js';

const draft = (id, passageId, part, quote) => ({ id, evidence: { passage_id: passageId, passage_text: part, quote, start: part.indexOf(quote), end: part.indexOf(quote) + quote.length } });
const passage = (id, text) => ({ id, kind: 'paragraph', text, runs: [], items: [], ordered: false, rows: [], location: { slide: null, page: null, paragraph: 1 } });

test('source: a quotation is found in the whole passage, also where the draft kept only a part', () => {
  const text = 'RAM is here. RAM is memory that forgets. The end.';
  const { evidence } = draft('a', 'p', 'RAM is memory that forgets.', 'RAM is');
  assert.deepEqual(source.spanIn(text, evidence), { start: 13, end: 19 });
  assert.deepEqual(source.spanIn('Other words. RAM is small.', evidence), { start: 13, end: 19 }, 'else the first place of the words');
  assert.equal(source.spanIn('Nothing of it', evidence), null);
});

test('source: spans are gathered by passage in the order of the text, and only those that stand there', () => {
  const sections = [{ heading: 'H', level: 1, passages: [passage('p', 'one two three'), passage('q', 'four')] }];
  const drafts = [draft('late', 'p', 'one two three', 'three'), draft('early', 'p', 'one two three', 'one'), draft('gone', 'x', 'y', 'y'), { id: 'rule', evidence: null }];
  const spans = source.spansOf(sections, drafts);
  assert.deepEqual([...spans].map(([id, list]) => [id, list.map((span) => span.draft.id)]), [['p', ['early', 'late']]]);
  assert.deepEqual(source.countPassages(sections, spans), { all: 2, withDrafts: 1, without: 1, words: '2 passages, 1 of them with drafts' });
});

test('source: overlapping spans cut the text, and no letter is lost', () => {
  const text = 'abcdefghij';
  const [one, two] = [{ id: '1' }, { id: '2' }];
  const spans = [{ draft: one, start: 1, end: 5 }, { draft: two, start: 3, end: 8 }];
  const pieces = source.piecesOf(text, { from: 0, to: 10, spans, runs: [{ start: 0, end: 4, bold: true, code: false }] });
  assert.equal(pieces.map((piece) => piece.text).join(''), text);
  assert.deepEqual(pieces.map((piece) => [piece.text, piece.drafts.map(({ id }) => id).join(''), piece.bold]), [
    ['a', '', true],
    ['bc', '1', true],
    ['d', '12', true],
    ['e', '12', false],
    ['fgh', '2', false],
    ['ij', '', false],
  ]);
  const part = source.piecesOf(text, { from: 4, to: 6, spans, runs: [] });
  assert.deepEqual(part.map((piece) => [piece.text, piece.drafts.length]), [['e', 2], ['f', 1]]);
});

test('source: runs count characters, pieces count as JavaScript does', () => {
  const runs = source.runsInUnits('💾 disk', [{ start: 2, end: 6, bold: true, code: false }]);
  assert.equal('💾 disk'.slice(runs[0].start, runs[0].end), 'disk');
});

test('source: items and cells are found in the text, or the text is shown as it is', () => {
  const text = 'Device\tJob\nHub\tRepeats';
  const places = source.cellPlaces(text, [['Device', 'Job'], ['Hub', 'Repeats']]);
  assert.deepEqual(places.map((row) => row.map(({ from, to }) => text.slice(from, to))), [['Device', 'Job'], ['Hub', 'Repeats']]);
  assert.equal(source.cellPlaces('Device Job', [['Device', 'Job']]), null);
});

test('coverage: gaps, totals and words', () => {
  const objective = (id, ready, waiting = [0, 0, 0, 0, 0], makers = []) => ({ id, text: id, ready, waiting, makers });
  const items = [{ id: 't', title: 'T', objectives: [objective('a', [1, 0, 0, 2, 0]), objective('b', [0, 0, 0, 0, 0], [0, 1, 0, 0, 0])] }];
  assert.deepEqual(coverage.totalsOf({ items }), { objectives: 2, covered: 1, gaps: 1, ready: 3, waiting: 1 });
  assert.equal(coverage.summaryOf({ items }), '1 of 2 objectives has a question that is ready. 1 draft waits for your review.');
  assert.equal(coverage.wordsOf(items[0].objectives[0]), '3 ready');
  assert.equal(coverage.wordsOf(items[0].objectives[1]), 'No question yet · 1 draft to review');
  assert.equal(coverage.levelWords([1, 0, 0, 2, 0]), 'Ready: 1 of level 1, 2 of level 4');
  assert.equal(coverage.levelWords([0, 0, 0, 0, 0]), 'None ready at any level');
});

test('coverage: a gap asks its makers for six drafts together, one each at least', () => {
  const makers = (n) => Array.from({ length: n }, (_, index) => ({ key: `generator.${index}`, title: '' }));
  const counts = (n) => coverage.orderFor({ id: 'o', text: '', ready: [], waiting: [], makers: makers(n) }).makers.map(({ count }) => count);
  assert.deepEqual([counts(1), counts(2), counts(4)], [[6], [3, 3], [2, 2, 2, 2]]);
  assert.deepEqual(counts(8), [1, 1, 1, 1, 1, 1, 1, 1]);
});

test('review: decisions are undone from the last, and what takes a draft’s place stands after it', () => {
  const one = (id, status, at = null) => ({ id, status, reviewed_at: at });
  const drafts = [one('a', 'accepted', '2026-01-01T10:00:02Z'), one('b', 'new'), one('c', 'rejected', '2026-01-01T10:00:01Z')];
  assert.deepEqual(review.decisionsOf(drafts), [['c'], ['a']]);
  const changed = [one('b', 'rejected'), one('d', 'new')];
  assert.deepEqual(review.withChanged(drafts, changed).map(({ id, status }) => `${id} ${status}`), ['a accepted', 'b rejected', 'd new', 'c rejected']);
  assert.deepEqual(review.withChanged(drafts, [one('a', 'new'), one('c', 'new')]).map(({ id, status }) => `${id} ${status}`), ['a new', 'b new', 'c new']);
  assert.equal(review.takenPart({ accepted: 1, edited: 1, rejected: 2 }), 0.5);
  assert.equal(review.takenPart({ accepted: 0, edited: 0, rejected: 0 }), null);
});
