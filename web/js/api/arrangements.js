import { api } from './client.js';

/**
 * How pages look at first to a pupil who chose nothing; null is as for everybody.
 * @typedef {object} Display
 * @property {number | null} [text_size]  percent, 100..200
 * @property {'atkinson' | 'lexend' | 'opendyslexic' | null} [font]
 * @property {'normal' | 'wide' | null} [spacing]  of letters and words
 * @property {'normal' | 'wide' | null} [line_spacing]
 * @property {'none' | 'cream' | 'peach' | 'mint' | 'blue' | 'lilac' | null} [overlay]
 */

/**
 * What a pupil is entitled to in every assessment. Never why.
 * @typedef {object} Arrangements
 * @property {number} extra_time_percent  of the time limit
 * @property {boolean} past_closing  extra time may run past the closing time
 * @property {boolean} rest_breaks
 * @property {boolean} reader
 * @property {boolean} fewer_options
 * @property {Display} display
 * @property {number} version  0 while nothing was ever written
 */

/** @param {string} pupilId @returns {Promise<Arrangements>} */
export const getArrangements = (pupilId) => api.get(`/api/pupils/${pupilId}/arrangements`);

/** All of them, as they shall be. @param {string} pupilId @param {Arrangements} wanted @returns {Promise<Arrangements>} */
export const saveArrangements = (pupilId, wanted) => api.put(`/api/pupils/${pupilId}/arrangements`, wanted);
