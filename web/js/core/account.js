import { changePassword, signOutEverywhere } from '../api/accounts.js';
import { openDialog } from './dialog.js';
import { h, icon } from './dom.js';
import { field } from './fields.js';
import { formDialog } from './form-dialog.js';
import { toast } from './toast.js';

/** What staff do with their own account. Comes only when somebody opens it: no page waits for it. */

const LEAST_CHARACTERS = 12;

/**
 * @param {{current: string, fresh: string, again: string}} values
 * @returns {{place: string, message: string}[]}
 */
export function passwordProblems({ current, fresh, again }) {
  const found = [];
  if (!current) found.push({ place: 'current', message: 'Type the password that you use now' });
  if (fresh.length < LEAST_CHARACTERS) found.push({ place: 'fresh', message: `Use at least ${LEAST_CHARACTERS} characters` });
  else if (fresh !== again) found.push({ place: 'again', message: 'The two new passwords are not the same' });
  return found;
}

/** Change one's own password, in a dialog. */
async function changeOwnPassword() {
  const box = (/** @type {string} */ name, /** @type {string} */ autocomplete) => h('input', { class: 'input', type: 'password', name, autocomplete });
  const read = (/** @type {import('./form-dialog.js').FormValues} */ values) => ({ current: String(values.current), fresh: String(values.fresh), again: String(values.again) });
  const changed = await formDialog({
    title: 'Change your password',
    body: h(
      'div',
      { class: 'stack stack--m' },
      field('Password now', box('current', 'current-password')),
      field('New password', box('fresh', 'new-password'), { hint: `At least ${LEAST_CHARACTERS} characters. Three or four unrelated words work well; names, dates and common words don’t.` }),
      field('New password again', box('again', 'new-password')),
    ),
    action: 'Change password',
    check: (values) => passwordProblems(read(values)),
    async save(values) {
      const { current, fresh } = read(values);
      await changePassword({ current, new: fresh });
      return true;
    },
  });
  if (changed) toast('Password changed. Your other devices are signed out.');
}

/**
 * Who is signed in here, and what they can do about it.
 * @param {import('../api/accounts.js').Me} me
 */
export async function openAccount(me) {
  /** @type {(() => Promise<void>) | undefined} */
  let chosen;
  const choice = (/** @type {string} */ label, /** @type {string} */ name, /** @type {() => Promise<void>} */ act) =>
    h(
      'button',
      {
        class: 'button button--wide',
        type: 'button',
        onclick: (/** @type {MouseEvent} */ event) => {
          chosen = act;
          /** @type {HTMLElement} */ (event.currentTarget).closest('dialog')?.close();
        },
      },
      icon(name),
      label,
    );
  await openDialog({
    title: me.display_name,
    body: h(
      'div',
      { class: 'stack stack--s' },
      h('p', { class: 'muted' }, me.school.name),
      choice('Change password', 'key', changeOwnPassword),
      choice('Sign out on every device', 'log-out', async () => {
        await signOutEverywhere();
        location.replace('/staff');
      }),
    ),
  });
  await chosen?.();
}
