import { fetchMe } from '../../api/accounts.js';
import { announceNow } from '../../core/announce.js';
import { h, icon, need } from '../../core/dom.js';
import { clearFieldErrors, showFieldErrors } from '../../core/field-errors.js';
import { homeOf } from '../../core/home.js';
import { applyKeptPreferences } from '../../core/prefs.js';
import { connectionWarning, safeNext } from './sign-in.logic.js';

/** @typedef {import('../../api/accounts.js').Me} Me */

/** @param {Me} me */
function enter(me) {
  location.replace(safeNext(new URLSearchParams(location.search).get('next'), me.role) ?? homeOf(me));
}

/**
 * @param {'bad' | 'warn'} tone
 * @param {string} title
 * @param {string} text
 */
function banner(tone, title, text) {
  return h('div', { class: `banner banner--${tone}` }, icon(tone === 'bad' ? 'lock' : 'wifi-off'), h('p', { class: 'banner__text' }, h('strong', null, title), ` ${text}`));
}

function watchConnection(/** @type {HTMLElement} */ notices) {
  const show = () => {
    const warning = connectionWarning({ secure: isSecureContext, host: location.hostname, online: navigator.onLine });
    notices.replaceChildren(...warning.map(({ tone, title, text }) => banner(tone, title, text)));
  };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}

/** A button that shows what was typed: 11-year-olds on small keys get passwords wrong without seeing them. */
function watchReveal(/** @type {HTMLFormElement} */ form) {
  const password = need(form, '[name="password"]', HTMLInputElement);
  const button = need(form, '[data-reveal]', HTMLButtonElement);
  button.addEventListener('click', () => {
    const shown = password.type === 'text';
    password.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
    button.replaceChildren(icon(shown ? 'eye' : 'eye-off'));
    password.focus();
  });
}

/**
 * Run a sign-in form: required fields, errors in words, then the right first page. Somebody who is signed in goes straight there.
 * @param {object} options
 * @param {(values: {[name: string]: string}) => Promise<{me: Me}>} options.signIn
 * @param {{[name: string]: string}} options.missing  what to say of an empty field
 * @param {{[name: string]: string} | null} [options.card]  what a login card fills in: its owner signs in, whoever is signed in now
 */
export function runSignIn({ signIn, missing, card = null }) {
  applyKeptPreferences();
  const form = need(document, 'form', HTMLFormElement);
  const submit = need(form, '[type="submit"]', HTMLButtonElement);
  watchConnection(need(document, '[data-notices]', HTMLElement));
  watchReveal(form);
  if (card) {
    for (const [name, value] of Object.entries(card)) need(form, `[name="${name}"]`, HTMLInputElement).value = value;
    need(form, '[name="password"]', HTMLInputElement).focus();
  } else {
    fetchMe().then(enter, () => {
      // Not signed in, or no server: the form says what to do.
    });
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.getAttribute('aria-disabled') === 'true') return;
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    for (const name of Object.keys(values)) if (name !== 'password') values[name] = values[name].trim();
    const errors = Object.keys(missing).filter((name) => !values[name]).map((name) => ({ place: name, message: missing[name] }));
    if (errors.length) return showFieldErrors(form, { errors });
    clearFieldErrors(form);
    submit.setAttribute('aria-disabled', 'true');
    announceNow('Signing in');
    try {
      enter((await signIn(values)).me);
    } catch (error) {
      showFieldErrors(form, error);
    } finally {
      submit.removeAttribute('aria-disabled');
    }
  });
}
