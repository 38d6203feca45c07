import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changeWords, markWords, planOf, previewWords } from '../../../web/js/teacher/put-right.logic.js';
import { joined } from '../../../web/js/teacher/upload.logic.js';

const here = { assignment_id: 'a1', item_id: 'i1' };
const known = { changes: [], question_id: 'q', newer_version_id: 'v2', elsewhere: [{ assignment_id: 'a2', item_id: 'i2', title: 'Binary', class_name: '8B' }] };

test('putting right: nothing is asked for before something is chosen', () => {
  assert.equal(planOf({ up_only: [], over_people: [], also: [] }, here, known), null);
});

test('putting right: a version and its options go with marking again only', () => {
  assert.deepEqual(planOf({ kind: 'remark', up_only: ['1'], over_people: [], also: ['a2'] }, here, known), { targets: [here, { assignment_id: 'a2', item_id: 'i2' }], kind: 'remark', version_id: 'v2', up_only: true, over_people: false });
  assert.deepEqual(planOf({ kind: 'void', up_only: ['1'], over_people: ['1'], also: [] }, here, known), { targets: [here], kind: 'void' });
});

test('putting right: a dry run in words', () => {
  const row = { pupil_id: 'p', pupil: 'Ada', class_name: '8B', attempt: 1, old: { score: 0, marks_max: 2, outcome: 'wrong' }, new: null, reason: '', note: '' };
  assert.equal(previewWords({ rows: [row, row], changed: 1 }), '1 of 2 marks changes.');
  assert.match(previewWords({ rows: [], changed: 0 }), /Nobody has handed in yet/);
  assert.match(previewWords({ rows: [row], changed: 0 }), /No mark changes/);
  assert.equal(markWords({ score: 1.5, marks_max: 2, outcome: 'partial' }), '1.5 of 2');
  assert.equal(markWords({ score: 0, marks_max: 0, outcome: 'void' }), 'Left out');
});

test('putting right: a change in words, how far it is and whether it was taken back', () => {
  const change = { batch_id: 'b', kind: /** @type {const} */ ('remark'), reason: 'r', by: 'Ms Okafor', made_at: '', state: /** @type {const} */ ('running'), done: 500, total: 900, undone_at: null };
  assert.equal(changeWords(change), 'Marked again: 500 of 900 marks so far');
  assert.equal(changeWords({ ...change, state: 'applied', done: 900 }), 'Marked again: 900 marks changed');
  assert.equal(changeWords({ ...change, kind: 'override', state: 'undone' }), 'Changed one mark. Taken back');
});

test('upload: a list that comes late takes nothing away and brings nothing twice', () => {
  const [fresh, older] = [{ id: 'new', status: 'parsing' }, { id: 'old', status: 'parsed' }];
  assert.deepEqual(joined([fresh], [older]), [fresh, older]);
  assert.deepEqual(joined([fresh], [{ id: 'new', status: 'uploaded' }, older]), [fresh, older]);
  assert.deepEqual(joined([], [older]), [older]);
});
