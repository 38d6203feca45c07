/**
 * A school in one process for the tests of the answer queue: virtual time, a server written from the protocol's words, a network that fails in every
 * way the protocol names, and devices whose pages can crash. Everything follows from a seed.
 */
import { setImmediate as turn } from 'node:timers/promises';

import { ServerClock } from '../../../web/js/attempt/clock.js';
import { MemoryStore } from '../../../web/js/attempt/memory-store.js';
import { Outbox } from '../../../web/js/attempt/outbox.js';

/** A small seeded generator (mulberry32): uniform in [0, 1). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class VirtualTime {
  now = 0;
  #timers = new Map();
  #last = 0;

  setTimeout(run, ms) {
    this.#timers.set(++this.#last, { run, at: this.now + Math.max(0, ms) });
    return this.#last;
  }

  clearTimeout(id) {
    this.#timers.delete(id);
  }

  sleep(ms) {
    return new Promise((resolve) => this.setTimeout(resolve, ms));
  }

  /** Let `ms` pass, running what falls due in order and letting promises settle in between. */
  async pass(ms) {
    const end = this.now + ms;
    for (;;) {
      await turn();
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.now = Math.max(this.now, due[1].at);
      due[1].run();
    }
    this.now = end;
    await turn();
  }
}

const EPOCH_ZERO = 1_800_000_000_000;
const failure = (status, extra = {}) => Object.assign(new Error(`status ${status}`), { status, ...extra });

/** The other end of the protocol: events are append-only, the current answer moves only forwards, nothing is acknowledged before it is stored. */
export class SchoolServer {
  epoch = 0;
  reopenedEpoch = 0;
  state = 'open';
  endsAt = null;
  notices = [];
  package = 1;
  events = new Map();
  current = new Map();
  stored = 0;
  conflicts = 0;
  requests = [];

  constructor(time) {
    this.time = time;
  }

  get nowMs() {
    return Math.round(EPOCH_ZERO + this.time.now);
  }

  open() {
    this.epoch += 1;
    return { epoch: this.epoch, state: this.state, now: this.nowMs, ends_at: this.endsAt, package_etag: `"a1-${this.package}-f00"`, answers: [...this.current.values()], checked: [], tries: {}, try_costs: [0], here: null };
  }

  send(body) {
    this.requests.push(body);
    if (body.events.length > 50) throw failure(422);
    if (JSON.stringify(body).length > 64_000) throw failure(413);
    const acked = [];
    const rejected = [];
    for (const { epoch, seq, item, value, at } of body.events) {
      if (!item.startsWith('q')) {
        rejected.push({ epoch, seq, code: 'unknown_item', message: 'This question is not in your assessment.' });
        continue;
      }
      const key = `${epoch}:${seq}`;
      const known = this.events.get(key);
      if (known && (known.item !== item || JSON.stringify(known.value) !== JSON.stringify(value))) {
        this.conflicts += 1;
        rejected.push({ epoch, seq, code: 'conflict', message: 'Another answer came in its place from somewhere else. Both are kept.' });
        continue;
      }
      if (!known) {
        this.events.set(key, { epoch, seq, item, value });
        this.stored += 1;
      }
      const now = this.current.get(item);
      if (!now || epoch - now.epoch || seq - now.seq) {
        if (!now || epoch > now.epoch || (epoch === now.epoch && seq > now.seq)) this.current.set(item, { item, epoch, seq, value, at });
      }
      acked.push([epoch, seq]);
    }
    return { acked, rejected, superseded: body.epoch < this.epoch, state: this.state, now: this.nowMs, ends_at: this.endsAt, notices: this.notices };
  }

  submit({ epoch, final }) {
    const missing = final.filter(([, made, seq]) => !this.events.has(`${made}:${seq}`));
    const reopened = this.state === 'open' && epoch < this.reopenedEpoch;
    if (!missing.length && !reopened) this.state = 'submitted';
    return { state: this.state, missing, result: null, pending_items: [], reopened };
  }

