import { api } from './client.js';

/**
 * @typedef {object} ProgressAttempt
 * @property {string} attempt_id
 * @property {string} assignment_id
 * @property {string} title
 * @property {string} at
 * @property {string} state
 * @property {number | null} score
 * @property {number} marks_max
 * @property {number | null} percent
 * @property {number | null} class_percent
 * @property {number} mean_of  attempts that the score is the mean of
 */

/** @typedef {'secure' | 'getting_there' | 'just_started'} Level */
/** @typedef {{objective: {id: string, text: string}, questions: number, percent: number, level: Level}} ObjectiveProgress */
/** @typedef {{slug: string, title: string, explanation: string, seen: {at: string, assignment_id: string, title: string, position: number, stem_text: string}[]}} HeldIdea */
/** @typedef {{pupil: {id: string, name: string}, initials: string, class: {id: string, name: string}, attempts: ProgressAttempt[], objectives: ObjectiveProgress[], ideas: HeldIdea[], comments: {at: string, assignment_id: string, title: string, position: number, stem_text: string, text: string}[]}} PupilProgress */
/** @typedef {{results: {attempt_id: string, title: string, at: string, percent: number}[], objectives: {text: string, level: Level}[], next_step: string | null}} OwnProgress */

/** @param {string} classId @param {string} pupilId @returns {Promise<PupilProgress>} */
export const getProgress = (classId, pupilId) => api.get(`/api/classes/${classId}/pupils/${pupilId}/progress`);

/** A pupil's own results over time. @returns {Promise<OwnProgress>} */
export const getOwnProgress = () => api.get('/api/my/progress');
