/** New passwords on paper and in a file: the server shows each of them once. */

/**
 * What somebody needs to sign in for the first time.
 * @typedef {object} Slip
 * @property {string} name
 * @property {string} password
 * @property {string} [className]
 * @property {string} [classCode]  pupils
 * @property {string} [signInName]  staff; a pupil's only where it is not the plain name
 */

/**
 * The lines of a slip, in the order of the sign-in page.
 * @param {Slip} slip
 * @returns {[label: string, value: string][]}
 */
export function slipLines({ name, password, classCode, signInName }) {
  /** @type {[string, string][]} */
  const lines = [];
  if (classCode) lines.push(['Class code', classCode]);
  lines.push([classCode ? 'Name' : 'Sign-in name', signInName || name], ['Password', password]);
  return lines;
}

/** The same as text, to paste into a message. @param {Slip} slip */
export function slipText(slip) {
  const lines = slipLines(slip).map(([label, value]) => `${label}: ${value}`);
  return [slip.name, ...lines].join('\n');
}

/**
 * A cell as RFC 4180 writes it. Spreadsheets run text that begins with one of = + - @ as a formula, so an apostrophe goes before it.
 * @param {string} text
 */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV; the mark in front tells Excel that it is UTF-8. @param {string[][]} rows */
export function csvOf(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** @param {Slip[]} slips */
export function passwordsCsv(slips) {
  const rows = slips.map(({ className = '', classCode = '', name, signInName, password }) => [className, classCode, name, signInName || name, password]);
  return csvOf([['Class', 'Class code', 'Pupil', 'Name to sign in with', 'Password'], ...rows]);
}
