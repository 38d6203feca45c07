import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ACTIONS, changing, classesWithNew, doneWords, fileProblem, fileWords, importLabel, inOrder, mayMove, MAX_BYTES, summary, TEMPLATE, withUse } from '../../../web/js/admin/import.logic.js';
import {
  addressOf,
  classChanges,
  classProblems,
  countWords,
  filtersOf,
  isNarrowed,
  nameOf,
  personBody,
  personChanges,
  personProblems,
  queryOf,
  ROLES,
  STATUSES,
  statusOf,
} from '../../../web/js/admin/people.logic.js';
import { passwordProblems } from '../../../web/js/core/account.js';

const PLAIN = { role: 'pupil', q: '', classId: '', status: 'active' };
const places = (errors) => errors.map(({ place }) => place);

test('the address keeps the filters, and only what differs from the first view', () => {
  assert.equal(addressOf(PLAIN), '/admin/people');
  for (const { role } of ROLES) {
    for (const [status] of STATUSES) {
      for (const q of ['', 'José O’Neill & co']) {
        for (const classId of ['', '0190-aa']) {
          const filters = { role, q, classId, status };
          assert.deepEqual(filtersOf(new URL(addressOf(filters), 'https://school.test').searchParams), filters);
        }
      }
    }
  }
  assert.deepEqual(filtersOf(new URLSearchParams('role=head&status=gone')), PLAIN, 'what nobody offers is left out');
});

test('the server is asked for all accounts by no status at all', () => {
  assert.equal(queryOf({ ...PLAIN, status: 'all' }).status, '');
  assert.deepEqual(queryOf({ ...PLAIN, q: ' osei ', classId: 'c' }, 'next'), { role: 'pupil', q: 'osei', class_id: 'c', status: 'active', after: 'next' });
  assert.equal(isNarrowed(PLAIN), false);
  for (const change of [{ q: 'a' }, { classId: 'c' }, { status: 'all' }]) assert.equal(isNarrowed({ ...PLAIN, ...change }), true);
  assert.equal(isNarrowed({ ...PLAIN, q: '  ', role: 'admin' }), false, 'a tab is no filter');
});

test('what stands first about an account is what keeps its owner out', () => {
  const label = (change) => statusOf({ disabled: false, locked: false, has_password: true, last_sign_in_at: null, ...change }).label;
  assert.equal(label({}), 'New');
  assert.equal(label({ last_sign_in_at: '2026-11-20T09:00:00Z' }), 'Ready');
  assert.equal(label({ last_sign_in_at: '2026-11-20T09:00:00Z', locked: true }), 'Locked out');
  assert.equal(label({ locked: true, disabled: true }), 'Switched off');
});

test('people are sent as their role allows', () => {
  const values = { role: 'pupil', title: 'Ms', given_name: 'Amara', family_name: 'Osei', login_name: 'a@b', class_ids: ['c'] };
  assert.deepEqual(personBody(values), { role: 'pupil', given_name: 'Amara', family_name: 'Osei', class_ids: ['c'] });
  assert.deepEqual(Object.keys(personBody({ ...values, role: 'teacher' })).sort(), ['class_ids', 'family_name', 'given_name', 'login_name', 'role', 'title']);
  assert.equal('class_ids' in personBody({ ...values, role: 'admin' }), false);
  assert.deepEqual(personProblems(values), []);
  assert.deepEqual(places(personProblems({ ...values, given_name: '', family_name: '' })), ['given_name', 'family_name']);
  for (const login_name of ['', 'ab', 'a b c']) assert.deepEqual(places(personProblems({ ...values, role: 'admin', login_name })), ['login_name']);
  assert.deepEqual(personProblems({ ...values, login_name: '' }), [], 'a pupil has none');
});

test('only what is different is sent', () => {
  const teacher = { role: 'teacher', title: 'Ms', given_name: 'Ruth', family_name: 'Okafor', login_name: 'ruth@school' };
  assert.deepEqual(personChanges(teacher, { ...teacher }), {});
  assert.deepEqual(personChanges(teacher, { ...teacher, title: '', login_name: 'r@school' }), { title: '', login_name: 'r@school' });
  const pupil = { role: 'pupil', title: '', given_name: 'Ben', family_name: 'Whitlock', login_name: null };
  assert.deepEqual(personChanges(pupil, { title: '', given_name: 'Benjamin', family_name: 'Whitlock', login_name: '' }), { given_name: 'Benjamin' });
  const row = { name: '8B', year_group: 8, teachers: [{ id: 'a' }, { id: 'b' }] };
  assert.deepEqual(classChanges(row, { name: '8B', year_group: 8, teacher_ids: ['b', 'a'] }), {});
  assert.deepEqual(classChanges(row, { name: '8C', year_group: 9, teacher_ids: ['a'] }), { name: '8C', year_group: 9, teacher_ids: ['a'] });
  assert.deepEqual(classChanges(row, { name: '8B', year_group: 8, teacher_ids: ['a', 'c'] }), { teacher_ids: ['a', 'c'] });
  assert.deepEqual(places(classProblems({ name: '' })), ['name']);
});

test('counts and names as the page says them', () => {
  assert.equal(countWords(50, 842), 'Showing 50 of 842');
  assert.equal(countWords(1, 1), '1 person');
  assert.equal(countWords(12, 12), '12 people');
  assert.equal(nameOf({ role: 'teacher', title: 'Dr', given_name: 'Ada', family_name: 'Byron' }), 'Dr Ada Byron');
  assert.equal(nameOf({ role: 'pupil', title: '', given_name: 'Amara', family_name: 'Osei' }), 'Amara Osei');
});

