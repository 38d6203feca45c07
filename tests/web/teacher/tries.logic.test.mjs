import assert from 'node:assert/strict';
import { test } from 'node:test';

import { COST_CHOICES, COUNT_CHOICES, OWN, costsInWords, penaltiesOf, rulesInWords, triesForm, triesInWords, triesProblems } from '../../../web/js/teacher/tries.logic.js';

/** Setting tries and what they cost, and saying it. */

const plain = (/** @type {string} */ text) => text.replaceAll('\u202f', ' ');

test('each wrong try costs as much again, and never more than everything', () => {
  assert.deepEqual(penaltiesOf({ tries: '4', cost: '20', costs: '' }), [0, 20, 40, 60]);
  assert.deepEqual(penaltiesOf({ tries: '4', cost: '50', costs: '' }), [0, 50, 100, 100]);
  assert.deepEqual(penaltiesOf({ tries: '3', cost: '0', costs: '9' }), [0, 0, 0]);
  assert.deepEqual(penaltiesOf({ tries: '4', cost: OWN, costs: '0, 0, 10 20%' }), [0, 0, 10, 20]);
  assert.deepEqual(penaltiesOf({ tries: '1', cost: '20', costs: '' }), [0]);
  assert.deepEqual(penaltiesOf({ tries: '1', cost: OWN, costs: '0, 20' }), [0]);
});

test('the form gives back what it was given', () => {
  for (const penalties of [[0], [0, 0], [0, 20], [0, 33, 66], [0, 50, 100, 100], [0, 0, 10, 20], [0, 7], [0, 100]]) {
    const form = triesForm(penalties);
    assert.deepEqual(penaltiesOf(form), penalties);
    assert.deepEqual(triesProblems(form), []);
    assert.ok(COST_CHOICES.some(([value]) => value === form.cost));
  }
  assert.equal(triesForm([0, 0, 10, 20]).cost, OWN);
});

test('what can not be is said beside its field', () => {
  const place = (/** @type {object} */ change) => triesProblems({ tries: '3', cost: OWN, costs: '0, 10, 20', ...change })[0]?.place;
  assert.equal(place({}), undefined);
  for (const tries of ['', '0', '11', '1.5']) assert.equal(place({ tries }), 'tries', tries);
  for (const costs of ['', '0, 10', '0, 10, 20, 30', '10, 10, 20', '0, 10, 101', '0, 10, x', '0, 1.5, 2', '0, -5, 2']) assert.equal(place({ costs }), 'costs', costs);
});

test('what is set, in words', () => {
  assert.equal(plain(costsInWords([0, 20, 40])), 'The 2nd try costs 20 % of a question’s marks, the 3rd 40 %.');
  assert.equal(costsInWords([0, 0]), 'Checking costs nothing.');
  const set = { attempts_allowed: 1, attempts_count: /** @type {const} */ ('best'), feedback: 'each', try_penalties: [0] };
  assert.deepEqual(triesInWords(set), []);
  assert.deepEqual(triesInWords({ ...set, attempts_allowed: 3 }), ['3 attempts, the best counts']);
  assert.deepEqual(triesInWords({ ...set, attempts_allowed: 2, attempts_count: 'mean' }), ['2 attempts, their mean counts']);
  assert.deepEqual(triesInWords({ ...set, try_penalties: [0, 0, 10] }).map(plain), ['3 tries at each question (0 %, 0 %, −10 %)']);
  assert.deepEqual(triesInWords({ ...set, feedback: 'hand_in', try_penalties: [0, 20] }), []);
  assert.equal(rulesInWords(set), '');
  assert.equal(rulesInWords({ ...set, attempts_allowed: 2 }), '2 attempts, the best counts');
  assert.equal(rulesInWords({ ...set, attempts_allowed: 2, attempts_count: 'mean' }), '2 attempts, their mean counts. The answers are those of the newest.');
  assert.deepEqual(COUNT_CHOICES.map(([value]) => value), ['best', 'last', 'first', 'mean']);
});
