import {
  Decoration, EditorSelection, EditorState, EditorView, GutterMarker, HighlightStyle, LanguageSupport, StateEffect, StateField, Transaction,
  bracketMatching, defaultKeymap, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, history, historyKeymap,
  indentLess, indentMore, indentOnInput, indentUnit, keymap, lineNumberMarkers, lineNumbers, pythonLanguage, syntaxHighlighting, tags, undo,
} from '../vendor/codemirror-6.43.15.js';
import { announce } from './announce.js';
import { h, icon } from './dom.js';
import { INDENT, indentAfter } from './indent.logic.js';

/**
 * The code editor: CodeMirror for Python, in a shadow root since it brings styles of its own. Loaded by code-editor.js alone.
 *
 * Tab indents, as pupils expect in a place for programs; Escape gives the key back to the page, so that nobody is caught here.
 */

const HINT = 'Tab moves the text in, Shift and Tab back out. To leave with the keyboard, press Esc, then Tab.';

/** By token, so that themes, overlays and the forced colours of a system hold in here too. */
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(
  [
    ':host { display: block; }',
    '.hint { margin: 0; padding: var(--space-1) var(--space-3); border-block-start: 1px solid var(--line); background: var(--surface); color: var(--muted); font-size: var(--step--1); line-height: var(--leading); }',
    '.icon { inline-size: 1em; block-size: 1em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.125em; }',
    '@media (forced-colors: active) { .cm-editor .cm-line.cm-bad { outline: 2px solid Highlight; outline-offset: -2px; } }',
  ].join('\n'),
);

const THEME = EditorView.theme({
  '&': { backgroundColor: 'var(--code-bg)', color: 'var(--ink)', fontSize: 'var(--code-size, 1.0625rem)' },
  '&.cm-focused': { outline: '0' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.65', maxBlockSize: '32rem', overflow: 'auto' },
  '.cm-content': { minBlockSize: '9.9em', paddingBlock: 'var(--space-3)', caretColor: 'var(--ink)' },
  '.cm-line': { paddingInline: 'var(--space-3) var(--space-4)' },
  '.cm-gutters': { backgroundColor: 'var(--code-gutter)', color: 'var(--code-comment)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { minInlineSize: '2.5rem', paddingInline: '0 0.5rem' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { backgroundColor: 'var(--code-line)', color: 'var(--ink)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: '2px solid var(--primary)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-tint)', outline: '2px solid var(--bad)' },
  '.cm-line.cm-bad': { backgroundColor: 'var(--bad-tint)', boxShadow: 'inset 4px 0 var(--bad)' },
  '.cm-badNumber': { color: 'var(--bad)', fontWeight: '700' },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.function(tags.variableName), tags.standard(tags.variableName), tags.className], color: 'var(--code-builtin)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
]);

class BadLine extends GutterMarker {
  elementClass = 'cm-badNumber';

  /** @param {number} line */
  constructor(line) {
    super();
    this.line = line;
  }

  toDOM() {
    return h('span', null, icon('warn'), this.line);
  }
}

/** Start of the line with the error, or null. */
const setBad = StateEffect.define();
const badLine = StateField.define({
  create: () => null,
  /** @param {number | null} at @param {any} transaction */
  update(at, transaction) {
    for (const effect of transaction.effects) if (effect.is(setBad)) return effect.value;
    if (at === null || !transaction.docChanged) return at;
    const { from, to } = transaction.startState.doc.lineAt(at);
    // Whoever changes the line has read the message.
    return transaction.changes.touchesRange(from, to) ? null : transaction.changes.mapPos(at);
  },
  /** @param {any} field */
  provide: (field) => [
    EditorView.decorations.from(field, (/** @type {number | null} */ at) => (at === null ? Decoration.none : Decoration.set([Decoration.line({ class: 'cm-bad' }).range(at)]))),
    lineNumberMarkers.compute(['doc', field], (/** @type {any} */ state) => markers(state, state.field(field))),
  ],
});

/** A set of marks has the shape of a set of decorations. @param {any} state @param {number | null} at */
const markers = (state, at) => (at === null ? Decoration.none : Decoration.none.update({ add: [/** @type {any} */ (new BadLine(state.doc.lineAt(at).number)).range(at)] }));

/** Spaces up to the next stop, or the chosen lines moved in. @param {any} view */
function tab({ state, dispatch }) {
  if (state.selection.ranges.some((/** @type {any} */ range) => !range.empty)) return indentMore({ state, dispatch });
  dispatch(
    state.update(
      state.changeByRange((/** @type {{head: number}} */ { head }) => {
        const spaces = ' '.repeat(INDENT - ((head - state.doc.lineAt(head).from) % INDENT));
        return { changes: { from: head, insert: spaces }, range: EditorSelection.cursor(head + spaces.length) };
      }),
      { scrollIntoView: true, userEvent: 'input' },
    ),
  );
  return true;
}

