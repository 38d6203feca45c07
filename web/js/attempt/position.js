/** Where the pupil's caret or focus stands inside an answer, so that a reload can put it back. */

/** @typedef {{control: number, start: number | null, end: number | null}} Position  `control` counts the answer's controls from 0 */

const CONTROLS = 'input, textarea, select, button, [tabindex="0"]';

/** @param {HTMLElement} host */
const controlsOf = (host) => /** @type {HTMLElement[]} */ ([...host.querySelectorAll(CONTROLS)]);

/** Whether keys go into a text here. @param {Element | null} element */
export function isTextField(element) {
  if (element instanceof HTMLTextAreaElement) return true;
  if (element instanceof HTMLInputElement) return ['text', 'search', 'number', 'email', 'tel', 'url', 'password'].includes(element.type);
  return element instanceof HTMLElement && element.isContentEditable;
}

/**
 * @param {HTMLElement} host
 * @returns {Position | null} null when the focus is elsewhere
 */
export function readPosition(host) {
  const control = controlsOf(host).indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (control < 0) return null;
  const field = /** @type {HTMLInputElement} */ (document.activeElement);
  return isTextField(field) ? { control, start: field.selectionStart, end: field.selectionEnd } : { control, start: null, end: null };
}

/**
 * @param {HTMLElement} host
 * @param {Position | null | undefined} position
 * @returns {boolean} whether there was somewhere to put it
 */
export function restorePosition(host, position) {
  const field = position ? controlsOf(host)[position.control] : undefined;
  if (!position || !field) return false;
  field.focus();
  if (position.start !== null && isTextField(field)) /** @type {HTMLInputElement} */ (field).setSelectionRange(position.start, position.end);
  return true;
}
