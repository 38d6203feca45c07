import { getPackage, startAttempt } from '../../api/attempts.js';
import { ServerClock } from '../../attempt/clock.js';
import { whoIsIt } from '../../attempt/identity.js';
import { openStore } from '../../attempt/indexed-db-store.js';
import { pauses, readingTools, saveBanner, timer, twoPlaces } from '../../attempt/late.js';
import { watchPage } from '../../attempt/leaving.js';
import { Outbox } from '../../attempt/outbox.js';
import { REQUEST_TIMEOUT_MS } from '../../attempt/outbox.logic.js';
import { Player } from '../../attempt/player.js';
import { loadTypes } from '../../attempt/question-types.js';
import { showSaveStatus } from '../../attempt/save-status.js';
import { attemptServer, deviceName } from '../../attempt/server.js';
import { TabLease } from '../../attempt/tab-lease.js';
import { h, need } from '../../core/dom.js';

/**
 * @typedef {import('../../api/attempts.js').Package} Package
 * @typedef {import('../../attempt/identity.js').Pupil} Pupil
 */

/** The server gets this long before the page starts from what the device holds. */
const FIRST_CONTACT_MS = 4_000;

/** The attempt of the address; `?assignment=` starts one and gives the page its lasting address. */
async function attemptOfAddress() {
  const params = new URLSearchParams(location.search);
  const assignment = params.get('assignment');
  if (!assignment) return { attempt: params.get('attempt') ?? '', begun: null };
  const asked = performance.now();
  const { attempt_id: attempt, opened } = await startAttempt(assignment);
  history.replaceState(null, '', `?attempt=${encodeURIComponent(attempt)}`);
  return { attempt, begun: opened && { ...opened, asked } };
}

/**
 * The questions from the server, or null when it can't be reached and this device has to do.
 * @param {string} attempt
 * @returns {Promise<Package | null>}
 */
async function packageFromServer(attempt) {
  try {
    return await getPackage(attempt, REQUEST_TIMEOUT_MS);
  } catch (error) {
    const { status = 0 } = /** @type {{status?: number}} */ (error);
    if (status >= 400 && status < 500 && status !== 429) throw error;
    return null;
  }
}

/**
 * Wait for the first word of the server, but not for long.
 * @param {Outbox} outbox
 */
function firstContact(outbox) {
  return new Promise((resolve) => {
    const done = () => (outbox.opened || outbox.state.failures > 0) && resolve(undefined);
    outbox.addEventListener('opened', resolve, { once: true });
    outbox.addEventListener('change', done);
    setTimeout(resolve, FIRST_CONTACT_MS);
  });
}

/** @param {Package} pack @param {Pupil} pupil */
function fillTopBar(pack, pupil) {
  need(document, '[data-title]').textContent = pack.title;
  need(document, '[data-who]').textContent = `${pack.class_name} with ${pack.teacher} · ${pupil.display_name}`;
}

/**
 * Everything that the first question needs, once no other tab sits this attempt.
 * @param {string} attempt
 * @param {import('../../attempt/server.js').Opened | null} begun
 */
async function takeSeat(attempt, begun) {
  /** @type {Outbox | undefined} */
  let outbox;
  const lease = new TabLease(attempt, () => outbox?.supersede());
  const patience = new Promise((resolve) => setTimeout(() => resolve(null), FIRST_CONTACT_MS));
  const fetching = packageFromServer(attempt);
  fetching.catch(() => undefined); // Heard below, if who it is can be told.
  const [pupil, mine] = await Promise.all([whoIsIt(patience), lease.ask()]);
  if (!mine) await (await import('../../attempt/other-tab.js')).offerUseHere(() => lease.take());
  const clock = new ServerClock();
  outbox = new Outbox({ server: attemptServer(attempt, begun), store: await openStore(pupil.id, attempt), clock, device: deviceName() });
  const facts = await outbox.load();
  const kept = /** @type {Package | undefined} */ (facts.get('package'));
  const fetched = /** @type {Package | null} */ (await (kept ? Promise.race([fetching, patience]) : fetching));
  const pack = fetched ?? kept;
  if (!pack) throw Object.assign(new Error('Your questions are not on this Chromebook yet. Check the Wi-Fi, then try again.'), { code: 'offline' });
  if (fetched) void outbox.remember({ package: fetched });
  return { lease, pupil, clock, outbox, facts, pack, reached: fetched !== null };
}

