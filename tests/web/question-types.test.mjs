import assert from 'node:assert/strict';
import { test } from 'node:test';

import { frequentFirst, withUnchosen } from '../../web/js/question-types/buckets.js';
import { newElementId, textProblems } from '../../web/js/question-types/edit-parts.js';
import { inOrder } from '../../web/js/question-types/ordering/answer.js';
import { gapsIn, toShown, toStored, wordsToHide } from '../../web/js/question-types/cloze/passage.logic.js';
import { partOutcome } from '../../web/js/question-types/parts-review.js';
import { toContent, toPairs } from '../../web/js/question-types/matching/edit.js';
import { QUESTION_TYPES, questionType } from '../../web/js/question-types/registry.js';
import { questionEditor, WHOLE_TYPES } from '../../web/js/question-types/registry-edit.js';
import { QUESTIONS } from '../../web/js/pages/gallery/fixtures.js';

const fixtureOf = (type) => QUESTIONS.find((fixture) => fixture.type === type);

/** Ways in which nothing may be answered, as docs/adding-a-question-type.md names them. */
const BLANKS = {
  multiple_choice: [{ choice: null }, { choice: '' }],
  multiple_response: [{ choices: null }, { choices: [] }],
  short_text: [{ text: null }, { text: ' \n ' }],
  ordering: [{ order: null }, { order: [] }],
  true_false: [{ value: null }, { value: null, reason: 'because' }],
  numeric: [{ text: null }, { text: ' ' }],
  matching: [{ pairs: null }, { pairs: {} }, { pairs: { b2euek: '', erjcb4: null } }],
  categorise: [{ placements: null }, { placements: {} }, { placements: { d3k8sw: '', m7f2za: null } }],
  cloze: [{ gaps: null }, { gaps: {} }, { gaps: { x2c6g2: ' ', '7xnqiu': '', a98r5r: null } }],
  truth_table: [{ rows: null }, { rows: [] }, { rows: [[null], [null]] }],
  boolean_expression: [{ text: null }, { text: ' ' }],
  parsons: [{ lines: null }, { lines: [] }, { lines: [{ id: '', indent: 0 }] }],
  predict_output: [{ text: null }, { text: ' \n' }],
  trace_table: [{ cells: null }, { cells: {} }, { cells: { '0,0': ' ', '1,1': null } }],
  free_text: [{ text: null }, { text: ' \n' }],
  python_code: [{ code: null }, { code: ' \n' }],
};

test('both registries know the same types, and the gallery shows each', () => {
  assert.deepEqual(WHOLE_TYPES.map(({ type }) => type), QUESTION_TYPES.map(({ type }) => type));
  assert.deepEqual([...QUESTIONS.map(({ type }) => type)].sort(), [...QUESTION_TYPES.map(({ type }) => type)].sort());
  assert.throws(() => questionType('telepathy'), /telepathy/);
  assert.throws(() => questionEditor('telepathy'), /telepathy/);
});

for (const type of WHOLE_TYPES) {
  const fixture = fixtureOf(type.type);

  test(`${type.type}: the contract of the pupil half`, () => {
    for (const part of ['empty', 'isAnswered', 'validate', 'answer', 'review', 'toText']) assert.equal(typeof type[part], 'function', part);
    assert.ok(type.label && type.icon);
    assert.equal(type.isAnswered(type.empty()), false);
    assert.equal(type.isAnswered(null), false);
    for (const blank of [{}, ...BLANKS[type.type]]) assert.equal(type.isAnswered(blank), false, JSON.stringify(blank));
    for (const value of [fixture.key, fixture.partly]) {
      assert.equal(type.isAnswered(value), true);
      assert.equal(type.validate(value, fixture.view), null);
      assert.ok(type.toText(value, fixture.view).length > 0);
      // The same JSON after the trip over the network.
      assert.equal(type.toText(JSON.parse(JSON.stringify(value)), fixture.view), type.toText(value, fixture.view));
    }
    assert.equal(type.toText(null, fixture.view), '');
    assert.notEqual(type.toText(fixture.key, fixture.view), type.toText(fixture.partly, fixture.view));
  });

  test(`${type.type}: the contract of the teacher half`, () => {
    for (const part of ['create', 'edit', 'problems', 'buckets']) assert.equal(typeof type[part], 'function', part);
    const fresh = type.create();
    for (const field of ['stem', 'hints', 'explanation', 'difficulty']) assert.ok(field in fresh, field);
    assert.ok(type.problems(fresh).length > 0, 'an empty question has problems');
    assert.deepEqual(type.problems(fixture.content), []);
    for (const { place, message } of type.problems(fresh)) assert.ok(place && message);
  });

  test(`${type.type}: analysis keeps every pupil and puts the right answer first`, () => {
    const shown = type.buckets(fixture.buckets, { view: fixture.view, key: fixture.key });
    const sum = (buckets) => buckets.reduce((total, { count }) => total + count, 0);
    assert.equal(sum(shown), sum(fixture.buckets));
    // What a person marks is grouped by its words alone.
    assert.equal(shown[0].right, type.type !== 'free_text');
  });
}

