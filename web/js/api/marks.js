import { api } from './client.js';

/** @typedef {{assignment_id: string, item_id: string}} Target */
/** @typedef {'remark' | 'void' | 'full'} ChangeKind */
/** @typedef {{targets: Target[], kind: ChangeKind, version_id?: string | null, up_only?: boolean, over_people?: boolean}} ChangePlan */
/** @typedef {{score: number, marks_max: number, outcome: string}} MarkShown */
/** @typedef {{pupil_id: string, pupil: string, class_name: string, attempt: number, old: MarkShown, new: MarkShown | null, reason: string, note: string}} Move */
/** @typedef {{rows: Move[], changed: number}} Preview */
/** @typedef {{targets: Target[], response: any, part: string, fraction: number}} Acceptance */
/** @typedef {Preview & {version_id: string, author: string | null, mended: boolean}} AcceptPreview */
/** @typedef {{batch_id: string, kind: ChangeKind | 'override', reason: string, by: string, made_at: string, state: 'running' | 'applied' | 'undone', done: number, total: number, undone_at: string | null}} Change */
/** @typedef {{changes: Change[], question_id: string, newer_version_id: string | null, elsewhere: (Target & {title: string, class_name: string})[]}} ItemChanges */

/** @param {string} attemptId @param {string} itemId @param {{score: number, reason: string}} given @returns {Promise<Change>} */
export const overrideMark = (attemptId, itemId, given) => api.post(`/api/attempts/${attemptId}/items/${itemId}/mark`, given);

/** @param {string} assignmentId @param {string} itemId @returns {Promise<ItemChanges>} */
export const getItemChanges = (assignmentId, itemId) => api.get(`/api/assignments/${assignmentId}/items/${itemId}/mark-changes`);

/** What a change would do; nothing is stored. @param {ChangePlan} plan @returns {Promise<Preview>} */
export const previewChange = (plan) => api.post('/api/mark-changes/preview', plan);

/** @param {ChangePlan & {reason: string}} change @returns {Promise<Change>} */
export const beginChange = (change) => api.post('/api/mark-changes', change);

/** What accepting an answer would do; nothing is stored. @param {Acceptance} wanted @returns {Promise<AcceptPreview>} */
export const previewAcceptance = (wanted) => api.post('/api/mark-changes/accept/preview', wanted);

/** @param {Acceptance & {version_id: string, reason: string}} wanted @returns {Promise<Change>} */
export const beginAcceptance = (wanted) => api.post('/api/mark-changes/accept', wanted);

/** @param {string} batchId @returns {Promise<Change>} */
export const getChange = (batchId) => api.get(`/api/mark-changes/${batchId}`);

/** @param {string} batchId @returns {Promise<Change>} */
export const undoChange = (batchId) => api.post(`/api/mark-changes/${batchId}/undo`);
