import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rescueFile } from '../../../web/js/attempt/rescue.js';
import { Disk, makeSchool } from './simulation.mjs';

const choice = (id) => ({ choice: id });

async function begin(seed = 1) {
  const school = makeSchool(seed);
  const disk = new Disk();
  const page = await school.page(disk).start();
  await school.time.pass(500);
  return { ...school, makePage: school.page, disk, page, outbox: page.outbox };
}

test('a choice is kept, sent and then forgotten by the device', async () => {
  const { time, server, disk, outbox } = await begin();
  await outbox.change('q1', choice('aaaaaa'));
  assert.equal(disk.kept.length, 1);
  assert.equal(outbox.state.unsent, 1);
  await time.pass(200);
  const { at, ...stored } = server.current.get('q1');
  assert.deepEqual(stored, { item: 'q1', epoch: 1, seq: 1, value: choice('aaaaaa') });
  assert.ok(Math.abs(at - server.nowMs) < 1_000);
  assert.equal(outbox.state.unsent, 0);
  assert.deepEqual(await disk.events(), []);
});

test('typing waits for a pause of 300 ms, and never longer than 2 s', async () => {
  const { time, disk, outbox } = await begin();
  for (let i = 1; i <= 12; i += 1) {
    void outbox.change('q1', { text: 'x'.repeat(i) }, { typing: true });
    await time.pass(200);
  }
  const early = disk.kept.map(({ value }) => value.text.length);
  assert.equal(early.length, 1, 'twelve keys 200 ms apart are one write after 2 s');
  assert.equal(early[0], 10);
  await time.pass(400);
  assert.deepEqual(disk.kept.at(-1).value, { text: 'x'.repeat(12) });
});

test('the same answer again writes nothing', async () => {
  const { disk, outbox } = await begin();
  await outbox.change('q1', choice('aaaaaa'));
  await outbox.change('q1', choice('aaaaaa'));
  assert.equal(disk.kept.length, 1);
});

test('one request is under way at a time', async () => {
  const { time, network, outbox } = await begin();
  let under = 0;
  let most = 0;
  const call = network.call.bind(network);
  network.call = async (...args) => {
    most = Math.max(most, ++under);
    try {
      return await call(...args);
    } finally {
      under -= 1;
    }
  };
  for (let i = 0; i < 30; i += 1) {
    void outbox.change(`q${i % 5}`, choice(`a${i}`));
    await time.pass(7);
  }
  await time.pass(3_000);
  assert.equal(most, 1);
  assert.equal(outbox.state.unsent, 0);
});

test('offline work survives a crash and is sent with the epoch it was made in', async () => {
  const { time, network, server, disk, makePage, page } = await begin();
  network.fault = 'offline';
  await page.outbox.change('q1', choice('aaaaaa'));
  await page.outbox.change('q2', choice('bbbbbb'));
  page.crash();
  network.fault = 'none';
  const again = await makePage(disk).start();
  assert.deepEqual(again.outbox.value('q2'), choice('bbbbbb'), 'shown before the server is reached');
  await time.pass(2_000);
  assert.equal(again.outbox.epoch, 2);
  assert.deepEqual([...server.current.values()].map(({ item, epoch }) => [item, epoch]), [['q1', 1], ['q2', 1]]);
});

test('what is typed is logged and sent when the page is left, before its pause is over', async () => {
  const { time, server, disk, page } = await begin();
  void page.outbox.change('q1', { text: 'rou' }, { typing: true });
  page.outbox.leave();
  page.outbox.stop();
  await time.pass(200);
  assert.deepEqual(server.current.get('q1')?.value, { text: 'rou' });
  assert.equal(disk.kept.length, 1);
});

test('another device: the newest opening writes, the older one becomes read-only and still delivers', async () => {
  const { time, network, server, makePage, page } = await begin();
  network.fault = 'offline';
  await page.outbox.change('q1', choice('first!'));
  await page.outbox.change('q2', choice('first!'));
  await time.pass(1_000);
  network.fault = 'none';
  const other = makePage(new Disk(), 'Edge on Windows');
  other.outbox.addEventListener('answers', () => assert.fail('nothing was there to merge'));
  await other.outbox.load();
  other.outbox.kick();
  await time.pass(200);
  void other.outbox.change('q1', choice('second'));
  await time.pass(40_000);
  assert.equal(page.outbox.superseded, true);
  assert.equal(page.outbox.state.unsent, 0, 'its queue got in');
  assert.deepEqual(server.current.get('q1')?.value, choice('second'));
  assert.deepEqual(server.current.get('q2')?.value, choice('first!'));
  assert.equal(server.events.size, 3);
  await page.outbox.change('q1', choice('ignore'));
  assert.deepEqual(server.current.get('q1')?.value, choice('second'));
});

