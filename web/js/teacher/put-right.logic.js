import { mark, plural } from '../core/words.js';

/** Putting marks right, without a page: what is asked for, and what becomes of it in words. */

/** @typedef {import('../api/marks.js').Change} Change */
/** @typedef {import('../api/marks.js').ItemChanges} ItemChanges */
/** @typedef {import('../api/marks.js').Move} Move */

/** The question here and where else it was ticked. @param {import('../core/form-dialog.js').FormValues} values @param {import('../api/marks.js').Target} here @param {import('../api/marks.js').Target[]} elsewhere */
function targetsOf(values, here, elsewhere) {
  const also = Array.isArray(values.also) ? values.also : [];
  return [here, ...elsewhere.filter(({ assignment_id: id }) => also.includes(id))].map(({ assignment_id, item_id }) => ({ assignment_id, item_id }));
}

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
  const targets = targetsOf(values, here, elsewhere);
  const ticked = (/** @type {string} */ name) => Boolean(values[name]?.length);
  return kind === 'remark' ? { targets, kind, version_id: version, up_only: ticked('up_only'), over_people: ticked('over_people') } : { targets, kind };
}

/** What is wrong with the share of the marks that was typed; empty when nothing is. @param {import('../core/form-dialog.js').FormValues} values */
export function shareProblem({ worth, share }) {
  return worth !== 'part' || (Number(share) > 0 && Number(share) < 100) ? '' : 'Give a number between 0 and 100.';
}

/**
 * The answer that is to be accepted, and where.
 * @param {import('../core/form-dialog.js').FormValues} values
 * @param {import('../api/marks.js').Target} here
 * @param {ItemChanges} known
 * @param {any} response
 * @param {import('../api/results.js').Acceptable[]} acceptable
 * @returns {import('../api/marks.js').Acceptance}
 */
export function acceptanceOf(values, here, { elsewhere }, response, acceptable) {
  const part = String(values.part ?? acceptable[0].part);
  return { targets: targetsOf(values, here, elsewhere), response, part, fraction: values.worth === 'part' ? Number(values.share) / 100 : 1 };
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