test('choosing one: exactly the missing key is a problem', () => {
  const { problems } = questionEditor('multiple_choice');
  const { content } = fixtureOf('multiple_choice');
  const keyless = { ...content, options: content.options.map((option) => ({ ...option, fraction: 0 })) };
  assert.deepEqual(problems(keyless).map(({ place }) => place), ['options']);
});

test('an empty option is called by its letter, as on the form', () => {
  for (const type of ['multiple_choice', 'multiple_response']) {
    const { content } = fixtureOf(type);
    const options = content.options.map((option, index) => (index === 1 ? { ...option, text: ' ' } : option));
    assert.match(questionEditor(type).problems({ ...content, options })[0].message, /option B/);
  }
});

test('texts: empty and doubled ones are named by their place', () => {
  const words = { list: 'items', field: 'text', noun: 'item', min: 3 };
  assert.deepEqual(
    textProblems([{ text: 'RAM' }, { text: ' ' }], words).map(({ place }) => place),
    ['items', 'items.1.text'],
  );
  assert.deepEqual(
    textProblems([{ text: 'RAM' }, { text: 'ram ' }, { text: 'ROM' }], words).map(({ place }) => place),
    ['items.1.text'],
  );
});

test('ordering: a response orders the items, and one from an older version loses none', () => {
  const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  const ids = (value) => inOrder(items, value).map(({ id }) => id).join('');
  assert.equal(ids(null), 'abc');
  assert.equal(ids({ order: ['c', 'a', 'b'] }), 'cab');
  assert.equal(ids({ order: ['c', 'gone'] }), 'cab');
});

test('matching: pairs are written as they were read, an answer of several prompts once', () => {
  const { content } = fixtureOf('matching');
  const { prompts, options, pairs } = content;
  const written = toPairs(content);
  assert.deepEqual(written.pairs.map(({ text, option }) => [text, option]), [['Mouse', 'Input'], ['Screen', 'Output'], ['Keyboard', 'Input']]);
  assert.deepEqual(written.extras.map(({ option }) => option), ['Storage']);
  assert.deepEqual(toContent(written.pairs, written.extras), { prompts, options, pairs });
});

test('matching: an answer that parts from another becomes an option of its own', () => {
  const { content } = fixtureOf('matching');
  for (const changed of [0, 2]) {
    const written = toPairs(content);
    written.pairs[changed].option = 'Both';
    const { options, pairs } = toContent(written.pairs, written.extras);
    const texts = Object.fromEntries(options.map(({ id, text }) => [id, text]));
    assert.deepEqual(content.prompts.map(({ id }) => texts[pairs[id]]), ['Input', 'Output', 'Input'].with(changed, 'Both'));
    assert.equal(new Set(options.map(({ id }) => id)).size, 4);
  }
  const blank = toPairs(content);
  blank.pairs[0].option = blank.pairs[1].option = ' ';
  assert.deepEqual(questionEditor('matching').problems({ ...content, ...toContent(blank.pairs, []) }).map(({ place }) => place), ['options.0.text', 'options.1.text']);
});

test('matching: capitals tell two prompts apart, as ASCII does', () => {
  const { content } = fixtureOf('matching');
  const { problems } = questionEditor('matching');
  const named = (...texts) => ({ ...content, prompts: texts.map((text, index) => ({ id: `id000${index}`, text })) });
  assert.deepEqual(problems(named('A', 'a')), []);
  assert.deepEqual(problems(named('A', 'a', 'A ')).map(({ place }) => place), ['prompts.2.text']);
});

test('categorise: every item has a category that is still there, and there are not too many', () => {
  const { problems } = questionEditor('categorise');
  const { content } = fixtureOf('categorise');
  const places = (change) => problems({ ...content, ...change }).map(({ place }) => place);
  assert.deepEqual(places({ categories: content.categories.slice(1) }), ['items.0.category', 'items.2.category']);
  assert.deepEqual(places({ categories: content.categories.with(1, { ...content.categories[1], text: 'input ' }) }), ['categories.1.text']);
  const many = (count, category) => Array.from({ length: count }, (_, index) => ({ id: `x${index}`, text: `text ${index}`, category }));
  assert.deepEqual(places({ categories: [...content.categories, ...many(4)] }), ['categories']);
  assert.deepEqual(places({ items: many(21, 'n8r2kd') }), ['items']);
  assert.deepEqual(places({ items: [] }), ['items']);
});

test('numbers: one in words is said to be, while it can be mended', () => {
  const { validate } = questionType('numeric');
  for (const text of ['12', '-5', '½', 'FF', '#AB', ' ', '3 kB', 'ff kB', '1/2']) assert.equal(validate({ text }), null, text);
  for (const text of ['twelve', 'eight', '?', 'KB']) assert.match(validate({ text }), /digits/, text);
  assert.match(validate({ text: '1'.repeat(201) }), /200/);
});