test('an answer given before the server could be reached wins over an older one from elsewhere', async () => {
  const { time, network, server, disk, makePage, page } = await begin();
  page.crash();
  const elsewhere = await makePage(new Disk()).start();
  await time.pass(300);
  await elsewhere.outbox.change('q1', choice('before'));
  await time.pass(300);
  elsewhere.crash();
  network.fault = 'offline';
  const back = await makePage(disk).start();
  await back.outbox.change('q1', choice('latest'));
  await time.pass(3_000);
  network.fault = 'none';
  await time.pass(20_000);
  assert.deepEqual(server.current.get('q1')?.value, choice('latest'));
  assert.equal(server.events.size, 3, 'both words of this page and the other device’s are all stored');
});

test('a full disk: memory holds the answer, it is sent at once, and the disk gets it when it works again', async () => {
  const { time, network, server, disk, outbox } = await begin();
  disk.full = true;
  await outbox.change('q1', choice('aaaaaa'));
  assert.equal(outbox.state.unsafe, 1);
  await time.pass(300);
  assert.equal(outbox.state.unsafe, 0);
  assert.deepEqual(server.current.get('q1')?.value, choice('aaaaaa'));
  network.fault = 'offline';
  await outbox.change('q2', choice('bbbbbb'));
  disk.full = false;
  await outbox.change('q3', choice('cccccc'));
  assert.equal(outbox.state.unsafe, 0);
  assert.equal((await disk.events()).length, 2);
});

test('signed out: the queue waits, and goes on with the same answers afterwards', async () => {
  const { time, network, server, outbox } = await begin();
  let asked = 0;
  outbox.addEventListener('sign_in', () => (asked += 1));
  network.fault = 'signed_out';
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(5_000);
  assert.ok(asked > 0);
  assert.equal(outbox.state.trouble, 'sign_in');
  assert.equal(outbox.state.unsent, 1);
  network.fault = 'none';
  outbox.kick();
  await time.pass(500);
  assert.equal(outbox.state.trouble, 'none');
  assert.equal(server.events.size, 1);
});

test('Retry-After is obeyed even when the pupil goes on answering', async () => {
  const { time, network, outbox } = await begin();
  network.fault = 'busy';
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(200);
  const calls = network.calls;
  for (let i = 0; i < 10; i += 1) {
    await outbox.change('q1', choice(`b${i}`));
    await time.pass(100);
  }
  assert.equal(network.calls, calls);
  network.fault = 'none';
  await time.pass(3_000);
  assert.equal(outbox.state.unsent, 0);
});

test('a portal that answers 200 with its own page acknowledges nothing', async () => {
  const { time, network, disk, outbox } = await begin();
  network.fault = 'portal';
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(10_000);
  assert.equal((await disk.events()).length, 1);
  assert.ok(outbox.state.failures > 1);
});

test('an event that can never be stored is kept aside, told, and stops nothing', async () => {
  const { time, server, disk, outbox } = await begin();
  const told = [];
  outbox.addEventListener('refused', (event) => told.push(...event.detail));
  await outbox.change('not-mine', choice('aaaaaa'));
  await outbox.change('q1', choice('bbbbbb'));
  await time.pass(500);
  assert.deepEqual(told.map(({ code }) => code), ['unknown_item']);
  assert.equal(outbox.state.refused, 1);
  assert.equal(server.events.size, 1);
  assert.equal((await disk.events()).length, 1, 'still on the device');
  await outbox.handIn();
  await time.pass(500);
  assert.equal(server.state, 'submitted');
});

test('too large together is halved; too large alone is kept aside', async () => {
  const { time, network, server, outbox } = await begin();
  const send = server.send.bind(server);
  server.send = (body) => {
    if (body.events.length > 3 || body.events.some(({ value }) => value.text?.length > 40_000)) throw Object.assign(new Error(), { status: 413, code: 'too_large' });
    return send(body);
  };
  network.fault = 'offline';
  for (let i = 0; i < 20; i += 1) await outbox.change(`q${i}`, choice('aaaaaa'));
  await outbox.change('q99', { text: 'x'.repeat(45_000) });
  network.fault = 'none';
  await time.pass(20_000);
  assert.equal(server.events.size, 20);
  assert.equal(outbox.state.unsent, 0);
  assert.equal(outbox.state.refused, 1);
});

