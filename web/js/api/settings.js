import { api } from './client.js';

/**
 * @typedef {object} SchoolSettings
 * @property {string} name
 * @property {string} time_zone
 * @property {'each' | 'hand_in' | 'release'} feedback
 * @property {number} attempts_allowed
 * @property {number | null} time_limit_s
 * @property {number | null} generation_runs_per_hour  null: the machine's
 * @property {number | null} attempt_starts_per_hour  null: the machine's
 * @property {{generation_runs_per_hour: number, attempt_starts_per_hour: number, immediate_feedback: boolean}} machine
 * @property {number} version
 */

/** @typedef {'starttls' | 'tls' | 'none'} Security */

/**
 * @typedef {object} RelayFields
 * @property {boolean} enabled
 * @property {string} host
 * @property {number} port
 * @property {Security} security
 * @property {string} sender
 * @property {string} username
 */

/** @typedef {RelayFields & {has_password: boolean, waiting: number, last_sent_at: string | null, last_problem: string | null, version: number}} MailRelay */

/**
 * @typedef {object} PythonRunner
 * @property {boolean} enabled
 * @property {'A' | 'B' | null} tier  null: nothing is run
 * @property {string} reason
 * @property {{name: string, passed: boolean}[]} self_test
 * @property {number} runs
 * @property {number} restarts
 */

/** @returns {Promise<SchoolSettings>} */
export const getSchoolSettings = () => api.get('/api/school-settings');

/** @param {{version: number, [field: string]: unknown}} change @returns {Promise<SchoolSettings>} */
export const changeSchoolSettings = (change) => api.patch('/api/school-settings', change);

/** @returns {Promise<MailRelay>} */
export const getMailRelay = () => api.get('/api/mail-relay');

/** @param {RelayFields & {version: number, password?: string}} relay  without a password the stored one stays; '' forgets it @returns {Promise<MailRelay>} */
export const setMailRelay = (relay) => api.put('/api/mail-relay', relay);

/** @param {string} to @returns {Promise<{to: string, sent_at: string}>} */
export const sendTestMail = (to) => api.post('/api/mail-relay/test', { to });

/** @returns {Promise<PythonRunner>} */
export const getPythonRunner = () => api.get('/api/python-runner');