  /** The teacher opens the attempt again. */
  reopen() {
    this.state = 'open';
    this.epoch += 1;
    this.reopenedEpoch = this.epoch;
  }
}

/** What lies between: each call may be lost before or after the server has acted, be refused, answered by a portal, or take long. */
export class Network {
  fault = 'none';
  calls = 0;

  constructor(time, random, server) {
    this.time = time;
    this.random = random;
    this.server = server;
  }

  async call(name, body) {
    this.calls += 1;
    const copy = JSON.parse(JSON.stringify(body));
    await this.time.sleep(5 + this.random() * 40);
    const fault = this.fault === 'mixed' ? ['none', 'lost_request', 'lost_response', 'broken', 'busy', 'portal', 'slow'][Math.floor(this.random() * 7)] : this.fault;
    if (fault === 'offline' || fault === 'lost_request') throw failure(0);
    if (fault === 'broken') throw failure(500);
    if (fault === 'busy') throw failure(503, { retryAfter: 2 });
    if (fault === 'signed_out') throw failure(401);
    if (fault === 'portal') return { title: 'Log in to School Wi-Fi' };
    if (fault === 'slow') await this.time.sleep(6_000);
    const answer = JSON.parse(JSON.stringify(this.server[name](copy)));
    await this.time.sleep(5 + this.random() * 40);
    if (fault === 'lost_response') throw failure(0);
    return answer;
  }
}

/** A Chromebook's disk: what is on it survives the page. It can be full, and it notes what the page was allowed to call saved. */
export class Disk extends MemoryStore {
  durable = true;
  full = false;
  kept = [];

  async append(draft) {
    if (this.full) throw new Error('QuotaExceededError');
    const event = await super.append(draft);
    this.kept.push(event);
    return event;
  }
}

/** The same device twice, as when a profile is copied or brought back from yesterday. */
export async function copyOf(disk) {
  const copy = new Disk();
  const { answers, meta } = await disk.load();
  await copy.opened(meta.get('epoch'), meta.get('seq'), answers);
  await copy.put(Object.fromEntries(meta));
  await copy.requeue(await disk.events());
  return copy;
}

/** One page on one disk. After `crash` nothing that it started has any effect. */
export class Page {
  #dead = false;

  constructor({ time, random, network, disk, name = 'Chrome on Chromebook' }) {
    const never = new Promise(() => undefined);
    const alive = (call) => (this.#dead ? never : call().then((v) => (this.#dead ? never : v), (e) => (this.#dead ? never : Promise.reject(e))));
    const server = {
      open: (body) => alive(() => network.call('open', body)),
      send: (body) => alive(() => network.call('send', body)),
      submit: (body) => alive(() => network.call('submit', body)),
    };
    const store = new Proxy(disk, {
      get: (target, key) => {
        const member = target[key];
        return typeof member === 'function' ? (...args) => alive(async () => member.apply(target, args)) : member;
      },
    });
    this.clock = new ServerClock(() => time.now, () => EPOCH_ZERO + time.now);
    const env = { setTimeout: (run, ms) => time.setTimeout(() => this.#dead || run(), ms), clearTimeout: (id) => time.clearTimeout(id), now: () => time.now, random, visible: () => true };
    this.outbox = new Outbox({ server, store, clock: this.clock, device: name, env });
    this.closed = new Promise((resolve) => this.outbox.addEventListener('closed', resolve, { once: true }));
  }

  async start() {
    await this.outbox.load();
    this.outbox.kick();
    return this;
  }

  crash() {
    this.#dead = true;
    this.outbox.stop();
  }
}

/** Everything for one attempt. */
export function makeSchool(seed) {
  const random = seeded(seed);
  const time = new VirtualTime();
  const server = new SchoolServer(time);
  const network = new Network(time, random, server);
  const page = (disk, name, chance = random) => new Page({ time, random: chance, network, disk, name });
  return { random, time, server, network, page };
}
