import { api } from './client.js';

/** @typedef {import('./assessments.js').Assignment & {mean_percent: number | null}} AssignmentProgress */
/** @typedef {{slug: string, title: string, explanation: string}} MisconceptionRef */
/** @typedef {{part: string, label: string, fraction: number}} Acceptable  what of a wrong answer its question could take: all of it (part empty) or a gap */
/** @typedef {{key: string, label: string, count: number, right: boolean, misconception: MisconceptionRef | null, pupils: {id: string, name: string}[], response?: any, acceptable?: Acceptable[], others?: Bucket[]}} Bucket  others: the rare answers that one bar gathers */
/** @typedef {{id: string, position: number, stem: any, stem_text: string, type: string, marks: number, view: any, key: any}} ResultItem */
/** @typedef {{item: ResultItem, answered: number, of: number, facility: number | null, buckets: Bucket[]}} Distribution */

/**
 * @typedef {object} Dashboard
 * @property {{kind: string, count: number, text: string, href: string}[]} needs
 * @property {AssignmentProgress[]} open
 * @property {AssignmentProgress[]} recent
 * @property {{id: string, name: string, year_group: number, pupils: number, code: string}[]} classes
 */

/**
 * @typedef {object} ClassResults
 * @property {import('./assessments.js').Assignment} assignment
 * @property {{id: string, position: number, marks: number, type: string, stem_text: string, pool: number | null, draw: number | null, variants: number, left_out: boolean, facility: number | null, objectives: any[], own_code: {asked: number, answered: number, right: number} | null}[]} items
 * @property {{id: string, name: string, initials: string, left: boolean, attempt_id: string | null, attempts: number, window: {opens_at: string, closes_at: string} | null, extra_time_percent: number | null, attempts_allowed: number, state: 'not_started' | 'open' | 'submitted' | 'marked', score: number | null, marks_max: number | null, submitted_at: string | null, submitted_by: string | null, cells: ({item_id: string, score: number, outcome: string} | null)[]}[]} pupils
 * @property {number | null} mean
 * @property {number | null} median
 * @property {(MisconceptionRef & {count: number, item_positions: number[], pupils: {id: string, name: string}[]})[]} misconceptions
 */

/** @returns {Promise<Dashboard>} */
export const getDashboard = () => api.get('/api/teacher/dashboard');

/** @param {string} assignmentId @returns {Promise<ClassResults>} */
export const getClassResults = (assignmentId) => api.get(`/api/assignments/${assignmentId}/results`);

/** @param {string} assignmentId @param {string} itemId @returns {Promise<Distribution>} */
export const getDistribution = (assignmentId, itemId) => api.get(`/api/assignments/${assignmentId}/items/${itemId}/distribution`);

/** @param {string} assignmentId @param {string} pupilId @param {string} itemId @returns {Promise<any>} */
export const getPupilAnswer = (assignmentId, pupilId, itemId) => api.get(`/api/assignments/${assignmentId}/pupils/${pupilId}/items/${itemId}`);

/** The address of the download. @param {string} assignmentId */
export const resultsCsv = (assignmentId) => `/api/assignments/${assignmentId}/results.csv`;
