import { openDialog } from './dialog.js';
import { need } from './dom.js';
import { clearFieldErrors, showFieldErrors } from './field-errors.js';

/** @typedef {{[name: string]: string | string[]}} FormValues  what stands in the fields, blanks at the ends gone; tick boxes are a list of what is ticked */

/** What stands in a form. @param {HTMLFormElement} form @returns {FormValues} */
export function formValues(form) {
  /** @type {FormValues} */
  const values = {};
  for (const box of form.querySelectorAll('input[type="checkbox"][name]')) values[/** @type {HTMLInputElement} */ (box).name] = [];
  for (const [name, value] of new FormData(form)) {
    const known = values[name];
    if (Array.isArray(known)) known.push(String(value));
    // A password may begin or end with a blank.
    else values[name] = form.querySelector(`[name="${name}"][type="password"]`) ? String(value) : String(value).trim();
  }
  return values;
}

/**
 * A dialog with a form. It stays open, with the errors beside their fields, until saving works or the person goes back.
 * @template T
 * @param {object} options
 * @param {string} options.title
 * @param {import('./dom.js').Child} options.body
 * @param {string} options.action  the verb on the button
 * @param {(values: FormValues) => {place: string, message: string}[]} [options.check]  what can be seen to be wrong before it is sent
 * @param {(values: FormValues) => Promise<T>} options.save
 * @param {boolean} [options.wide]
 * @returns {Promise<T | null>}  null when the person went back
 */
export async function formDialog({ title, body, action, check, save, wide }) {
  /** @type {{saved: T} | null} */
  let done = null;
  await openDialog({
    title,
    body,
    wide,
    actions: [
      { label: 'Go back', value: 'cancel' },
      { label: action, value: 'save', kind: 'primary' },
    ],
    async onAction(value, dialog) {
      if (value !== 'save') return true;
      const form = need(dialog, 'form', HTMLFormElement);
      const values = formValues(form);
      const errors = check?.(values) ?? [];
      if (errors.length) {
        showFieldErrors(form, { errors });
        return false;
      }
      clearFieldErrors(form);
      try {
        done = { saved: await save(values) };
        return true;
      } catch (error) {
        if (/** @type {{status?: number}} */ (error).status === 401) throw error;
        showFieldErrors(form, error);
        return false;
      }
    },
  });
  return /** @type {{saved: T} | null} */ (done)?.saved ?? null;
}
