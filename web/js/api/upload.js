import { ApiError, problemOf, withQuery } from './client.js';

/**
 * Send one file, with progress. fetch can't report upload progress, so this is the one XMLHttpRequest.
 * @param {string} path
 * @param {File | Blob} file
 * @param {object} [options]
 * @param {{[name: string]: unknown}} [options.query]
 * @param {(done: number, total: number) => void} [options.onProgress]  bytes
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<any>}
 */
export function upload(path, file, { query, onProgress, signal } = {}) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file instanceof File ? file.name : 'file');
    xhr.open('POST', withQuery(path, query));
    xhr.setRequestHeader('Accept', 'application/json');
    xhr.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded, event.total);
    xhr.onerror = () => reject(new ApiError({ status: 0, code: 'offline' }));
    xhr.onabort = () => reject(new ApiError({ status: 0, code: 'cancelled' }));
    xhr.onload = () => {
      if (xhr.status < 200 || xhr.status > 299) reject(problemOf(xhr.status, xhr.responseText, xhr.getResponseHeader('Retry-After')));
      else {
        try {
          resolve(xhr.responseText ? JSON.parse(xhr.responseText) : null);
        } catch {
          reject(new ApiError({ status: 0, code: 'broken' }));
        }
      }
    };
    signal?.addEventListener('abort', () => xhr.abort());
    xhr.send(form);
  });
}
