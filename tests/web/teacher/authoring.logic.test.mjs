import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressOf, filtersOf, isNarrowed, NO_FILTERS, possible, rangeOf } from '../../../web/js/teacher/bank.logic.js';
import { buttonsFor, fingerprint } from '../../../web/js/teacher/question-editor.logic.js';
import { controlNames, mergeProblems, tagsOf, withMarkup } from '../../../web/js/teacher/question-form.logic.js';

test('bank: filters go into the address and come back', () => {
  const filters = { ...NO_FILTERS, q: 'router & switch', type: 'short_text', status: 'ready', mine: 'true', sort: 'stem' };
  const address = addressOf(filters);
  assert.deepEqual(filtersOf(new URL(address, 'https://school.test').searchParams), filters);
  assert.equal(addressOf(NO_FILTERS), '/teacher/questions');
});

test('bank: an address can’t ask for what the server would refuse', () => {
  const filters = filtersOf(new URLSearchParams({ status: 'lost', sort: 'colour', mine: 'yes', q: 'x'.repeat(500), other: '1' }));
  assert.deepEqual(filters, { ...NO_FILTERS, q: 'x'.repeat(200) });
});

test('bank: sorting alone narrows nothing', () => {
  assert.equal(isNarrowed({ ...NO_FILTERS, sort: 'stem' }), false);
  assert.equal(isNarrowed({ ...NO_FILTERS, tag: 'year 8' }), true);
});

test('bank: Shift selects from the last one chosen, either way', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  assert.deepEqual(rangeOf(ids, 'b', 'd'), ['b', 'c', 'd']);
  assert.deepEqual(rangeOf(ids, 'd', 'b'), ['b', 'c', 'd']);
  assert.deepEqual(rangeOf(ids, null, 'c'), ['c']);
  assert.deepEqual(rangeOf(ids, 'gone', 'c'), ['c']);
  assert.deepEqual(rangeOf(ids, 'a', 'gone'), []);
});

test('bank: only ready questions can be set or retired', () => {
  const rows = ['draft', 'ready', 'retired'].map((status) => ({ id: status, status }));
  const { add, retire, ready } = possible(rows);
  assert.deepEqual([add, retire, ready].map((list) => list.map(({ id }) => id)), [['ready'], ['ready'], ['draft', 'retired']]);
});

test('form: the places of the linter and of the server lead to controls', () => {
  assert.deepEqual(controlNames('option:2'), ['options.2.text', 'options.2', 'options']);
  assert.deepEqual(controlNames('content.accepted.0.pattern'), ['accepted.0.pattern', 'accepted.0', 'accepted']);
  assert.deepEqual(controlNames('stem'), ['stem']);
  assert.deepEqual(controlNames(''), []);
});

test('form: what the page says about a place isn’t said again by the server', () => {
  const own = [{ place: 'options.1.text', message: 'Write something' }];
  const theirs = [{ place: 'content.options.1.text', message: 'too short' }, { place: 'stem', message: 'write the question' }];
  assert.deepEqual(mergeProblems(own, theirs), [own[0], theirs[1]]);
});

test('form: markup goes round what is selected, which stays selected', () => {
  for (const [kind, selected] of [['bold', 'RAM'], ['code', 'print(1)'], ['code', 'a = 1\nprint(a)'], ['list', 'one\ntwo']]) {
    const { text, from, to } = withMarkup(kind, selected);
    for (const line of selected.split('\n')) assert.ok(text.slice(from, to).includes(line), `${kind}: ${line}`);
  }
  assert.equal(withMarkup('bold', 'RAM').text, '**RAM**');
  assert.equal(withMarkup('code', 'x').text, '`x`');
  assert.equal(withMarkup('code', 'x\ny').text, '\n```\nx\ny\n```\n');
  assert.equal(withMarkup('list', '- one\ntwo').text, '\n- one\n- two\n');
});

test('form: tags are split at commas, trimmed, once each', () => {
  assert.deepEqual(tagsOf(' memory,  year   8 ,, memory '), ['memory', 'year 8']);
  assert.deepEqual(tagsOf(' '), []);
});

test('editor: the order of keys, objectives and tags is no change; the order of options is', () => {
  const written = { content: { stem: 'Why?', options: [{ id: 'a', text: '1' }, { id: 'b', text: '2' }] }, objective_ids: ['x', 'y'], tags: ['m', 'n'] };
  const same = { tags: ['n', 'm'], objective_ids: ['y', 'x'], content: { options: [{ text: '1', id: 'a' }, { text: '2', id: 'b' }], stem: 'Why?' } };
  assert.equal(fingerprint(written), fingerprint(same));
  const moved = { ...written, content: { ...written.content, options: [...written.content.options].reverse() } };
  assert.notEqual(fingerprint(written), fingerprint(moved));
  assert.notEqual(fingerprint(written), fingerprint({ ...written, tags: ['m'] }));
});

test('editor: the main button says what it will do', () => {
  assert.deepEqual(buttonsFor('new', 0, true), { save: 'Save draft', main: 'Publish', publishes: true, retire: false });
  assert.equal(buttonsFor('ready', 2, true).main, 'Publish version 3');
  assert.equal(buttonsFor('ready', 2, true).publishes, false, 'a ready question is published by saving it');
  assert.equal(buttonsFor('ready', 2, false).main, 'Published');
  assert.equal(buttonsFor('retired', 2, false).main, 'Bring back to the bank');
});
