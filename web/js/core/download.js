import { h } from './dom.js';

/**
 * Let the browser save text as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} [type]
 */
export function download(name, text, type = 'text/csv') {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  h('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
