import { h } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';
import { fileWords, USES, withUse } from './import.logic.js';

/**
 * @typedef {import('./import.logic.js').ListFile} ListFile
 * @typedef {import('./import.logic.js').Use} Use
 * @typedef {import('../api/people.js').ListReading} ListReading
 */

/** Which column is what, with some of what is in each; and what the list leaves out. Whoever knows the list puts right here what was found. */
export class ImportColumns {
  element = h('details', { class: 'card import-columns' });
  #changed;
  /** @type {Use[]} */
  #uses = [];
  #headings = 0;
  #said = false;
  #body = h('tbody');
  #words = h('p', { class: 'muted small' });
  #first = h('input', { class: 'check', type: 'checkbox' });
  #class = h('input', { class: 'input', maxlength: 40, autocomplete: 'off' });
  #year = selectBox([['', 'As the list says'], ['7', 'Year 7'], ['8', 'Year 8'], ['9', 'Year 9']], {}, '');

  /** @param {() => void} changed  the list has to be read again */
  constructor(changed) {
    this.#changed = changed;
    this.element.append(
      h('summary', null, h('h3', { class: 'h4' }, 'Columns of the list')),
      h(
        'div',
        { class: 'stack stack--m' },
        this.#words,
        h(
          'table',
          { class: 'table' },
          h('caption', { class: 'vh' }, 'Columns of the list'),
          h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Column'), h('th', { scope: 'col', class: 'hide-s' }, 'What is in it'), h('th', { scope: 'col' }, 'Read as'))),
          this.#body,
        ),
        h('label', { class: 'tick' }, this.#first, h('span', null, 'The list has a row of headings')),
        h(
          'div',
          { class: 'form-row' },
          field('Class of pupils without one', this.#class, { hint: 'For a list of one class, such as 8B' }),
          field('Year group of new classes', this.#year, { hint: 'For classes such as “Oak”' }),
        ),
      ),
    );
    this.element.addEventListener('change', (event) => this.#change(/** @type {HTMLElement} */ (event.target)));
  }

  /** Show how a list was read. @param {ListFile} file @param {boolean} open  something is missing */
  show(file, open) {
    this.#uses = file.columns.map(({ use }) => use ?? '');
    this.#headings = file.headings;
    this.#first.checked = file.headings > 0;
    this.#words.textContent = `${fileWords(file)}. Choose what each column is; the rows follow at once.`;
    if (open) this.element.open = true;
    this.#draw(file);
  }

  /** What was said, for the server; nothing while all is as it was found. @returns {ListReading} */
  get reading() {
    const year = /** @type {HTMLSelectElement} */ (this.#year.querySelector('select')).value;
    const rest = { class_name: this.#class.value.trim(), year_group: year };
    return this.#said ? { ...rest, columns: this.#uses.join(','), headings: this.#headings } : rest;
  }

  /** The selects stay where they are, and with them the focus. @param {ListFile} file */
  #draw({ columns }) {
    const rows = [...this.#body.rows];
    columns.forEach(({ heading, examples, use }, place) => {
      const row = rows[place] ?? this.#body.appendChild(this.#row(place));
      const name = heading || `Column ${place + 1}`;
      row.cells[0].replaceChildren(name, h('span', { class: 'muted small only-s table__below' }, examples.join(', ')));
      row.cells[1].textContent = examples.join(', ') || '–';
      const select = /** @type {HTMLSelectElement} */ (row.querySelector('select'));
      select.setAttribute('aria-label', `${name} is read as`);
      select.value = use ?? '';
    });
    rows.slice(columns.length).forEach((row) => row.remove());
  }

  /** @param {number} place */
  #row(place) {
    return h('tr', null, h('th', { scope: 'row', class: 'break' }), h('td', { class: 'hide-s muted small' }), h('td', null, selectBox(USES, { 'data-place': place }, '')));
  }

  /** @param {HTMLElement} target */
  #change(target) {
    if (target.dataset.place) {
      this.#uses = withUse(this.#uses, Number(target.dataset.place), /** @type {Use} */ (/** @type {HTMLSelectElement} */ (target).value));
      this.#said = true;
    } else if (target === this.#first) {
      this.#headings = this.#first.checked ? this.#headings || 1 : 0;
      this.#said = true;
    }
    this.#changed();
  }
}
