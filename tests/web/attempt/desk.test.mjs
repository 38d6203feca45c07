import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Desk } from '../../../web/js/attempt/desk.js';
import { DeskSync } from '../../../web/js/attempt/desk-sync.js';
import { Disk, makeSchool } from './simulation.mjs';

/** A school whose server keeps one desk by the words of docs/api.md, and says it when the attempt is opened. */
function school(seed = 1) {
  const made = makeSchool(seed);
  const { server, network, time } = made;
  const open = server.open.bind(server);
  let kept = null;
  const puts = [];
  server.open = () => ({ ...open(), desk: kept });
  server.desk = (laid) => {
    puts.push(laid);
    if (!kept || laid.changed_at > kept.changed_at) kept = laid;
    return kept;
  };
  /** A page on a disk, until its first contact is over. */
  const sit = async (disk, wait = 500) => {
    const page = made.page(disk);
    const facts = await page.outbox.load();
    page.outbox.kick();
    await time.pass(wait);
    const desk = new Desk(page.outbox, page.clock, facts);
    const env = { setTimeout: (run, ms) => time.setTimeout(run, ms), clearTimeout: (id) => time.clearTimeout(id) };
    const sync = new DeskSync({ desk, outbox: page.outbox, put: (laid) => network.call('desk', laid), env });
    sync.start();
    return { page, outbox: page.outbox, desk, sync };
  };
  return { ...made, sit, puts, there: () => kept };
}

test('what is laid is on the device at once, and on the server two seconds after the last change', async () => {
  const { time, puts, there, sit } = school();
  const disk = new Disk();
  const { desk } = await sit(disk);
  desk.lay({ flags: ['q2'] });
  await time.pass(1_500);
  desk.lay({ notes: 'RAM' });
  await time.pass(1_500);
  assert.equal(puts.length, 0);
  assert.deepEqual((await disk.load()).meta.get('desk').flags, ['q2']);
  await time.pass(1_000);
  assert.equal(puts.length, 1);
  const { flags, struck, notes } = there();
  assert.deepEqual({ flags, struck, notes }, { flags: ['q2'], struck: {}, notes: 'RAM' });
  await time.pass(120_000);
  assert.equal(puts.length, 1, 'nothing is sent that the server has');
});

test('each change is later than the one before, even within a millisecond', async () => {
  const { sit } = school();
  const { desk } = await sit(new Disk());
  desk.lay({ notes: 'a' });
  const first = desk.laid.changed_at;
  desk.lay({ notes: 'ab' });
  assert.equal(desk.laid.changed_at, first + 1);
});

test('a reload without Wi-Fi has it, and brings it when the Wi-Fi is back', async () => {
  const { time, network, there, sit } = school();
  const disk = new Disk();
  const first = await sit(disk);
  network.fault = 'offline';
  first.desk.lay({ struck: { q1: ['bbbbbb'] }, notes: 'not B' });
  await time.pass(10_000);
  first.page.crash();
  const { desk } = await sit(disk);
  assert.deepEqual(desk.struck('q1'), ['bbbbbb']);
  assert.equal(there(), null);
  network.fault = 'none';
  await time.pass(120_000);
  assert.equal(there().notes, 'not B');
});

test('answers go first', async () => {
  const { time, network, server, puts, sit } = school();
  const { desk, outbox } = await sit(new Disk());
  network.fault = 'broken';
  await outbox.change('q1', { choice: 'aaaaaa' });
  desk.lay({ flags: ['q1'] });
  await time.pass(30_000);
  assert.equal(outbox.state.unsent, 1);
  let answersStored = 0;
  server.desk = (laid) => {
    answersStored = server.stored;
    puts.push(laid);
    return laid;
  };
  network.fault = 'none';
  await time.pass(180_000);
  assert.equal(puts.length, 1);
  assert.equal(answersStored, 1);
});

test('a failure never becomes a failure of saving, and is not hammered', async () => {
  const { time, network, sit, server, puts } = school();
  const { desk, outbox } = await sit(new Disk());
  server.desk = (laid) => {
    puts.push(laid);
    throw Object.assign(new Error('busy'), { status: 503 });
  };
  desk.lay({ notes: 'x' });
  await time.pass(10_000);
  assert.equal(outbox.state.failures, 0);
  assert.equal(outbox.state.trouble, 'none');
  assert.ok(puts.length >= 1 && puts.length <= 2, `${puts.length} requests in 10 s`);
  assert.equal(network.fault, 'none');
});

test('a desk that the server refuses is asked about again only when it has changed', async () => {
  const { time, sit, server, puts } = school();
  const { desk } = await sit(new Disk());
  server.desk = (laid) => {
    puts.push(laid);
    throw Object.assign(new Error('no'), { status: 422 });
  };
  desk.lay({ notes: 'x' });
  await time.pass(300_000);
  assert.equal(puts.length, 1);
  desk.lay({ notes: 'y' });
  await time.pass(300_000);
  assert.equal(puts.length, 2);
});

test('of two devices the later change stays, and an old desk is not brought back', async () => {
  const { time, there, sit } = school();
  const [old, fresh] = [new Disk(), new Disk()];
  const first = await sit(old);
  first.desk.lay({ notes: 'first' });
  await time.pass(5_000);
  const second = await sit(fresh);
  assert.equal(second.desk.laid.notes, 'first', 'another device begins with what the server has');
  second.desk.lay({ notes: 'second' });
  await time.pass(5_000);
  first.page.crash();
  const again = await sit(old);
  assert.equal(again.desk.laid.notes, 'second');
  assert.equal(there().notes, 'second');
});

test('a later desk on this device outlives an earlier one on the server', async () => {
  const { time, network, there, sit } = school();
  const disk = new Disk();
  const first = await sit(disk);
  first.desk.lay({ notes: 'sent' });
  await time.pass(5_000);
  network.fault = 'offline';
  first.desk.lay({ notes: 'only here' });
  await time.pass(1_000);
  first.page.crash();
  network.fault = 'none';
  const { desk } = await sit(disk);
  assert.equal(desk.laid.notes, 'only here');
  await time.pass(5_000);
  assert.equal(there().notes, 'only here');
});

test('a page that another one has taken over changes nothing', async () => {
  const { time, there, sit } = school();
  const first = await sit(new Disk());
  const second = await sit(new Disk());
  first.outbox.kick();
  await time.pass(500);
  assert.ok(first.outbox.superseded);
  first.desk.lay({ notes: 'from the old one' });
  second.desk.lay({ notes: 'from the new one' });
  await time.pass(120_000);
  assert.equal(there().notes, 'from the new one');
  assert.equal(first.desk.laid.notes, '');
});

test('leaving sends what is laid and unsent, and nothing otherwise', async () => {
  const { time, there, puts, sit } = school();
  const { desk, sync } = await sit(new Disk());
  sync.leave();
  desk.lay({ notes: 'half a tho' });
  sync.leave();
  await time.pass(500);
  assert.equal(there().notes, 'half a tho');
  sync.leave();
  await time.pass(10_000);
  assert.equal(puts.length, 1);
});

test('a portal that answers 200 is not taken for the desk', async () => {
  const { time, network, sit, puts } = school();
  const { desk } = await sit(new Disk());
  network.fault = 'portal';
  desk.lay({ notes: 'mine' });
  await time.pass(5_000);
  assert.equal(desk.laid.notes, 'mine');
  network.fault = 'none';
  await time.pass(180_000);
  assert.equal(puts.at(-1)?.notes, 'mine');
});
