/** Addresses of our own workers. The content policy takes no others, and this is the one Trusted Types policy that it knows. */

const WORKERS = Object.freeze({ python: new URL('python-worker.js', import.meta.url).href });

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('ks3-workers', {
  /** @param {string} url */
  createScriptURL(url) {
    if (!Object.values(WORKERS).includes(url)) throw new TypeError(`${url} is none of our workers`);
    return url;
  },
});

/**
 * Start a worker.
 * @param {keyof typeof WORKERS} name
 * @returns {Worker}
 */
export function startWorker(name) {
  const url = WORKERS[name];
  return new Worker(policy ? policy.createScriptURL(url) : url, { type: 'module', name });
}
