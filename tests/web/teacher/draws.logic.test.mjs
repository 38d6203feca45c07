import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EMPTY, bodyOf, coverage, inOrder, problems, totals, withItemAt, withMarks, withoutQuestion } from '../../../web/js/teacher/builder.logic.js';
import { chance, gathered, given, oneDraw, outOfPool, withDraw, withPool, withoutPool } from '../../../web/js/teacher/draws.logic.js';

const item = (id) => ({ question_id: id, type: 'short_text', type_label: 'Short text', stem_text: id, difficulty: 1, marks: 1, objectives: [{ id: 'x', text: 'x' }], variants: 1, newer_version: false, pool: null, draw: null });
const six = () => ({ ...EMPTY, title: 'T', items: [...'abcdef'].map(item) });
const shown = ({ items }) => items.map(({ question_id, pool, draw }) => (pool === null ? question_id : `${question_id}${pool}/${draw}`)).join(' ');
const order = (build, text, moved) => inOrder(build, [...text], moved);

test('a pool stands together where its first question stood, worth the same, half of them drawn', () => {
  const { build, pool } = withPool(withMarks(withMarks(six(), 'b', 3), 'e', 5), ['e', 'b', 'd', 'f']);
  assert.equal(shown(build), 'a b1/2 d1/2 e1/2 f1/2 c');
  assert.equal(pool, 1);
  assert.deepEqual(build.items.map(({ marks }) => marks), [1, 3, 3, 3, 3, 1]);
  assert.deepEqual(given(build.items), { questions: 4, marks: 8 });
  assert.deepEqual(totals(build), { questions: 4, marks: 8, minutes: 8, objectives: 1 });
  assert.deepEqual(coverage(build.items).map(({ marks }) => marks), [8]);
  assert.equal(chance(build.items[1], build.items), 0.5);
  // As it was, with each question's own marks, but for its place.
  assert.deepEqual(withoutPool(build, 1).items.map(({ marks }) => marks), [1, 3, 1, 5, 1, 1]);
  assert.equal(shown(withoutPool(build, 1)), 'a b d e f c');
});

test('no more are drawn than there are but one, and no pool is of one', () => {
  const { build } = withPool(six(), ['a', 'b', 'c']);
  assert.equal(shown(withDraw(build, 1, 9)), 'a1/2 b1/2 c1/2 d e f');
  assert.equal(shown(withDraw(build, 1, 0)), 'a1/1 b1/1 c1/1 d e f');
  const two = withoutQuestion(withDraw(build, 1, 2), 'b');
  assert.equal(shown(two), 'a1/1 c1/1 d e f');
  assert.equal(shown(withoutQuestion(two, 'a')), 'c d e f');
  assert.equal(shown(outOfPool(build, 'a')), 'b1/1 c1/1 a d e f');
  assert.equal(shown(withPool(build, ['c', 'f']).build), 'a1/1 b1/1 c2/1 f2/1 d e');
});

test('a question is moved into a pool, within it, past its edge, and away from it', () => {
  const { build } = withPool(six(), ['b', 'c', 'd']);
  const moved = (text, id) => shown(order(build, text, id));
  assert.equal(moved('abecdf', 'e'), 'a b1/1 e1/1 c1/1 d1/1 f');
  assert.equal(moved('acbdef', 'b'), 'a c1/1 b1/1 d1/1 e f');
  assert.equal(moved('abcedf', 'd'), 'a b1/1 c1/1 e d f');
  assert.equal(moved('abcedf', 'e'), 'a b1/1 c1/1 e1/1 d1/1 f', 'the same order by the other move');
  assert.equal(moved('bacdef', 'a'), 'b1/1 a1/1 c1/1 d1/1 e f');
  assert.equal(moved('bcdaef', 'a'), 'b1/1 c1/1 d1/1 a e f');
  assert.equal(moved('cabdef', 'c'), 'c a b1/1 d1/1 e f');
  const worth = order(withMarks(withMarks(build, 'b', 3), 'e', 2), 'abecdf', 'e');
  assert.deepEqual(worth.items.map(({ marks }) => marks), [1, 3, 3, 3, 3, 1]);
  assert.deepEqual(order(worth, 'abcdfe', 'e').items.map(({ question_id, marks }) => question_id + marks), ['a1', 'b3', 'c3', 'd3', 'f1', 'e2']);
});

test('what is taken out of a pool comes back into it', () => {
  const { build } = withPool(six(), ['b', 'c', 'd']);
  assert.equal(shown(withItemAt(withoutQuestion(build, 'c'), build.items[2], 2)), shown(build));
});

test('the server gets pools in order, and one problem for the marks of each', () => {
  const { build } = withPool(withPool(six(), ['e', 'f']).build, ['a', 'b']);
  assert.deepEqual(bodyOf(build).items.map(({ pool, draw }) => [pool, draw]), [[1, 1], [1, 1], [undefined, undefined], [undefined, undefined], [2, 1], [2, 1]]);
  assert.deepEqual(problems(withMarks(build, 'f', NaN)).map(({ place }) => place), ['marks.e']);
});

test('one draw keeps the order and has as many as every other; each question is drawn alike often', () => {
  const { build } = withPool(six(), ['b', 'c', 'd', 'e']);
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const often = new Map();
  for (let n = 0; n < 2000; n += 1) {
    const ids = oneDraw(build.items, random).map(({ question_id }) => question_id);
    assert.equal(ids.length, 4);
    assert.deepEqual(ids, [...ids].sort());
    for (const id of ids) often.set(id, (often.get(id) ?? 0) + 1);
  }
  assert.deepEqual([often.get('a'), often.get('f')], [2000, 2000]);
  // 2 of 4 in 2000 draws: 1000, with a standard deviation of 22.4.
  for (const id of 'bcde') assert.ok(Math.abs(often.get(id) - 1000) < 90, `${id}: ${often.get(id)}`);
});

test('what fits is found behind pages that don’t, and no page more is asked for than needed', async () => {
  const pages = [[1, 1, 1], [1, 2, 1], [2, 2, 2], [2, 2, 2]];
  const asked = [];
  const pageAfter = async (after) => {
    asked.push(after);
    const at = Number(after || 0);
    return { items: pages[at].map((level, n) => ({ id: `${at}${n}`, level })), next: at + 1 < pages.length ? String(at + 1) : null };
  };
  const found = await gathered(pageAfter, ({ level }) => level === 2, 3);
  assert.deepEqual(found.map(({ id }) => id), ['11', '20', '21']);
  assert.deepEqual(asked, ['', '1', '2']);
});
