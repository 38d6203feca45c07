import { fetchMe } from '../api/accounts.js';
import { setTimeZone } from '../core/dates.js';
import { adoptPreferences, applyKeptPreferences } from '../core/prefs.js';

/** @typedef {{id: string, display_name: string}} Pupil */

const KEY = 'ks3.pupil';

/**
 * Who sits here. Without a server it is whoever signed in here last, so that a reload in a Wi-Fi gap still finds the answers; nothing of that pupil
 * can be sent by somebody else, because the server asks for the session again.
 * @returns {Promise<Pupil>}
 * @throws ApiError 401 when nobody is signed in, or the network's error when nobody is known here either
 */
export async function whoIsIt() {
  try {
    const me = await fetchMe();
    adoptPreferences(me);
    setTimeZone(me.school.time_zone);
    const pupil = { id: me.id, display_name: me.display_name };
    keep(pupil);
    return pupil;
  } catch (error) {
    const { status = 0 } = /** @type {{status?: number}} */ (error);
    const known = status === 0 || status >= 500 ? kept() : null;
    if (!known) throw error;
    applyKeptPreferences();
    return known;
  }
}

/** @param {Pupil} pupil */
function keep(pupil) {
  try {
    localStorage.setItem(KEY, JSON.stringify(pupil));
  } catch {
    // Storage is blocked: a reload will need the server.
  }
}

/** @returns {Pupil | null} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}
