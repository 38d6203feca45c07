import { fetchMe } from '../api/accounts.js';
import { adoptPreferences, applyKeptPreferences } from '../core/prefs.js';

/** @typedef {{id: string, display_name: string, time_zone: string, reader?: boolean}} Pupil  reader: questions are read aloud to them */

const KEY = 'ks3.pupil';

/**
 * Who sits here. Without a server it is whoever signed in here last, so that a reload in a Wi-Fi gap still finds the answers; nothing of that pupil
 * can be sent by somebody else, because the server asks for the session again.
 * @param {Promise<unknown>} patience  settles when a server that says nothing is not waited for any longer
 * @returns {Promise<Pupil>}
 * @throws ApiError 401 when nobody is signed in, or the network's error when nobody is known here either
 */
export async function whoIsIt(patience) {
  const known = knownPupil();
  const asked = askServer();
  try {
    const pupil = (await (known ? Promise.race([asked, patience]) : asked)) || null;
    if (pupil) return withZone(/** @type {Pupil} */ (pupil));
  } catch (error) {
    const { status = 0 } = /** @type {{status?: number}} */ (error);
    if (!known || (status > 0 && status < 500)) throw error;
  }
  asked.catch(() => undefined);
  applyKeptPreferences();
  return withZone(/** @type {Pupil} */ (known));
}

/** @returns {Promise<Pupil>} */
async function askServer() {
  const me = await fetchMe();
  adoptPreferences(me);
  const pupil = { id: me.id, display_name: me.display_name, time_zone: me.school.time_zone, reader: me.arrangements.reader };
  keep(pupil);
  return pupil;
}

/** Dates are needed only where answers are checked: they come after the first question. @param {Pupil} pupil */
function withZone(pupil) {
  import('../core/dates.js').then(({ setTimeZone }) => setTimeZone(pupil.time_zone ?? 'Europe/London')).catch(() => undefined);
  return pupil;
}

/** @param {Pupil} pupil */
function keep(pupil) {
  try {
    localStorage.setItem(KEY, JSON.stringify(pupil));
  } catch {
    // Storage is blocked: a reload will need the server.
  }
}

/** Who signed in on this device last and has not signed out. @returns {Pupil | null} */
export function knownPupil() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}
