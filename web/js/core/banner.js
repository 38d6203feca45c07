import { h, icon } from './dom.js';

/**
 * What needs somebody, above a list, with what can be done about it in one press.
 * @param {string} sign  an icon
 * @param {{title: string, text: string}} words
 * @param {HTMLElement} action
 */
export function banner(sign, { title, text }, action) {
  return h('div', { class: 'banner banner--warn' }, icon(sign), h('p', { class: 'banner__text' }, h('strong', null, title), ` ${text}`), action);
}
