import { plural } from '../core/words.js';

/** What the page of a lesson file works out without a page: where each draft's words stand, and the text cut at those places. */

/**
 * @typedef {import('../api/generation.js').Draft} Draft
 * @typedef {{start: number, end: number, bold: boolean, code: boolean}} Run  counts characters, as the parser does
 * @typedef {{id: string, kind: string, text: string, runs: Run[], items: {text: string, level: number, label: string}[], ordered: boolean, rows: string[][], location: {slide: number | null, page: number | null, paragraph: number | null}}} Passage
 * @typedef {{heading: string, level: number, passages: Passage[]}} Section
 * @typedef {{draft: Draft, start: number, end: number}} Span  counts in the passage's text, as JavaScript does
 * @typedef {{text: string, drafts: Draft[], bold: boolean, code: boolean}} Piece
 */

/** What a passage is, where that isn't plain. @type {{[kind: string]: [label: string, icon: string]}} */
export const KINDS = {
  list: ['List', 'tick-list'],
  table: ['Table', 'table'],
  code: ['Code', 'code'],
  caption: ['Caption', 'image'],
  note: ['Speaker notes', 'message'],
  alt_text: ['Description of a picture', 'image'],
  footnote: ['Footnote', 'book'],
};

/**
 * Where the words that a draft quotes stand in the whole passage; the draft keeps only the part around them.
 * Null when they don't stand there.
 * @param {string} text
 * @param {NonNullable<Draft['evidence']>} evidence
 * @returns {{start: number, end: number} | null}
 */
export function spanIn(text, { passage_text: part, start, end, quote }) {
  const offset = text.indexOf(part);
  if (offset >= 0 && text.slice(offset + start, offset + end) === quote) return { start: offset + start, end: offset + end };
  const at = quote ? text.indexOf(quote) : -1;
  return at < 0 ? null : { start: at, end: at + quote.length };
}

/**
 * The drafts of each passage, in the order of the text.
 * @param {readonly Section[]} sections
 * @param {readonly Draft[]} drafts
 * @returns {Map<string, Span[]>}
 */
export function spansOf(sections, drafts) {
  const passages = new Map(sections.flatMap((section) => section.passages).map((passage) => [passage.id, passage]));
  /** @type {Map<string, Span[]>} */
  const spans = new Map();
  for (const draft of drafts) {
    const passage = draft.evidence && passages.get(draft.evidence.passage_id);
    const span = draft.evidence && passage && spanIn(passage.text, draft.evidence);
    if (passage && span) spans.set(passage.id, [...(spans.get(passage.id) ?? []), { draft, ...span }]);
  }
  for (const list of spans.values()) list.sort((a, b) => a.start - b.start || a.end - b.end);
  return spans;
}

/** The runs counted as JavaScript counts. @param {string} text @param {readonly Run[]} runs @returns {Run[]} */
export function runsInUnits(text, runs) {
  if (!runs.length) return [];
  const characters = [...text];
  if (characters.length === text.length) return [...runs];
  const units = [0];
  for (const character of characters) units.push(units[units.length - 1] + character.length);
  return runs.map((run) => ({ ...run, start: units[run.start] ?? text.length, end: units[run.end] ?? text.length }));
}

/**
 * The stretch `from`..`to` of a text, cut wherever a quotation or a run begins or ends.
 * @param {string} text
 * @param {{from: number, to: number, spans: readonly Span[], runs: readonly Run[]}} options
 * @returns {Piece[]}
 */
export function piecesOf(text, { from, to, spans, runs }) {
  const edges = [from, to, ...[...spans, ...runs].flatMap(({ start, end }) => [start, end])].filter((edge) => edge >= from && edge <= to);
  const places = [...new Set(edges)].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => {
    const start = places[index];
    const covers = (/** @type {{start: number, end: number}} */ part) => part.start <= start && part.end >= end;
    return {
      text: text.slice(start, end),
      drafts: spans.filter(covers).map(({ draft }) => draft),
      bold: runs.some((run) => run.bold && covers(run)),
      code: runs.some((run) => run.code && covers(run)),
    };
  });
}

/**
 * Where the items of a list or the cells of a table stand in the passage's text. Null when the text isn't made of them.
 * @param {string} text
 * @param {readonly (readonly string[])[]} rows  a list's items are rows of one
 * @returns {{from: number, to: number}[][] | null}
 */
export function cellPlaces(text, rows) {
  if (rows.map((row) => row.join('\t')).join('\n') !== text) return null;
  let at = 0;
  return rows.map((row) =>
    row.map((cell) => {
      const place = { from: at, to: at + cell.length };
      at = place.to + 1;
      return place;
    }),
  );
}

/** "Slide 3", "Page 2", or nothing: numbers of paragraphs help nobody. @param {Passage['location']} location */
export function whereOf({ slide, page }) {
  if (slide !== null) return `Slide ${slide}`;
  return page !== null ? `Page ${page}` : '';
}

/** How large a picture is shown, in CSS pixels: never larger than it is. @param {{width: number, height: number}} picture */
export function shownSize({ width, height }) {
  const scale = Math.min(1, 512 / width, 384 / height);
  return { width: Math.max(Math.round(width * scale), 1), height: Math.max(Math.round(height * scale), 1) };
}

/**
 * "62 passages, 14 of them with drafts".
 * @param {readonly Section[]} sections
 * @param {ReadonlyMap<string, readonly Span[]>} spans
 */
export function countPassages(sections, spans) {
  const all = sections.reduce((sum, { passages }) => sum + passages.length, 0);
  return { all, withDrafts: spans.size, without: all - spans.size, words: `${plural(all, 'passage')}, ${spans.size} of them with drafts` };
}
