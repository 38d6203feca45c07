import { api } from './client.js';
import { upload } from './upload.js';

/**
 * @typedef {object} LessonFile
 * @property {string} id
 * @property {string} name
 * @property {string} kind
 * @property {number} size_bytes
 * @property {'uploaded' | 'parsing' | 'parsed' | 'refused' | 'failed' | 'cancelled'} status
 * @property {{done: number, total: number}} progress
 * @property {{code: string, message: string} | null} refusal
 * @property {string} title
 * @property {{slides: number, pages: number, sections: number, passages: number, words: number}} counts
 * @property {string[]} warnings
 * @property {{new: number, accepted: number, rejected: number}} drafts
 * @property {string} created_at
 * @property {{heading: string, level: number, passages: any[]}[]} [sections]
 * @property {Picture[]} [images]
 */

/** @typedef {{id: string, media_type: string, width: number, height: number, alt: string, section: number, after: string, location: {slide: number | null, page: number | null, paragraph: number | null}}} Picture  stands beneath the section of this index, after the passage of this id (empty: before the first) */

/** @typedef {{endings: string[], max_mb: number}} Accepted  endings in lower case, with their dot */

/** What may be uploaded. @returns {Promise<Accepted>} */
export const getAccepted = () => api.get('/api/documents/accepted');

/** @param {File} file @param {{onProgress?: (done: number, total: number) => void, signal?: AbortSignal}} [options] @returns {Promise<LessonFile>} */
export const uploadDocument = (file, options) => upload('/api/documents', file, options);

/** @param {string} [after] @returns {Promise<{items: LessonFile[], next: string | null}>} */
export const listDocuments = (after) => api.get('/api/documents', { query: { after } });

/** @param {string} id @returns {Promise<LessonFile>} */
export const getDocument = (id) => api.get(`/api/documents/${id}`);

/** Where a picture of a lesson file is. @param {string} id @param {Picture} picture */
export const pictureAddress = (id, picture) => `/api/documents/${id}/images/${picture.id}`;

/** @param {string} id @returns {Promise<LessonFile>} */
export const cancelDocument = (id) => api.post(`/api/documents/${id}/cancel`);

/** @param {string} id @returns {Promise<null>} */
export const deleteDocument = (id) => api.del(`/api/documents/${id}`);
