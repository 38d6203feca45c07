import { api, withQuery } from './client.js';

/**
 * @typedef {object} AssessmentRow
 * @property {string} id
 * @property {string} title
 * @property {number} questions
 * @property {number} marks_max
 * @property {number} revision
 * @property {string} author
 * @property {boolean} mine
 * @property {string} updated_at
 * @property {boolean} archived
 * @property {number} assignments
 * @property {number} version
 */

/** @typedef {{id: string, position: number, question_id: string, question_version_id: string, newer_version: boolean, type: string, type_label: string, stem_text: string, difficulty: number, marks: number, pool: number | null, draw: number | null, variants: number, objectives: {id: string, text: string}[]}} AssessmentItem */
/** @typedef {AssessmentRow & {description: string, items: AssessmentItem[]}} Assessment */

/**
 * @typedef {object} Assignment
 * @property {string} id
 * @property {string} assessment_id
 * @property {string} title
 * @property {number} revision
 * @property {{id: string, name: string}} class
 * @property {'scheduled' | 'open' | 'closed' | 'released'} state
 * @property {string} opens_at
 * @property {string} closes_at
 * @property {number | null} time_limit_s
 * @property {number} attempts_allowed
 * @property {'best' | 'last' | 'first' | 'mean'} attempts_count
 * @property {'each' | 'hand_in' | 'release'} feedback
 * @property {number[]} try_penalties  percent of a question's marks that its first, second … try costs
 * @property {boolean} shuffle_questions
 * @property {string | null} released_at
 * @property {number} questions
 * @property {number} marks_max
 * @property {number | null} started
 * @property {number | null} handed_in
 * @property {number} pupils
 * @property {number} later_pupils  have a time of their own that isn't over yet
 * @property {string | null} later_until  when the last of them ends
 * @property {number} version
 */

/**
 * What one pupil has instead of the class. Null: as for the class, or as their access arrangements say; what isn't named stays.
 * @typedef {{pupil_id: string, window?: {opens_at: string, closes_at: string} | null, extra_time_percent?: number | null, attempts_allowed?: number | null}} Override
 */

/** @param {{archived?: boolean, after?: string}} [query] @returns {Promise<{items: AssessmentRow[], next: string | null}>} */
export const listAssessments = (query) => api.get('/api/assessments', { query });

/** @param {{title: string, description?: string, items: {question_id: string, marks: number, pool?: number, draw?: number | null}[]}} body @returns {Promise<Assessment>} */
export const addAssessment = (body) => api.post('/api/assessments', body);

/** @param {string} id @returns {Promise<Assessment>} */
export const getAssessment = (id) => api.get(`/api/assessments/${id}`);

/** @param {string} id @param {{version: number, title: string, description: string, items: {question_id: string, marks: number, latest?: boolean, pool?: number, draw?: number | null}[]}} body @returns {Promise<Assessment>} */
export const saveAssessment = (id, body) => api.put(`/api/assessments/${id}`, body);

/** @typedef {{position: number, marks: number, pool: number | null, draw: number | null, type: string, view: any, key: any, accepted: string[], part_marks: string[], guide: string[], explanation: any, ideas: {answer: string, title: string}[]}} PaperItem */

/** For printing, with the mark scheme. @param {string} id @returns {Promise<{title: string, items: PaperItem[]}>} */
export const getPaper = (id) => api.get(`/api/assessments/${id}/paper`);

/** A new one of one's own with the same questions. @param {string} id @returns {Promise<Assessment>} */
export const copyAssessment = (id) => api.post(`/api/assessments/${id}/copy`, {});

/** @param {string} id @param {number} version @param {boolean} archived @returns {Promise<Assessment>} */
export const archiveAssessment = (id, version, archived) => api.post(`/api/assessments/${id}/archive`, { version, archived });

/** @param {string} id @param {object} body @returns {Promise<Assignment>} */
export const assignAssessment = (id, body) => api.post(`/api/assessments/${id}/assignments`, body);

/** How a new assignment begins in this school. @returns {Promise<{feedback: 'each' | 'hand_in' | 'release', attempts_allowed: number, time_limit_s: number | null}>} */
export const assignmentDefaults = () => api.get('/api/assignment-defaults');

/** @param {{class_id?: string, assessment_id?: string, state?: string, after?: string}} [query] @returns {Promise<{items: Assignment[], next: string | null}>} */
export const listAssignments = (query) => api.get('/api/assignments', { query });

/** @param {string} id @param {{version: number, [field: string]: unknown}} change @returns {Promise<Assignment>} */
export const changeAssignment = (id, change) => api.patch(`/api/assignments/${id}`, change);

/** @param {string} id @param {number} version @param {boolean} released @returns {Promise<Assignment>} */
export const releaseAssignment = (id, version, released) => api.post(`/api/assignments/${id}/release`, { version, released });

/** @param {string} id @param {number} version @returns {Promise<Assignment>} */
export const closeAssignment = (id, version) => api.post(`/api/assignments/${id}/close`, { version });

/** Give single pupils something else than their class, or the class's again. @param {string} id @param {Override[]} items @returns {Promise<{items: Required<Override>[]}>} */
export const changeOverrides = (id, items) => api.patch(`/api/assignments/${id}/windows`, { items });

/** @param {string} id @returns {Promise<Assignment>} */
export const getAssignment = (id) => api.get(`/api/assignments/${encodeURIComponent(id)}`);

/**
 * @typedef {object} Rescued  what a file of answers brings, or has brought (`done`); times are ms UTC
 * @property {{id: string, display_name: string}} pupil
 * @property {string} device
 * @property {boolean} signed
 * @property {number} made_at
 * @property {number | null} handed_in
 * @property {number} answers  questions that it answers
 * @property {number} taken  changes that are not here yet; of a file that was taken in, those that weren't
 * @property {number} already
 * @property {number} too_late
 * @property {boolean} counts
 * @property {{code: string, message: string}[]} rejected
 * @property {number} missing
 * @property {string} state
 * @property {boolean} done
 */

/**
 * Take in a file of answers; `look`: only tell what it would bring; `unsigned`: the teacher saw the pupil's screen.
 * @param {string} id  of the assignment
 * @param {import('../rescue/file.logic.js').RescueFile} file
 * @param {{look?: boolean, unsigned?: boolean}} how
 * @returns {Promise<Rescued>}
 */
export const rescueAnswers = (id, file, { look = false, unsigned = false }) => api.post(withQuery(`/api/assignments/${encodeURIComponent(id)}/rescue`, { look: String(look), unsigned: String(unsigned) }), file);
