/**
 * Keeps the pupils' pages of one release on the device, so that a reload without Wi-Fi still has them. A convenience, not the safety: answers are kept
 * and sent by the page (attempt/outbox.js) with this worker or without, and it never touches /api.
 */

const worker = /** @type {any} */ (globalThis);
const RELEASE = '__RELEASE__';
const PREFIX = 'ks3-pages:';
const CACHE = PREFIX + RELEASE;
/** How long a page waits for the server before the kept one is shown. */
const PATIENCE_MS = 2_500;
/** Files that are fetched at a time: quietly, beside a page that is being read. */
const LANES = 3;
/** Every answer of our server for a page or a file says its release. What a Wi-Fi's sign-in page, a proxy or an error page answers doesn't. */
const MARK = 'X-Release';
const ATTEMPT = '/pupil/assessment';

/** Whether the server was of another release when it was last heard. */
let outdated = false;

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener('message', (/** @type {any} */ event) => event.waitUntil(hear(event.data ?? {})));
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/v/')) event.respondWith(file(request));
  else if (request.mode === 'navigate' && (pathname === '/' || pathname.startsWith('/pupil/'))) event.respondWith(page(event, pathname));
});

/** The small files first: with them a pupil can reload. A worker that follows another comes only with all of them, or tries again later. */
async function install() {
  const missing = await fill(['pages', 'first']).catch(() => 1);
  if (missing && worker.registration.active) throw new Error(`${missing} files of release ${RELEASE} are missing`);
}

async function activate() {
  await worker.clients.claim();
  await tidy('');
}

/**
 * What pages ask for: `keep` what is missing, and `take_over` from the worker before. That waits while an attempt is open anywhere on this device.
 * @param {{ask?: string, release?: string}} message
 */
async function hear({ ask, release = '' }) {
  if (ask === 'take_over') {
    if (!(await windows()).some(({ url }) => new URL(url).pathname === ATTEMPT)) await worker.skipWaiting();
  } else if (ask === 'keep') {
    await tidy(release);
    // A file that failed is asked for again by the next page.
    await fill(['pages', 'first', 'later']).catch(() => undefined);
  }
}

/** @returns {Promise<{url: string}[]>} */
const windows = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true });

/**
 * Fetch what isn't kept yet.
 * @param {('pages' | 'first' | 'later')[]} parts  of precache.json, in this order
 * @returns {Promise<number>} how many could not be had
 */
async function fill(parts) {
  const list = await fetch(`/v/${RELEASE}/precache.json`);
  if (!isOfThisRelease(list, 'precache.json')) throw new Error('The list can’t be had');
  const names = await list.json();
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const wanted = parts.flatMap((part) => names[part].map((/** @type {string} */ name) => (part === 'pages' ? name : `/v/${RELEASE}/${name}`)));
  const left = wanted.filter((path) => !kept.has(path));
  let missing = 0;
  const lane = async () => {
    for (let path = left.shift(); path; path = left.shift()) missing += (await keep(cache, path)) ? 0 : 1;
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return missing;
}

/**
 * Fetch and keep one file, where it is what it should be. The browser's own cache has most of them already.
 * @param {Cache} cache
 * @param {string} path
 */
async function keep(cache, path) {
  try {
    const response = await fetch(path);
    if (!isOfThisRelease(response, path)) return false;
    await cache.put(path, response);
    return true;
  } catch {
    return false; // No network, or no room on the disk.
  }
}

/** @type {{[ending: string]: string}} */
const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2', wasm: 'application/wasm', json: 'application/json' };

/**
 * Whether a response is our server's, and of the kind that its address says.
 * @param {Response} response
 * @param {string} path
 */
function isOurs(response, path) {
  const type = TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'text/html';
  return response.ok && !response.redirected && response.headers.has(MARK) && (response.headers.get('Content-Type') ?? '').startsWith(type);
}

/** Once it has been upgraded the server answers for its new release: that is for the next worker. @param {Response} response @param {string} path */
const isOfThisRelease = (response, path) => isOurs(response, path) && response.headers.get(MARK) === RELEASE;

/**
 * A file of a release never changes: the kept one will do. Of any release, as a page of another may still be open.
 * @param {Request} request
 */
async function file(request) {
  return (await caches.match(request.url, { ignoreVary: true }).catch(() => undefined)) ?? fetch(request);
}

/**
 * A page: the server's, if it answers in time and it is the server that answers; else the kept one; else words that say so. An attempt begins with the
 * kept page at once, unless the server is known to be of another release: it goes on over an upgrade as well where it is open.
 * @param {any} event
 * @param {string} path
 */
async function page(event, path) {
  const kept = await match(path);
  const asked = fetch(event.request).then(
    (answer) => {
      if (isOurs(answer, path)) outdated = answer.headers.get(MARK) !== RELEASE;
      return answer;
    },
    () => null,
  );
  event.waitUntil(asked);
  if (kept && path === ATTEMPT && !outdated) return kept;
  const answer = await (kept ? Promise.race([asked, pause(PATIENCE_MS)]) : asked);
  if (answer && isOurs(answer, path)) return answer;
  // Without a kept page even a Wi-Fi's own sign-in page is of use.
  return kept ?? answer ?? (await match('/offline')) ?? Response.error();
}

/** @param {string} path */
const match = async (path) => (await caches.open(CACHE)).match(path, { ignoreVary: true }).catch(() => undefined);

/** @param {number} ms @returns {Promise<null>} */
const pause = (ms) => new Promise((resolve) => setTimeout(() => resolve(null), ms));

/**
 * Files of former releases go, unless a page that may still ask for them is open, or the next worker is about to come.
 * @param {string} asking  the release of the page that asked; its own files stay
 */
async function tidy(asking) {
  const open = await windows();
  if (open.length > (asking ? 1 : 0) || worker.registration.waiting || worker.registration.installing) return;
  const stay = [CACHE, PREFIX + asking];
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && !stay.includes(name)) await caches.delete(name);
}
