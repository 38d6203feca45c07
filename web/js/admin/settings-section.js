import { announce } from '../core/announce.js';
import { h, icon } from '../core/dom.js';
import { clearFieldErrors, showFieldErrors } from '../core/field-errors.js';

/** @typedef {import('./settings.logic.js').FormValues} FormValues */
/** @typedef {import('./settings.logic.js').Problem} Problem */

/** What stands in a form; a tick box is 'on' or ''. @param {HTMLFormElement} form @returns {FormValues} */
function valuesOf(form) {
  /** @type {FormValues} */
  const values = {};
  for (const box of form.querySelectorAll('input[type="checkbox"][name]')) values[/** @type {HTMLInputElement} */ (box).name] = '';
  for (const [name, value] of new FormData(form)) values[name] = String(value);
  return values;
}

/** One card of the settings page: a form that knows whether it holds something unsaved. */
export class SettingsSection {
  /** @type {FormValues} */
  #saved = {};
  #busy = false;

  /**
   * @param {object} options
   * @param {string} options.id
   * @param {string} options.title
   * @param {string} options.lead  one sentence: what it is about
   * @param {import('../core/dom.js').Child} options.body  the fields
   * @param {import('../core/dom.js').Child} [options.below]  what stands under the form
   * @param {(values: FormValues) => Problem[]} options.check
   * @param {(values: FormValues) => Promise<void>} options.save  saves, tells so, and calls `show` with what was saved
   */
  constructor({ id, title, lead, body, below, check, save }) {
    this.check = check;
    this.save = save;
    this.button = h('button', { class: 'button button--primary', type: 'submit' }, icon('check'), 'Save');
    this.discard = h('button', { class: 'button button--quiet', type: 'button', hidden: true, onclick: () => this.#discard() }, icon('undo'), 'Discard changes');
    this.note = h('span', { class: 'muted small', hidden: true }, 'Not saved yet');
    this.form = h(
      'form',
      { class: 'stack stack--m', novalidate: true, autocomplete: 'off', oninput: () => this.#note(), onchange: () => this.#note() },
      body,
      h('div', { class: 'cluster' }, this.button, this.discard, this.note),
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.element = h('section', { class: 'card stack stack--m', 'aria-labelledby': id }, h('div', null, h('h2', { id }, title), h('p', { class: 'muted' }, lead)), this.form, below);
  }

  /** Fill the fields with what the server has. @param {FormValues} values */
  show(values) {
    for (const [name, value] of Object.entries(values)) {
      const input = this.form.elements.namedItem(name);
      if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = value === 'on';
      else if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) input.value = value;
    }
    clearFieldErrors(this.element);
    this.#saved = valuesOf(this.form);
    this.#note();
  }

  /** Whether something in it would be lost. */
  get isChanged() {
    const now = valuesOf(this.form);
    return Object.keys(now).some((name) => now[name] !== this.#saved[name]);
  }

  #note() {
    this.note.hidden = this.discard.hidden = !this.isChanged;
  }

  #discard() {
    this.show(this.#saved);
    this.button.focus();
    announce('The changes are gone; this is what is saved.');
  }

  async #submit() {
    if (this.#busy) return;
    const values = valuesOf(this.form);
    const problems = this.check(values);
    if (problems.length) return showFieldErrors(this.form, { errors: problems });
    clearFieldErrors(this.element);
    this.#busy = true;
    try {
      await this.save(values);
    } catch (error) {
      if (/** @type {{status?: number}} */ (error).status === 401) throw error;
      showFieldErrors(this.form, error);
    } finally {
      this.#busy = false;
    }
  }
}
