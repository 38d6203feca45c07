import { fetchMe } from '../../api/accounts.js';
import { loadHeld } from '../../attempt/deliver.js';
import { knownPupil } from '../../attempt/identity.js';
import { keptSittings, openStore } from '../../attempt/indexed-db-store.js';
import { art, h, icon, need } from '../../core/dom.js';
import { plural } from '../../core/words.js';
import { pictureFor } from './dashboard.logic.js';

/** What a pupil's first page says while the server can't be reached: the assessments that are on this device can be gone on with. */

const ASK_AGAIN_MS = 10_000;

/** @typedef {{pupilId: string, attempt: string, title: string, questions: number, unsent: number, handedIn: boolean}} KeptSitting */

/**
 * Show what this device holds of the pupil who signed in on it last.
 * @param {HTMLElement} main
 * @returns {Promise<boolean>} false where nobody is known here
 */
export async function showOffline(main) {
  const pupil = knownPupil();
  if (!pupil) return false;
  const sittings = (await Promise.all((await keptSittings(pupil.id)).map((attempt) => readSitting(pupil.id, attempt)))).filter((each) => each !== null);
  need(document, '.topbar__in').replaceChildren(h('p', { class: 'brand' }, art('logo', ''), 'KS3 Assessment'));
  main.replaceChildren(
    h(
      'div',
      { class: 'stack' },
      h('h1', null, `Hello, ${pupil.display_name.split(' ')[0]}`),
      h(
        'div',
        { class: 'banner banner--warn', role: 'status' },
        icon('wifi-off'),
        h('p', { class: 'banner__text' }, h('strong', null, 'You are offline. '), ['This page comes back by itself when ', wifi(), ' does. Work that is on this Chromebook is safe.']),
      ),
    ),
    h('h2', { class: 'section-title' }, 'On this Chromebook'),
    sittings.length ? h('div', { class: 'stack stack--m' }, sittings.map(card)) : h('p', { class: 'muted' }, ['There is nothing here that you can do without ', wifi(), '.']),
  );
  comeBack();
  return true;
}

/**
 * @param {string} pupilId
 * @param {string} attempt
 * @returns {Promise<KeptSitting | null>} null where its questions aren't here
 */
async function readSitting(pupilId, attempt) {
  const store = await openStore(pupilId, attempt);
  const { meta } = await store.load();
  const unsent = (await store.events()).filter(({ refused }) => !refused).length;
  store.close();
  const pack = /** @type {import('../../api/attempts.js').Package | undefined} */ (meta.get('package'));
  return pack ? { pupilId, attempt, title: pack.title, questions: pack.items.length, unsent, handedIn: Boolean(meta.get('handed_in')) } : null;
}

/** Let the pupil carry what waits here to the teacher. @param {KeptSitting} sitting */
async function bringByHand({ pupilId, attempt }) {
  const { offerRescue } = await import('../../attempt/rescue-view.js');
  const store = await openStore(pupilId, attempt);
  const { outbox } = await loadHeld(attempt, store);
  await offerRescue(outbox);
  store.close();
}

/** No line may end after "Wi-". */
const wifi = () => h('span', { class: 'nowrap' }, 'Wi-Fi');

/** @param {KeptSitting} sitting */
function card(sitting) {
  const { attempt, title, questions, unsent, handedIn } = sitting;
  const waiting = unsent ? ` ${plural(unsent, 'answer')} waiting to be sent.` : '';
  const words = handedIn ? ['Handed in on this Chromebook. It will be sent when ', wifi(), ` is back.${waiting}`] : [`${plural(questions, 'question')}.`, waiting || [' You can go on without ', wifi(), '.']];
  return h(
    'article',
    { class: 'task' },
    art(pictureFor(title)),
    h('div', { class: 'task__main' }, h('h3', null, title), h('p', { class: 'ic muted small' }, icon('device-check'), h('span', null, words))),
    (handedIn || unsent > 0) && h('button', { class: 'button', type: 'button', onclick: () => void bringByHand(sitting) }, unsent ? 'Save my answers to a file' : 'Show my teacher', h('span', { class: 'vh' }, ` for ${title}`)),
    !handedIn && h('a', { class: 'button button--primary', href: `/pupil/assessment?attempt=${encodeURIComponent(attempt)}` }, 'Go on', h('span', { class: 'vh' }, ` with ${title}`)),
  );
}

/** Load the whole page as soon as the server can be reached. */
function comeBack() {
  const reload = () => location.reload();
  const ask = async () => {
    try {
      await fetchMe();
    } catch (error) {
      if (/** @type {{status?: number}} */ (error).status !== 401) return;
    }
    reload();
  };
  setInterval(ask, ASK_AGAIN_MS);
  addEventListener('online', () => void ask());
}
