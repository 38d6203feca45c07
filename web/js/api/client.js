/** The only place that talks to the server, but for upload.js. Every failure is an ApiError whose `detail` can be shown as it is. */

const TIMEOUT_MS = 20_000;

/** What happened and what to do, for failures that the server could not word itself. @type {{[code: string]: string}} */
const OWN_WORDS = {
  offline: 'The school’s server can’t be reached. Check the Wi-Fi, then try again.',
  timeout: 'The school’s server is taking too long. Wait a moment, then try again.',
  broken: 'Something went wrong on the school’s server. Try again in a moment.',
};

export class ApiError extends Error {
  /**
   * @param {object} problem
   * @param {number} problem.status  0 when no answer came
   * @param {string} problem.code  stable: `offline`, `timeout`, `cancelled`, `not_signed_in`, `stale_version`, …
   * @param {string} [problem.detail]  a sentence for the user
   * @param {{place: string, message: string}[]} [problem.errors]
   * @param {number | null} [problem.retryAfter]  seconds
   */
  constructor({ status, code, detail, errors = [], retryAfter = null }) {
    super(detail || OWN_WORDS[code] || OWN_WORDS.broken);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = this.message;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/**
 * Build the error of an answer that was not a success.
 * @param {number} status
 * @param {string} body
 * @param {string | null} retryAfter
 */
export function problemOf(status, body, retryAfter) {
  /** @type {any} */
  let problem = {};
  try {
    problem = JSON.parse(body) ?? {};
  } catch {
    // A proxy's own error page: nothing in it is for the user.
  }
  const seconds = Number(retryAfter);
  return new ApiError({
    status,
    code: typeof problem.code === 'string' ? problem.code : 'broken',
    detail: problem.detail,
    errors: Array.isArray(problem.errors) ? problem.errors : [],
    retryAfter: retryAfter && Number.isFinite(seconds) ? seconds : null,
  });
}

/**
 * @param {string} path
 * @param {{[name: string]: unknown}} [query]  undefined, null and '' are left out
 */
export function withQuery(path, query = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value != null && value !== '') params.set(name, String(value));
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * @typedef {object} RequestOptions
 * @property {{[name: string]: unknown}} [query]
 * @property {AbortSignal} [signal]
 * @property {number} [timeoutMs]
 * @property {boolean} [keepalive]  let it finish after the page is gone
 */

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]  sent as JSON
 * @param {RequestOptions} [options]
 * @returns {Promise<any>}  the JSON answer; null for 204
 */
async function request(method, path, body, { query, signal, timeoutMs = TIMEOUT_MS, keepalive } = {}) {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(withQuery(path, query), {
      method,
      credentials: 'same-origin',
      keepalive,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw problemOf(response.status, text, response.headers.get('Retry-After'));
    return text ? JSON.parse(text) : null;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (error instanceof SyntaxError) throw new ApiError({ status: 0, code: 'broken' });
    throw new ApiError({ status: 0, code: signal?.aborted ? 'cancelled' : limit.aborted ? 'timeout' : 'offline' });
  }
}

export const api = {
  /** @param {string} path @param {RequestOptions} [options] */
  get: (path, options) => request('GET', path, undefined, options),
  /** @param {string} path @param {unknown} [body] @param {RequestOptions} [options] */
  post: (path, body, options) => request('POST', path, body, options),
  /** @param {string} path @param {unknown} body @param {RequestOptions} [options] */
  put: (path, body, options) => request('PUT', path, body, options),
  /** @param {string} path @param {unknown} body @param {RequestOptions} [options] */
  patch: (path, body, options) => request('PATCH', path, body, options),
  /** @param {string} path @param {RequestOptions} [options] */
  del: (path, options) => request('DELETE', path, undefined, options),
};
