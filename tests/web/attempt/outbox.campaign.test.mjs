import assert from 'node:assert/strict';
import { test } from 'node:test';

import { copyOf, Disk, makeSchool } from './simulation.mjs';

const FAULTS = ['none', 'none', 'none', 'offline', 'mixed', 'mixed', 'lost_response', 'broken', 'busy', 'portal', 'signed_out'];
const STEPS = 120;

/**
 * One pupil's lesson on two devices, in which anything may happen at any time. Returns what must hold afterwards.
 * @param {number} seed
 */
async function lesson(seed) {
  const { random, time, server, network, page: makePage } = makeSchool(seed);
  const disks = [new Disk(), new Disk()];
  // Two pages that jump alike take the same numbers.
  const chance = seed % 2 ? () => 0.5 : random;
  const open = async (disk) => ({ disk, page: await makePage(disk, 'Chrome on Chromebook', chance).start() });
  let tabs = [await open(disks[0])];
  const counts = { changes: 0, crashes: 0, tabs: 0, devices: 0, full: 0, copies: 0 };
  await time.pass(2_000);
  for (let step = 0; step < STEPS; step += 1) {
    const tab = tabs[Math.floor(random() * tabs.length)];
    const dice = random();
    if (dice < 0.6) {
      counts.changes += 1;
      const typing = random() < 0.4;
      void tab.page.outbox.change(`q${Math.floor(random() * 8)}`, { text: `${seed}-${step}` }, { typing });
    } else if (dice < 0.7) network.fault = FAULTS[Math.floor(random() * FAULTS.length)];
    else if (dice < 0.76) {
      counts.crashes += 1;
      tab.page.crash();
      tabs[tabs.indexOf(tab)] = await open(tab.disk);
    } else if (dice < 0.79) {
      counts.tabs += 1;
      tabs.push(await open(tab.disk));
    } else if (dice < 0.82) {
      counts.devices += 1;
      tabs.push(await open(disks[Math.floor(random() * disks.length)]));
    } else if (dice < 0.86) {
      counts.full += 1;
      tab.disk.full = !tab.disk.full;
    } else if (dice < 0.87 && disks.length < 5) {
      counts.copies += 1;
      disks.push(await copyOf(tab.disk));
      tabs.push(await open(disks.at(-1)));
    } else if (dice < 0.9) tab.page.outbox.leave();
    else if (dice < 0.93) void tab.page.outbox.settle();
    if (tabs.length > 4) tabs.shift()?.page.crash();
    await time.pass(random() < 0.5 ? random() * 60 : random() * 4_000);
  }
  network.fault = 'none';
  for (const disk of disks) disk.full = false;
  // Every device is opened once more: what a crashed page had logged is still on its disk.
  for (const disk of disks) tabs.push(await open(disk));
  await time.pass(60_000);
  for (const { page } of tabs) await Promise.race([page.outbox.flush(), time.pass(60_000)]);
  await time.pass(60_000);
  return { server, time, disks, tabs, counts };
}

let conflicts = 0;

for (let seed = 1; seed <= 60; seed += 1) {
  test(`nothing called saved is lost or stored twice, seed ${seed}`, async () => {
    const { server, time, disks, tabs, counts } = await lesson(seed);
    conflicts += server.conflicts;
    const kept = disks.flatMap((disk) => disk.kept);
    assert.ok(kept.length > 0 && counts.changes > 0);
    for (const event of kept) {
      const stored = server.events.get(`${event.epoch}:${event.seq}`);
      assert.ok(stored, `event ${event.epoch}:${event.seq} reached the server`);
      if (stored.item === event.item && stored.value.text === event.value.text) continue;
      // Where its number had gone to another answer, it stands under a number of its own.
      assert.ok([...server.events.values()].some(({ item, value }) => item === event.item && value.text === event.value.text), event.value.text);
    }
    assert.equal(server.stored, server.events.size, 'each event is stored once');
    for (const [item, answer] of server.current) {
      const best = [...server.events.values()].filter((event) => event.item === item).sort((a, b) => b.epoch - a.epoch || b.seq - a.seq)[0];
      assert.deepEqual([answer.epoch, answer.seq, answer.value], [best.epoch, best.seq, best.value]);
    }
    for (const disk of disks) assert.deepEqual(await disk.events(), [], 'nothing waits on a device');
    const last = tabs.at(-1).page;
    await last.outbox.handIn();
    await time.pass(30_000);
    assert.equal(server.state, 'submitted');
  });
}

test('numbers were taken twice on the way', () => {
  assert.ok(conflicts > 0);
});
