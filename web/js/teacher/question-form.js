import { freshId, h, icon } from '../core/dom.js';
import { field, selectBox } from '../core/fields.js';
import { questionEditor } from '../question-types/registry-edit.js';
import { growingText, rowsEditor } from '../question-types/rows-edit.js';
import { objectivePicker } from './objective-picker.js';
import { controlNames, tagsOf, withMarkup } from './question-form.logic.js';

/** The form that a question is written in: what every type has, round the type's own edit half. */

/** @typedef {{content: {[name: string]: any}, objective_ids: string[], tags: string[]}} Written */

const LEVELS = /** @type {[string, string][]} */ (['1: a first step', '2: most pupils', '3: on target', '4: a stretch', '5: a real challenge'].map((label, index) => [String(index + 1), label]));

/** @type {['bold' | 'code' | 'list' | 'table', string, string][]} */
const TOOLS = [
  ['bold', 'text', 'Bold'],
  ['code', 'code', 'Code'],
  ['list', 'tick-list', 'List'],
  ['table', 'table', 'Table'],
];

/** Type text in place of the selection so that Ctrl+Z takes it back. @param {HTMLTextAreaElement} area @param {'bold' | 'code' | 'list' | 'table'} kind */
function markUp(area, kind) {
  const { selectionStart: start, selectionEnd: end } = area;
  const { text, from, to } = withMarkup(kind, area.value.slice(start, end));
  area.focus();
  // The only way of writing into a field that keeps the browser's own undo.
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, start, end, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(start + from, start + to);
}

/** The control of the likeliest name that there is. @param {HTMLElement} form @param {string[]} names */
const controlAt = (form, names) => names.map((name) => form.querySelector(`[name="${CSS.escape(name)}"]`)).find((found) => found !== null);

/** @param {HTMLTextAreaElement} area */
function markupTools(area) {
  return h(
    'div',
    { class: 'cluster', role: 'group', 'aria-label': 'Format the question' },
    TOOLS.map(([kind, picture, label]) => h('button', { class: 'button button--s button--quiet', type: 'button', onclick: () => markUp(area, kind) }, icon(picture), label)),
    h(
      'details',
      { class: 'format-help' },
      h('summary', null, 'How to format'),
      h(
        'dl',
        { class: 'facts' },
        [
          ['**bold**', 'bold words'],
          ['`print()`', 'code in a line'],
          ['``` on its own line', 'starts and ends a block of code'],
          ['- item', 'a list; 1. for a numbered one'],
          ['| a | b |', 'a row of a table'],
        ].map(([typed, means]) => h('div', null, h('dt', null, h('code', null, typed)), h('dd', null, means))),
      ),
    ),
  );
}

/**
 * @param {object} options
 * @param {string} options.type
 * @param {Written} options.written
 * @param {import('../api/curriculum.js').Unit[]} options.units
 * @param {import('../api/curriculum.js').Misconception[]} options.misconceptions
 * @param {() => void} options.change  after each change; ask `value()`
 * @param {string} [options.label]
 * @param {number} [options.variants]  of a question that a rule made there are several, and its words stay as they are
 */
