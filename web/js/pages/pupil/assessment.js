import { getPackage, startAttempt } from '../../api/attempts.js';
import { ServerClock } from '../../attempt/clock.js';
import { knownPupil, whoIsIt } from '../../attempt/identity.js';
import { keptSittings, openStore } from '../../attempt/indexed-db-store.js';
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
 * What the server says of this attempt and its pupil, or this device where that takes too long. Asked for at once, beside each other: on bad Wi-Fi it is
 * the number of trips one after the other that a pupil waits for.
 * @param {string} attempt
 */
function askServer(attempt) {
  const patience = new Promise((resolve) => setTimeout(() => resolve(null), FIRST_CONTACT_MS));
  const pupil = whoIsIt(patience);
  const fetching = packageFromServer(attempt);
  for (const asked of [pupil, fetching]) asked.catch(() => undefined); // Heard once the seat is taken.
  /** @param {Package | undefined} kept */
  const questions = async (kept) => {
    const fetched = /** @type {Package | null} */ (await (kept ? Promise.race([fetching, patience]) : fetching));
    const pack = fetched ?? kept;
    if (!pack) throw Object.assign(new Error('Your questions are not on this Chromebook yet. Check the Wi-Fi, then try again.'), { code: 'offline' });
    return { pack, reached: fetched !== null };
  };
  return { pupil, questions };
}

/**
 * Whose answers these are: what this device holds of the sitting says it before the server does.
 * @param {string} attempt
 * @param {Promise<Pupil>} asked
 */
async function whoseSitting(attempt, asked) {
  const known = knownPupil();
  return known && (await keptSittings(known.id)).includes(attempt) ? known : asked;
}

/**
 * A seat at this attempt, once no other tab has one.
 * @param {string} attempt
 * @param {import('../../attempt/server.js').Opened | null} begun
 * @param {Promise<Pupil>} asked
 */
async function takeSeat(attempt, begun, asked) {
  /** @type {Outbox | undefined} */
  let outbox;
  const lease = new TabLease(attempt, () => outbox?.supersede());
  const [{ id }, mine] = await Promise.all([whoseSitting(attempt, asked), lease.ask()]);
  if (!mine) await (await import('../../attempt/other-tab.js')).offerUseHere(() => lease.take());
  const clock = new ServerClock();
  outbox = new Outbox({ server: attemptServer(attempt, begun), store: await openStore(id, attempt), clock, device: deviceName() });
  const facts = await outbox.load();
  clock.restore(facts.get('clock'));
  return { lease, clock, outbox, facts };
}

/**
 * Ask for signing in again when the server does.
 * @param {Outbox} outbox
 * @param {Pupil} pupil
 * @returns {() => Promise<void>} asks, whenever it is pressed
 */
function watchSignIn(outbox, pupil) {
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
  return signIn;
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
  const said = askServer(attempt);
  const { lease, clock, outbox, facts } = await takeSeat(attempt, begun, said.pupil);
  const kept = /** @type {Package | undefined} */ (facts.get('package'));
  const unwatch = watchPage(outbox, clock);
  const finish = () => {
    unwatch();
    location.replace(`/pupil/results?attempt=${encodeURIComponent(attempt)}`);
  };
  const keepClock = () => void outbox.remember({ clock: clock.toKeep() });
  outbox.addEventListener('opened', keepClock);
  clock.addEventListener('time', keepClock);
  outbox.addEventListener('closed', finish);
  const contact = firstContact(outbox);
  outbox.kick();
  if (kept) void loadTypes(kept.items).catch(() => undefined); // While the server is asked.

  const [pupil, { pack, reached }] = await Promise.all([said.pupil, said.questions(kept)]).catch((error) => {
    outbox.stop();
    throw error;
  });
  reader = pupil.reader ?? false;
  if (reached) void outbox.remember({ package: pack });
  fillTopBar(pack, pupil);
  const signIn = watchSignIn(outbox, pupil);
  const [checking] = await Promise.all([pack.feedback === 'each' ? import('../../attempt/checking.js') : null, reached && contact, loadTypes(pack.items)]);

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
