import { api } from './client.js';

/** @typedef {{id: string, slug: string, topic: string, title: string, explanation: string, pupil_feedback: string}} Misconception */
/** @typedef {{id: string, text: string, strands: string[]}} Objective */
/** @typedef {{id: string, key: string, title: string, year_group: number, statements: string[], topics: {id: string, key: string, title: string, objectives: Objective[]}[]}} Unit */

/** @returns {Promise<{statements: {number: string, text: string}[], strands: {code: string, name: string}[], units: Unit[]}>} */
export const getCurriculum = () => api.get('/api/curriculum');

/** @param {string} [q] @returns {Promise<{items: Misconception[]}>} */
export const listMisconceptions = (q) => api.get('/api/misconceptions', { query: { q } });
