import { h } from './dom.js';

/** @type {{polite?: HTMLElement, assertive?: HTMLElement}} */
const regions = {};

/**
 * Where something can be heard and pressed now: everything outside the uppermost modal dialog is inert.
 * @returns {Element}
 */
export const uppermost = () => [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;

/**
 * @param {'polite' | 'assertive'} kind
 * @param {string} text
 */
function say(kind, text) {
  const region = (regions[kind] ??= h('div', { class: 'vh', 'aria-live': kind, 'aria-atomic': 'true' }));
  const home = uppermost();
  if (region.parentNode !== home) home.append(region);
  // Screen readers ignore a region that is filled as it appears, or filled with the same words: empty first, speak after.
  region.textContent = '';
  setTimeout(() => {
    region.textContent = text;
  }, 60);
}

/**
 * Tell screen readers when they next pause: "Saved", "12 questions found".
 * @param {string} text
 */
export function announce(text) {
  say('polite', text);
}

/**
 * Tell screen readers now: only for the answer to a key press, or when work is at risk.
 * @param {string} text
 */
export function announceNow(text) {
  say('assertive', text);
}