/**
 * Say what is wrong with saving, and ask what only the pupil can say.
 * @param {Outbox} outbox
 * @param {Package} pack
 * @param {HTMLElement} stage
 * @param {import('../../attempt/save-banner.js').Actions} actions
 */
function showSaving(outbox, pack, stage, actions) {
  showSaveStatus(outbox, need(document, '[data-status]', HTMLElement));
  const banner = need(document, '[data-banner]', HTMLElement);
  void saveBanner().then(({ showSaveBanner }) => showSaveBanner({ outbox, banner, actions }));
  const ask = async () => {
    if (!outbox.asks.length) return;
    outbox.removeEventListener('asks', ask);
    (await twoPlaces()).askWhich({ outbox, items: pack.items, before: stage });
  };
  outbox.addEventListener('asks', ask);
  void ask();
}

async function start() {
  const tools = need(document, '[data-tools]', HTMLButtonElement);
  tools.addEventListener('click', async () => (await readingTools()).toggleReadingTools(tools, reader ? 'always' : 'choice'));
  /** By arrangement; until it is known, reading aloud is a choice. */
  let reader = false;
  const { attempt, begun } = await attemptOfAddress();
  const { lease, pupil, clock, outbox, facts, pack, reached } = await takeSeat(attempt, begun);
  reader = pupil.reader ?? false;
  const types = loadTypes(pack.items);
  clock.restore(facts.get('clock'));
  fillTopBar(pack, pupil);

  const unwatch = watchPage(outbox, clock);
  const finish = () => {
    unwatch();
    location.replace(`/pupil/results?attempt=${encodeURIComponent(attempt)}`);
  };
  const keepClock = () => void outbox.remember({ clock: clock.toKeep() });
  const signIn = async () => {
    const { signInAgain } = await import('../../attempt/sign-in-again.js');
    if (await signInAgain({ id: pupil.id, name: pupil.display_name })) outbox.kick();
  };
  let asked = false;
  outbox.addEventListener('sign_in', () => {
    // Once by itself; after "Not now" the banner's button asks.
    if (!asked) void signIn();
    asked = true;
  });
  outbox.addEventListener('contact', () => (asked = false));
  outbox.addEventListener('opened', keepClock);
  clock.addEventListener('time', keepClock);
  outbox.addEventListener('closed', finish);
  const contact = reached && firstContact(outbox);
  outbox.kick();
  const [checking] = await Promise.all([pack.feedback === 'each' ? import('../../attempt/checking.js') : null, contact, types]);

  const use = async () => {
    unwatch();
    await lease.take();
    location.reload();
  };
  const stage = need(document, '[data-stage]', HTMLElement);
  showSaving(outbox, pack, stage, { sign_in: () => void signIn(), use_here: () => void use() });
  const player = new Player({
    outbox,
    clock,
    pack,
    facts,
    checking: checking && new checking.Checking(outbox, pack.attempt_id, facts),
    stage,
    progress: need(document, '[data-progress]', HTMLProgressElement),
    notes: need(document, '[data-notes]', HTMLElement),
    reader,
  });
  const place = need(document, '[data-clock]', HTMLElement);
  const watch = pauses().then(({ watchPauses }) => watchPauses({ outbox, attempt, stage, beside: place }));
  if (outbox.phase === 'paused') await watch;
  player.start();
  const { startTimer } = await timer();
  startTimer({ clock, outbox, limited: pack.time_limit_s !== null, place, timeUp: () => void player.timeUp() });
}

/** @param {any} error */
async function showError(error) {
  if (error?.status === 401) {
    location.replace(`/?next=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  console.error(error);
  const main = need(document, '#main', HTMLElement);
  main.removeAttribute('aria-busy');
  main.replaceChildren(h('h2', null, 'Your questions did not load'), h('p', null, error?.message), h('a', { class: 'button', href: '' }, 'Try again'));
  const { errorState } = await import('../../core/states.js');
  main.replaceChildren(errorState(error, { home: '/pupil/dashboard' }));
}

start().catch(showError);
