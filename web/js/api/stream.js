import { ApiError, problemOf } from './client.js';

/** The client's other half, fetched only where it is needed: answers that come line by line, and files as bytes. */

/** @param {AbortSignal} [signal] */
const lost = (signal) => new ApiError({ status: 0, code: signal?.aborted ? 'cancelled' : 'offline' });

/**
 * Send JSON and hear the answer line by line, each a JSON document. Giving up closes the request, which the server hears.
 * @param {string} path
 * @param {unknown} body
 * @param {{signal?: AbortSignal, line: (line: any) => void}} options
 * @returns {Promise<void>}  when the last line has come
 */
export async function postForLines(path, body, { signal, line }) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      signal,
      headers: { Accept: 'application/x-ndjson', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok || !response.body) throw problemOf(response.status, await response.text(), response.headers.get('Retry-After'));
    const decoder = new TextDecoder();
    let rest = '';
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) if (text.trim()) line(JSON.parse(text));
    }
    if (rest.trim()) line(JSON.parse(rest));
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (error instanceof SyntaxError) throw new ApiError({ status: 0, code: 'broken' });
    throw lost(signal);
  }
}

/**
 * A file of this release.
 * @param {URL} url
 * @returns {Promise<ArrayBuffer>}
 */
export async function bytesOf(url) {
  try {
    const response = await fetch(url);
    if (!response.ok) throw problemOf(response.status, '', null);
    return await response.arrayBuffer();
  } catch (error) {
    throw error instanceof ApiError ? error : lost();
  }
}
