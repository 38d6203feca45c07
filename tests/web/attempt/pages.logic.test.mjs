import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hashOf, nextPlace, placeOf, previousPlace, shortcutOf } from '../../../web/js/attempt/navigation.logic.js';
import { changesInWords } from '../../../web/js/attempt/new-questions.logic.js';
import { reviewHeading, reviewRows, shortStem } from '../../../web/js/attempt/review.logic.js';
import { saveBanner } from '../../../web/js/attempt/save-banner.logic.js';
import { saveStatus } from '../../../web/js/attempt/save-status.logic.js';
import { actionOf, addressOf, factsOf, finishedWords, openUntil } from '../../../web/js/pages/pupil/dashboard.logic.js';
import { gettingThere, goOn, newer, newsWords, nextStep, praise, shownAs, swappedAwayWords, tally } from '../../../web/js/pages/pupil/results.logic.js';

const CALM = { writing: false, unsent: 0, unsafe: 0, durable: true, failures: 0, trouble: 'none', refused: 0, superseded: false, handingIn: false };

test('what the page says about saving is never more than is true', () => {
  const say = (change) => saveStatus({ ...CALM, ...change });
  assert.equal(say({}).text, 'Saved');
  assert.equal(say({ writing: true }).text, 'Saving');
  assert.equal(say({ unsent: 2 }).text, 'Saved on this Chromebook');
  assert.equal(say({ unsent: 2, failures: 3, trouble: 'network' }).text, 'Saved on this Chromebook, 2 waiting');
  assert.equal(say({ unsent: 1, unsafe: 1 }).text, 'Saving', 'only memory has it');
  assert.equal(say({ unsent: 1, unsafe: 1, failures: 1, trouble: 'network' }).state, 'failed');
  assert.equal(say({ durable: false }).text, 'Saved, no safety copy');
  assert.deepEqual([1, 2].map((refused) => say({ refused }).text), ['Saved, except 1 answer', 'Saved, except 2 answers']);
  assert.equal(say({ failures: 5, trouble: 'network' }).text, 'Saved', 'nothing waits, so all of it is stored');
  for (const writing of [false, true]) {
    for (const unsent of [0, 1]) {
      for (const unsafe of [0, unsent]) {
        for (const failures of [0, 1, 4]) {
          const { text } = say({ writing, unsent, unsafe, failures });
          if (writing || unsent) assert.notEqual(text, 'Saved');
          if (unsafe) assert.ok(!text.startsWith('Saved'), text);
        }
      }
    }
  }
});

test('a banner only when something is true now and matters', () => {
  const banner = (change) => saveBanner({ ...CALM, ...change });
  assert.equal(banner({}), null);
  assert.equal(banner({ failures: 1, trouble: 'network', unsent: 1 }), null, 'one lost packet is no news');
  assert.match(banner({ failures: 2, trouble: 'network' }).title, /^Wi-Fi dropped/);
  assert.match(banner({ failures: 2, trouble: 'server' }).title, /busy/);
  assert.equal(banner({ trouble: 'sign_in', failures: 1 }).action, 'sign_in');
  assert.equal(banner({ superseded: true, failures: 9 }).action, 'use_here');
  assert.equal(banner({ failures: 2, trouble: 'network', handingIn: true }), null, 'the page itself says how far the hand-in is');
  assert.equal(banner({ unsafe: 1, unsent: 1, failures: 1, trouble: 'network' }).kind, 'bad');
});

test('answers are offered to be carried off only when there was no contact for long, or nothing keeps them', () => {
  const action = (change, long) => saveBanner({ ...CALM, failures: 2, trouble: 'network', unsent: 1, ...change }, long).action;
  assert.equal(action({}, false), 'none');
  assert.equal(action({}, true), 'rescue');
  assert.equal(action({ unsent: 0 }, true), 'none', 'there is nothing to carry');
  assert.equal(action({ durable: false, unsafe: 1 }, false), 'rescue');
});

