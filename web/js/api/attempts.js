import { api } from './client.js';

/**
 * @typedef {import('../attempt/server.js').Opened} Opened
 * @typedef {import('../attempt/server.js').Acknowledged} Acknowledged
 * @typedef {import('../attempt/server.js').Submitted} Submitted
 * @typedef {import('../attempt/server.js').EventsBody} EventsBody
 */

/**
 * @typedef {object} Sit  one assessment of a pupil's class, as the pupil sees it
 * @property {string} assignment_id
 * @property {string} title
 * @property {string} class_name
 * @property {string} teacher
 * @property {string} opens_at
 * @property {string} closes_at
 * @property {boolean} own_times  by another time that the teacher gave this pupil
 * @property {number | null} time_limit_s
 * @property {number} questions
 * @property {number} marks_max
 * @property {number} attempts_allowed
 * @property {number} attempts_used
 * @property {{id: string, state: string, answered: number, ends_at: string | number | null} | null} attempt
 * @property {'best' | 'last' | 'first' | 'mean'} attempts_count
 * @property {{attempt_id: string, score: number, marks_max: number, mean_of: number, changed_at: string | null} | null} result  changed_at: when marks of it were last changed
 * @property {'none' | 'waiting' | 'ready'} result_state
 * @property {'each' | 'hand_in' | 'release'} feedback
 */

/** @typedef {{[name: string]: any}} PupilView  what a question type's pupil half draws; always has `stem` */
/** @typedef {{id: string, position: number, marks: number, type: string, view: PupilView, hints: number, void?: boolean, swapped?: boolean}} PackageItem  void: left out for everybody; swapped: another one, or in other words, than when the attempt began */

/**
 * @typedef {object} Package  all questions of an attempt, without keys
 * @property {number} [number]  grows when a question changes; none in what an earlier release left on the device
 * @property {string} attempt_id
 * @property {string} title
 * @property {string} class_name
 * @property {string} teacher
 * @property {{id: string, display_name: string}} pupil
 * @property {'each' | 'hand_in' | 'release'} feedback
 * @property {number | null} time_limit_s
 * @property {PackageItem[]} items
 */

/** @typedef {{outcome: string, feedback: string, score: number, marks_max: number, parts: {id: string, fraction: number}[] | null, fixed: boolean, used: number, cost: number}} Checked  score: of the best try; cost: of this one, in percent */

/**
 * @typedef {object} ResultItem
 * @property {string} item_id
 * @property {number} position
 * @property {number} marks
 * @property {number} score
 * @property {string} outcome
 * @property {string} type
 * @property {PupilView} view
 * @property {any} response
 * @property {string} feedback
 * @property {any[] | null} explanation
 * @property {any} key
 * @property {{id: string, fraction: number}[] | null} parts
 * @property {import('../question-types/contract.js').TestTold[]} tests  of a program: how each test went
 * @property {{used: number, counts: number, cost: number} | null} tries
 * @property {import('./own-code.js').OwnCode | null} own_code  about a program that passes
 * @property {{was: number, now: number | null, reason: string, at: string} | null} change  the mark was changed; now is null for a question that was left out
 */

/**
 * @typedef {object} Result
 * @property {string} attempt_id
 * @property {number} swapped_away  questions that don't count: the teacher swapped them after this was handed in
 * @property {number} running  programs that are still being run, or looked at for a question about them
 * @property {string} title
 * @property {string} class_name
 * @property {'waiting' | 'ready'} state
 * @property {number} score
 * @property {number} marks_max
 * @property {string | null} submitted_at
 * @property {string} next_step
 * @property {string[]} strengths
 * @property {ResultItem[]} items
 */

/** @param {string} id */
const path = (id) => `/api/attempts/${encodeURIComponent(id)}`;

/** @returns {Promise<{now: Sit[], coming: Sit[], done: Sit[]}>} */
export const listMyAssignments = () => api.get('/api/my/assignments');

/** @param {string} assignmentId @returns {Promise<{attempt_id: string, opened: Opened | null}>} opened: it was begun now, and is open for this page */
export const startAttempt = (assignmentId) => api.post(`/api/assignments/${encodeURIComponent(assignmentId)}/start`);

/** @param {string} attemptId @param {number} timeoutMs @returns {Promise<Package>} */
export const getPackage = (attemptId, timeoutMs) => api.get(`${path(attemptId)}/package`, { timeoutMs });

/** @param {string} attemptId @param {{device: string, epoch?: number}} body @param {number} timeoutMs @returns {Promise<Opened>} */
export const openAttempt = (attemptId, body, timeoutMs) => api.post(`${path(attemptId)}/open`, body, { timeoutMs });

/**
 * @param {string} attemptId
 * @param {EventsBody} body
 * @param {{timeoutMs: number, keepalive?: boolean}} options
 * @returns {Promise<Acknowledged>}
 */
export const sendEvents = (attemptId, body, options) => api.post(`${path(attemptId)}/events`, body, options);

/**
 * The same body without an answer, for browsers whose fetch ends with the page.
 * @param {string} attemptId
 * @param {EventsBody} body
 */
export const beaconEvents = (attemptId, body) => navigator.sendBeacon(`${path(attemptId)}/events`, new Blob([JSON.stringify(body)], { type: 'application/json' }));

/** @param {string} attemptId @param {{epoch: number, final: [string, number, number][]}} body @param {number} timeoutMs @returns {Promise<Submitted>} */
export const submitAttempt = (attemptId, body, timeoutMs) => api.post(`${path(attemptId)}/submit`, body, { timeoutMs });

/** @param {string} attemptId @param {string} itemId @returns {Promise<Checked>} */
export const checkAnswer = (attemptId, itemId) => api.post(`${path(attemptId)}/items/${encodeURIComponent(itemId)}/check`);

/** @param {string} attemptId @returns {Promise<Result>} */
export const getResult = (attemptId) => api.get(`${path(attemptId)}/result`);
