import { api } from './client.js';

/**
 * @typedef {object} Sit  one row of a pupil's dashboard
 * @property {string} assignment_id
 * @property {string} title
 * @property {string} class_name
 * @property {string} teacher
 * @property {string} opens_at
 * @property {string} closes_at
 * @property {number | null} time_limit_s
 * @property {number} questions
 * @property {number} marks_max
 * @property {number} attempts_allowed
 * @property {number} attempts_used
 * @property {{id: string, state: string, answered: number, ends_at: string | number | null} | null} attempt
 * @property {{attempt_id: string, score: number, marks_max: number} | null} result
 * @property {'none' | 'waiting' | 'ready'} result_state
 * @property {'each' | 'hand_in' | 'release'} feedback
 */

/** @typedef {{id: string, position: number, marks: number, type: string, view: any, hints: number}} PackageItem */
/** @typedef {{attempt_id: string, title: string, class_name: string, teacher: string, pupil: {id: string, display_name: string}, feedback: string, time_limit_s: number | null, items: PackageItem[]}} Package */
/** @typedef {{epoch: number, seq: number, item: string, value: any, at: number}} AnswerEvent */
/** @typedef {{epoch: number, state: string, now: number, ends_at: number | null, package_etag: string, answers: {item: string, epoch: number, seq: number, value: any}[], checked: string[], here: string | null}} Opened */
/** @typedef {{acked: [number, number][], rejected: {epoch: number, seq: number, code: string, message: string}[], superseded: boolean, state: string, now: number, ends_at: number | null, notices: any[]}} EventsAnswer */

/**
 * @typedef {object} Result
 * @property {string} attempt_id
 * @property {string} title
 * @property {string} class_name
 * @property {'waiting' | 'ready'} state
 * @property {number} score
 * @property {number} marks_max
 * @property {string} submitted_at
 * @property {string} next_step
 * @property {string[]} strengths
 * @property {{item_id: string, position: number, marks: number, score: number, outcome: string, type: string, view: any, response: any, feedback: string, explanation: any, key: any}[]} items
 */

/** @returns {Promise<{now: Sit[], coming: Sit[], done: Sit[]}>} */
export const listMyAssignments = () => api.get('/api/my/assignments');

/** @param {string} assignmentId @returns {Promise<{attempt_id: string}>} */
export const startAttempt = (assignmentId) => api.post(`/api/assignments/${assignmentId}/start`);

/** @param {string} id @returns {Promise<Package>} */
export const getPackage = (id) => api.get(`/api/attempts/${id}/package`);

/** @param {string} id @param {{device: string, epoch?: number}} body @returns {Promise<Opened>} */
export const openAttempt = (id, body) => api.post(`/api/attempts/${id}/open`, body);

/** @param {string} id @param {{epoch: number, at: number, here: string | null, pending: number, events: AnswerEvent[]}} body @param {import('./client.js').RequestOptions} [options] @returns {Promise<EventsAnswer>} */
export const sendEvents = (id, body, options) => api.post(`/api/attempts/${id}/events`, body, options);

/** @param {string} id @param {[string, number, number][]} final  [item, epoch, seq] @returns {Promise<{state: string, missing: [string, number, number][], result: Result | null, pending_items: string[]}>} */
export const submitAttempt = (id, final) => api.post(`/api/attempts/${id}/submit`, { final });

/** @param {string} id @param {string} itemId @returns {Promise<{outcome: string, feedback: string, score: number, marks_max: number}>} */
export const checkAnswer = (id, itemId) => api.post(`/api/attempts/${id}/items/${itemId}/check`);

/** @param {string} id @returns {Promise<Result>} */
export const getResult = (id) => api.get(`/api/attempts/${id}/result`);

/** @returns {Promise<{items: {attempt_id: string, assignment_id: string, title: string, class_name: string, submitted_at: string, state: string, score: number | null, marks_max: number, released: boolean}[]}>} */
export const listMyResults = () => api.get('/api/my/results');
