import { plural } from '../core/words.js';

/**
 * @typedef {'add' | 'move' | 'unchanged' | 'error' | 'waiting'} Action  `waiting`: added when the list is sent again
 * @typedef {{line: number, action: Action, name: string, class_name: string, message: string, password: string | null}} Row
 * @typedef {{dry_run: boolean, added: number, unchanged: number, moved: number, errors: number, waiting: number, rows: Row[]}} Report
 * @typedef {import('../teacher/passwords.logic.js').Slip} Slip
 */

/** How what becomes of a row is shown: an icon, a word and a colour. @type {{[action in Action]: {icon: string, label: string, tone: string}}} */
export const ACTIONS = {
  error: { icon: 'warn', label: 'Left out', tone: 'bad' },
  add: { icon: 'plus', label: 'New', tone: 'ok' },
  move: { icon: 'arrow-right', label: 'Moves', tone: 'primary' },
  unchanged: { icon: 'check', label: 'No change', tone: 'line' },
  waiting: { icon: 'clock', label: 'Not yet', tone: 'line' },
};

export const TEMPLATE = 'class,first name,last name\r\n7A,Amara,Osei\r\n7A,Ben,Whitlock\r\n8B,Chloe,Barratt\r\n';
/** As the server allows. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** How many people an import changes. @param {Report} report */
export function changing({ added, moved }) {
  return added + moved;
}

/**
 * What an import has come to: the server adds some pupils a request, and their passwords are only in the answer that added them.
 * @param {Report | null} before  what the requests before it did
 * @param {Report} next  of the same list
 * @returns {Report}
 */
export function together(before, next) {
  if (!before) return next;
  const done = new Map(before.rows.filter(({ action }) => action === 'add' || action === 'move').map((row) => [row.line, row]));
  const rows = next.rows.map((row) => done.get(row.line) ?? row);
  const count = (/** @type {Action} */ action) => rows.filter((row) => row.action === action).length;
  return { dry_run: false, added: count('add'), moved: count('move'), unchanged: count('unchanged'), errors: count('error'), waiting: next.waiting, rows };
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
export function summary({ added, moved, unchanged, errors, rows }) {
  const classes = new Set(rows.filter(({ action }) => action === 'add').map(({ class_name: name }) => name)).size;
  /** @type {{action: Action, strong: string, text: string}[]} */
  const lines = [];
  if (added) lines.push({ action: 'add', strong: plural(added, 'new pupil'), text: `in ${plural(classes, 'class', 'classes')}` });
  if (moved) lines.push({ action: 'move', strong: plural(moved, 'pupil'), text: `${moved === 1 ? 'changes' : 'change'} class` });
  if (unchanged) lines.push({ action: 'unchanged', strong: plural(unchanged, 'pupil'), text: `already in place` });
  if (errors) lines.push({ action: 'error', strong: plural(errors, 'row'), text: errors === 1 ? 'can’t be read and is left out' : 'can’t be read and are left out' });
  return lines;
}

/** The button: "Import 31 people", or why there is nothing to press. @param {Report} report */
export function importLabel(report) {
  const n = changing(report);
  return n ? `Import ${plural(n, 'person', 'people')}` : 'Nothing to import';
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

/**
 * The new pupils with their passwords, class by class, to be printed or kept.
 * @param {Row[]} rows  of an import that was carried out
 * @param {{name: string, code: string}[]} classes
 * @returns {Slip[]}
 */
export function slipsOf(rows, classes) {
  const codes = new Map(classes.map(({ name, code }) => [fold(name), { name, code }]));
  return rows
    .filter(({ action, password }) => action === 'add' && password)
    .map(({ name, class_name: className, password }) => {
      const known = codes.get(fold(className));
      return { name, className: known?.name ?? className, classCode: known?.code, password: String(password) };
    })
    .sort((a, b) => a.className.localeCompare(b.className, 'en-GB', { numeric: true }) || a.name.localeCompare(b.name, 'en-GB'));
}

/** Class names are the same whatever their case and blanks. @param {string} name */
function fold(name) {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