/**
 * A new line begins below the one before, and further in after a colon, also where that line isn't Python yet: the editor's grammar can make nothing of
 * `if name = 'Ada':`, and a beginner's one mistake mustn't make a second one. Inside of brackets the grammar knows better.
 * @param {any} view
 */
function newLine({ state, dispatch }) {
  const { main, ranges } = state.selection;
  const { from, to } = main;
  const line = state.doc.lineAt(to);
  const space = indentAfter(state.sliceDoc(0, from));
  if (ranges.length > 1 || !main.empty || space === null) return false;
  // A space behind the caret would move what goes on to the new line; before the code of a line, the spaces are its indent.
  const inside = state.sliceDoc(line.from, from).trim();
  const behind = inside ? (/^ */.exec(line.text.slice(to - line.from))?.[0].length ?? 0) : 0;
  const insert = `\n${' '.repeat(space)}`;
  dispatch(state.update({ changes: { from, to: to + behind, insert }, selection: EditorSelection.cursor(from + insert.length) }, { scrollIntoView: true, userEvent: 'input' }));
  return true;
}

/** Escape lets the next Tab through to the page. Without a limit of time: some need longer than two seconds. */
const LEAVING = EditorView.domEventHandlers({
  keydown(/** @type {KeyboardEvent} */ event, /** @type {any} */ view) {
    if (event.key === 'Escape') {
      view.setTabFocusMode(true);
      announce('Press Tab to leave the editor');
    } else if (!['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) view.setTabFocusMode(false);
    return false;
  },
  blur: (/** @type {FocusEvent} */ _, /** @type {any} */ view) => view.setTabFocusMode(false),
});

/** Typing over a selection. Chromium would carry the look of what stood there into a style attribute, which the content policy refuses and reports. */
const REPLACING = EditorView.domEventHandlers({
  beforeinput(/** @type {InputEvent} */ event, /** @type {any} */ view) {
    if (event.inputType !== 'insertText' || !event.data || view.composing || view.state.readOnly || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { scrollIntoView: true, userEvent: 'input.type' });
    return true;
  },
});

/**
 * @param {HTMLElement} host
 * @param {import('./code-editor.js').CodeEditorOptions} options
 * @returns {import('./code-editor.js').CodeEditor}
 */
export function codeMirror(host, { value, label, change, readOnly = false }) {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [SHEET];
  const hint = h('p', { class: 'hint', id: 'hint' }, HINT);
  let silent = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: value,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        highlightSpecialChars(),
        // Wrapped lines, so that nothing has to be scrolled sideways on a narrow screen or with large text (WCAG 1.4.10).
        EditorView.lineWrapping,
        history(),
        indentOnInput(),
        bracketMatching(),
        indentUnit.of(' '.repeat(INDENT)),
        EditorState.tabSize.of(INDENT),
        EditorState.readOnly.of(readOnly),
        syntaxHighlighting(COLOURS),
        new LanguageSupport(pythonLanguage),
        badLine,
        LEAVING,
        REPLACING,
        keymap.of([{ key: 'Tab', run: tab, shift: indentLess }, { key: 'Enter', run: newLine }, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': 'hint', tabindex: '0' }),
        EditorView.updateListener.of((/** @type {any} */ update) => update.docChanged && !silent && change?.(update.state.doc.toString())),
        THEME,
      ],
    }),
  });
  if (!readOnly) root.append(hint);
  const length = () => view.state.doc.length;
  return {
    focus: () => view.focus(),
    set(code) {
      if (view.state.doc.toString() === code) return;
      silent = true;
      view.dispatch({ changes: { from: 0, to: length(), insert: code }, selection: { anchor: Math.min(view.state.selection.main.head, code.length) }, annotations: Transaction.userEvent.of('set') });
      silent = false;
    },
    markLine(line) {
      const known = line !== null && line >= 1 && line <= view.state.doc.lines;
      view.dispatch({ effects: setBad.of(known ? view.state.doc.line(line).from : null) });
      if (!known) return;
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(line).from) });
      announce(`Error in line ${line}`);
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input' });
    },
    undo() {
      undo(view);
      view.focus();
    },
    code: () => view.state.doc.toString(),
    selection: () => ({ start: view.state.selection.main.from, end: view.state.selection.main.to }),
    select(start, end) {
      view.dispatch({ selection: { anchor: Math.min(start, length()), head: Math.min(end, length()) }, scrollIntoView: view.hasFocus });
    },
    hasFocus: () => view.hasFocus,
    destroy() {
      view.destroy();
      host.remove();
    },
  };
}
