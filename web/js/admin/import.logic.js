import { plural } from '../core/words.js';

/**
 * @typedef {'add' | 'join' | 'move' | 'unchanged' | 'error'} Action
 * @typedef {'' | 'class' | 'given' | 'family' | 'name' | 'year' | 'role'} Use  what a column is read as; '' is not read
 * @typedef {{line: number, action: Action, name: string, class_name: string, message: string}} Row
 * @typedef {{heading: string, examples: string[], use: Use | null}} Column
 * @typedef {{encoding: string, delimiter: string, headings: number, columns: Column[]}} ListFile
 * @typedef {object} Report
 * @property {boolean} dry_run
 * @property {ListFile} file
 * @property {string | null} missing
 * @property {number} added
 * @property {number} joined  come into one more class
 * @property {number} moved
 * @property {number} unchanged
 * @property {number} errors
 * @property {number} left  switched off
 * @property {Row[]} rows
 * @property {{name: string, class_name: string}[]} leavers
 */

/** How what becomes of a row is shown: an icon, a word and a colour. @type {{[action in Action]: {icon: string, label: string, tone: string}}} */
export const ACTIONS = {
  error: { icon: 'warn', label: 'Left out', tone: 'bad' },
  add: { icon: 'plus', label: 'New', tone: 'ok' },
  join: { icon: 'users', label: 'Joins', tone: 'primary' },
  move: { icon: 'arrow-right', label: 'Moves', tone: 'primary' },
  unchanged: { icon: 'check', label: 'No change', tone: 'line' },
};

/** @type {[value: Use, label: string][]} */
export const USES = [
  ['', 'Not read'],
  ['class', 'Class'],
  ['given', 'First name'],
  ['family', 'Last name'],
  ['name', 'Whole name'],
  ['year', 'Year group'],
  ['role', 'Role'],
];

export const TEMPLATE = 'class,first name,last name\r\n7A,Amara,Osei\r\n7A,Ben,Whitlock\r\n8B,Chloe,Barratt\r\n';
/** As the server allows. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** How many people an import changes. @param {Report} report @param {boolean} [leaversToo] */
export function changing({ added, joined, moved, leavers }, leaversToo = false) {
  return added + joined + moved + (leaversToo ? leavers.length : 0);
}

/**
 * Each thing is read from one column: saying it of a second takes it from the first.
 * @param {Use[]} uses
 * @param {number} place
 * @param {Use} use
 */
export function withUse(uses, place, use) {
  return uses.map((each, at) => (at === place ? use : each === use ? '' : each));
}

/** "UTF-8, a semicolon between the columns". @param {ListFile} file */
export function fileWords({ encoding, delimiter }) {
  const between = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab', '|': 'a bar' }[delimiter] ?? delimiter;
  const known = encoding === 'cp1252' ? 'Windows-1252' : encoding.toUpperCase();
  return `${known}, ${between} between the columns`;
}

/**
 * The classes that new pupils came into, by name, whose cards are to be printed next.
 * @param {Row[]} rows
 * @param {{id: string, name: string}[]} classes
 * @returns {{id: string, name: string, added: number}[]}
 */
export function classesWithNew(rows, classes) {
  return classes
    .map(({ id, name }) => ({ id, name, added: rows.filter((row) => row.action === 'add' && fold(row.class_name) === fold(name)).length }))
    .filter(({ added }) => added > 0)
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB', { numeric: true }));
}

/** What is to be read first stands first: what is left out, then what is new. @param {Row[]} rows */
export function inOrder(rows) {
  const places = Object.keys(ACTIONS);
  return rows.toSorted((a, b) => places.indexOf(a.action) - places.indexOf(b.action) || a.line - b.line);
}

/**
 * The summary beside the rows; only what there is.
 * @param {Report} report
 * @returns {{action: Action, strong: string, text: string}[]}
 */
export function summary({ added, joined, moved, unchanged, errors, rows }) {
  const classes = new Set(rows.filter(({ action }) => action === 'add').map(({ class_name: name }) => name)).size;
  /** @type {{action: Action, strong: string, text: string}[]} */
  const lines = [];
  if (added) lines.push({ action: 'add', strong: plural(added, 'new pupil'), text: `in ${plural(classes, 'class', 'classes')}` });
  if (joined) lines.push({ action: 'join', strong: plural(joined, 'pupil'), text: `${joined === 1 ? 'joins' : 'join'} one more class` });
  if (moved) lines.push({ action: 'move', strong: plural(moved, 'pupil'), text: `${moved === 1 ? 'changes' : 'change'} class` });
  if (unchanged) lines.push({ action: 'unchanged', strong: plural(unchanged, 'pupil'), text: `already in place` });
  if (errors) lines.push({ action: 'error', strong: plural(errors, 'row'), text: errors === 1 ? 'can’t be read and is left out' : 'can’t be read and are left out' });
  return lines;
}

/** The button: "Import 31 people", or why there is nothing to press. @param {Report} report @param {boolean} [leaversToo] */
export function importLabel(report, leaversToo = false) {
  const n = changing(report);
  const off = leaversToo ? report.leavers.length : 0;
  if (n && off) return `Import ${plural(n, 'person', 'people')}, switch off ${off}`;
  if (off) return `Switch off ${plural(off, 'pupil')}`;
  return n ? `Import ${plural(n, 'person', 'people')}` : 'Nothing to import';
}

/** Whether somebody is, or may be, in another class already: only then there is something to choose. @param {Report} report */
export const mayMove = ({ joined, moved, errors }) => joined + moved + errors > 0;

/** "28 pupils added, 3 moved". @param {Pick<Report, 'added' | 'joined' | 'moved' | 'left'>} report */
export function doneWords({ added, joined, moved, left }) {
  const parts = [added && `${plural(added, 'pupil')} added`, joined && `${plural(joined, 'pupil')} put into one more class`, moved && `${plural(moved, 'pupil')} moved`, left && `${plural(left, 'pupil')} switched off`];
  return parts.filter(Boolean).join(', ') || 'Nothing has changed';
}

/**
 * A file that can't be a class list, before it is sent; null when it may be one.
 * @param {{name: string, size: number}} file
 */
export function fileProblem({ name, size }) {
  if (/\.(xlsx?|ods|numbers)$/i.test(name)) return 'This is a spreadsheet. Save it as “CSV UTF-8” first, and choose that file.';
  if (/\.(pdf|docx?|pages)$/i.test(name)) return 'This is a document, not a list. Export the class list as CSV.';
  if (size === 0) return 'This file is empty.';
  return size > MAX_BYTES ? 'This file is too large for a class list: at most 5 MB.' : null;
}

/** Class names are the same whatever their case and blanks. @param {string} name */
function fold(name) {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
