/** The only renderer: elements are made by `h`, lists kept up to date by `reconcile`. Text is always text, never HTML. */

/** @typedef {Node | string | number | boolean | null | undefined | Child[]} Child  false, null and undefined are left out */
/** @typedef {{[name: string]: any}} Props  attributes; `on…` functions are listeners; `value`, `checked`, `indeterminate` are set as properties */

const SVG = 'http://www.w3.org/2000/svg';
const PROPERTIES = new Set(['value', 'checked', 'indeterminate', 'selected', 'muted']);
const SPRITE = new URL('../../icons/sprite.svg', import.meta.url).pathname;
const ART = new URL('../../icons/art.svg', import.meta.url).pathname;

/**
 * @param {Element} element
 * @param {Props | null} props
 * @param {Child[]} children
 */
function fill(element, props, children) {
  append(element, children);
  // After the children: a <select> takes its value only when its options are there.
  for (const [name, value] of Object.entries(props ?? {})) setProp(element, name, value);
}

/**
 * Set one attribute, property or listener as `h` does.
 * @param {Element} element
 * @param {string} name
 * @param {any} value  true writes an empty attribute, false or null removes it (but aria-… says "false")
 */
function setProp(element, name, value) {
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else if (PROPERTIES.has(name)) Object.assign(element, { [name]: value ?? '' });
  else if (value == null || (value === false && !name.startsWith('aria-'))) element.removeAttribute(name);
  else element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
}

/**
 * Append children, flattening lists and leaving out what is false or empty.
 * @param {Node} parent
 * @param {Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child != null && typeof child !== 'boolean') parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/**
 * Make an element: `h('button', {class: 'button', type: 'button', onclick: save}, icon('check'), 'Save')`.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = null, ...children) {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

/**
 * Make an SVG element, for charts and drawings.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, props = null, ...children) {
  const element = document.createElementNS(SVG, tag);
  fill(element, props, children);
  return element;
}

/**
 * A line icon of icons/sprite.svg; silent for screen readers, so put words beside it.
 * @param {string} name
 * @param {Props} [props]
 */
export function icon(name, props) {
  return svg('svg', { class: 'icon', 'aria-hidden': 'true', focusable: 'false', ...props }, svg('use', { href: `${SPRITE}#${name}` }));
}

/**
 * A picture of icons/art.svg (logo, badge-…, scene-…); silent for screen readers.
 * @param {string} name
 * @param {string} [className]
 */
export function art(name, className = 'art') {
  return svg('svg', { class: className, 'aria-hidden': 'true', focusable: 'false' }, svg('use', { href: `${ART}#${name}` }));
}

/**
 * Make the children of `list` match `items`, keeping the element of each key (and its focus, scroll and typing).
 * @template T
 * @param {Element} list
 * @param {Iterable<T>} items
 * @param {(item: T) => string | number} key
 * @param {(item: T) => HTMLElement} create
 * @param {(element: HTMLElement, item: T) => void} [update]  called for every element, new ones too
 */
export function reconcile(list, items, key, create, update) {
  const wanted = new Map([...items].map((item) => [String(key(item)), item]));
  /** @type {Map<string, HTMLElement>} */
  const kept = new Map();
  for (const child of /** @type {HTMLElement[]} */ ([...list.children])) {
    const name = child.dataset.key ?? '';
    if (wanted.has(name) && !kept.has(name)) kept.set(name, child);
    else child.remove();
  }
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  let at = list.firstElementChild;
  for (const [name, item] of wanted) {
    const element = kept.get(name) ?? create(item);
    element.dataset.key = name;
    if (element === at) at = at.nextElementSibling;
    else list.insertBefore(element, at);
    update?.(element, item);
  }
  // An element that was moved has lost the focus on the way.
  if (focused && focused !== document.activeElement && list.contains(focused)) focused.focus();
}

/**
 * Listen on `root` for events of descendants that match `selector`. Returns the function that stops listening.
 * @param {EventTarget} root
 * @param {string} type
 * @param {string} selector
 * @param {(event: any, target: HTMLElement) => void} handler
 * @returns {() => void}
 */
export function on(root, type, selector, handler) {
  /** @param {Event} event */
  const listen = (event) => {
    const target = event.target instanceof Element ? event.target.closest(selector) : null;
    if (target && root instanceof Node && root.contains(target)) handler(event, /** @type {HTMLElement} */ (target));
  };
  root.addEventListener(type, listen);
  return () => root.removeEventListener(type, listen);
}

/**
 * Tell whoever is above: a bubbling CustomEvent.
 * @param {EventTarget} from
 * @param {string} type
 * @param {any} [detail]
 */
export function emit(from, type, detail) {
  from.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}

/**
 * The element of the page's skeleton that must be there; throws when the HTML and the module disagree.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new (...args: any[]) => T} [type]
 * @returns {T}
 */
export function need(root, selector, type) {
  const found = root.querySelector(selector);
  if (!found || (type && !(found instanceof type))) throw new Error(`This page has no ${selector}`);
  return /** @type {T} */ (found);
}

/**
 * Add a style sheet to the page. Resolves once it applies, and also when it can't be had: a page without it still works.
 * @param {URL} url
 * @returns {Promise<unknown>}
 */
export function addStyle(url) {
  return new Promise((resolve) => document.head.append(h('link', { rel: 'stylesheet', href: url, onload: resolve, onerror: resolve })));
}

let lastId = 0;

/**
 * A fresh id for label/for and aria-…by pairs.
 * @param {string} [prefix]
 */
export function freshId(prefix = 'u') {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
