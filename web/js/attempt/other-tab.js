import { art, h, need } from '../core/dom.js';

/**
 * Say that another tab sits this attempt, until the pupil wants to go on here.
 * @param {() => Promise<unknown>} take
 * @returns {Promise<void>} settles when this tab has it
 */
export function offerUseHere(take) {
  const main = need(document, '#main', HTMLElement);
  const waiting = main.cloneNode(true);
  const heading = h('h2', { tabindex: '-1' }, 'This is open in another tab');
  return new Promise((resolve) => {
    const use = async () => {
      button.disabled = true;
      await take();
      main.replaceWith(waiting);
      resolve();
    };
    const button = h('button', { class: 'button button--primary', type: 'button', onclick: () => void use() }, 'Use here');
    const text = 'You answer in one tab at a time. What you did in the other one is safe, and you can go on with it here.';
    main.removeAttribute('aria-busy');
    main.replaceChildren(h('section', { class: 'card state' }, art('scene-rest'), heading, h('p', null, text), button));
    heading.focus();
  });
}
