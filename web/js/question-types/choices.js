import { h, icon, on, reconcile } from '../core/dom.js';
import { plainText, richInline } from '../core/rich-text.js';

/** The option cards that choosing one and choosing several have in common. */

/** @typedef {{id: string, text: any}} Option */

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
 * @param {readonly string[]} [options.struck]  ids that are crossed out
 * @param {(ids: string[]) => void} [options.strike]
 */
export function choiceCards(host, { options, kind, labelledBy, chosen, change, struck = [], strike }) {
  const name = `${labelledBy}-choice`;
  const list = h('div', { class: 'choice-list', role: kind === 'radio' ? 'radiogroup' : 'group', 'aria-labelledby': labelledBy });
  const said = h('p', { class: 'question__hint choice-said', role: 'status' });
  const out = new Set(struck);
  const inputs = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll('input')]);
  const tell = () => change(inputs().filter((input) => input.checked).map((input) => input.value));
  /** What is chosen is never shown as crossed out, whichever came first: a mark can't take an answer away. @param {HTMLInputElement} input */
  const isOut = (input) => out.has(input.value) && !input.checked;
  /** @param {HTMLInputElement} input */
  const letterOf = (input) => letter(inputs().indexOf(input));

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
      (row) => {
        const input = /** @type {HTMLInputElement} */ (row.querySelector('input'));
        // Arrow keys step over what can't be chosen, so that going through the options never brings a mark away.
        input.disabled = isOut(input);
        input.parentElement?.classList.toggle('choice--out', isOut(input));
        row.querySelector('button')?.setAttribute('aria-pressed', String(isOut(input)));
      },
    );

  /** @param {HTMLInputElement} input @param {boolean} checked */
  const choose = (input, checked) => {
    input.checked = checked;
    said.textContent = '';
    if (checked && out.delete(input.value)) strike?.([...out]);
    draw();
    tell();
  };
  /** @param {HTMLInputElement} input */
  const explain = (input) => {
    said.textContent = `${letterOf(input)} is crossed out. Press the button beside it to bring it back.`;
  };
  on(list, 'change', 'input', (event, input) => choose(/** @type {HTMLInputElement} */ (input), /** @type {HTMLInputElement} */ (input).checked));
  on(list, 'click', '.choice--out', (event, label) => explain(/** @type {HTMLInputElement} */ (label.querySelector('input'))));
  on(list, 'click', 'button', (event, button) => {
    const input = inputs()[/** @type {HTMLElement[]} */ ([...list.querySelectorAll('button')]).indexOf(button)];
    if (input.checked) {
      const first = kind === 'radio' ? 'Choose another answer first' : 'Take the tick away first';
      said.textContent = `${letterOf(input)} is your answer. ${first}, then you can cross it out.`;
      return;
    }
    said.textContent = '';
    if (!out.delete(input.value)) out.add(input.value);
    draw();
    strike?.([...out]);
  });
  // Digits only while the focus is inside, so that they never surprise anybody elsewhere on the page (WCAG 2.1.4).
  list.addEventListener('keydown', (event) => {
    const input = /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey ? inputs()[Number(event.key) - 1] : undefined;
    if (!input) return;
    if (isOut(input)) {
      explain(input);
      return;
    }
    input.focus();
    choose(input, kind === 'radio' || !input.checked);
  });
  draw();
  host.append(list, said);
  return {
    focus: () => (inputs().find((input) => input.checked) ?? inputs().find((input) => !input.disabled))?.focus(),
    /** @param {string[]} ids */
    set(ids) {
      inputs().forEach((input) => (input.checked = ids.includes(input.value)));
      draw();
    },
    destroy() {
      list.remove();
      said.remove();
    },
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
