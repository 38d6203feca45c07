import { h, icon, on, reconcile } from '../core/dom.js';
import { plainText, richInline } from '../core/rich-text.js';

/** The option cards that choosing one and choosing several have in common. */

/** @typedef {{id: string, text: any}} Option */

/** What a pupil has crossed out, for as long as the page is open: it is a pencil mark, not an answer. @type {Set<string>} */
const crossedOut = new Set();

/** @param {number} index */
export const letter = (index) => String.fromCharCode(65 + index);

/** @param {number} index */
export const optionName = (index) => `option ${letter(index)}`;

/**
 * @param {HTMLElement} host
 * @param {object} options
 * @param {Option[]} options.options
 * @param {'radio' | 'checkbox'} options.kind
 * @param {string} options.labelledBy
 * @param {string[]} options.chosen  ids
 * @param {(chosen: string[]) => void} options.change
 */
export function choiceCards(host, { options, kind, labelledBy, chosen, change }) {
  const name = `${labelledBy}-choice`;
  const list = h('div', { class: 'choice-list', role: kind === 'radio' ? 'radiogroup' : 'group', 'aria-labelledby': labelledBy });
  const inputs = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll('input')]);
  const tell = () => change(inputs().filter((input) => input.checked).map((input) => input.value));

  const draw = () =>
    reconcile(
      list,
      options.map((option, index) => ({ ...option, index })),
      (option) => option.id,
      ({ id, text, index }) =>
        h(
          'div',
          { class: 'choice-row' },
          h(
            'label',
            { class: 'choice' },
            h('input', { class: kind === 'radio' ? 'radio' : 'check', type: kind, name, value: id, checked: chosen.includes(id) }),
            h('span', { class: 'choice__key', 'aria-hidden': 'true' }, letter(index)),
            h('span', { class: 'choice__text' }, richInline(text)),
          ),
          h('button', { class: 'icon-button', type: 'button', value: id, 'aria-label': `Cross out ${letter(index)}, ${plainText(text)}` }, icon('strike')),
        ),
      (row, { id }) => {
        row.querySelector('label')?.classList.toggle('choice--out', crossedOut.has(id));
        row.querySelector('button')?.setAttribute('aria-pressed', String(crossedOut.has(id)));
      },
    );

  /** @param {HTMLInputElement} input @param {boolean} checked */
  const choose = (input, checked) => {
    input.checked = checked;
    if (checked) crossedOut.delete(input.value);
    draw();
    tell();
  };
  on(list, 'change', 'input', (event, input) => choose(/** @type {HTMLInputElement} */ (input), /** @type {HTMLInputElement} */ (input).checked));
  on(list, 'click', 'button', (event, button) => {
    const { value: id } = /** @type {HTMLButtonElement} */ (button);
    const input = inputs().find((each) => each.value === id);
    if (crossedOut.delete(id)) draw();
    else {
      crossedOut.add(id);
      // Crossing out what was chosen takes the choice back: the only way to leave a radio button blank again.
      if (input?.checked) {
        input.checked = false;
        tell();
      }
      draw();
    }
  });
  // Digits only while the focus is inside, so that they never surprise anybody elsewhere on the page (WCAG 2.1.4).
  list.addEventListener('keydown', (event) => {
    const input = /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey ? inputs()[Number(event.key) - 1] : undefined;
    if (!input) return;
    input.focus();
    choose(input, kind === 'radio' || !input.checked);
  });
  draw();
  host.append(list);
  return {
    focus: () => (inputs().find((input) => input.checked) ?? inputs()[0])?.focus(),
    /** @param {string[]} ids */
    set: (ids) => inputs().forEach((input) => (input.checked = ids.includes(input.value))),
    destroy: () => list.remove(),
  };
}

/**
 * The text of a chosen option with its letter, as the pupil saw it.
 * @param {Option[]} options
 * @param {string} id
 */
export function optionText(options, id) {
  const index = options.findIndex((option) => option.id === id);
  return index < 0 ? 'An option that is no longer there' : `${letter(index)}. ${plainText(options[index].text)}`;
}

/**
 * @param {Option[]} options
 * @param {string} id
 */
export function drawOption(options, id) {
  const index = options.findIndex((option) => option.id === id);
  return index < 0 ? optionText(options, id) : [h('strong', null, `${letter(index)}. `), richInline(options[index].text)];
}
