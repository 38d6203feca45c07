import { api } from './client.js';

/** @typedef {import('./marks.js').Change} Change */
/** @typedef {{item_id: string, position: number, type: string, stem_text: string, marks: number, waiting: number, marked: number}} MarkingQuestion */
/** @typedef {{assignment_id: string, title: string, class_name: string, questions: MarkingQuestion[]}} MarkingList */
/** @typedef {{id: string, text: string, marks: number}} GuideLine */
/** @typedef {{view: any, key: any, lines: GuideLine[], phrases: string[]}} MarkingVersion */
/**
 * The same answer of one or more pupils; near-same ones have one `cluster`.
 * @typedef {{attempts: string[], version_id: string, response: any, cluster: number, words: number, phrases: string[], problem: string, score: number | null, lines: string[] | null, comment: string}} AnswerGroup
 */
/** @typedef {{item_id: string, position: number, type: string, marks: number, versions: {[id: string]: MarkingVersion}, groups: AnswerGroup[]}} MarkingSheet */
/** @typedef {{score: number, lines: string[] | null, comment: string}} Given */
/** @typedef {{id: string, text: string}} KeptComment */

/** @param {string} assignmentId @returns {Promise<MarkingList>} */
export const getMarking = (assignmentId) => api.get(`/api/assignments/${assignmentId}/marking`);

/** @param {string} assignmentId @param {string} itemId @returns {Promise<MarkingSheet>} */
export const getMarkingSheet = (assignmentId, itemId) => api.get(`/api/assignments/${assignmentId}/items/${itemId}/marking`);

/** @param {string} assignmentId @param {string} itemId @param {Given & {attempts: string[], response: any}} given @returns {Promise<Change>} */
export const giveMark = (assignmentId, itemId, given) => api.post(`/api/assignments/${assignmentId}/items/${itemId}/marking`, given);

/** One's own, last used first. @returns {Promise<{items: KeptComment[]}>} */
export const listComments = () => api.get('/api/marking-comments');

/** @param {string} text @returns {Promise<KeptComment>} */
export const keepComment = (text) => api.post('/api/marking-comments', { text });

/** @param {string} id @returns {Promise<void>} */
export const dropComment = (id) => api.del(`/api/marking-comments/${id}`);
