import { listOf, plural } from '../core/words.js';

/** What the upload page works out without a page: states in words, sections in words, what is asked of the makers. */

/**
 * @typedef {import('../api/documents.js').LessonFile} LessonFile
 * @typedef {import('../api/generation.js').Run} Run
 * @typedef {{key: string, needs_document: boolean, on: boolean, count: string, level: string}} Choice
 */

/** @typedef {import('../api/documents.js').Accepted} Accepted */

const MB = 1024 * 1024;
const KINDS = /** @type {Record<string, string>} */ ({ '.docx': 'Word', '.pptx': 'PowerPoint', '.pdf': 'PDF' });

/** "Word, PowerPoint or PDF". @param {string[]} endings */
export function kindsOf(endings) {
  const names = endings.map((ending) => KINDS[ending] ?? ending);
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or ');
}

/**
 * What is plainly wrong with a file before it is sent. The server looks for itself.
 * @param {{name: string, size: number}} file
 * @param {Accepted} accepted
 * @returns {string | null}
 */
export function refusalOf({ name, size }, { endings, max_mb: maxMb }) {
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.')).toLowerCase() : '';
  if (['.doc', '.ppt'].includes(ending)) return `This is the older kind of file. Open it, save it as ${ending}x, and add that.`;
  if (!endings.includes(ending)) return `This kind of file can’t be read. Add a file that ends in ${endings.join(', ')}.`;
  if (size > maxMb * MB) return `The file is larger than ${maxMb} MB. Leave out its videos or split it, and add it again.`;
  return size === 0 ? 'This file is empty.' : null;
}

/** Whether something will still happen to it. @param {{status: string}} thing */
export const isUnderWay = ({ status }) => ['uploaded', 'parsing', 'queued', 'running'].includes(status);

/**
 * What the page knows, then what it has not heard of yet from a list that was asked for earlier.
 * @template {{id: string}} Thing
 * @param {Thing[]} known
 * @param {Thing[]} listed
 */
export function joined(known, listed) {
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...listed.filter(({ id }) => !ids.has(id))];
}

/** The part that is done, 0..100, or null when nobody knows. @param {{done: number, total: number}} progress */
export function percentOf({ done, total }) {
  return total > 0 ? Math.min(100, Math.round((100 * done) / total)) : null;
}

/** "14 slides", "4 sections", "62 passages", "810 words". @param {LessonFile} file @returns {string[]} */
export function factsOf({ counts }) {
  const all = /** @type {[number, string][]} */ ([
    [counts.slides, 'slide'],
    [counts.pages, 'page'],
    [counts.sections, 'section'],
    [counts.passages, 'passage'],
    [counts.words, 'word'],
  ]);
  return all.filter(([n]) => n > 0).map(([n, word]) => plural(n, word));
}

/**
 * Where a section stands and what is in it: "Slides 5–9 · 28 passages, 2 tables".
 * @param {{passages: {kind: string, location: {slide: number | null, page: number | null, paragraph: number | null}}[]}} section
 */
export function sectionWords({ passages }) {
  const tables = passages.filter(({ kind }) => kind === 'table').length;
  const inside = [plural(passages.length, 'passage'), tables && plural(tables, 'table')].filter(Boolean).join(', ');
  for (const [name, word] of /** @type {const} */ ([['slide', 'Slide'], ['page', 'Page']])) {
    const places = passages.map(({ location }) => location[name]).filter((n) => n !== null);
    if (!places.length) continue;
    const [first, last] = [Math.min(...places), Math.max(...places)];
    return `${first === last ? `${word} ${first}` : `${word}s ${first}–${last}`} · ${inside}`;
  }
  return inside;
}

/**
 * What to ask of the server for the ticked makers; those that need a file are left out without one.
 * @param {Choice[]} choices
 * @param {string} documentId  '' for none
 * @param {string[]} objectiveIds
 */
export function orderOf(choices, documentId, objectiveIds) {
  const wanted = choices.filter(({ on, needs_document: needs }) => on && (documentId || !needs));
  const makers = wanted.map(({ key, count, level }) => ({ key, ...(Number(count) > 0 ? { count: Number(count) } : {}), ...(level ? { level: Number(level) } : {}) }));
  const reads = wanted.some(({ needs_document: needs }) => needs);
  return { ...(documentId && reads ? { document_id: documentId } : {}), makers, ...(objectiveIds.length ? { objective_ids: objectiveIds } : {}) };
}

/** What a run came to. @param {Run} run */
export function runWords({ status, made, dropped, message }) {
  if (status === 'queued') return 'Waiting for its turn';
  if (status === 'running') return `Making drafts: ${made} so far`;
  if (status === 'failed') return message || 'It did not work. Try again.';
  const left = dropped ? `${dropped} left out, because they were weak or the same` : '';
  if (status === 'cancelled') return listOf(['Stopped', made ? `${plural(made, 'draft')} kept` : ''].filter(Boolean));
  if (!made) return message || 'No draft came out of it. Try other makers, or a file with more text.';
  return [plural(made, 'draft'), left].filter(Boolean).join(' · ');
}
