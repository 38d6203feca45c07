import { api } from './client.js';

/** @typedef {{key: string, title: string, needs_document: boolean, topic: string, levels: number[]}} Maker */

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string | null} document_id
 * @property {string | null} document_name
 * @property {'queued' | 'running' | 'done' | 'failed' | 'cancelled'} status
 * @property {{done: number, total: number}} progress
 * @property {number} made
 * @property {number} dropped
 * @property {string} message
 * @property {string} created_at
 */

/**
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} run_id
 * @property {string | null} document_id
 * @property {string} type
 * @property {string} type_label
 * @property {'new' | 'accepted' | 'edited' | 'rejected'} status
 * @property {number} version
 * @property {{[name: string]: any}} content
 * @property {any} item  the pupil's view
 * @property {any} key
 * @property {import('../core/rich-text.js').RichNode[]} explanation  empty when there is none
 * @property {import('../core/rich-text.js').RichTree[]} hints
 * @property {string} stem_text
 * @property {{key: string, title: string}} maker
 * @property {number} difficulty
 * @property {import('./questions.js').Finding[]} checks
 * @property {boolean} clean
 * @property {{element_id: string, text: string, slug: string, title: string}[]} misconceptions
 * @property {{passage_id: string, start: number, end: number, quote: string, section_heading: string, location: string, passage_text: string} | null} evidence
 * @property {{kind: 'bank' | 'batch', stem_text: string, question_id: string | null, draft_id: string | null} | null} duplicate_of
 * @property {string[]} objective_ids
 * @property {string | null} question_id
 * @property {string} reject_reason
 * @property {string | null} reviewed_at
 */

/** @typedef {{kind: 'bank' | 'batch', question_id: string | null, draft_id: string | null, type: string, type_label: string, stem_text: string, item: any, key: any}} Twin */
/** @typedef {{maker: {key: string, title: string}, counts: {new: number, accepted: number, edited: number, rejected: number}, reasons: {reason: string, count: number}[]}} MakerCounts */
/** @typedef {{id: string, text: string, ready: number[], waiting: number[], makers: {key: string, title: string}[]}} CoveredObjective  counts by difficulty 1 to 5 */
/** @typedef {{unit_id: string, title: string, year_group: number, items: {id: string, title: string, objectives: CoveredObjective[]}[]}} Coverage */

/** @returns {Promise<{items: Maker[]}>} */
export const listMakers = () => api.get('/api/makers');

/** @param {{document_id?: string, makers: {key: string, count?: number, level?: number}[], objective_ids?: string[]}} body @returns {Promise<Run>} */
export const startRun = (body) => api.post('/api/generation-runs', body);

/** @param {string} [after] @returns {Promise<{items: Run[], next: string | null}>} */
export const listRuns = (after) => api.get('/api/generation-runs', { query: { after } });

/** @param {string} id @returns {Promise<Run>} */
export const getRun = (id) => api.get(`/api/generation-runs/${id}`);

/** @param {string} id @returns {Promise<Run>} */
export const cancelRun = (id) => api.post(`/api/generation-runs/${id}/cancel`);

/** @param {{run_id?: string, document_id?: string, status?: 'new' | 'done' | 'all', after?: string}} query @returns {Promise<{items: Draft[], next: string | null, counts: {new: number, accepted: number, edited: number, rejected: number}}>} */
export const listDrafts = (query) => api.get('/api/drafts', { query });

/** @param {string} id @param {{version: number, objective_ids?: string[], tags?: string[]}} body @returns {Promise<Draft>} */
export const acceptDraft = (id, body) => api.post(`/api/drafts/${id}/accept`, body);

/** @param {string} id @param {{version: number, content: object, objective_ids?: string[], tags?: string[]}} body @returns {Promise<Draft>} */
export const editDraft = (id, body) => api.post(`/api/drafts/${id}/edit`, body);

/** @param {string} id @param {{version: number, reason?: string}} body @returns {Promise<Draft>} */
export const rejectDraft = (id, body) => api.post(`/api/drafts/${id}/reject`, body);

/** @param {readonly Draft[]} drafts  all or none are to do again @returns {Promise<{items: Draft[]}>} */
export const undoDrafts = (drafts) => api.post('/api/drafts/undo', { drafts: drafts.map(({ id, version }) => ({ id, version })) });

/** @param {string} id @param {number} version @returns {Promise<{replaced: Draft, draft: Draft}>} */
export const anotherDraft = (id, version) => api.post(`/api/drafts/${id}/another`, { version });

/** @param {string} id @returns {Promise<Twin>} */
export const getTwin = (id) => api.get(`/api/drafts/${id}/twin`);

/** @returns {Promise<{items: MakerCounts[]}>} */
export const listMakerCounts = () => api.get('/api/maker-counts');

/** @param {string} unitId @returns {Promise<Coverage>} */
export const getCoverage = (unitId) => api.get('/api/coverage', { query: { unit_id: unitId } });

/** @param {{run_id: string} | {document_id: string}} body @returns {Promise<{accepted: number}>} */
export const acceptCleanDrafts = (body) => api.post('/api/drafts/accept-clean', body);
