/**
 * @typedef {object} Surroundings  time, chance and the page, so that tests can hold them
 * @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} now  monotonic ms
 * @property {() => number} random
 * @property {() => boolean} visible
 */

/** Those of a real page. @type {Surroundings} */
export const PAGE = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => performance.now(),
  random: Math.random,
  visible: () => document.visibilityState === 'visible',
};
