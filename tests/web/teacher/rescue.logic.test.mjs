import assert from 'node:assert/strict';
import { test } from 'node:test';

import { setTimeZone } from '../../../web/js/core/dates.js';
import { canTakeIn } from '../../../web/js/teacher/assignment.logic.js';
import { factsOf, isNews, notesOf, outcomeOf } from '../../../web/js/teacher/rescue.logic.js';

/** What a teacher is told of answers that are brought by hand. */

setTimeZone('Europe/London');

const NOW = '2026-12-01T11:00:00Z';
const found = {
  pupil: { id: 'p', display_name: 'Jakub Nowak' },
  device: 'Chrome on Chromebook',
  signed: true,
  made_at: Date.parse('2026-12-01T10:45:00Z'),
  handed_in: Date.parse('2026-12-01T10:42:00Z'),
  answers: 7,
  taken: 9,
  already: 0,
  too_late: 0,
  counts: true,
  rejected: [],
  missing: 0,
  state: 'open',
  done: false,
};

test('whose, how many, when and where', () => {
  assert.equal(factsOf(found, NOW), '7 answers · handed in today at 10:42 · Chrome on Chromebook');
  assert.equal(factsOf({ ...found, handed_in: null, answers: 1 }, NOW), '1 answer · saved today at 10:45, not handed in · Chrome on Chromebook');
  assert.equal(factsOf({ ...found, answers: 0, device: '' }, NOW), 'No answers left to send · handed in today at 10:42');
});

test('a button is there only when taking in changes something', () => {
  assert.equal(isNews(found), true);
  assert.equal(isNews({ ...found, taken: 0 }), true, 'the hand-in itself');
  assert.equal(isNews({ ...found, taken: 0, state: 'paused' }), true);
  assert.equal(isNews({ ...found, taken: 0, missing: 1 }), false);
  assert.equal(isNews({ ...found, taken: 0, handed_in: null }), false);
  assert.equal(isNews({ ...found, taken: 0, state: 'marked' }), false);
});

test('what doesn’t go by itself is said', () => {
  assert.deepEqual(notesOf(found), []);
  assert.deepEqual(notesOf({ ...found, signed: false }), ['Without a signature: only take it in if you saw the pupil’s screen.']);
  assert.deepEqual(notesOf({ ...found, signed: false, done: true }), []);
  assert.deepEqual(notesOf({ ...found, too_late: 1 }), ['1 change was made after the end and doesn’t count.']);
  assert.deepEqual(notesOf({ ...found, too_late: 2, counts: false }), ['Results are out already, so these answers are kept and don’t count.']);
  assert.deepEqual(notesOf({ ...found, missing: 2 }), ['2 answers handed in there are neither here nor in this file. The attempt stays open until they come.']);
  const refused = { code: 'conflict', message: 'Both are kept.' };
  assert.deepEqual(notesOf({ ...found, rejected: [refused, refused] }), ['2 changes not stored: Both are kept.']);
});

test('what happened', () => {
  assert.equal(outcomeOf({ ...found, state: 'marked' }), '9 changes taken in. Handed in and marked.');
  assert.equal(outcomeOf({ ...found, taken: 1, state: 'submitted' }), '1 change taken in. Handed in.');
  assert.equal(outcomeOf({ ...found, taken: 0, state: 'open' }), 'Nothing was new. The attempt is still open.');
});

test('the way there is open from the start until a day after the end', () => {
  const times = { opens_at: '2026-12-01T10:00:00Z', closes_at: '2026-12-01T11:00:00Z' };
  const at = (/** @type {string} */ when) => canTakeIn(times, Date.parse(when));
  assert.deepEqual(['2026-12-01T09:59:59Z', '2026-12-01T10:00:00Z', '2026-12-02T10:59:59Z', '2026-12-02T11:00:00Z'].map(at), [false, true, true, false]);
});
