import { api } from './client.js';

/**
 * @typedef {object} Preferences
 * @property {'light' | 'dark' | 'system'} [theme]
 * @property {number} [text_size]  percent, 100..200
 * @property {'atkinson' | 'lexend' | 'opendyslexic'} [font]
 * @property {'normal' | 'wide'} [spacing]  of letters and words together
 * @property {'normal' | 'wide'} [line_spacing]
 * @property {'none' | 'cream' | 'peach' | 'mint' | 'blue' | 'lilac'} [overlay]
 * @property {boolean} [clock_hidden]
 * @property {boolean} [line_focus]  show one line at a time
 * @property {boolean} [stop_movement]
 * @property {boolean} [read_aloud]  a button at each question
 * @property {'slow' | 'normal'} [read_speed]
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
 * @property {{reader: boolean}} arrangements  reader: questions are read aloud to them
 * @property {string} release
 * @property {{python_runner: boolean, immediate_feedback: boolean}} features
 */

/** Set from "Sign out" until the server has heard it: the Wi-Fi may be gone just then, and the next pupil sits down at this computer. */
const LEAVING = 'ks3.leaving';

/**
 * Whoever signed out without the server is first signed out there: nobody comes back into somebody else's account.
 * @returns {Promise<Me>}
 */
export async function fetchMe() {
  if (noted(LEAVING)) await signOut();
  return api.get('/api/me');
}

/** @param {string} key */
function noted(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {{class_code: string, name: string, password: string}} body @returns {Promise<{me: Me}>} */
export const signInPupil = (body) => api.post('/api/sign-in/pupil', body).then(arrived);

/** @param {{name: string, password: string}} body @returns {Promise<{me: Me}>} */
export const signInStaff = (body) => api.post('/api/sign-in/staff', body).then(arrived);

/**
 * The session that was left ended when this one began, and whoever sat here before without signing out isn't who sits here now.
 * @template {{me: {id: string}} | null} T
 * @param {T} answer
 */
function arrived(answer) {
  if (noted(LEAVING)) localStorage.removeItem(LEAVING);
  if (answer && noted('ks3.pupil')?.includes(answer.me.id) === false) localStorage.removeItem('ks3.pupil');
  return answer;
}

/** What this device knows of the person by name and taste goes at once; answers on their way stay until they sign in again. */
export async function signOut() {
  try {
    for (const key of ['ks3.pupil', 'ks3.display', 'ks3.display.unsent']) localStorage.removeItem(key);
    localStorage.setItem(LEAVING, '1');
  } catch {
    // Storage is blocked: nothing is kept here either.
  }
  try {
    await api.post('/api/sign-out');
  } catch (error) {
    // Somebody who is signed out already has what they wanted.
    if (/** @type {{status?: number}} */ (error).status !== 401) throw error;
  }
  arrived(null);
}

/** @returns {Promise<null>} */
export const signOutEverywhere = () => api.post('/api/sign-out-everywhere');

/** @param {Preferences} preferences @returns {Promise<Me>} */
export const savePreferences = (preferences) => api.put('/api/me/preferences', preferences, { keepalive: true });

/** @param {{current: string, new: string}} body @returns {Promise<null>} */
export const changePassword = (body) => api.post('/api/me/password', body);
