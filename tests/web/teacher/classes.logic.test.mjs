import assert from 'node:assert/strict';
import { test } from 'node:test';

import { setTimeZone } from '../../../web/js/core/dates.js';
import { classLine, lastSignIn, lockedWords, nameProblems, otherClasses, teachersInWords, unusualSignInName } from '../../../web/js/teacher/class.logic.js';
import { classFacts, classSign, firstDay, greeting, handedInWords, needLook, openWords, signTint, waiting } from '../../../web/js/teacher/dashboard.logic.js';
import { csvOf, passwordsCsv, slipLines, slipText } from '../../../web/js/teacher/passwords.logic.js';

setTimeZone('Europe/London');
const at = (time) => Date.parse(`2026-11-20T${time}:00Z`);

test('greeting by the clock of the school', () => {
  const name = 'Ms R. Okafor';
  for (const [time, part] of [['00:00', 'morning'], ['11:59', 'morning'], ['12:00', 'afternoon'], ['16:59', 'afternoon'], ['17:00', 'evening'], ['23:59', 'evening']]) {
    assert.equal(greeting(name, at(time)), `Good ${part}, Ms Okafor`, time);
  }
  // 11:30 UTC is already after noon in British summer.
  assert.equal(greeting(name, Date.parse('2026-07-01T11:30:00Z')), 'Good afternoon, Ms Okafor');
  assert.equal(greeting('Ruth Okafor', at('09:00')), 'Good morning, Ruth Okafor');
  assert.equal(greeting('Mr D. van der Berg', at('09:00')), 'Good morning, Mr van der Berg');
});

test('what is open stands apart from what waits', () => {
  const needs = ['open_now', 'release', 'locked_out', 'something_new'].map((kind) => ({ kind, count: 1, text: kind, href: '/' }));
  assert.deepEqual(waiting(needs).map(({ kind }) => kind), ['release', 'locked_out', 'something_new']);
  for (const need of needs) for (const part of ['icon', 'tone', 'action']) assert.ok(needLook(need)[part], need.kind);
});

test('an open assignment says who works and when it closes', () => {
  const words = (change) => openWords({ started: 0, handed_in: 0, pupils: 28, closes_at: '2026-11-20T15:30:00Z', ...change }, at('09:00'));
  assert.equal(words({}), 'Nobody has started · closes today at 15:30');
  assert.equal(words({ started: 25, handed_in: 2 }), '23 working · closes today at 15:30');
  assert.equal(words({ started: 28, handed_in: 28 }), 'Everyone has handed in · closes today at 15:30');
  assert.equal(words({ started: 5, handed_in: 5 }), 'Closes today at 15:30');
  assert.equal(words({ pupils: 0 }), 'Nobody has started · closes today at 15:30');
  const later = { started: 5, handed_in: 5, later_pupils: 2, later_until: '2026-11-21T14:00:00Z' };
  assert.equal(words(later), 'Closes today at 15:30 · 2 pupils still have time until tomorrow at 14:00');
  assert.equal(words({ ...later, later_pupils: 1 }), 'Closes today at 15:30 · 1 pupil still has time until tomorrow at 14:00');
  assert.equal(words({ ...later, later_pupils: 0, later_until: null }), 'Closes today at 15:30');
  assert.equal(handedInWords({ handed_in: 23, pupils: 28 }), '23 of 28 handed in');
  assert.equal(handedInWords({ handed_in: 0, pupils: 0 }), 'No pupils in this class');
});

test('the first day: classes first, then something to set', () => {
  const dashboard = { needs: [], open: [], recent: [], classes: [{}] };
  assert.equal(firstDay({ ...dashboard, classes: [] }, true), 'no_classes');
  assert.equal(firstDay(dashboard, false), 'no_assessments');
  assert.equal(firstDay(dashboard, true), null);
  assert.equal(firstDay({ ...dashboard, open: [{}] }, false), null);
});