test('gaps: a passage is written with numbers in reading order and stored with ids', () => {
  const isGap = (id) => ['k3m9qa', 'a2b3c4'].includes(id);
  const stored = 'A [[k3m9qa]] and a [[a2b3c4]], but [[zzzzzz]] and [[1]] are nobody’s.';
  const { text, labels } = toShown(stored, isGap);
  assert.equal(text, 'A [Gap 1] and a [Gap 2], but [[zzzzzz]] and [[1]] are nobody’s.');
  assert.equal(toStored(text, labels), stored);
  assert.equal(toStored('[Gap 2] before [Gap 1]; [Gap 3] is only words', labels), '[[a2b3c4]] before [[k3m9qa]]; [Gap 3] is only words');
  assert.deepEqual(gapsIn('[[a2b3c4]] [[k3m9qa]] [[a2b3c4]]', isGap), ['a2b3c4', 'k3m9qa', 'a2b3c4']);
});

test('gaps: what is selected is hidden, or the word at the caret, and never another gap', () => {
  const text = 'a router, not [Gap 1]\n\nnext';
  const words = (from, to) => {
    const span = wordsToHide(text, from, to);
    return span && text.slice(span.from, span.to);
  };
  assert.equal(words(2, 8), 'router');
  assert.equal(words(1, 9), 'router,');
  assert.equal(words(4, 4), 'router');
  assert.equal(words(8, 8), 'router');
  assert.equal(words(9, 9), '');
  assert.equal(words(10, 18), null);
  assert.equal(words(16, 16), null);
  assert.equal(words(14, 14), null, 'a caret that touches a gap belongs to it');
  assert.equal(words(21, 25), null, 'two paragraphs');
});

test('gaps: each problem is named by its gap and its place', () => {
  const { problems } = questionEditor('cloze');
  const { content } = fixtureOf('cloze');
  const places = (change) => problems({ ...content, ...change }).map(({ place }) => place);
  assert.deepEqual(places({ passage: 'No gap at all' }), ['passage']);
  assert.deepEqual(places({ passage: `${content.passage} [[x2c6g2]]` }), ['passage']);
  const gaps = { ...content.gaps, '7xnqiu': { type: 'choice', options: [{ id: 'ticzis', text: ' ', fraction: 1 }, { id: '8zqrfb', text: 'x' }] } };
  assert.deepEqual(problems({ ...content, gaps }), [{ place: 'gaps.7xnqiu.options.0.text', message: 'Gap 2: Write something for choice 1, or remove it.' }]);
  const wordless = { ...content.gaps, x2c6g2: { type: 'short_text', accepted: [{ pattern: 'router', fraction: 0.5 }] } };
  assert.deepEqual(places({ gaps: wordless }), ['gaps.x2c6g2.accepted']);
  const numberless = { ...content.gaps, a98r5r: { type: 'numeric', answers: [{ value: 5 }], units: [{ symbol: '', factor: 1 }] } };
  assert.deepEqual(places({ gaps: numberless }), ['gaps.a98r5r.units.0.symbol']);
});

test('parts: how each went is told only where the answer was marked and the part is known', () => {
  const told = (outcome, fraction, answered = true) => partOutcome({ view: {}, response: {}, outcome, parts: fraction === undefined ? null : [{ id: 'a', fraction }] }, 'a', answered);
  assert.equal(told('partial', 1), 'right');
  assert.equal(told('partial', 0.5), 'partial');
  assert.equal(told('partial', 0), 'wrong');
  assert.equal(told('partial', 0, false), 'unanswered');
  assert.equal(told('partial', undefined), null);
  assert.equal(told('right', undefined), 'right');
  assert.equal(told('needs_marking', 0), null);
  assert.equal(told(null, 1), null);
});

test('ids: six characters of the alphabet that the server takes', () => {
  const ids = Array.from({ length: 500 }, newElementId);
  for (const id of ids) assert.match(id, /^[a-z0-9]{6}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test('buckets: rare answers are gathered, and nobody is lost', () => {
  const bucket = (key, count, right = false) => ({ key, label: key, count, right, misconception: null, pupils: [{ id: key, name: key }] });
  const shown = frequentFirst([bucket('a', 1), bucket('b', 5), bucket('c', 9, true), bucket('d', 2), bucket('e', 1)], 2);
  assert.deepEqual(shown.map(({ key, count }) => [key, count]), [['c', 9], ['b', 5], ['others', 4]]);
  assert.equal(shown.at(-1).pupils.length, 3);
  assert.equal(frequentFirst([bucket('a', 1), bucket('b', 5), bucket('c', 9)], 2).length, 3, 'one too many is shown itself');
  assert.deepEqual(withUnchosen([bucket('a', 2)], [{ id: 'a', text: 'A' }, { id: 'b', text: 'B' }], String).map(({ count }) => count), [2, 0]);
});
