import { api } from './client.js';

/** @typedef {{state: string, now: number, ends_at: number, paused_by: 'pupil' | 'teacher' | null}} ClockNow */

/** Stop the clock of one's attempt. @param {string} attemptId @returns {Promise<ClockNow>} */
export const takeBreak = (attemptId) => api.post(`/api/attempts/${encodeURIComponent(attemptId)}/break`);

/** Go on after a break. @param {string} attemptId @returns {Promise<ClockNow>} */
export const endBreak = (attemptId) => api.post(`/api/attempts/${encodeURIComponent(attemptId)}/resume`);
