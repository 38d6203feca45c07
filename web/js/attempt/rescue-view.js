import { openDialog } from '../core/dialog.js';
import { addStyle, append, h, icon } from '../core/dom.js';
import { download } from '../core/download.js';
import { plural } from '../core/words.js';
import { canPack, pack, toFrames } from '../rescue/frames.logic.js';
import { framePlayer } from './rescue-frames.js';
import { rescueFile } from './rescue.js';

void addStyle(new URL('../../css/components/rescue.css', import.meta.url));

/**
 * Offer the pupil two ways to hand over what waits here: a file, or the screen for a camera.
 * @param {import('./outbox.js').Outbox} outbox
 */
export async function offerRescue(outbox) {
  const file = await rescueFile(outbox).catch((/** @type {Error} */ error) => error);
  if (file instanceof Error) {
    await openDialog({ title: 'Save my answers to a file', body: h('p', null, file.message) });
    return;
  }
  const place = h('div', { class: 'stack' });
  let player = /** @type {ReturnType<typeof framePlayer> | null} */ (null);
  const said = h('p', { role: 'status', class: 'small' });
  const save = () => {
    download(file.name, file.text, 'application/json');
    said.textContent = `Saved as ${file.name}. Give that file to your teacher.`;
  };
  const show = async () => {
    const frames = toFrames(await pack(file.text));
    player?.stop();
    player = framePlayer(frames);
    place.replaceChildren(player.element);
    player.element.focus();
  };
  const [title, words] = file.answers
    ? [`${plural(file.answers, 'answer')} to bring to your teacher`, 'What you answered stays here too, and is sent by itself when Wi-Fi is back. Your teacher can take it in now, in one of two ways.']
    : ['All your answers were sent', 'Only your hand-in waits here. It is sent by itself when Wi-Fi is back, or your teacher can take it in now.'];
  append(place, [
    h('p', null, words),
    !file.signed && h('p', { class: 'ic' }, icon('info'), 'Show your teacher this screen: they will ask to see it.'),
    h('div', { class: 'rescue__ways' }, way('download', 'Save to a file', 'For a USB stick, for example.', save), canPack() && way('qr', 'Show to a camera', 'Your teacher scans this screen.', () => void show())),
    said,
  ]);
  await openDialog({ title, body: place, plain: true, wide: true, actions: [{ label: 'Close', value: 'close' }] });
  player?.stop();
}

/** @param {string} picture @param {string} name @param {string} hint @param {() => void} onclick */
const way = (picture, name, hint, onclick) => h('div', { class: 'rescue__way' }, h('button', { class: 'button', type: 'button', onclick }, icon(picture), name), h('p', { class: 'muted small' }, hint));
