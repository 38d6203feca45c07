import assert from 'node:assert/strict';
import { test } from 'node:test';

import { problemOf, withQuery } from '../../web/js/api/client.js';
import { ago, dayAndTime, duration, setTimeZone, timeOf } from '../../web/js/core/dates.js';
import { homeOf } from '../../web/js/core/home.js';
import { fromLocalInput, toLocalInput } from '../../web/js/core/local-input.js';
import { plainText } from '../../web/js/core/rich-text.js';
import { createStore } from '../../web/js/core/store.js';
import { fileSize } from '../../web/js/core/file-size.js';
import { listOf, mark, outOf, percent, plural } from '../../web/js/core/words.js';
import { connectionWarning, safeNext } from '../../web/js/pages/sign-in/sign-in.logic.js';

test('words: numbers as the pages say them', () => {
  assert.equal(plural(1, 'question'), '1 question');
  assert.equal(plural(0, 'question'), '0 questions');
  assert.equal(plural(2, 'person', 'people'), '2 people');
  assert.equal(mark(2), '2');
  assert.equal(mark(1 / 3), '0.33');
  assert.equal(outOf(1.5, 2), '1.5 out of 2');
  assert.equal(percent(0.714), '71\u202f%');
  assert.equal(percent(null), '–');
  assert.equal(listOf([]), '');
  assert.equal(listOf(['a']), 'a');
  assert.equal(listOf(['a', 'b', 'c']), 'a, b and c');
  assert.equal(fileSize(999), '999 B');
  assert.equal(fileSize(1_234_567), '1.2 MB');
});

test('dates: the school’s time zone counts, not the device’s', () => {
  setTimeZone('Europe/London');
  assert.equal(timeOf('2026-07-01T08:15:00Z'), '09:15');
  assert.equal(timeOf('2026-12-01T08:15:00Z'), '08:15');
  const now = '2026-07-01T10:00:00Z';
  assert.equal(dayAndTime('2026-07-01T08:15:00Z', now), 'today at 09:15');
  assert.equal(dayAndTime('2026-07-02T08:15:00Z', now), 'tomorrow at 09:15');
  // 23:30 UTC is already the next day in British summer.
  assert.equal(dayAndTime('2026-07-01T23:30:00Z', now), 'tomorrow at 00:30');
  assert.equal(dayAndTime('2026-07-07T08:15:00Z', now), 'Tue 7 Jul at 09:15');
  assert.equal(dayAndTime('2025-02-03T10:30:00Z', now), '3 Feb 2025 at 10:30');
  assert.equal(ago('2026-07-01T09:59:30Z', now), 'just now');
  assert.equal(ago('2026-07-01T09:55:00Z', now), '5 minutes ago');
  assert.equal(ago('2026-07-01T07:00:00Z', now), '3 hours ago');
  assert.equal(duration(1500), '25 minutes');
  assert.equal(duration(3600), '1 hour');
  assert.equal(duration(4200), '1 hour 10 minutes');
});

test('dates: a local date and time survives there and back, on both sides of the clock changes', () => {
  setTimeZone('Europe/London');
  for (const [local, utc] of [
    ['2026-01-15T09:00', '2026-01-15T09:00:00.000Z'],
    ['2026-06-15T09:00', '2026-06-15T08:00:00.000Z'],
    ['2026-03-29T00:30', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T00:30', '2026-10-24T23:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T03:00:00.000Z'],
  ]) {
    assert.equal(fromLocalInput(local), utc);
    assert.equal(toLocalInput(utc), local);
  }
});

test('store: listeners hear of real changes only, and can leave', () => {
  const store = createStore({ page: 1, filter: '' });
  const heard = [];
  const leave = store.subscribe(({ page }) => heard.push(page));
  store.set({ page: 2 });
  store.set({ page: 2 });
  store.set(({ page }) => ({ page: page + 1 }));
  leave();
  store.set({ page: 9 });
  assert.deepEqual(heard, [1, 2, 3]);
  assert.deepEqual(store.get(), { page: 9, filter: '' });
});

test('client: a problem keeps the server’s words, and never a proxy’s page', () => {
  const body = JSON.stringify({ status: 409, code: 'stale_version', detail: 'Somebody else saved this.', errors: [{ place: 'title', message: 'Old' }] });
  const stale = problemOf(409, body, null);
  assert.equal(stale.code, 'stale_version');
  assert.equal(stale.detail, 'Somebody else saved this.');
  assert.deepEqual(stale.errors, [{ place: 'title', message: 'Old' }]);
  const gateway = problemOf(502, '<html>Bad gateway nginx</html>', null);
  assert.equal(gateway.code, 'broken');
  assert.doesNotMatch(gateway.detail, /nginx|html/);
  assert.equal(problemOf(429, '{}', '120').retryAfter, 120);
  assert.equal(problemOf(429, '{}', 'Wed, 21 Oct 2026 07:28:00 GMT').retryAfter, null);
});

test('client: queries leave out what is empty', () => {
  assert.equal(withQuery('/api/x'), '/api/x');
  assert.equal(withQuery('/api/x', { q: '', after: null, mine: false, type: 'a&b' }), '/api/x?mine=false&type=a%26b');
});

test('sign-in: next leads to a page of ours for this role, or nowhere', () => {
  assert.equal(safeNext('/pupil/results?attempt=1', 'pupil'), '/pupil/results?attempt=1');
  assert.equal(safeNext('/teacher/class?id=1', 'teacher'), '/teacher/class?id=1');
  assert.equal(safeNext('/admin/people', 'admin'), '/admin/people');
  for (const bad of [null, '', '//evil.example/', '/\\evil', 'https://evil.example', '/pupil/../x', '/api/me', '/pupil/dashboard#x', 'javascript:alert(1)']) {
    assert.equal(safeNext(bad, 'pupil'), null, String(bad));
  }
  assert.equal(safeNext('/teacher/dashboard', 'pupil'), null);
  assert.equal(safeNext('/pupil/dashboard', 'teacher'), null);
});

test('sign-in: a plain http address is told in red', () => {
  const tones = (state) => connectionWarning(state).map(({ tone }) => tone);
  assert.deepEqual(tones({ secure: true, host: 'ks3.school', online: true }), []);
  assert.deepEqual(tones({ secure: false, host: 'ks3.school', online: false }), ['bad', 'warn']);
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'demo.localhost']) assert.deepEqual(tones({ secure: false, host, online: true }), []);
  assert.deepEqual(tones({ secure: false, host: '127.evil.example', online: true }).length, 1);
});

test('home: everyone has a first page', () => {
  for (const role of ['pupil', 'teacher', 'admin']) assert.match(homeOf({ role }), /^\/(pupil|teacher|admin)\//);
});

test('rich text: the words of a tree, in reading order', () => {
  const text = (words) => ({ type: 'text', text: words });
  assert.equal(plainText(null), '');
  assert.equal(plainText('as it is'), 'as it is');
  assert.equal(
    plainText([
      { type: 'paragraph', children: [text('Read '), { type: 'strong', children: [text('this')] }, { type: 'break' }, { type: 'code', children: [text('x = 1')] }] },
      { type: 'list', ordered: false, start: 1, children: [{ type: 'item', children: [{ type: 'paragraph', children: [text('one')] }] }, { type: 'item', children: [{ type: 'paragraph', children: [text('two')] }] }] },
      { type: 'table', align: [null], head: [[text('h')]], rows: [[[text('c')]]] },
      { type: 'paragraph', children: [{ type: 'image', ref: 'a', alt: 'a cat' }] },
    ]),
    'Read this x = 1 one two h c a cat',
  );
});
