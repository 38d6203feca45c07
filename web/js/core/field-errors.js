import { announceNow } from './announce.js';
import { h, icon } from './dom.js';

/** Show what the server (or the page) says about a form, beside the fields it is about. */

/** @param {HTMLElement} form */
export function clearFieldErrors(form) {
  for (const error of form.querySelectorAll('[data-field-error]')) error.remove();
  for (const box of form.querySelectorAll('.field--bad')) box.classList.remove('field--bad');
  for (const input of form.querySelectorAll('[aria-invalid]')) {
    input.removeAttribute('aria-invalid');
    const kept = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && !id.endsWith('-error'));
    if (kept.length) input.setAttribute('aria-describedby', kept.join(' '));
    else input.removeAttribute('aria-describedby');
  }
}

/**
 * @param {HTMLElement} input
 * @param {string} message
 */
function mark(input, message) {
  const box = input.closest('.field') ?? input.parentElement;
  if (!box || box.querySelector('[data-field-error]')) return;
  input.id ||= `field-${input.getAttribute('name')}`;
  const id = `${input.id}-error`;
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-describedby', [input.getAttribute('aria-describedby'), id].filter(Boolean).join(' '));
  box.classList.add('field--bad');
  // Above the control, where it is read before typing and no phone keyboard covers it.
  const row = [...box.children].find((child) => child.contains(input)) ?? null;
  box.insertBefore(h('p', { class: 'field__error', id, 'data-field-error': true }, icon('warn'), message), row);
}

/**
 * Show an error on a form: each `errors[].place` beside the control of that name, all else in a banner on top. Focus goes to the first.
 * A place may be longer than a name ("body.given_name", "options.0.text"): the longest ending that names a control wins.
 * @param {HTMLElement} form
 * @param {unknown} error  an ApiError, or {detail, errors}
 */
export function showFieldErrors(form, error) {
  clearFieldErrors(form);
  const { detail = 'That didn’t work. Try again.', errors = [] } = /** @type {{detail?: string, errors?: {place: string, message: string}[]}} */ (error ?? {});
  /** @type {HTMLElement[]} */
  const marked = [];
  /** @type {string[]} */
  const others = [];
  for (const { place, message } of errors) {
    const parts = place.split('.');
    const names = parts.map((_, start) => parts.slice(start).join('.'));
    const input = /** @type {HTMLElement | undefined} */ (
      names.map((name) => form.querySelector(`[name="${CSS.escape(name)}"]`)).find((found) => found !== null)
    );
    if (input) {
      mark(input, message);
      marked.push(input);
    } else others.push(message);
  }
  if (!marked.length || others.length) {
    const banner = h(
      'div',
      { class: 'banner banner--bad', 'data-field-error': true, tabindex: '-1' },
      icon('warn'),
      h('p', { class: 'banner__text' }, others.length ? others.join(' ') : detail),
    );
    form.prepend(banner);
    if (!marked.length) banner.focus();
    announceNow(banner.textContent ?? '');
  }
  marked[0]?.focus();
}
