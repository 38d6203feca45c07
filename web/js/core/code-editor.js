import { h } from './dom.js';

/**
 * A field for a program. It is a plain text area at once, and stays one where the editor can't be had; the editor takes over its text, its caret and
 * the focus when it has come.
 *
 * @typedef {object} CodeEditorOptions
 * @property {string} value
 * @property {string} label  its accessible name
 * @property {(code: string) => void} [change]
 * @property {boolean} [readOnly]
 * @property {number | null} [errorLine]  from 1
 *
 * @typedef {object} CodeEditor
 * @property {() => void} focus
 * @property {(code: string) => void} set  the whole text; can be undone, and isn't told to `change`
 * @property {(line: number | null) => void} markLine  show that an error is in this line, or in none
 * @property {(text: string) => void} insert  at the caret
 * @property {() => void} undo
 * @property {() => string} code
 * @property {() => {start: number, end: number}} selection
 * @property {(start: number, end: number) => void} select
 * @property {() => boolean} hasFocus
 * @property {() => void} destroy
 */

/**
 * What the pages' memory of the caret (attempt/position.js) asks of a field, made of an editor that has no such properties.
 * @param {HTMLElement} element
 * @param {() => CodeEditor} editor
 */
function likeAField(element, editor) {
  Object.defineProperties(element, {
    selectionStart: { get: () => editor().selection().start },
    selectionEnd: { get: () => editor().selection().end },
    setSelectionRange: { value: (/** @type {number} */ start, /** @type {number} */ end) => editor().select(start, end) },
    focus: { value: () => editor().focus() },
  });
}

/** Fetch the editor itself. */
export const prepareEditor = () => import('./code-mirror.js');

/**
 * @param {HTMLElement} host
 * @param {CodeEditorOptions} options
 * @returns {CodeEditor}
 */
export function codeEditor(host, options) {
  const { value, label, change, readOnly = false } = options;
  const box = h('div', { class: 'code-field', 'data-field': '' });
  let marked = options.errorLine ?? null;
  let gone = false;
  let editor = plainField(box, { value, label, change, readOnly });
  likeAField(box, () => editor);
  host.append(box);
  prepareEditor().then(
    ({ codeMirror }) => {
      if (gone) return;
      const [code, { start, end }, focused] = [editor.code(), editor.selection(), editor.hasFocus()];
      const place = h('div');
      const better = codeMirror(place, { value: code, label, change, readOnly });
      editor.destroy();
      box.append(place);
      editor = better;
      editor.select(start, end);
      if (marked !== null) editor.markLine(marked);
      if (focused) editor.focus();
    },
    // Without Wi-Fi the text area goes on doing its work.
    () => undefined,
  );
  return {
    focus: () => editor.focus(),
    set: (code) => editor.set(code),
    markLine(line) {
      marked = line;
      editor.markLine(line);
    },
    insert: (text) => editor.insert(text),
    undo: () => editor.undo(),
    code: () => editor.code(),
    selection: () => editor.selection(),
    select: (start, end) => editor.select(start, end),
    hasFocus: () => editor.hasFocus(),
    destroy() {
      gone = true;
      editor.destroy();
      box.remove();
    },
  };
}

/**
 * @param {HTMLElement} box
 * @param {CodeEditorOptions} options
 * @returns {CodeEditor}
 */
function plainField(box, { value, label, change, readOnly }) {
  const area = h('textarea', {
    class: 'textarea code-field__plain',
    rows: Math.min(20, Math.max(8, value.split('\n').length + 1)),
    'aria-label': label,
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    readonly: readOnly,
    oninput: () => change?.(area.value),
  });
  area.value = value;
  box.append(area);
  return {
    focus: () => area.focus(),
    set(code) {
      // Writing the same text would move the caret under the pupil's fingers.
      if (area.value !== code) area.value = code;
    },
    markLine: () => undefined,
    insert(text) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
      change?.(area.value);
    },
    undo() {
      area.focus();
      document.execCommand('undo');
    },
    code: () => area.value,
    selection: () => ({ start: area.selectionStart, end: area.selectionEnd }),
    select: (start, end) => area.setSelectionRange(start, end),
    hasFocus: () => document.activeElement === area,
    destroy: () => area.remove(),
  };
}
