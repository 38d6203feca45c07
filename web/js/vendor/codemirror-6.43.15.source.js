/**
 * What the code editor (core/code-mirror.js) takes from CodeMirror 6 and Lezer, and nothing else. The file beside this one without "source" in its
 * name is made from it; VENDOR.md says how, and from which packages. The parts named here one by one leave out what isn't used: completion, search,
 * linting, panels and every other language.
 */

// The document, selections and transactions.
export { Compartment, EditorSelection, EditorState, StateEffect, StateField, Transaction } from '@codemirror/state';

// What is seen: lines, their numbers, marks beside them and keys.
export {
  Decoration,
  EditorView,
  GutterMarker,
  gutterLineClass,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumberMarkers,
  lineNumbers,
} from '@codemirror/view';

// Keys as everywhere, undo, and indenting by lines.
export { defaultKeymap, history, historyKeymap, indentLess, indentMore, redo, undo } from '@codemirror/commands';

// Colours by meaning, brackets that belong together, and the indent of the next line.
export { HighlightStyle, LanguageSupport, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
export { tags } from '@lezer/highlight';

// Python's grammar. Not `python()`, which brings completion along.
export { pythonLanguage } from '@codemirror/lang-python';
