import { mark, plural } from '../core/words.js';

/** Putting marks right, without a page: what is asked for, and what becomes of it in words. */

/** @typedef {import('../api/marks.js').Change} Change */
/** @typedef {import('../api/marks.js').ItemChanges} ItemChanges */
/** @typedef {import('../api/marks.js').Move} Move */

/**
 * What the form asks for; null as long as nothing is chosen.
 * @param {import('../core/form-dialog.js').FormValues} values
 * @param {import('../api/marks.js').Target} here
 * @param {ItemChanges} known
 * @returns {import('../api/marks.js').ChangePlan | null}
 */
export function planOf(values, here, { elsewhere, newer_version_id: version }) {
  const kind = /** @type {import('../api/marks.js').ChangeKind | undefined} */ (values.kind);
  if (!kind) return null;
  const also = Array.isArray(values.also) ? values.also : [];
  const targets = [here, ...elsewhere.filter(({ assignment_id: id }) => also.includes(id))].map(({ assignment_id, item_id }) => ({ assignment_id, item_id }));
  const ticked = (/** @type {string} */ name) => Boolean(values[name]?.length);
  return kind === 'remark' ? { targets, kind, version_id: version, up_only: ticked('up_only'), over_people: ticked('over_people') } : { targets, kind };
}

/** @param {import('../api/marks.js').MarkShown} given */
export const markWords = ({ score, marks_max: most, outcome }) => (outcome === 'void' ? 'Left out' : outcome === 'needs_marking' ? 'Waiting for a mark' : `${mark(score)} of ${mark(most)}`);

/** "5 of 28 marks change." @param {{rows: Move[], changed: number}} preview */
export function previewWords({ rows, changed }) {
  if (!rows.length) return 'Nobody has handed in yet. It will hold for everybody who does.';
  if (!changed) return `No mark changes: ${plural(rows.length, 'mark')} looked at. It will hold for answers that come later.`;
  return `${changed} of ${plural(rows.length, 'mark')} ${changed === 1 ? 'changes' : 'change'}.`;
}

const DONE = { override: 'Changed one mark', remark: 'Marked again', void: 'Left out for everybody', full: 'Full marks for everybody' };

/** @param {Change} change */
export function changeWords({ kind, state, done, total }) {
  if (state === 'running') return `${DONE[kind]}: ${done} of ${plural(total, 'mark')} so far`;
  const words = kind === 'override' ? DONE[kind] : `${DONE[kind]}: ${plural(done, 'mark')} changed`;
  return state === 'undone' ? `${words}. Taken back` : words;
}
