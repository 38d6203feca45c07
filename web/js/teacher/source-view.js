import { append, h, icon } from '../core/dom.js';
import { plural } from '../core/words.js';
import { pictureAddress } from '../api/documents.js';
import { cellPlaces, KINDS, piecesOf, runsInUnits, shownSize, whereOf } from './source.logic.js';
import { listIcon, listNote } from './review.logic.js';

/** A lesson file as it was read: its passages by kind, with the words that each draft quotes marked. */

/**
 * @typedef {import('./source.logic.js').Passage} Passage
 * @typedef {import('./source.logic.js').Span} Span
 * @typedef {import('./source.logic.js').Piece} Piece
 * @typedef {import('../api/generation.js').Draft} Draft
 * @typedef {import('../api/documents.js').Picture} Picture
 */

/** @param {Draft} draft */
const draftAddress = (draft) => `/teacher/review-questions?document=${draft.document_id}#${draft.id}`;

/** @param {Piece} piece */
function pieceNode({ text, drafts, bold, code }) {
  let node = /** @type {import('../core/dom.js').Child} */ (text);
  if (code) node = h('code', null, node);
  if (bold) node = h('strong', null, node);
  if (!drafts.length) return node;
  const off = drafts.every(({ status }) => status === 'rejected');
  return h('mark', { class: off ? 'evidence evidence--off' : 'evidence', 'data-drafts': drafts.map(({ id }) => id).join(' ') }, h('a', { href: draftAddress(drafts[0]), title: drafts.length > 1 ? `${drafts.length} drafts` : drafts[0].stem_text }, node));
}

/**
 * @param {Passage} passage
 * @param {readonly Span[]} spans
 */
function passageText(passage, spans) {
  const { kind, text, items, ordered, rows } = passage;
  const runs = runsInUnits(text, passage.runs);
  const write = (from = 0, to = text.length) => piecesOf(text, { from, to, spans, runs }).map(pieceNode);
  if (kind === 'list' && items.length) {
    const places = cellPlaces(text, items.map((item) => [item.text]));
    if (places) return listOfItems(items, ordered, (index) => write(places[index][0].from, places[index][0].to));
  }
  if (kind === 'table' && rows.length) {
    const places = cellPlaces(text, rows);
    if (places) return h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': 'Table from the file' }, h('table', { class: 'source-table' }, h('tbody', null, places.map((row) => h('tr', null, row.map(({ from, to }) => h('td', null, write(from, to))))))));
  }
  return kind === 'code' ? h('pre', { tabindex: '0' }, h('code', null, write())) : h('p', null, write());
}

/**
 * @param {Passage['items']} items
 * @param {boolean} ordered
 * @param {(index: number) => import('../core/dom.js').Child} write
 */
function listOfItems(items, ordered, write) {
  const entry = (/** @type {Passage['items'][number]} */ item, /** @type {number} */ index) => h('li', { class: `source-item source-item--${Math.min(item.level, 3)}` }, h('span', { class: 'source-item__label num', 'aria-hidden': ordered ? null : 'true' }, item.label || (ordered ? `${index + 1}.` : '•')), h('span', null, write(index)));
  return h(ordered ? 'ol' : 'ul', { class: 'source-list' }, items.map(entry));
}

/** @param {Draft} draft */
function draftLink(draft) {
  const [name, tone] = listIcon(draft);
  return h('li', null, h('a', { class: 'source-draft', id: draft.id, href: draftAddress(draft), 'data-shows': draft.id }, icon(name, { class: `icon ${tone}` }), h('span', null, draft.stem_text, h('small', null, listNote(draft)))));
}

/**
 * @param {Passage} passage
 * @param {readonly Span[]} spans
 */
export function passageRow(passage, spans) {
  const [label, picture] = KINDS[passage.kind] ?? [];
  const where = whereOf(passage.location);
  const about = [where, label].filter(Boolean);
  const row = h('article', { class: 'source-passage', 'data-with': spans.length > 0, 'aria-label': [...about, spans.length ? plural(spans.length, 'draft') : 'no draft'].join(', ') });
  append(row, [
    h('div', { class: 'source-passage__text' }, about.length > 0 && h('p', { class: 'eyebrow ic' }, picture && icon(picture), about.join(' · ')), passageText(passage, spans)),
    spans.length ? h('ul', { class: 'source-drafts', 'aria-label': 'Drafts from this passage' }, spans.map(({ draft }) => draftLink(draft))) : h('p', { class: 'source-none small muted' }, 'No draft from this'),
  ]);
  return row;
}

/**
 * @param {string} file  the lesson file's id
 * @param {Picture} picture
 */
export function pictureRow(file, picture) {
  const about = [whereOf(picture.location), 'Picture'].filter(Boolean);
  return h(
    'figure',
    { class: 'source-picture' },
    h('figcaption', null, h('span', { class: 'eyebrow ic' }, icon('image'), about.join(' · ')), !picture.alt && h('span', { class: 'small muted' }, 'No description in the file')),
    h('img', { src: pictureAddress(file, picture), alt: picture.alt || about.join(', '), loading: 'lazy', decoding: 'async', ...shownSize(picture) }),
  );
}
