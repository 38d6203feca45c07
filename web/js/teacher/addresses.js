/** Where the pages about one thing are. */

/** @param {string} id  of an assignment */
export const resultsAddress = (id) => `/teacher/class-results?assignment=${encodeURIComponent(id)}`;

/** A class at work. @param {string} id  of an assignment */
export const liveAddress = (id) => `/teacher/live?assignment=${encodeURIComponent(id)}`;

/** @param {string} id */
export const classAddress = (id) => `/teacher/class?id=${encodeURIComponent(id)}`;

/** Login cards. @param {string} id  of a class */
export const cardsAddress = (id) => `/teacher/cards?class=${encodeURIComponent(id)}`;

/** How one pupil does. @param {string} classId @param {string} pupilId */
export const pupilAddress = (classId, pupilId) => `/teacher/pupil?class=${encodeURIComponent(classId)}&id=${encodeURIComponent(pupilId)}`;

/** Marking by hand. @param {string} id  of an assignment @param {string} [item]  the question to begin with */
export const markingAddress = (id, item) => `/teacher/marking?assignment=${encodeURIComponent(id)}${item ? `&item=${encodeURIComponent(item)}` : ''}`;

/** Taking in answers that Chromebooks could not send. @param {string} id  of an assignment */
export const rescueAddress = (id) => `/teacher/rescue?assignment=${encodeURIComponent(id)}`;

/** A question of the bank. @param {string} id */
export const questionAddress = (id) => `/teacher/question?id=${encodeURIComponent(id)}`;

/** The paper of an assessment, with its mark scheme. @param {string} id */
export const printAddress = (id) => `/teacher/print-assessment?id=${encodeURIComponent(id)}`;