test('hand-in offline is remembered over a crash, and closes when the server has everything', async () => {
  const { time, network, server, disk, makePage, page } = await begin();
  network.fault = 'offline';
  await page.outbox.change('q1', choice('aaaaaa'));
  await page.outbox.handIn();
  await page.outbox.change('q1', choice('zzzzzz'));
  await time.pass(10_000);
  page.crash();
  const again = makePage(disk);
  await again.outbox.load();
  assert.equal(again.outbox.handingIn, true);
  again.outbox.kick();
  network.fault = 'none';
  await time.pass(20_000);
  await again.closed;
  assert.equal(server.state, 'submitted');
  assert.deepEqual(server.current.get('q1')?.value, choice('aaaaaa'));
  assert.deepEqual(await disk.load(), { answers: [], meta: new Map() }, 'the device is clean');
});

test('the server lost what it had acknowledged: the hand-in brings it again', async () => {
  const { time, server, outbox, page } = await begin();
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(500);
  server.events.clear();
  server.current.clear();
  await outbox.handIn();
  await time.pass(1_000);
  await page.closed;
  assert.deepEqual(server.current.get('q1')?.value, choice('aaaaaa'));
});

test('closed by the teacher: the page delivers what it holds and hands in by itself', async () => {
  const { time, network, server, outbox, page } = await begin();
  network.fault = 'offline';
  await outbox.change('q1', choice('aaaaaa'));
  server.state = 'submitted';
  network.fault = 'none';
  await time.pass(5_000);
  await page.closed;
  assert.deepEqual(server.current.get('q1')?.value, choice('aaaaaa'));
});

test('closed while something was being typed: what is typed until the server has closed it reaches the server, too', async () => {
  for (const typedFor of [0, 150, 200, 230, 260, 290]) {
    const { time, server, disk, outbox, page } = await begin();
    await outbox.change('q1', choice('aaaaaa'), { typing: true });
    await time.pass(typedFor);
    server.state = 'submitted';
    await outbox.change('q2', choice('bbbbbb'));
    await time.pass(5_000);
    await page.closed;
    const stored = [...server.events.values()].map(({ item }) => item);
    assert.deepEqual(stored.sort(), ['q1', 'q2'], `typed ${typedFor} ms before`);
    assert.deepEqual(disk.kept.map(({ item }) => item).sort(), ['q1', 'q2'], 'and it was on the disk');
  }
});

test('a proxy that refuses a single answer has no say in whether it can be stored', async () => {
  const { time, network, server, outbox } = await begin();
  const call = network.call.bind(network);
  network.call = (name, body) => (body.events?.length ? Promise.reject(Object.assign(new Error(), { status: 413, code: 'broken' })) : call(name, body));
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(5_000);
  assert.deepEqual([outbox.state.unsent, outbox.state.refused], [1, 0]);
  network.call = call;
  await time.pass(30_000);
  assert.deepEqual([outbox.state.unsent, server.current.get('q1')?.value], [0, choice('aaaaaa')]);
});

test('opened again by the teacher while the page still brought what it had: the pupil goes on', async () => {
  const { time, network, server, disk, makePage, outbox, page } = await begin();
  const heard = [];
  outbox.addEventListener('state', (event) => heard.push(event.detail));
  const submit = server.submit.bind(server);
  server.submit = () => {
    throw Object.assign(new Error(), { status: 500 });
  };
  server.state = 'submitted';
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(3_000);
  assert.deepEqual([outbox.handingIn, outbox.phase], [true, 'submitted']);
  server.state = 'open';
  server.epoch += 1;
  await time.pass(20_000);
  assert.deepEqual([outbox.handingIn, outbox.superseded, heard], [false, false, ['submitted', 'open']]);
  assert.equal(outbox.epoch, server.epoch);
  server.submit = submit;
  await outbox.change('q1', choice('bbbbbb'));
  await time.pass(500);
  assert.deepEqual([server.state, server.current.get('q1')?.value], ['open', choice('bbbbbb')]);
  page.crash();
  network.fault = 'offline';
  const again = await makePage(disk).start();
  assert.equal(again.outbox.handingIn, false, 'the device doesn’t hand in what the pupil never handed in');
});

