import { h } from './dom.js';

/**
 * Let the browser save text as a CSV file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  h('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
