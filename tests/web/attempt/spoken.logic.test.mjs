import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pickVoice, placeOf, saidLine, saidText, spoken, spokenQuestion, withoutSpaces, wordAt } from '../../../web/js/attempt/spoken.logic.js';
import { EVERY_BLOCK, QUESTIONS } from '../../../web/js/pages/gallery/fixtures.js';

const paragraph = (text) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];
const said = (parts) => parts.map((part) => part.said);
const voice = (lang, more = {}) => ({ lang, localService: true, default: false, ...more });

test('a line of a program is said sign by sign, with how far it is indented', () => {
  assert.equal(saidLine('total = total + number'), 'total equals total plus number');
  assert.equal(saidLine('    if number % 2 == 0:'), 'indented once, if number mod 2 is equal to 0 colon');
  assert.equal(saidLine('        print("Hi", my_list[1])'), 'indented twice, print open bracket quote Hi quote comma my underscore list open square bracket 1 close square bracket close bracket');
  assert.equal(saidLine('x **= 2 // 1'), 'x to the power of equals 2 whole divided by 1');
  assert.equal(saidLine('a <= b != c'), 'a is less than or equal to b is not equal to c');
});

test('signs of maths are words, hyphens stay', () => {
  assert.equal(saidText('4 × 3 = 12'), '4 times 3 equals 12');
  assert.equal(saidText('x ≤ 5²'), 'x is less than or equal to 5 squared');
  assert.equal(saidText('a well-known 8-bit computer'), 'a well-known 8-bit computer');
  assert.equal(saidText('The ____ passes packets'), 'The gap passes packets');
});

test('binary numbers are said digit by digit, others are not', () => {
  assert.equal(saidText('Write 0101 and 11110000 in denary.'), 'Write 0 1 0 1 and 1 1 1 1 0 0 0 0 in denary.');
  assert.equal(saidText('1024 bytes in 2026, 10 or 100 of them'), '1024 bytes in 2026, 10 or 100 of them');
  assert.equal(saidText('07'), '0 7');
});

test('every block is said: sentences, code by line, lists by number, tables by row', () => {
  assert.deepEqual(said(spoken(EVERY_BLOCK)), [
    'This program adds up the even numbers in my_list.',
    'Code.',
    'total equals 0.',
    'for number in my underscore list colon.',
    'indented once, if number mod 2 is equal to 0 colon.',
    'indented twice, total equals total plus number.',
    '1.',
    'Read the list',
    '2.',
    'Add the even numbers',
    'Table. Columns: number, total.',
    'Row 1. number: 4. total: 4.',
    'Row 2. number: 6. total: 10.',
  ]);
});

test('each sentence is a part of its own, and a picture is what it shows', () => {
  assert.deepEqual(said(spoken(paragraph('Look at this. Is it RAM? Say why!'))), ['Look at this.', 'Is it RAM?', 'Say why!']);
  assert.deepEqual(said(spoken([{ type: 'image', alt: 'A motherboard' }])), ['Picture: A motherboard']);
  assert.deepEqual(said(spoken('Plain words')), ['Plain words']);
  assert.deepEqual(spoken(null), []);
});

test('a choice is read with its stem first and its options by letter, in the order of the page', () => {
  const options = ['More RAM', 'A bigger screen'].map((text, at) => ({ id: `o${at}`, text: paragraph(text) }));
  const view = { type: 'multiple_choice', stem: paragraph('Which helps?'), options };
  assert.deepEqual(said(spokenQuestion(view)), ['Which helps?', 'Choose from:', 'A.', 'More RAM', 'B.', 'A bigger screen']);
  assert.deepEqual(said(spokenQuestion({ ...view, options: options.toReversed() })).slice(2), ['A.', 'A bigger screen', 'B.', 'More RAM']);
});

test('gaps are said where they stand, then what may be put there', () => {
  const passage = [{ type: 'paragraph', children: [{ type: 'text', text: 'A kilobyte is ' }, { type: 'gap', id: 'g' }, { type: 'text', text: ' than a bit.' }] }];
  const gaps = { g: { kind: 'choice', number: 1, choices: [{ id: 'x', text: 'larger' }, { id: 'y', text: 'smaller' }] } };
  assert.deepEqual(said(spokenQuestion({ type: 'cloze', stem: paragraph('Fill it in.'), passage, gaps })), ['Fill it in.', 'A kilobyte is gap 1 than a bit.', 'For gap 1, choose from: larger, smaller.']);
});

for (const { type, view } of QUESTIONS) {
  test(`${type}: every word that a pupil reads in its data is read out`, () => {
    const all = said(spokenQuestion(view)).join(' ');
    assert.ok(said(spokenQuestion(view)).every((each) => each.trim() && !/\[object|undefined|null|NaN/.test(each)), all);
    const texts = [];
    const collect = (node, name) => {
      if (typeof node === 'string' && ['text', 'alt'].includes(name)) texts.push(node);
      else if (node && typeof node === 'object') for (const [key, value] of Object.entries(node)) if (!['examples', 'limits'].includes(key)) collect(value, Array.isArray(node) ? name : key);
    };
    collect({ stem: view.stem, options: view.options, prompts: view.prompts, items: view.items, categories: view.categories, gaps: view.gaps });
    for (const word of texts.join(' ').match(/\p{L}{3,}/gu) ?? []) assert.ok(all.includes(word), `${word} of ${type}`);
  });
}

test('words are found on the page from where reading is, spaces aside', () => {
  const page = withoutSpaces('Which is RAM? A RAM B Hard drive');
  assert.equal(page, 'WhichisRAM?ARAMBHarddrive');
  assert.deepEqual(placeOf(page, 'Hard  drive', 0), [16, 25]);
  assert.deepEqual(placeOf(page, 'RAM', 0), [7, 10]);
  assert.deepEqual(placeOf(page, 'RAM', 10), [12, 15]);
  assert.deepEqual(placeOf(page, 'RAM', 20), [7, 10], 'an order that was changed on the page');
  assert.equal(placeOf(page, 'SSD', 0), null);
  assert.equal(placeOf(page, '', 0), null);
});

test('the word that is being said, without the signs around it', () => {
  assert.equal(wordAt('Is it “RAM”, then?', 6), 'RAM');
  assert.equal(wordAt('Mia’s laptop', 0), 'Mia’s');
  assert.equal(wordAt('end', 3), '');
});

test('only a voice of the device reads: British first, then any English one', () => {
  assert.equal(pickVoice([]), null);
  assert.equal(pickVoice([voice('en-GB', { localService: false }), voice('fr-FR')]), null);
  const american = voice('en-US', { default: true });
  assert.equal(pickVoice([voice('fr-FR'), american]), american);
  const british = voice('en_GB');
  assert.equal(pickVoice([american, british]), british);
  const chosen = voice('en-GB', { default: true });
  assert.equal(pickVoice([american, british, chosen]), chosen);
});
