import { fetchMe } from '../api/accounts.js';
import { setTimeZone } from './dates.js';
import { need } from './dom.js';
import { homeOf } from './home.js';
import { adoptPreferences } from './prefs.js';
import { mountRail, mountTopbar } from './shell.js';
import { errorState } from './states.js';
import { toast } from './toast.js';

/** @typedef {import('../api/accounts.js').Me} Me */
/** @typedef {{me: Me, main: HTMLElement, params: URLSearchParams}} PageContext */

/**
 * Set the name of the page in the tab and the history.
 * @param {string} title
 */
export function setTitle(title) {
  document.title = `${title} – KS3 Assessment`;
}

/** Go to the right sign-in page and come back here afterwards. @param {'pupil' | 'teacher' | 'admin'} area */
function goToSignIn(area) {
  const next = encodeURIComponent(location.pathname + location.search);
  location.replace(`${area === 'pupil' ? '/' : '/staff'}?next=${next}`);
}

/**
 * Start a page: who is it, what stands around it, then its own content. Errors become friendly states, and a missing session goes to
 * the sign-in page and comes back.
 * @param {object} page
 * @param {'pupil' | 'teacher' | 'admin'} page.area
 * @param {string} page.title
 * @param {(context: PageContext) => void | Promise<void>} page.mount
 * @param {boolean} [page.shell]  false: the page fills its own <header>
 * @param {(main: HTMLElement) => Promise<boolean>} [page.withoutServer]  what can be shown while the server can't be reached; false: nothing
 */
export async function startPage({ area, title, mount, shell = true, withoutServer = async () => false }) {
  setTitle(title);
  const main = need(document, '#main', HTMLElement);
  main.setAttribute('aria-busy', 'true');
  /** @type {Me | undefined} */
  let me;
  try {
    me = await fetchMe();
    adoptPreferences(me);
    setTimeZone(me.school.time_zone);
    const staffArea = area !== 'pupil';
    // Before the shell: pupils' bar has no styles on a staff page, nor the rail on a pupil's.
    if (staffArea === (me.role === 'pupil')) throw Object.assign(new Error(WRONG_AREA[area]), { status: 403 });
    if (shell) {
      if (me.role === 'pupil') mountTopbar(need(document, 'header', HTMLElement), me);
      else mountRail(need(document, 'header', HTMLElement), me);
    }
    await mount({ me, main, params: new URLSearchParams(location.search) });
  } catch (error) {
    if (isSignedOut(error)) return goToSignIn(area);
    const { status = -1 } = /** @type {{status?: number}} */ (error);
    if ((status === 0 || status >= 500) && (await withoutServer(main).catch(() => false))) return;
    console.error(error);
    main.replaceChildren(errorState(error, { home: me ? homeOf(me) : '/', heading: 'h1' }));
  } finally {
    main.removeAttribute('aria-busy');
  }
  // What a button started and nobody caught: say it in words, or go and sign in.
  addEventListener('unhandledrejection', (event) => {
    if (isSignedOut(event.reason)) goToSignIn(area);
    else if (event.reason?.name === 'ApiError' && event.reason.code !== 'cancelled') {
      event.preventDefault();
      toast(event.reason.detail);
    }
  });
}

const WRONG_AREA = {
  pupil: 'This page is for pupils. You are signed in as staff.',
  teacher: 'This page is for staff. You are signed in as a pupil.',
  admin: 'This page is for staff. You are signed in as a pupil.',
};

/** @param {any} error */
function isSignedOut(error) {
  return error?.status === 401;
}