test('what a teacher changed in the questions is said in one piece, whichever way it went', () => {
  const item = (id, stem, more = {}) => ({ id, view: { stem }, ...more });
  const words = (before, after) => changesInWords({ items: before }, { items: after });
  const [one, two, three] = [item('a', 'One'), item('b', 'Two'), item('c', 'Three')];
  const other = item('d', 'Another', { swapped: true });
  assert.equal(words([one, two], [one, two]), '');
  assert.equal(words([one, two], [one, other]), 'Your teacher has changed question 2.');
  assert.equal(words([one, other], [one, two]), 'Your teacher has changed question 2.', 'the one before is back');
  const mended = item('b', 'Two, mended', { swapped: true });
  assert.equal(words([one, two], [one, mended]), 'Your teacher has changed question 2.');
  assert.equal(words([one, mended], [one, two]), 'Your teacher has changed question 2.', 'its words of before are back');
  assert.equal(words([one, mended], [one, mended]), '', 'it was said already');
  assert.equal(words([one], [item('a', 'One, drawn otherwise by the next release')]), '');
  assert.equal(words([one, two, three], [{ ...one, void: true }, two, { ...three, void: true }]), 'Your teacher has left out questions 1 and 3. You don’t need to answer them.');
  assert.equal(
    words([one, { ...two, void: true }, three], [other, { ...two, void: false }, { ...three, void: true }]),
    'Your teacher has changed question 1. Your teacher has left out question 3. You don’t need to answer it. Your teacher has brought back question 2.',
  );
});

test('the address is the place, and only places of this attempt count', () => {
  for (const place of [{ view: 'check' }, { view: 'question', index: 0 }, { view: 'question', index: 11 }]) assert.deepEqual(placeOf(hashOf(place), 12), place);
  for (const hash of ['', '#main', '#q0', '#q13', '#q1x', '#q01', '#q-1']) assert.equal(placeOf(hash, 12), null, hash);
});

test('next leads through every question to the check page, and back the same way', () => {
  let place = { view: 'question', index: 0 };
  assert.equal(previousPlace(place, 3), null);
  const way = [hashOf(place)];
  while (place.view !== 'check') way.push(hashOf((place = nextPlace(place, 3))));
  assert.deepEqual(way, ['#q1', '#q2', '#q3', '#check']);
  const back = [];
  for (let at = previousPlace(place, 3); at; at = previousPlace(at, 3)) back.push(hashOf(at));
  assert.deepEqual(back, ['#q3', '#q2', '#q1']);
});

test('keys: Alt+N and Alt+P everywhere, F and ? only outside text, nothing with Ctrl', () => {
  const press = (change) => ({ key: '', code: '', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false, ...change });
  const altN = press({ key: 'ñ', code: 'KeyN', altKey: true });
  assert.equal(shortcutOf(altN, true), 'next');
  assert.equal(shortcutOf(press({ key: 'p', code: 'KeyP', altKey: true }), false), 'previous');
  assert.equal(shortcutOf({ ...altN, repeat: true }, false), null);
  assert.equal(shortcutOf(press({ key: 'f' }), false), 'flag');
  assert.equal(shortcutOf(press({ key: 'F', shiftKey: true }), false), 'flag');
  assert.equal(shortcutOf(press({ key: 'f' }), true), null);
  assert.equal(shortcutOf(press({ key: 'f', ctrlKey: true }), false), null);
  assert.equal(shortcutOf(press({ key: '?', shiftKey: true }), false), 'help');
  assert.equal(shortcutOf(press({ key: '?', shiftKey: true }), true), null);
});

test('the check page: unanswered, unreadable, flagged; then the rest', () => {
  const item = (index, change) => ({ index, answered: true, flagged: false, text: '', problem: null, ...change });
  const { look, done } = reviewRows([item(0), item(1, { flagged: true }), item(2, { answered: false, flagged: true }), item(3, { problem: 'Too long.' }), item(4, { answered: false })]);
  assert.deepEqual(look.map(({ index, kind }) => `${index} ${kind}`), ['2 unanswered', '4 unanswered', '3 problem', '1 flagged']);
  assert.deepEqual(done.map(({ index }) => index), [0]);
  assert.equal(reviewHeading(look), '2 questions left. Check them?');
  assert.equal(reviewHeading(look.slice(0, 1)), '1 question left. Check it?');
  assert.equal(reviewHeading(look.slice(2)), 'All answered. 2 to look at again?');
  assert.equal(reviewHeading([]), 'You have answered every question.');
});

