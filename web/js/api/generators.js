import { api } from './client.js';

/**
 * @typedef {object} Generator  a rule that makes questions
 * @property {string} key
 * @property {string} title
 * @property {string} topic
 * @property {number[]} levels
 * @property {{id: string, text: string}[]} objectives
 * @property {string[]} misconceptions
 *
 * @typedef {object} Variant
 * @property {string} type
 * @property {string} type_label
 * @property {string} stem_text
 * @property {any} item  the pupil's view
 * @property {any} key
 * @property {import('../core/rich-text.js').RichNode[]} explanation
 * @property {import('../core/rich-text.js').RichNode[][]} hints
 * @property {{element_id: string, text: string, slug: string, title: string}[]} misconceptions
 */

/** @returns {Promise<{items: Generator[]}>} */
export const listGenerators = () => api.get('/api/generators');

/** @param {string} key @param {{level: number, seed: number, count?: number}} query @returns {Promise<{items: Variant[]}>} */
export const showVariants = (key, query) => api.get(`/api/generators/${encodeURIComponent(key)}/variants`, { query });

/** @param {string} key @param {{level: number}} body @returns {Promise<{question_id: string, variants: number}>} */
export const addRuleQuestion = (key, body) => api.post(`/api/generators/${encodeURIComponent(key)}/question`, body);
