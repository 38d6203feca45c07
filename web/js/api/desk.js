import { api } from './client.js';

/**
 * Keep what a pupil laid beside the answers. The answer is what lies there now, which may be later.
 * @param {string} attemptId
 * @param {import('../attempt/desk.js').Laid} laid
 * @param {{keepalive?: boolean}} [options]
 * @returns {Promise<import('../attempt/desk.js').Laid>}
 */
export const putDesk = (attemptId, laid, options) => api.put(`/api/attempts/${encodeURIComponent(attemptId)}/desk`, laid, options);
