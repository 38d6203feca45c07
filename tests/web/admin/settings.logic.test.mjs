import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressProblems, fieldsOf, former, portFor, relayBody, relayFields, relayProblems, schoolChanges, schoolProblems, zoneChoices } from '../../../web/js/admin/settings.logic.js';

const SCHOOL = {
  name: 'Hill Road School',
  time_zone: 'Europe/London',
  feedback: 'hand_in',
  attempts_allowed: 1,
  time_limit_s: 1800,
  generation_runs_per_hour: null,
  attempt_starts_per_hour: 50,
  machine: { generation_runs_per_hour: 10, attempt_starts_per_hour: 100, immediate_feedback: true },
  version: 4,
};
const RELAY = { enabled: true, host: 'smtp.example.org', port: 587, security: 'starttls', sender: 'ks3@example.org', username: 'ks3', has_password: true, waiting: 0, last_sent_at: null, last_problem: null, version: 2 };
const places = (found) => found.map(({ place }) => place);

test('nothing typed is nothing sent', () => {
  assert.deepEqual(schoolChanges(SCHOOL, fieldsOf(SCHOOL)), {});
  assert.deepEqual(schoolChanges(SCHOOL, { name: ' Hill Road School ' }), {});
});

test('what is sent is what is different, in the server’s units, and undo sends what was', () => {
  const form = { ...fieldsOf(SCHOOL), name: 'New', time_limit_s: '45', generation_runs_per_hour: '7', attempt_starts_per_hour: '' };
  const changes = schoolChanges(SCHOOL, form);
  assert.deepEqual(changes, { name: 'New', time_limit_s: 2700, generation_runs_per_hour: 7, attempt_starts_per_hour: null });
  assert.deepEqual(former(SCHOOL, changes), { name: 'Hill Road School', time_limit_s: 1800, generation_runs_per_hour: null, attempt_starts_per_hour: 50 });
  assert.deepEqual(schoolChanges(SCHOOL, { time_limit_s: '' }), { time_limit_s: null });
});

test('a time limit of odd seconds is sent only when its field was changed', () => {
  const odd = { ...SCHOOL, time_limit_s: 90 };
  assert.deepEqual(schoolChanges(odd, fieldsOf(odd)), {});
});

test('what can be seen to be wrong is said at its field', () => {
  assert.deepEqual(schoolProblems(fieldsOf(SCHOOL)), []);
  const form = { name: ' ', attempts_allowed: '11', time_limit_s: '1.5', generation_runs_per_hour: '0', attempt_starts_per_hour: 'many' };
  assert.deepEqual(places(schoolProblems(form)), ['name', 'attempts_allowed', 'time_limit_s', 'generation_runs_per_hour', 'attempt_starts_per_hour']);
  assert.deepEqual(schoolProblems({ name: 'x' }), [], 'a part without the other fields');
});

test('the present zone is always there, once, and home comes first', () => {
  const zones = zoneChoices(['Asia/Dubai', 'Europe/London', 'America/New_York'], 'Old/Place').map(([value]) => value);
  assert.deepEqual(zones, ['Europe/London', 'Old/Place', 'America/New_York', 'Asia/Dubai']);
  assert.deepEqual(zoneChoices([], 'America/New_York')[1], ['America/New_York', 'America/New York']);
});

test('a password goes only when one was typed, and leaves only when asked to', () => {
  const form = relayFields(RELAY);
  assert.equal(form.password, '');
  assert.ok(!('password' in relayBody(form, 2)));
  assert.equal(relayBody({ ...form, password: ' two words ' }, 2).password, ' two words ');
  assert.equal(relayBody({ ...form, forget: 'on' }, 2).password, '');
  assert.equal(relayBody({ ...form, forget: 'on', password: 'new' }, 2).password, 'new');
  const { has_password, waiting, last_sent_at, last_problem, ...fields } = RELAY;
  assert.deepEqual(relayBody(form, 2), fields);
});

test('a relay that can’t work is seen before it is sent', () => {
  assert.deepEqual(relayProblems(relayFields(RELAY)), []);
  assert.deepEqual(places(relayProblems(relayFields({ ...RELAY, host: '', port: 70_000, sender: 'ks3', security: 'none' }))), ['host', 'port', 'sender', 'security']);
  assert.deepEqual(relayProblems(relayFields({ ...RELAY, security: 'none', username: '' })), []);
  for (const wrong of ['', 'a', 'a@b', 'a b@c.d', '@c.d', 'a@b..c']) assert.deepEqual(places(addressProblems('to', wrong)), ['to'], wrong);
});

test('the usual port goes with the encryption, and a chosen one stays', () => {
  assert.equal(portFor('587', 'tls'), '465');
  assert.equal(portFor('', 'none'), '25');
  assert.equal(portFor('2525', 'tls'), '2525');
});
