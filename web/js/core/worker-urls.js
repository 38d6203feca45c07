/** Addresses of our own workers. The content policy takes no others, and this is the one Trusted Types policy that it knows. */

const WORKERS = Object.freeze({ python: new URL('python-worker.js', import.meta.url).href, offline: new URL('/sw.js', import.meta.url).href });

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('ks3-workers', {
  /** @param {string} url */
  createScriptURL(url) {
    if (!Object.values(WORKERS).includes(url)) throw new TypeError(`${url} is none of our workers`);
    return url;
  },
});

/** @param {keyof typeof WORKERS} name */
const addressOf = (name) => (policy ? policy.createScriptURL(WORKERS[name]) : WORKERS[name]);

/**
 * Start a worker.
 * @param {'python'} name
 * @returns {Worker}
 */
export function startWorker(name) {
  return new Worker(addressOf(name), { type: 'module', name });
}

/** Have the service worker run that keeps the pupils' pages. @returns {Promise<ServiceWorkerRegistration>} */
export const registerOfflineWorker = () => navigator.serviceWorker.register(addressOf('offline'));
