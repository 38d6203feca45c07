/** What the question bank page works out without a page: filters in the address, selection by range, what can be done with what is selected. */

/** @typedef {import('../api/questions.js').QuestionRow} QuestionRow */
/** @typedef {{q: string, type: string, status: string, unit_id: string, objective_id: string, tag: string, mine: string, sort: string}} Filters */

/** @type {Readonly<Filters>} */
export const NO_FILTERS = Object.freeze({ q: '', type: '', status: '', unit_id: '', objective_id: '', tag: '', mine: '', sort: 'updated' });
const SORTS = ['updated', 'created', 'stem'];
const STATUSES = ['draft', 'ready', 'retired'];

/**
 * The filters that an address names; what it can't mean is left out.
 * @param {URLSearchParams} params
 * @returns {Filters}
 */
export function filtersOf(params) {
  const read = /** @param {keyof Filters} name */ (name) => (params.get(name) ?? '').slice(0, 200);
  return {
    ...NO_FILTERS,
    q: read('q'),
    type: read('type'),
    status: STATUSES.includes(read('status')) ? read('status') : '',
    unit_id: read('unit_id'),
    objective_id: read('objective_id'),
    tag: read('tag'),
    mine: read('mine') === 'true' ? 'true' : '',
    sort: SORTS.includes(read('sort')) ? read('sort') : 'updated',
  };
}

/**
 * The address of filters, without those that narrow nothing.
 * @param {Filters} filters
 */
export function addressOf(filters) {
  const kept = Object.entries(filters).filter(([name, value]) => value && value !== NO_FILTERS[/** @type {keyof Filters} */ (name)]);
  const text = new URLSearchParams(kept).toString();
  return text ? `/teacher/questions?${text}` : '/teacher/questions';
}

/** @param {Filters} filters */
export function isNarrowed(filters) {
  return Object.entries(filters).some(([name, value]) => name !== 'sort' && value !== '');
}

/**
 * The rows from the one chosen last to this one, both included: what Shift selects.
 * @param {string[]} ids  in the order of the page
 * @param {string | null} from
 * @param {string} to
 * @returns {string[]}
 */
export function rangeOf(ids, from, to) {
  const end = ids.indexOf(to);
  const start = from === null ? -1 : ids.indexOf(from);
  if (end < 0) return [];
  return start < 0 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/**
 * What can be done with the selected questions. Only ready ones can be set; drafts of others are never in sight.
 * @param {QuestionRow[]} rows
 */
export function possible(rows) {
  return {
    add: rows.filter(({ status }) => status === 'ready'),
    retire: rows.filter(({ status }) => status === 'ready'),
    ready: rows.filter(({ status }) => status !== 'ready'),
  };
}
