import { art, h, icon } from './dom.js';

/** Empty, loading and error states: what happened, that work is safe, and the one thing to do next. */

/**
 * @typedef {object} StateAction
 * @property {string} label
 * @property {string} [href]
 * @property {() => void} [onclick]
 * @property {string} [icon]
 * @property {boolean} [primary]
 */

/**
 * @param {object} options
 * @param {'scene-rest' | 'scene-empty' | 'scene-search' | 'scene-offline' | 'scene-error' | 'scene-done'} options.scene
 * @param {string} options.title
 * @param {import('./dom.js').Child} options.text
 * @param {StateAction | null} [options.action]
 * @param {'h1' | 'h2' | 'h3'} [options.heading]
 */
export function stateCard({ scene, title, text, action, heading = 'h2' }) {
  const props = action && { class: action.primary ? 'button button--primary' : 'button', onclick: action.onclick };
  const words = action && [action.icon && icon(action.icon), action.label];
  return h(
    'section',
    { class: 'card state' },
    art(scene),
    h(heading, null, title),
    h('p', null, text),
    action && (action.href ? h('a', { ...props, href: action.href }, words) : h('button', { ...props, type: 'button' }, words)),
  );
}

/**
 * The state for an error that stops a page or a part of it.
 * @param {unknown} error
 * @param {object} [options]
 * @param {() => void} [options.retry]
 * @param {string} [options.home]  where to go when trying again can't help
 * @param {'h1' | 'h2' | 'h3'} [options.heading]
 */
export function errorState(error, { retry = () => location.reload(), home = '/', heading = 'h2' } = {}) {
  const { status = -1, code = '', message = '' } = /** @type {{status?: number, code?: string, message?: string}} */ (error ?? {});
  const again = { label: 'Try again', icon: 'reset', onclick: retry };
  const back = { label: 'Go to the start page', href: home };
  if (code === 'offline' || code === 'timeout') {
    return stateCard({ scene: 'scene-offline', title: code === 'offline' ? 'You are offline' : 'That is taking a long time', text: message, action: again, heading });
  }
  if (status === 403) return stateCard({ scene: 'scene-rest', title: 'This page is not for your account', text: message, action: back, heading });
  if (status === 404) return stateCard({ scene: 'scene-search', title: 'We can’t find that', text: 'It may have been moved or taken away, or the link is incomplete.', action: back, heading });
  if (status >= 400 && status < 500) return stateCard({ scene: 'scene-error', title: 'That didn’t work', text: message, action: again, heading });
  return stateCard({
    scene: 'scene-error',
    title: 'This page did not load',
    text: 'It is our fault, not yours. Nothing you saved is lost. If it happens again, tell the person who looks after computers at school.',
    action: { ...again, label: 'Load it again', primary: true },
    heading,
  });
}

/**
 * Grey shapes while something loads, with words for screen readers.
 * @param {string} what  "Loading the questions"
 * @param {number} [rows]
 */
export function skeleton(what, rows = 3) {
  return h(
    'section',
    { class: 'card stack', 'aria-busy': 'true' },
    h('p', { class: 'vh', role: 'status' }, what),
    h('span', { class: 'skeleton skeleton--title' }),
    Array.from({ length: rows }, () => h('span', { class: 'skeleton skeleton--block' })),
  );
}
