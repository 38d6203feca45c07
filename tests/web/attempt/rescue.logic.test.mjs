import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answersText, fileName, fileText, readFile, sign } from '../../../web/js/rescue/file.logic.js';
import { FRAME_BYTES, FrameCollector, TEXT_BYTES_MAX, crc32, fromBase45, pack, toBase45, toFrames, unpack } from '../../../web/js/rescue/frames.logic.js';

/** Answers on their way without a network: the file, its signature, and the frames that a camera reads. */

const encoder = new TextEncoder();
const bytes = (/** @type {string} */ text) => encoder.encode(text);

/** A row of numbers that looks like chance and is the same each time. @param {number} seed */
function chance(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Bytes that don't repeat. @param {number} n @param {() => number} random */
const noise = (n, random) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256));

/** @template T @param {T[]} list @param {() => number} random */
function shuffled(list, random) {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

test('base 45 is that of RFC 9285', () => {
  for (const [text, coded] of [['AB', 'BB8'], ['Hello!!', '%69 VD92EX0'], ['base-45', 'UJCLQE7W581'], ['ietf!', 'QED8WEX0']]) {
    assert.equal(toBase45(bytes(text)), coded);
    assert.deepEqual(fromBase45(coded), bytes(text));
  }
  for (const wrong of ['a', 'A', 'AB8A', ':::', '::', 'BB8!']) assert.equal(fromBase45(wrong), null, wrong);
});

test('CRC-32 is that of everybody', () => {
  assert.equal(crc32(bytes('123456789')), 'CBF43926');
  assert.equal(crc32(bytes('')), '00000000');
});

test('a frame fits into a QR code of version 13, level M, in alphanumeric mode', () => {
  const frames = toFrames(noise(FRAME_BYTES * 499 + 1, chance(1)));
  assert.equal(frames.length, 500);
  for (const frame of frames) assert.match(frame, /^[0-9A-Z $%*+\-./:]{1,483}$/);
});

for (const size of [1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3_000]) {
  test(`${size} bytes come back from frames in any order, some missed at first and some seen twice`, () => {
    const random = chance(size);
    const sent = noise(size, random);
    const frames = toFrames(sent);
    assert.equal(frames.length, Math.ceil(size / FRAME_BYTES));
    const collector = new FrameCollector();
    let whole = null;
    for (let round = 0; round < 60 && !whole; round += 1) {
      for (const frame of shuffled(frames, random)) {
        if (random() < 0.4) continue;
        const seen = collector.add(frame);
        assert.notEqual(seen.state, 'damaged');
        if (seen.state === 'whole') whole = seen.bytes;
      }
    }
    assert.deepEqual(whole, sent);
  });
}

test('it is told how many frames are there, and the same one twice is one', () => {
  const frames = toFrames(noise(FRAME_BYTES * 3, chance(7)));
  const collector = new FrameCollector();
  assert.deepEqual(collector.add(frames[2]), { state: 'part', have: 1, total: 3 });
  assert.deepEqual(collector.add(frames[2]), { state: 'part', have: 1, total: 3 });
  assert.deepEqual(collector.add(frames[0]), { state: 'part', have: 2, total: 3 });
  assert.equal(collector.add(frames[1]).state, 'whole');
});

test('the frames of two screens don’t mix', () => {
  const [one, two] = [noise(700, chance(3)), noise(700, chance(4))];
  const [first, second] = [toFrames(one), toFrames(two)];
  const collector = new FrameCollector();
  for (const frame of [first[0], second[0], first[1], second[1], second[2]]) collector.add(frame);
  const seen = collector.add(first[2]);
  assert.deepEqual(seen.state === 'whole' && seen.bytes, one);
});

test('what is no frame of ours is left alone, and a damaged row is asked for again', () => {
  const collector = new FrameCollector();
  for (const other of ['https://school.example/', 'KS3A:00000000:0:1:BB8', 'KS3A:00000000:2:1:BB8', 'KS3A:00000000:1:999:BB8', 'KS3A:00000000:1:1:A', 'KS3A:1:1:1:BB8']) {
    assert.equal(collector.add(other).state, 'other', other);
  }
  const [first, second] = toFrames(noise(400, chance(5)));
  collector.add(first);
  const wrong = second.replace(/^((?:[^:]+:){4}).*/, '$1BB8');
  assert.equal(collector.add(wrong).state, 'damaged');
  assert.deepEqual(collector.add(first), { state: 'part', have: 1, total: 2 });
  assert.equal(collector.add(second).state, 'whole');
});

test('packing gives back what was packed, and neither nonsense nor too much', async () => {
  const text = `{"text":"${'für Ada 😀 '.repeat(400)}"}`;
  assert.equal(await unpack(await pack(text)), text);
  assert.ok((await pack(text)).length < 400);
  assert.equal(await unpack(bytes('no gzip')), null);
  assert.equal(await unpack((await pack(text)).slice(0, 60)), null);
  assert.equal(await unpack(await pack('x'.repeat(TEXT_BYTES_MAX + 1))), null);
});

test('the signature is HMAC-SHA256 as RFC 4231 has it, as on the server', async () => {
  assert.equal(await sign('Jefe', 'what do ya want for nothing?'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  assert.equal(await sign('', 'without a key'), '');
});

test('the file holds what the page holds, and its text is what is signed', () => {
  const pack = { attempt_id: 'a1', pupil: { id: 'p1' } };
  const events = [{ epoch: 2, seq: 5, item: 'i1', value: { text: 'bit' }, at: 1_700 }];
  const held = { pack, epoch: 2, device: 'Chrome on Chromebook', madeAt: 1_900, handedIn: 1_800, final: /** @type {[string, number, number][]} */ ([['i1', 2, 5]]), events };
  const answers = answersText(held);
  assert.deepEqual(JSON.parse(answers), {
    v: 1,
    attempt: 'a1',
    pupil: 'p1',
    epoch: 2,
    device: 'Chrome on Chromebook',
    made_at: 1_900,
    handed_in: 1_800,
    final: [['i1', 2, 5]],
    events: [[2, 5, 'i1', { text: 'bit' }, 1_700]],
  });
  assert.equal(JSON.parse(answersText({ ...held, handedIn: null })).final, null);
  assert.deepEqual(readFile(fileText(answers, 'ab')), { kind: 'ks3-answers', answers, signature: 'ab' });
  for (const other of ['', '[]', 'null', '{"kind":"ks3-answers"}', '{"kind":"x","answers":"","signature":""}']) assert.equal(readFile(other), null, other);
});

test('a file’s name says whose it is, in letters that every disk takes', () => {
  assert.equal(fileName('Zoë O’Brien', 'Binary: check 2/3'), 'answers-zoe-o-brien-binary-check-2-3.ks3.json');
  assert.equal(fileName('?', '..'), 'answers.ks3.json');
});