test('classes in few words', () => {
  assert.equal(classSign('8B Computing'), '8B');
  assert.equal(classSign('Computing'), 'Com');
  assert.equal(classFacts({ pupils: 1, year_group: 7 }), '1 pupil · Year 7');
  assert.equal(signTint(0), signTint(4));
  assert.equal(classLine({ year_group: 8, teachers: [{ display_name: 'Ms R. Okafor' }, { display_name: 'Mr D. Flint' }] }, 28), '28 pupils · Year 8 · Ms R. Okafor and Mr D. Flint');
  assert.equal(teachersInWords([]), 'No teacher yet');
  assert.equal(lastSignIn(null), 'Not yet');
  assert.equal(lastSignIn('2026-11-19T14:00:00Z', at('09:00')), 'Yesterday at 14:00');
});

test('who is locked out is named', () => {
  const pupil = (display_name, locked) => ({ display_name, locked });
  assert.equal(lockedWords([pupil('Amara Osei', false)]), null);
  assert.equal(lockedWords([pupil('Amara Osei', true), pupil('Ben Whitlock', false)]).title, 'Amara Osei is locked out.');
  const two = lockedWords([pupil('Amara Osei', true), pupil('Ben Whitlock', true)]);
  assert.match(two.text, /^Amara Osei and Ben Whitlock:/);
  assert.match(two.action, /all 2/);
});

test('pupils are told their sign-in name only where it is not their name', () => {
  assert.equal(unusualSignInName({ display_name: 'Ann Smith', sign_in_name: 'Ann Smith' }), undefined);
  assert.equal(unusualSignInName({ display_name: 'Ann Smith', sign_in_name: 'Ann Smith 2' }), 'Ann Smith 2');
  assert.equal(unusualSignInName({ display_name: 'Ann Smith', sign_in_name: null }), undefined);
});

test('a pupil moves to another class, never to the same', () => {
  const classes = [{ id: 'a', name: '8B', year_group: 8 }, { id: 'b', name: '8D', year_group: 8 }];
  assert.deepEqual(otherClasses(classes, 'a'), [['b', '8D (Year 8)']]);
  assert.deepEqual(otherClasses(classes.slice(0, 1), 'a'), []);
  assert.deepEqual(nameProblems({ given_name: '', family_name: 'X' }).map(({ place }) => place), ['given_name']);
});

test('a slip reads as the sign-in page asks', () => {
  const pupil = { name: 'Ann Smith', classCode: 'P6FW8Y', className: '8D', password: 'paddle-timber-19' };
  assert.deepEqual(slipLines(pupil), [['Class code', 'P6FW8Y'], ['Name', 'Ann Smith'], ['Password', 'paddle-timber-19']]);
  assert.deepEqual(slipLines({ ...pupil, signInName: 'Ann Smith 2' })[1], ['Name', 'Ann Smith 2']);
  const staff = { name: 'Ms R. Okafor', signInName: 'r.okafor@school', password: 'x' };
  assert.equal(slipText(staff), 'Ms R. Okafor\nSign-in name: r.okafor@school\nPassword: x');
});

/** A reader of RFC 4180, written apart from the writer. */
function readCsv(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') cell += text[(i += 1)];
      else if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"') quoted = true;
    else if (char === ',') cell = void rows.at(-1).push(cell) ?? '';
    else if (char === '\r' && text[i + 1] === '\n') {
      rows.at(-1).push(cell);
      cell = '';
      rows.push([]);
      i += 1;
    } else cell += char;
  }
  return rows.slice(0, -1);
}

test('passwords as CSV come back as they were, and nothing in them is a formula', () => {
  const rows = [['Class', 'Name'], ['8,B', 'O"Neill, Ann'], ['two\nlines', ' plain ']];
  const text = csvOf(rows);
  assert.equal(text[0], '\ufeff', 'Excel reads it as UTF-8');
  assert.deepEqual(readCsv(text.slice(1)), rows);
  for (const start of ['=', '+', '-', '@', '\t']) assert.equal(readCsv(csvOf([[`${start}SUM(A1)`]]).slice(1))[0][0][0], "'");
  const csv = readCsv(passwordsCsv([{ name: 'Ann Smith', className: '8D', classCode: 'P6', signInName: 'Ann Smith 2', password: 'x' }]).slice(1));
  assert.deepEqual(csv[1], ['8D', 'P6', 'Ann Smith', 'Ann Smith 2', 'x']);
});
