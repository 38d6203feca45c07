import { h } from '../core/dom.js';

/**
 * Load what runs a program: an answer can be written before it has come, and where it can't be had.
 * @template Module
 * @param {HTMLElement} panel  where it will stand
 * @param {() => Promise<Module>} load
 * @param {(module: Module) => {destroy(): void}} begin
 */
export function lazyRun(panel, load, begin) {
  /** @type {{destroy(): void} | null} */
  let running = null;
  let gone = false;
  const again = h('button', { class: 'button', type: 'button', onclick: () => void start() }, 'Try again');
  const start = () =>
    load().then(
      (module) => {
        if (!gone) running = begin(module);
      },
      () => panel.replaceChildren(h('p', { class: 'editor__foot' }, 'Running needs Wi-Fi the first time. You can go on without it.', again)),
    );
  void start();
  return {
    destroy() {
      gone = true;
      running?.destroy();
    },
  };
}