export function questionForm({ type, written, units, misconceptions, change, label = 'The question and its answers', variants = 1 }) {
  const editor = questionEditor(type);
  let { content } = written;
  /** @param {object} patch */
  const patch = (patch) => {
    content = { ...content, ...patch };
    change();
  };

  const stem = h('textarea', { class: 'textarea', name: 'stem', rows: '3', value: content.stem ?? '', oninput: () => patch({ stem: stem.value }) });
  const level = selectBox(LEVELS, { name: 'difficulty', value: String(content.difficulty ?? 2), onchange: (/** @type {Event} */ event) => patch({ difficulty: Number(/** @type {HTMLSelectElement} */ (event.target).value) }) }, '');
  const explanation = h('textarea', { class: 'textarea textarea--s', name: 'explanation', rows: '2', value: content.explanation ?? '', oninput: () => patch({ explanation: explanation.value }) });
  const hints = rowsEditor({
    items: (content.hints ?? []).map((/** @type {string} */ text) => ({ text })),
    nameOf: (index) => `hint ${index + 1}`,
    draw(item, patchItem) {
      const text = growingText(item.text, (value) => patchItem({ text: value }));
      return {
        lead: null,
        body: [text],
        focus: () => text.focus(),
        refresh(index) {
          text.setAttribute('aria-label', `Hint ${index + 1}`);
          text.name = `hints.${index}`;
        },
      };
    },
    blank: () => ({ text: '' }),
    addLabel: 'Add a hint',
    min: 0,
    change: (items) => patch({ hints: items.map(({ text }) => text) }),
  });
  const objectives = objectivePicker({ units, chosen: written.objective_ids, change });
  const tags = h('input', { class: 'input', name: 'tags', value: written.tags.join(', '), autocomplete: 'off', oninput: change });

  const host = h('section', { class: 'card' });
  const half = editor.edit(host, {
    content,
    misconceptions,
    // The type gives back the whole content as it first saw it: what this form owns is kept.
    change: (next) => patch({ ...next, stem: content.stem, hints: content.hints, explanation: content.explanation, difficulty: content.difficulty }),
  });
  const hintsTitle = freshId('hints');
  const placeTitle = freshId('place');
  const element = h(
    'form',
    { class: 'stack', 'aria-label': label, novalidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    variants > 1 &&
      h(
        'div',
        { class: 'banner' },
        icon('wand'),
        h('p', { class: 'banner__text' }, h('strong', null, `Made by a rule: each pupil gets one of ${variants} variants. `), 'This is the first of them. Its words stay as they are; objectives and tags can be changed.'),
      ),
    h(
      'fieldset',
      { class: 'stack', disabled: variants > 1, 'aria-label': 'Words and answers' },
      h(
        'section',
        { class: 'card stack' },
        h('div', { class: 'form-row' }, h('p', { class: 'field' }, h('span', { class: 'field__label' }, 'Kind'), h('span', { class: 'ic form-kind' }, icon(editor.icon), editor.label)), field('Level', level)),
        h('div', { class: 'stack stack--s' }, field('Question', stem), markupTools(stem)),
      ),
      host,
      h(
        'section',
        { class: 'card stack' },
        field('Why? (pupils see this afterwards)', explanation),
        h('div', { class: 'stack stack--s', role: 'group', 'aria-labelledby': hintsTitle }, h('h2', { class: 'h4', id: hintsTitle }, 'Hints'), h('p', { class: 'muted small' }, 'From gentle to telling. Leave out what nobody needs.'), hints.nodes),
      ),
    ),
    h(
      'section',
      { class: 'card stack', 'aria-labelledby': placeTitle },
      h('h2', { id: placeTitle }, 'Where it belongs'),
      objectives.element,
      field('Tags', tags, { hint: 'Words to find it by, with commas between them' }),
    ),
  );

  return {
    element,
    /** What is plainly missing. @returns {{place: string, message: string}[]} */
    problems() {
      const own = (content.stem ?? '').trim() ? [] : [{ place: 'stem', message: 'Write the question.' }];
      return [...own, ...editor.problems(content)];
    },
    /** @returns {Written} */
    value: () => ({
      content: { ...content, hints: (content.hints ?? []).filter((/** @type {string} */ hint) => hint.trim()) },
      objective_ids: objectives.ids(),
      tags: tagsOf(tags.value),
    }),
    focus: () => stem.focus(),
    /** Mark the controls that findings are about. @param {{place: string, message: string, level: string}[]} findings */
    markPlaces(findings) {
      for (const marked of element.querySelectorAll('[data-finding]')) {
        marked.removeAttribute('data-finding');
        marked.removeAttribute('aria-description');
      }
      for (const { place, message, level } of findings) {
        const control = controlAt(element, controlNames(place).slice(0, 1));
        // Errors come first, and the worst stays.
        if (!control || control.hasAttribute('data-finding')) continue;
        control.setAttribute('data-finding', level);
        control.setAttribute('aria-description', message);
      }
    },
    /** Bring the control to sight that a problem is about. @param {string} place */
    focusPlace(place) {
      const names = controlNames(place);
      const near = controlAt(element, names) ?? names.map((name) => element.querySelector(`[name^="${CSS.escape(name)}."]`)).find((found) => found !== null);
      if (!near) return half.focus();
      const folded = near.closest('details');
      if (folded) folded.open = true;
      /** @type {HTMLElement} */ (near).focus();
    },
    destroy() {
      half.destroy();
      hints.destroy();
    },
  };
}
