import assert from 'node:assert/strict';
import { test } from 'node:test';

import { copyOf, Disk, makeSchool } from './simulation.mjs';

/** One question answered in two places: nothing is lost, and the pupil says which they mean. See docs/decisions/0015-two-devices.md. */

const text = (words) => ({ text: words });
const valuesOf = (server, item) => [...server.events.values()].filter((event) => event.item === item).map(({ value }) => value.text);

/** Two devices that know the same, both started without Wi-Fi, take the same numbers; the first of them reaches the server. */
async function clash(answers = [['q1', 'here', 'there']]) {
  const school = makeSchool(7);
  const { time, network } = school;
  const disk = new Disk();
  const before = await school.page(disk).start();
  await time.pass(500);
  await before.outbox.change('q1', text('before'));
  await time.pass(500);
  before.crash();
  const copy = await copyOf(disk);
  network.fault = 'offline';
  const here = await school.page(disk, 'here', () => 0.5).start();
  const there = await school.page(copy, 'there', () => 0.5).start();
  for (const [item, mine, theirs] of answers) {
    await there.outbox.change(item, text(theirs));
    await here.outbox.change(item, text(mine));
  }
  here.crash();
  network.fault = 'none';
  await time.pass(30_000);
  there.crash();
  const page = await school.page(disk).start();
  await time.pass(2_000);
  return { ...school, makePage: school.page, disk, page, outbox: page.outbox };
}

test('two answers under one number: both are stored, and what this page shows counts until the pupil has said', async () => {
  const { server, outbox } = await clash();
  assert.deepEqual(outbox.asks, [{ item: 'q1', here: text('here'), there: text('there') }]);
  assert.deepEqual(valuesOf(server, 'q1').sort(), ['before', 'here', 'there']);
  assert.deepEqual([outbox.value('q1'), server.current.get('q1').value], [text('here'), text('here')]);
  assert.deepEqual([outbox.state.unsent, outbox.state.refused], [0, 0]);
});

test('the other answer is chosen: it is logged once more and counts; then nothing is asked any more', async () => {
  const { time, server, disk, outbox, page, makePage } = await clash();
  await outbox.choose('q1', text('there'));
  await time.pass(500);
  assert.deepEqual([outbox.asks, server.current.get('q1').value], [[], text('there')]);
  page.crash();
  const again = await makePage(disk).start();
  await time.pass(500);
  assert.deepEqual(again.outbox.asks, []);
});

test('this one is chosen: nothing more is logged', async () => {
  const { time, server, outbox } = await clash();
  const stored = server.stored;
  await outbox.choose('q1', text('here'));
  await time.pass(500);
  assert.deepEqual([outbox.asks, server.stored, server.current.get('q1').value], [[], stored, text('here')]);
});

test('several at once, asked for over a reload; who answers anew has said what they mean', async () => {
  const { time, server, disk, outbox, page, makePage } = await clash([['q1', 'a', 'b'], ['q2', 'c', 'd'], ['q3', 'same', 'same']]);
  assert.deepEqual(outbox.asks.map(({ item }) => item), ['q1', 'q2']);
  page.crash();
  const again = await makePage(disk).start();
  await time.pass(500);
  assert.deepEqual(again.outbox.asks.map(({ here, there }) => [here.text, there.text]), [['a', 'b'], ['c', 'd']]);
  await again.outbox.change('q2', text('neither'));
  await time.pass(500);
  assert.deepEqual(again.outbox.asks.map(({ item }) => item), ['q1']);
  assert.deepEqual(server.current.get('q2').value, text('neither'));
});

test('an older answer of the queue clashes: it is stored, and the newest stays the newest', async () => {
  const { time, network, server, disk, outbox } = await clash();
  network.fault = 'offline';
  await outbox.change('q5', text('first word'));
  const taken = (await disk.events()).find(({ item }) => item === 'q5');
  await outbox.change('q5', text('last word'));
  server.events.set(`${taken.epoch}:${taken.seq}`, { ...taken, item: 'q6', value: text('another question') });
  network.fault = 'none';
  await time.pass(30_000);
  assert.deepEqual(server.current.get('q5').value, text('last word'));
  assert.ok(valuesOf(server, 'q5').includes('first word'));
  assert.deepEqual(outbox.asks.filter(({ item }) => item === 'q5'), [], 'that number held no other answer to this question');
  await outbox.change('q5', text('and on'));
  await time.pass(500);
  assert.deepEqual(server.current.get('q5').value, text('and on'));
});

test('the device that was opened later writes; answered here after that, the pupil is asked when they go on here', async () => {
  const school = makeSchool(3);
  const { time, network, server } = school;
  const disk = new Disk();
  const first = await school.page(disk).start();
  await time.pass(500);
  network.fault = 'offline';
  await time.pass(1_000);
  // The other one has Wi-Fi: it is opened and answers first.
  const opened = server.open();
  server.send({ epoch: opened.epoch, events: [{ epoch: opened.epoch, seq: 1, item: 'q1', value: text('there'), at: server.nowMs }] });
  await time.pass(60_000);
  await first.outbox.change('q1', text('here, later'));
  await first.outbox.change('q2', text('only here'));
  network.fault = 'none';
  await time.pass(30_000);
  assert.equal(first.outbox.superseded, true);
  assert.deepEqual(server.current.get('q1').value, text('there'));
  assert.deepEqual(valuesOf(server, 'q1').sort(), ['here, later', 'there'], 'both stand in the log');
  first.crash();
  const again = await school.page(disk).start();
  await time.pass(500);
  assert.deepEqual(again.outbox.asks, [{ item: 'q1', here: text('here, later'), there: text('there') }]);
  assert.deepEqual(again.outbox.value('q1'), text('there'), 'what would be handed in is what is shown');
  await again.outbox.choose('q1', text('here, later'));
  await time.pass(500);
  assert.deepEqual([again.outbox.asks, server.current.get('q1').value], [[], text('here, later')]);
});

test('answered elsewhere after that: the newest word is the newest opening’s, and nobody is asked', async () => {
  const school = makeSchool(3);
  const { time, network, server } = school;
  const disk = new Disk();
  const first = await school.page(disk).start();
  await time.pass(500);
  network.fault = 'offline';
  await first.outbox.change('q1', text('here, first'));
  await time.pass(60_000);
  const opened = server.open();
  server.send({ epoch: opened.epoch, events: [{ epoch: opened.epoch, seq: 1, item: 'q1', value: text('there'), at: server.nowMs }] });
  first.crash();
  network.fault = 'none';
  const again = await school.page(disk).start();
  await time.pass(2_000);
  assert.deepEqual([again.outbox.asks, again.outbox.value('q1')], [[], text('there')]);
  assert.deepEqual(valuesOf(server, 'q1').sort(), ['here, first', 'there']);
});
