import { api } from './client.js';

/**
 * @typedef {{choice: string, right: boolean, key: string, because: string, heads: string[], rows: string[][]}} OwnCodeAnswer  rows: the part of the run that shows it
 *
 * @typedef {object} OwnCode  a question about a pupil's own program, which passes
 * @property {string} source
 * @property {string} typed  what was typed in as it ran
 * @property {string} added  a call that was added below
 * @property {any[]} stem
 * @property {{id: string, text: string}[]} options
 * @property {OwnCodeAnswer | null} answer  once it is answered
 */

/** @param {string} attemptId @param {string} itemId @param {string} choice @returns {Promise<OwnCode>} */
export const answerOwnCode = (attemptId, itemId, choice) => api.post(`/api/attempts/${encodeURIComponent(attemptId)}/items/${encodeURIComponent(itemId)}/own-code`, { choice });