test('a long stem is cut at a word', () => {
  assert.equal(shortStem('Short'), 'Short');
  const cut = shortStem('word '.repeat(40), 50);
  assert.ok(cut.length <= 51 && cut.endsWith('word…'), cut);
  assert.equal(shortStem('x'.repeat(200), 50).length, 31, 'one long word is cut hard');
});

const SIT = {
  assignment_id: 'a b', title: 'T', class_name: '8B', teacher: 'Ms O', opens_at: '2026-11-20T09:00:00Z', closes_at: '2026-11-20T10:15:00Z', own_times: false, time_limit_s: 1800,
  questions: 12, marks_max: 20, attempts_allowed: 2, attempts_used: 0, attempts_count: 'best', attempt: null, result: null, result_state: 'none', feedback: 'hand_in',
};

test('a task’s button says what it will do', () => {
  assert.equal(actionOf(SIT), 'Start');
  assert.equal(addressOf(SIT), '/pupil/assessment?assignment=a%20b');
  const open = { ...SIT, attempt: { id: 'x', state: 'open', answered: 3, ends_at: '2026-11-20T09:40:00Z' } };
  assert.equal(actionOf(open), 'Carry on');
  assert.equal(addressOf(open), '/pupil/assessment?attempt=x');
  assert.equal(actionOf({ ...SIT, attempts_used: 1 }), 'Try again');
  const now = Date.parse('2026-11-20T09:05:00Z');
  assert.deepEqual(factsOf(SIT, now).map(({ text }) => text), ['12 questions', '30 minutes', 'Open until 10:15 today']);
  assert.equal(factsOf({ ...SIT, own_times: true }, now)[2].text, 'Open until 10:15 today, just for you');
  assert.deepEqual(factsOf(open, now).map(({ text }) => text), ['3 of 12 questions answered', 'Your time ends at 09:40', 'Open until 10:15 today']);
  // In extra time, past closing.
  assert.deepEqual(factsOf({ ...open, closes_at: new Date(now - 60_000).toISOString() }, now).map(({ text }) => text), ['3 of 12 questions answered', 'Your time ends at 09:40']);
  assert.deepEqual(factsOf({ ...SIT, attempts_used: 1, time_limit_s: null }, now).map(({ text }) => text), ['12 questions', 'No time limit', 'Open until 10:15 today', '1 more go: your best one counts']);
  assert.equal(factsOf({ ...SIT, attempts_used: 1, attempts_allowed: 3, attempts_count: 'mean' }, now)[3].text, '2 more goes: the mean of all counts');
  assert.equal(openUntil('2026-12-24T10:15:00Z', now), 'Open until Thu 24 Dec at 10:15');
});

test('something finished: its marks, or who will tell, or that it was missed', () => {
  assert.deepEqual(finishedWords({ ...SIT, result_state: 'ready', result: { attempt_id: 'x', score: 7.5, marks_max: 10, mean_of: 1 } }), { text: 'You got 7.5 of 10 marks.', icon: 'check', next: false, attempt: 'x' });
  assert.equal(finishedWords({ ...SIT, result_state: 'ready', result: { attempt_id: 'x', score: 7.5, marks_max: 10, mean_of: 3 } }).text, 'You got 7.5 of 10 marks, the mean of your 3 goes.');
  const unmarked = { ...SIT, result_state: 'ready', result: { attempt_id: 'x', score: 0, marks_max: 0, mean_of: 1 } };
  assert.deepEqual(finishedWords(unmarked), { text: 'Handed in. It has no marks yet.', icon: 'clock', next: false, attempt: 'x' });
  assert.match(finishedWords({ ...SIT, attempts_used: 1, result_state: 'waiting' }).text, /^Handed in\. Ms O will tell you/);
  assert.match(finishedWords(SIT).text, /^Closed .* talk to Ms O\.$/);
});

