import { api } from './client.js';

/**
 * @typedef {object} ClassRow
 * @property {string} id
 * @property {string} name
 * @property {number} year_group
 * @property {string} code
 * @property {number} pupils
 * @property {{id: string, display_name: string}[]} teachers
 * @property {number} version
 */

/** @typedef {{id: string, display_name: string, initials: string, sign_in_name: string, has_password: boolean, locked: boolean, last_sign_in_at: string | null, arrangements: import('./arrangements.js').Arrangements | null}} ClassPupil */

/** @returns {Promise<{items: ClassRow[]}>} */
export const listClasses = () => api.get('/api/classes');

/** @param {{name: string, year_group: number, teacher_ids: string[]}} body @returns {Promise<ClassRow>} */
export const addClass = (body) => api.post('/api/classes', body);

/** @param {string} id @returns {Promise<Omit<ClassRow, 'pupils'> & {pupils: ClassPupil[]}>} */
export const getClass = (id) => api.get(`/api/classes/${id}`);

/** @param {string} id @param {{version: number, name?: string, year_group?: number, teacher_ids?: string[]}} change @returns {Promise<ClassRow>} */
export const changeClass = (id, change) => api.patch(`/api/classes/${id}`, change);

/** @param {string} id @param {{given_name: string, family_name: string}} body @returns {Promise<{pupil: ClassPupil, password: string}>} */
export const addPupil = (id, body) => api.post(`/api/classes/${id}/pupils`, body);

/** @param {string} id @param {string} pupilId @param {string} toClassId @returns {Promise<null>} */
export const movePupil = (id, pupilId, toClassId) => api.post(`/api/classes/${id}/pupils/${pupilId}/move`, { to_class_id: toClassId });

/** @param {string} id @param {string} pupilId @returns {Promise<{password: string}>} */
export const resetPupilPassword = (id, pupilId) => api.post(`/api/classes/${id}/pupils/${pupilId}/reset-password`);

/** @param {string} id @param {string} pupilId @returns {Promise<null>} */
export const unlockPupil = (id, pupilId) => api.post(`/api/classes/${id}/pupils/${pupilId}/unlock`);

/**
 * @typedef {{pupil_id: string, name: string, sign_in_name: string, password: string, qr: {size: number, path: string}}} LoginCard
 * @typedef {{address: string, class_name: string, class_code: string, items: LoginCard[]}} CardSheet
 */

/** As many as stand on an A4 sheet, and as the server makes at once. */
export const CARDS_A_SHEET = 8;

/** New passwords for these pupils, once. @param {string} id @param {string[]} pupilIds @returns {Promise<CardSheet>} */
export const makeCards = (id, pupilIds) => api.post(`/api/classes/${id}/cards`, { pupil_ids: pupilIds });
