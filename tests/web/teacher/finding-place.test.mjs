import assert from 'node:assert/strict';
import { test } from 'node:test';

import { placeWords } from '../../../web/js/teacher/finding-place.js';

test('places: what the checks say in words, with the words that stand there', () => {
  const choice = { stem: 'Which?', options: [{ id: 'x', text: 'A bit' }, { id: 'y', text: 'A  byte\nof eight' }], hints: ['Count them.'] };
  assert.equal(placeWords('stem', choice), 'The question');
  assert.equal(placeWords('options', choice), 'The options');
  assert.equal(placeWords('option:1', choice), 'Option B “A byte of eight”');
  assert.equal(placeWords('option:1', choice, () => 'D'), 'Option D “A byte of eight”');
  assert.equal(placeWords('content.options.0.text', choice), 'Option A “A bit”');
  assert.equal(placeWords('hints.0', choice), 'Hint 1 “Count them.”');
  assert.equal(placeWords('anything', choice), '');
});

test('places: gaps are numbered as they stand in the passage, whatever their order in the content', () => {
  const cloze = {
    passage: 'A [[b2]] has eight [[a1]].',
    gaps: { a1: { type: 'short_text', accepted: [{ pattern: 'bits' }] }, b2: { type: 'multiple_choice', options: [{ text: 'nibble' }, { text: 'byte' }] } },
  };
  assert.equal(placeWords('gaps.a1.accepted.0.pattern', cloze), 'Gap 2, answer 1 “bits”');
  assert.equal(placeWords('gaps.b2.options.1.text', cloze), 'Gap 1, choice 2 “byte”');
  assert.equal(placeWords('gaps.b2.options', cloze), 'Gap 1');
  assert.equal(placeWords('gaps.gone.options', cloze), '');
  assert.equal(placeWords('passage', cloze), 'The passage');
});

test('places: pairs, items, typed answers and numbers', () => {
  const pairs = { prompts: [{ text: 'RAM' }], options: [{ text: 'Forgets when the power goes' }] };
  assert.equal(placeWords('options.0.text', pairs), 'Answer “Forgets when the power goes”');
  assert.equal(placeWords('prompts.0.text', pairs), 'Prompt 1 “RAM”');
  assert.equal(placeWords('items.1.text', { items: [{ text: 'a' }, { text: 'b' }] }), 'Item 2 “b”');
  assert.equal(placeWords('accepted.0.pattern', { accepted: [{ pattern: '*' }] }), 'Answer 1 “*”');
  assert.equal(placeWords('answers.0.tolerance.amount', { answers: [{ value: '12' }] }), 'Number 1 “12”');
  assert.equal(placeWords('items.0.text', { items: [{ text: 'x'.repeat(80) }] }), `Item 1 “${'x'.repeat(47)}…”`);
});
