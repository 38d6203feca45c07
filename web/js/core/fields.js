import { freshId, h, icon } from './dom.js';

/** Form fields with their label, hint and error wired up for screen readers. */

/**
 * Label above, hint, then the control. The control gets an id and aria-describedby.
 * @template {HTMLElement} T
 * @param {string} label
 * @param {T} control  an input, textarea or select (or the `.select` wrapper of selectBox)
 * @param {object} [options]
 * @param {import('./dom.js').Child} [options.hint]
 * @param {string} [options.class]  more classes on the field
 */
export function field(label, control, { hint, class: more = '' } = {}) {
  const input = /** @type {HTMLElement} */ (control.matches('input, select, textarea') ? control : (control.querySelector('input, select, textarea') ?? control));
  input.id ||= freshId('f');
  const hintId = hint ? `${input.id}-hint` : null;
  if (hintId) input.setAttribute('aria-describedby', hintId);
  return h(
    'div',
    { class: `field ${more}`.trim() },
    h('label', { class: 'field__label', for: input.id }, label),
    hintId && h('span', { class: 'field__hint', id: hintId }, hint),
    control,
  );
}

/**
 * A native select in our clothes.
 * @param {[value: string, label: string][]} options
 * @param {import('./dom.js').Props} [props]  of the <select>; `value` chooses
 * @param {string} [more]  more classes on the wrapper
 */
export function selectBox(options, props = {}, more = 'select--wide') {
  return h(
    'span',
    { class: `select ${more}`.trim() },
    h(
      'select',
      props,
      options.map(([value, label]) => h('option', { value }, label)),
    ),
    icon('down'),
  );
}

/**
 * A tick box with its words.
 * @param {string} label
 * @param {import('./dom.js').Props} [props]
 */
export function tick(label, props = {}) {
  return h('label', { class: 'tick' }, h('input', { class: 'check', type: 'checkbox', ...props }), h('span', null, label));
}
