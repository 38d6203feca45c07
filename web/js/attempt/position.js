import { FIELD, isTextField } from '../core/text-field.js';

/** Where the pupil's caret or focus stands inside an answer, so that a reload can put it back. */

/** @typedef {{control: number, start: number | null, end: number | null}} Position  `control` counts the answer's controls from 0 */

const KEY = 'ks3.position';

const CONTROLS = 'input, textarea, select, button, [tabindex="0"]';

/** @param {HTMLElement} host */
const controlsOf = (host) => /** @type {HTMLElement[]} */ ([...host.querySelectorAll(`${CONTROLS}, ${FIELD}`)]).filter((each) => !each.parentElement?.closest(FIELD));

/**
 * @param {HTMLElement} host
 * @returns {Position | null} null when the focus is elsewhere
 */
function readPosition(host) {
  const field = /** @type {HTMLInputElement} */ (document.activeElement?.closest(FIELD) ?? document.activeElement);
  const control = controlsOf(host).indexOf(field);
  if (control < 0) return null;
  return isTextField(field) ? { control, start: field.selectionStart, end: field.selectionEnd } : { control, start: null, end: null };
}

/**
 * Keep the position for this tab. In sessionStorage, because it must be written in the moment in which the page goes; it survives a crash of the tab.
 * @param {HTMLElement} host
 * @param {string} item
 */
export function keepPosition(host, item) {
  const position = readPosition(host);
  if (!position) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ item, position }));
  } catch {
    // Storage is blocked: a reload starts at the top of the question.
  }
}

/**
 * Put focus and caret back where they were in this item's answer.
 * @param {HTMLElement} host
 * @param {string | null} item
 */
export function restorePosition(host, item) {
  /** @type {{item: string, position: Position} | null} */
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return;
  }
  const field = kept?.item === item ? controlsOf(host)[kept?.position.control ?? -1] : undefined;
  if (!kept || !field) return;
  field.focus();
  const { start, end } = kept.position;
  if (start !== null && isTextField(field)) /** @type {HTMLInputElement} */ (field).setSelectionRange(start, end);
}
