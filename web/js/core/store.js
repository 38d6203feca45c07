/**
 * @template T
 * @typedef {object} Store
 * @property {() => Readonly<T>} get
 * @property {(patch: Partial<T> | ((state: Readonly<T>) => Partial<T>)) => void} set  merges; listeners run once, after it
 * @property {(listener: (state: Readonly<T>) => void) => () => void} subscribe  calls at once, then after each change; returns the way out
 */

/**
 * Hold a page's state in one place. Changes are shallow merges, so keep the state flat.
 * @template {object} T
 * @param {T} initial
 * @returns {Store<T>}
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  const target = new EventTarget();
  return {
    get: () => state,
    set(patch) {
      const change = typeof patch === 'function' ? patch(state) : patch;
      const keys = /** @type {(keyof T)[]} */ (Object.keys(change));
      if (keys.every((key) => Object.is(state[key], change[key]))) return;
      state = Object.freeze({ ...state, ...change });
      target.dispatchEvent(new Event('change'));
    },
    subscribe(listener) {
      const listen = () => listener(state);
      target.addEventListener('change', listen);
      listen();
      return () => target.removeEventListener('change', listen);
    },
  };
}
