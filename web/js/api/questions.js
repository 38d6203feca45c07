import { api } from './client.js';

/** @typedef {{[name: string]: any}} Content  a question's content; its shape is its type's */

/**
 * @typedef {object} QuestionRow
 * @property {string} id
 * @property {string} type
 * @property {string} type_label
 * @property {'draft' | 'ready' | 'retired'} status
 * @property {string} stem_text
 * @property {number} number  of its latest version
 * @property {number} difficulty
 * @property {number} marks  that it brings into an assessment
 * @property {string[]} tags
 * @property {{id: string, text: string}[]} objectives
 * @property {string} author
 * @property {boolean} mine
 * @property {string} updated_at
 * @property {number} used_in
 * @property {number} variants  more than one when a rule made it: each pupil gets one of them
 * @property {number} version
 */

/** @typedef {QuestionRow & {content: Content, version_id: string, item: any, key: any, versions: {number: number, created_at: string, created_by: string}[]}} Question */
/** @typedef {{rule: string, level: 'error' | 'warning', place: string, message: string, why: string, fix: string}} Finding */

/** @typedef {{version_id: string, type: string, content: Content, item: any, variants: number}} QuestionPreview  as one pupil might get it */

/** @returns {Promise<{items: {key: string, label: string}[]}>} */
export const listQuestionTypes = () => api.get('/api/question-types');

/** @param {{[name: string]: unknown}} query @returns {Promise<{items: QuestionRow[], next: string | null, total: number, facets: {type: {[key: string]: number}, status: {[key: string]: number}}}>} */
export const listQuestions = (query) => api.get('/api/questions', { query });

/** @param {{type: string, content: Content, objective_ids: string[], tags: string[], status: 'draft' | 'ready'}} body @returns {Promise<Question>} */
export const addQuestion = (body) => api.post('/api/questions', body);

/** @param {string} id @returns {Promise<Question>} */
export const getQuestion = (id) => api.get(`/api/questions/${id}`);

/** @param {string} id @param {{version_id?: string, seed: number}} query  seed: which pupil @returns {Promise<QuestionPreview>} */
export const previewQuestion = (id, query) => api.get(`/api/questions/${id}/preview`, { query });

/** @param {string} id @param {{version: number, content: Content, objective_ids: string[], tags: string[]}} body @returns {Promise<Question>} */
export const saveQuestion = (id, body) => api.put(`/api/questions/${id}`, body);

/** A draft of one's own with the same words. @param {string} id @returns {Promise<Question>} */
export const copyQuestion = (id) => api.post(`/api/questions/${id}/copy`, {});

/** @param {string} id @param {number} version @param {'draft' | 'ready' | 'retired'} status @returns {Promise<Question>} */
export const setQuestionStatus = (id, version, status) => api.post(`/api/questions/${id}/status`, { version, status });

/** @param {{type: string, content: Content}} body @param {{signal?: AbortSignal}} [options] @returns {Promise<{readable: boolean, errors: {place: string, message: string}[], problems: Finding[], item: any, key: any}>} */
export const checkQuestion = (body, options) => api.post('/api/question-check', body, options);

/** @param {{type: string, content: Content, response: unknown}} body @returns {Promise<{fraction: number, outcome: string, parts: any[], reasons: string[], misconceptions: string[], feedback: string, error: any}>} */
export const tryQuestion = (body) => api.post('/api/question-try', body);
