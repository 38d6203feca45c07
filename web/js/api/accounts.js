import { api } from './client.js';

/**
 * @typedef {object} Preferences
 * @property {'light' | 'dark' | 'system'} [theme]
 * @property {number} [text_size]  percent, 100..200
 * @property {'normal' | 'wide'} [spacing]
 * @property {'none' | 'cream' | 'peach' | 'mint' | 'blue' | 'lilac'} [overlay]
 * @property {boolean} [clock_hidden]
 */

/**
 * @typedef {object} Me
 * @property {string} id
 * @property {string} display_name
 * @property {string} initials
 * @property {'admin' | 'teacher' | 'pupil'} role
 * @property {string[]} permissions
 * @property {{id: string, name: string, time_zone: string}} school
 * @property {Preferences} preferences
 * @property {string} release
 * @property {{python_runner: boolean, immediate_feedback: boolean}} features
 */

/** @returns {Promise<Me>} */
export const fetchMe = () => api.get('/api/me');

/** @param {{class_code: string, name: string, password: string}} body @returns {Promise<{me: Me}>} */
export const signInPupil = (body) => api.post('/api/sign-in/pupil', body);

/** @param {{name: string, password: string}} body @returns {Promise<{me: Me}>} */
export const signInStaff = (body) => api.post('/api/sign-in/staff', body);

/** @returns {Promise<null>} */
export const signOut = () => api.post('/api/sign-out');

/** @returns {Promise<null>} */
export const signOutEverywhere = () => api.post('/api/sign-out-everywhere');

/** @param {Preferences} preferences @returns {Promise<Me>} */
export const savePreferences = (preferences) => api.put('/api/me/preferences', preferences, { keepalive: true });

/** @param {{current: string, new: string}} body @returns {Promise<null>} */
export const changePassword = (body) => api.post('/api/me/password', body);
