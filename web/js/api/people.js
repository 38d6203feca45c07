import { api } from './client.js';
import { upload } from './upload.js';

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {'admin' | 'teacher' | 'pupil'} role
 * @property {string | null} title
 * @property {string} given_name
 * @property {string} family_name
 * @property {string} display_name
 * @property {string} initials
 * @property {string} [login_name]  staff
 * @property {string} [sign_in_name]  pupils
 * @property {string[]} class_names
 * @property {boolean} disabled
 * @property {boolean} has_password
 * @property {boolean} locked
 * @property {string | null} last_sign_in_at
 * @property {number} version
 */

/** @param {{role?: string, q?: string, class_id?: string, status?: string, after?: string}} query @returns {Promise<{items: Person[], next: string | null, counts: {[role: string]: number}}>} */
export const listPeople = (query) => api.get('/api/people', { query });

/** @param {object} body @returns {Promise<{person: Person, password: string}>} */
export const addPerson = (body) => api.post('/api/people', body);

/** @param {string} id @returns {Promise<Person>} */
export const getPerson = (id) => api.get(`/api/people/${id}`);

/** @param {string} id @param {{version: number, [field: string]: unknown}} change @returns {Promise<Person>} */
export const changePerson = (id, change) => api.patch(`/api/people/${id}`, change);

/** @param {string} id @returns {Promise<{password: string}>} */
export const resetPassword = (id) => api.post(`/api/people/${id}/reset-password`);

/** @param {string} id @returns {Promise<null>} */
export const unlockPerson = (id) => api.post(`/api/people/${id}/unlock`);

/**
 * How a class list is to be read, where that isn't as it was found.
 * @typedef {object} ListReading
 * @property {string} [columns]  what each column is, with a comma between
 * @property {number} [headings]  their line, 0 without any
 * @property {string} [class_name]  of rows that name none
 * @property {string} [year_group]  of new classes of which the list doesn't say it
 * @property {boolean} [move]  pupils leave the classes that the list doesn't give them
 * @property {boolean} [disable_leavers]
 */

/** @param {File} file @param {boolean} dryRun  true looks without changing anything @param {ListReading} [how] */
export const importPeople = (file, dryRun, how = {}) => upload('/api/people/import', file, { query: { dry_run: dryRun, ...how } });