test('handed in without Wi-Fi, then closed and opened again by the teacher: the old hand-in closes nothing, not after a reload either', async () => {
  for (const reloaded of [false, true]) {
    const { time, network, server, disk, makePage, page } = await begin();
    network.fault = 'offline';
    await page.outbox.change('q1', choice('aaaaaa'));
    await page.outbox.handIn();
    await time.pass(5_000);
    server.state = 'submitted';
    server.reopen();
    if (reloaded) page.crash();
    network.fault = 'none';
    const { outbox } = reloaded ? await makePage(disk).start() : page;
    const heard = [];
    outbox.addEventListener('state', (event) => heard.push(event.detail));
    await time.pass(60_000);
    assert.deepEqual([server.state, outbox.handingIn, outbox.state.unsent], ['open', false, 0]);
    assert.deepEqual(server.current.get('q1')?.value, choice('aaaaaa'), 'what was answered is there');
    assert.ok(heard.includes('open'), 'the page goes on');
    const { meta } = await disk.load();
    assert.ok(!meta.get('handed_in'));
    assert.equal(outbox.superseded, !reloaded, 'its pupil may have gone on elsewhere: a page that stayed open asks before it writes');
    if (!reloaded) continue;
    await outbox.handIn();
    await time.pass(5_000);
    assert.equal(server.state, 'submitted', 'handed in anew it is closed');
  }
});

test('a file of what was handed in before says so, also once the page is in a later epoch', async () => {
  const { time, network, page } = await begin();
  const { outbox } = page;
  await outbox.remember({ package: { attempt_id: 'attempt', title: 'Check', pupil: { id: 'pupil', display_name: 'Ada Osei' }, items: [] } });
  const held = async () => JSON.parse(JSON.parse((await rescueFile(outbox)).text).answers);
  assert.deepEqual([(await held()).epoch, (await held()).handed_in], [1, null]);
  network.fault = 'offline';
  await outbox.handIn();
  await time.pass(1_000);
  outbox.epoch = 3;
  const { epoch, handed_in: handedIn } = await held();
  assert.equal(epoch, 1, 'by it the server knows what was opened again since');
  assert.ok(handedIn > 0);
});

test('one function hears the state, the end and new questions from answers and from the stream', async () => {
  const { time, server, outbox, page } = await begin();
  const heard = [];
  for (const name of ['state', 'package']) outbox.addEventListener(name, (event) => heard.push([name, event.detail]));
  page.clock.addEventListener('time', (event) => heard.push(['time', event.detail.after]));
  const now = page.clock.now();
  outbox.hear({ state: 'paused', now: server.nowMs, ends_at: server.nowMs + 60_000, notices: [{ kind: 'package', number: 2 }] });
  assert.deepEqual(heard, [['time', server.nowMs + 60_000], ['package', 2], ['state', 'paused']]);
  assert.ok(Math.abs(page.clock.now() - now) < 1, 'a message without a round trip doesn’t set the clock');
  heard.length = 0;
  outbox.hear({ state: 'open', now: server.nowMs - 1, ends_at: null });
  assert.deepEqual(heard, [], 'what was said before is no news');
  await time.pass(10);
  server.notices = [{ kind: 'package', number: 2 }, { kind: 'package', number: 3 }];
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(500);
  assert.deepEqual(heard, [['time', null], ['package', 3], ['state', 'open']]);
});

test('new questions while this device was closed are heard when it opens', async () => {
  const { time, server, disk, makePage, page } = await begin();
  page.crash();
  server.package = 2;
  const again = makePage(disk);
  const heard = [];
  again.outbox.addEventListener('package', (event) => heard.push(event.detail));
  await again.start();
  await time.pass(500);
  assert.deepEqual(heard, [2]);
});

test('each request says how often the page was left and whether this device keeps a copy', async () => {
  const { time, network, server, disk, makePage, page, outbox } = await begin();
  const last = () => [server.requests.at(-1).left, server.requests.at(-1).safe];
  outbox.leftPage();
  outbox.leftPage();
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(500);
  assert.deepEqual(last(), [2, true]);
  disk.full = true;
  network.fault = 'none';
  await outbox.change('q1', choice('bbbbbb'));
  await time.pass(500);
  assert.deepEqual(last(), [2, false]);
  page.crash();
  disk.full = false;
  const again = await makePage(disk).start();
  await time.pass(500);
  again.outbox.leftPage();
  await again.outbox.change('q1', choice('cccccc'));
  await time.pass(500);
  assert.deepEqual(last(), [3, true]);
});

test('a heartbeat every 12 to 18 seconds, without events', async () => {
  const { time, server } = await begin();
  server.requests.length = 0;
  await time.pass(180_000);
  assert.ok(server.requests.length >= 10 && server.requests.length <= 15, String(server.requests.length));
  assert.ok(server.requests.every(({ events }) => events.length === 0));
});

test('after an hour offline nobody waits longer than 15 s for the next try', async () => {
  const { time, network, outbox } = await begin();
  network.fault = 'offline';
  await outbox.change('q1', choice('aaaaaa'));
  await time.pass(3_600_000);
  const calls = network.calls;
  await time.pass(15_200);
  assert.ok(network.calls > calls);
});
