import { listDrafts } from '../api/generation.js';

/** @typedef {import('../api/generation.js').Draft} Draft */
/** @typedef {{run_id?: string, document_id?: string}} Scope  a run, a lesson file, or all of a teacher's drafts */

/**
 * Every draft of a scope, page by page.
 * @param {Scope & {status: 'new' | 'done' | 'all'}} query
 * @returns {Promise<Draft[]>}
 */
export async function everyDraft(query) {
  /** @type {Draft[]} */
  const drafts = [];
  /** @type {string | undefined} */
  let after;
  do {
    const page = await listDrafts({ ...query, after });
    drafts.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return drafts;
}