const row = (line, action, more = {}) => ({ line, action, name: `Pupil ${line}`, class_name: '7E', message: '', ...more });
const report = (rows, leavers = []) => ({
  dry_run: true,
  file: { encoding: 'utf-8', delimiter: ',', headings: 1, columns: [] },
  missing: null,
  added: rows.filter(({ action }) => action === 'add').length,
  joined: rows.filter(({ action }) => action === 'join').length,
  moved: rows.filter(({ action }) => action === 'move').length,
  unchanged: rows.filter(({ action }) => action === 'unchanged').length,
  errors: rows.filter(({ action }) => action === 'error').length,
  left: 0,
  rows,
  leavers,
});

test('an import says what it would do, and the rows that need somebody stand first', () => {
  const plan = report([row(2, 'add'), row(3, 'unchanged'), row(4, 'error'), row(5, 'move'), row(6, 'add', { class_name: '7F' }), row(7, 'error'), row(8, 'join')]);
  assert.deepEqual(inOrder(plan.rows).map(({ line }) => line), [4, 7, 2, 6, 8, 5, 3]);
  assert.deepEqual(summary(plan).map(({ strong, text }) => `${strong} ${text}`), [
    '2 new pupils in 2 classes',
    '1 pupil joins one more class',
    '1 pupil changes class',
    '1 pupil already in place',
    '2 rows can’t be read and are left out',
  ]);
  assert.equal(changing(plan), 4);
  assert.equal(importLabel(plan), 'Import 4 people');
  assert.equal(importLabel(report([row(2, 'add')])), 'Import 1 person');
  assert.equal(importLabel(report([row(2, 'error'), row(3, 'unchanged')])), 'Nothing to import');
  assert.deepEqual(summary(report([])), []);
  assert.deepEqual(Object.keys(ACTIONS).sort(), ['add', 'error', 'join', 'move', 'unchanged']);
});

test('whether pupils move is asked only where somebody may be in another class', () => {
  assert.equal(mayMove(report([row(2, 'add'), row(3, 'unchanged')])), false);
  for (const action of ['join', 'move', 'error']) assert.equal(mayMove(report([row(2, action)])), true, action);
});

test('leavers count only when they are ticked', () => {
  const leavers = [{ name: 'Ben Adams', class_name: '7E' }];
  const plan = report([row(2, 'add')], leavers);
  assert.deepEqual([changing(plan), changing(plan, true)], [1, 2]);
  assert.deepEqual([importLabel(plan), importLabel(plan, true)], ['Import 1 person', 'Import 1 person, switch off 1']);
  assert.deepEqual([importLabel(report([], leavers)), importLabel(report([], leavers), true)], ['Nothing to import', 'Switch off 1 pupil']);
  assert.equal(doneWords({ added: 2, joined: 0, moved: 0, left: 1 }), '2 pupils added, 1 pupil switched off');
  assert.equal(doneWords({ added: 0, joined: 1, moved: 2, left: 0 }), '1 pupil put into one more class, 2 pupils moved');
  assert.equal(doneWords({ added: 0, joined: 0, moved: 0, left: 0 }), 'Nothing has changed');
});

test('a thing is read from one column only', () => {
  assert.deepEqual(withUse(['class', '', 'name'], 1, 'name'), ['class', 'name', '']);
  assert.deepEqual(withUse(['class', '', ''], 0, ''), ['', '', '']);
  assert.deepEqual(withUse(['', '', 'given'], 1, ''), ['', '', 'given']);
});

test('how a file was read, in words', () => {
  assert.equal(fileWords({ encoding: 'utf-16', delimiter: '\t' }), 'UTF-16, a tab between the columns');
  assert.equal(fileWords({ encoding: 'cp1252', delimiter: ';' }), 'Windows-1252, a semicolon between the columns');
});

test('which classes need cards next, however their names are written in the list', () => {
  const rows = [row(2, 'add', { class_name: '8 b' }), row(3, 'add', { class_name: '8B' }), row(4, 'move', { class_name: '7A' }), row(5, 'add', { class_name: '7E' })];
  const classes = [{ id: 'b', name: '8B' }, { id: 'a', name: '7A' }, { id: 'e', name: '7E' }];
  assert.deepEqual(classesWithNew(rows, classes), [{ id: 'e', name: '7E', added: 1 }, { id: 'b', name: '8B', added: 2 }]);
});

test('files that can’t be class lists are refused before they are sent', () => {
  assert.equal(fileProblem({ name: 'pupils.csv', size: TEMPLATE.length }), null);
  assert.match(String(fileProblem({ name: 'Pupils.XLSX', size: 9 })), /CSV UTF-8/);
  assert.match(String(fileProblem({ name: 'pupils.pdf', size: 9 })), /CSV/);
  assert.match(String(fileProblem({ name: 'pupils.csv', size: 0 })), /empty/);
  assert.match(String(fileProblem({ name: 'pupils.csv', size: MAX_BYTES + 1 })), /5 MB/);
});

test('a new password: what can be seen to be wrong is said before it is sent', () => {
  const good = { current: 'x', fresh: 'three unrelated words', again: 'three unrelated words' };
  assert.deepEqual(passwordProblems(good), []);
  assert.deepEqual(places(passwordProblems({ ...good, current: '' })), ['current']);
  assert.deepEqual(places(passwordProblems({ ...good, fresh: 'elevenchars', again: 'elevenchars' })), ['fresh']);
  assert.deepEqual(places(passwordProblems({ ...good, again: 'three unrelated word' })), ['again']);
});
