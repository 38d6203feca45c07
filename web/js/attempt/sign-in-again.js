import { fetchMe, signInPupil } from '../api/accounts.js';
import { openDialog } from '../core/dialog.js';
import { h } from '../core/dom.js';
import { field } from '../core/fields.js';

/** @typedef {{id: string, name: string}} Who */

/** One dialog at a time, however many requests were refused. @type {Promise<boolean> | null} */
let asking = null;

/**
 * The session ended in the middle of an attempt: sign in on the spot, with the answers still in the queue. Only the same pupil will do.
 * @param {Who} pupil
 * @returns {Promise<boolean>} whether that pupil is signed in now
 */
export function signInAgain(pupil) {
  asking ??= ask(pupil).finally(() => (asking = null));
  return asking;
}

/** @param {Who} pupil */
async function ask(pupil) {
  if (await isSignedIn(pupil)) return true; // In another tab, a moment ago.
  const code = h('input', { class: 'input input--code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', required: true });
  const name = h('input', { class: 'input', value: pupil.name, autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true });
  const password = h('input', { class: 'input', type: 'password', autocomplete: 'current-password', required: true });
  const message = h('p', { class: 'field__error', role: 'alert' });
  const answer = await openDialog({
    title: 'Sign in to go on',
    body: [
      h('p', null, `You have been signed out. Your answers are safe on this Chromebook. Sign in as ${pupil.name} and they will be sent.`),
      field('Class code', code),
      field('Your name', name),
      field('Password', password),
      message,
    ],
    actions: [
      { label: 'Not now', value: 'later' },
      { label: 'Sign in', value: 'sign_in', kind: 'primary' },
    ],
    onAction: async (value) => {
      if (value !== 'sign_in') return true;
      message.textContent = '';
      try {
        const { me } = await signInPupil({ class_code: code.value, name: name.value, password: password.value });
        if (me.id === pupil.id) return true;
        message.textContent = `You signed in as ${me.display_name}. These answers are ${pupil.name}’s: sign in as ${pupil.name}.`;
      } catch (error) {
        message.textContent = /** @type {Error} */ (error).message;
      }
      password.value = '';
      password.focus();
      return false;
    },
    onOpen: () => code.focus(),
  });
  return answer === 'sign_in';
}

/**
 * Whether this pupil holds the session.
 * @param {Who} pupil
 */
async function isSignedIn(pupil) {
  try {
    return (await fetchMe()).id === pupil.id;
  } catch {
    return false;
  }
}