test('no words to a pupil say wrong or failed, at any mark', () => {
  const words = [0, 0.01, 0.3, 0.5, 0.75, 0.99, 1].map((fraction) => praise(fraction, 'Priya'));
  assert.equal(new Set(words).size, 5);
  for (const text of [...words, ...['right', 'partial', 'wrong', 'unanswered', 'needs_marking', 'else'].map((outcome) => shownAs(outcome).words)]) assert.doesNotMatch(text, /wrong|fail|bad|poor/i);
});

test('the tally counts what was tried and what is still being marked', () => {
  const items = ['right', 'wrong', 'unanswered', 'needs_marking'].map((outcome) => ({ outcome }));
  assert.deepEqual(tally({ score: 1.333, marks_max: 4, items }), { marks: '1.33 of 4 marks', tried: ' and answered 3 of 4 questions. 1 answer is still being marked.' });
  const waiting = items.slice(3);
  assert.deepEqual(tally({ score: 0, marks_max: 0, items: waiting }), { marks: '', tried: 'You answered every question. 1 answer is still being marked.' }, 'nothing is marked yet');
  assert.equal(tally({ score: 1, marks_max: 1, items: items.slice(0, 1) }).tried, ' and answered every question.');
  assert.equal(tally({ score: 1, marks_max: 3, items: [...items.slice(0, 3), { outcome: 'void' }] }).tried, ' and answered 2 of 3 questions.', 'nobody answers what was left out');
});

test('objectives go on a sentence', () => {
  assert.equal(goOn('Convert binary to denary'), 'convert binary to denary');
  assert.equal(goOn('RAM and ROM told apart'), 'RAM and ROM told apart');
  assert.equal(nextStep('Recognise a respectful email'), 'Work on this next: recognise a respectful email.');
  assert.equal(nextStep('Everything right. Help somebody else.'), 'Everything right. Help somebody else.');
});

test('getting there: the nearest first, three at most', () => {
  const items = ['wrong', 'partial', 'right', 'wrong', 'partial', 'unanswered'].map((outcome, position) => ({ outcome, position }));
  assert.deepEqual(gettingThere(items).map(({ position }) => position), [1, 4, 0]);
});

test('what is said of marks and questions as they come', () => {
  const of = (outcome, own, score) => ({ score, marks_max: 3, items: [{ outcome, own_code: own }, { outcome: 'wrong', own_code: null }] });
  const before = of('needs_marking', null, 0);
  assert.equal(newsWords(before, before), '');
  assert.equal(newsWords(before, of('partial', null, 1)), '1 answer marked. You have 1 of 3 marks.');
  assert.equal(newsWords(of('right', null, 2), of('right', {}, 2)), 'There is one more question about your program.');
  assert.equal(newsWords(before, of('right', {}, 2)), '1 answer marked. You have 2 of 3 marks. There is one more question about your program.');
  assert.equal(newsWords(of('right', {}, 2), of('right', { answer: {} }, 2)), '');
});

test('a question that was swapped after handing in is missing for a reason', () => {
  assert.equal(swappedAwayWords(0), '');
  assert.equal(swappedAwayWords(1), '1 question doesn’t count: your teacher changed it after you handed in.');
  assert.equal(swappedAwayWords(2), '2 questions don’t count: your teacher changed them after you handed in.');
});

test('what is new in a question: never that something just said is unsaid', () => {
  const question = { options: [], answer: null };
  const shown = { outcome: 'right', own_code: null };
  assert.equal(newer(shown, { outcome: 'right', own_code: null }), shown);
  assert.deepEqual(newer(shown, { outcome: 'right', own_code: question }), { outcome: 'right', own_code: question });
  const answered = { outcome: 'right', own_code: { ...question, answer: { right: true } } };
  assert.equal(newer(answered, { outcome: 'right', own_code: question }), answered);
  assert.deepEqual(newer(answered, { outcome: 'right', own_code: null }), { outcome: 'right', own_code: null }, 'another program, another question');
  assert.deepEqual(newer(answered, { outcome: 'partial', own_code: question }), { ...answered, outcome: 'partial' });
});
