import { rescueAnswers } from '../api/assessments.js';
import { announce } from '../core/announce.js';
import { append, h, icon } from '../core/dom.js';
import { fileSize } from '../core/file-size.js';
import { plural } from '../core/words.js';
import { readFile } from '../rescue/file.logic.js';
import { FrameCollector, TEXT_BYTES_MAX, unpack } from '../rescue/frames.logic.js';
import { factsOf, isNews, notesOf, outcomeOf } from './rescue.logic.js';
import { ScreenScanner } from './screen-scanner.js';
import { dropzone } from './upload-files.js';

/**
 * @typedef {import('../api/assessments.js').Rescued} Rescued
 * @typedef {import('../rescue/file.logic.js').RescueFile} RescueFile
 */

const MAX_MB = 2;
const NO_FILE = 'That isn’t a file of answers. Choose what a pupil’s page saved: its name ends in .ks3.json.';

/** Answers that Chromebooks could not send: chosen as files or scanned, looked at, taken in. */
export class RescueDesk {
  #id;
  #list = h('ul', { class: 'rows' });
  #card = h('section', { class: 'card card--flush', 'aria-labelledby': 'found-title', hidden: true }, h('div', { class: 'card__head' }, h('h2', { id: 'found-title' }, 'Found')), this.#list);
  #collector = new FrameCollector();
  /** Texts that were scanned: a screen goes on showing them. @type {Set<string>} */
  #scanned = new Set();
  #video = h('video', { class: 'rescue__video', muted: true, playsinline: true, hidden: true, 'aria-hidden': 'true' });
  #said = h('p', { role: 'status', class: 'small' });
  #progress = h('progress', { class: 'progress', hidden: true, 'aria-label': 'Frames read' });
  #scan = h('button', { class: 'button', type: 'button', onclick: () => void this.#toggle() }, icon('qr'), h('span', null, 'Scan from a screen'));
  #scanner = new ScreenScanner(this.#video, (text) => void this.#seen(text));
  #scanning = false;

  /** @param {string} assignmentId */
  constructor(assignmentId) {
    this.#id = assignmentId;
    const screen = h(
      'section',
      { class: 'card stack', 'aria-labelledby': 'scan-title' },
      h('h2', { id: 'scan-title' }, 'From a screen'),
      h('p', { class: 'muted small' }, 'On the Chromebook: “Save my answers to a file” or “Show my teacher”, then “Show to a camera”. Hold it so that its screen fills the picture here.'),
      h('div', null, this.#scan),
      this.#video,
      this.#progress,
      this.#said,
    );
    this.element = h('div', { class: 'stack stack--m' }, h('div', { class: 'rescue__sources' }, dropzone({ endings: ['.json'], max_mb: MAX_MB }, (files) => void this.#choose(files), 'The file that the pupil saved'), screen), this.#card);
    addEventListener('pagehide', () => this.#scanner.stop());
  }

  /** @param {File[]} files */
  async #choose(files) {
    for (const file of files) {
      if (file.size > TEXT_BYTES_MAX) this.#problem(file.name, `It is ${fileSize(file.size)}, and answers are never over ${MAX_MB} MB. Is it the right file?`);
      else await this.#look(file.name, await file.text());
    }
  }

  async #toggle() {
    if (this.#scanning) return this.#stop('');
    this.#scanning = true;
    this.#video.hidden = false;
    this.#label('stop', 'Stop the camera');
    this.#said.textContent = 'Looking for a code.';
    const problem = await this.#scanner.start();
    if (problem) this.#stop(problem);
  }

  /** @param {string} words */
  #stop(words) {
    this.#scanning = false;
    this.#scanner.stop();
    this.#video.hidden = this.#progress.hidden = true;
    this.#label('qr', 'Scan from a screen');
    this.#said.textContent = words;
  }

  /** @param {string} picture @param {string} words */
  #label(picture, words) {
    this.#scan.replaceChildren(icon(picture), h('span', null, words));
  }

  /** @param {string} text  of a QR code */
  async #seen(text) {
    const seen = this.#collector.add(text);
    if (seen.state === 'other') {
      if (this.#progress.hidden) this.#said.textContent = 'That code is something else. Show the frames of Show to a camera.';
      return;
    }
    this.#progress.hidden = false;
    this.#progress.max = seen.total;
    this.#progress.value = seen.have;
    const words = seen.state === 'damaged' ? 'That was read wrongly. Once more: hold it still.' : `${seen.have} of ${seen.total} frames`;
    if (this.#said.textContent !== words) this.#said.textContent = words;
    if (seen.state !== 'whole') return;
    const whole = await unpack(seen.bytes);
    if (whole === null) return this.#problem('Scanned', NO_FILE);
    if (this.#scanned.has(whole)) {
      this.#said.textContent = 'All read: it stands below. Show the next screen, or stop the camera.';
      return;
    }
    this.#scanned.add(whole);
    await this.#look('Scanned', whole);
  }

  /** Ask the server what a file would bring. @param {string} name @param {string} text */
  async #look(name, text) {
    const file = readFile(text);
    if (!file) return this.#problem(name, NO_FILE);
    try {
      this.#show(file, await rescueAnswers(this.#id, file, { look: true }));
    } catch (error) {
      this.#problem(name, /** @type {Error} */ (error).message);
    }
  }

  /** @param {string} name @param {string} words */
  #problem(name, words) {
    this.#add(h('li', { class: 'rescue__found' }, h('strong', null, name), h('p', { class: 'ic' }, icon('warn'), words)), `${name}: ${words}`);
  }

  /** @param {RescueFile} file @param {Rescued} found */
  #show(file, found) {
    const place = h('li', { class: 'rescue__found' });
    this.#draw(place, file, found, false);
    this.#add(place, `${found.pupil.display_name}: ${factsOf(found)}`);
  }

  /** @param {HTMLElement} row @param {string} words */
  #add(row, words) {
    this.#card.hidden = false;
    this.#list.prepend(row);
    announce(words);
  }

  /**
   * @param {HTMLElement} place
   * @param {RescueFile} file
   * @param {Rescued} found
   * @param {boolean} asked  the teacher has pressed once: what has no signature wants a second word
   */
  #draw(place, file, found, asked) {
    const news = !found.done && isNews(found);
    const sure = asked && !found.signed;
    const label = sure ? 'I saw the screen: take it in' : `Take in${found.taken ? ` ${plural(found.taken, 'change')}` : ' the hand-in'}`;
    const take = h('button', { class: `button button--${sure ? 'danger' : 'primary'}`, type: 'button', 'aria-label': `${label}: ${found.pupil.display_name}` }, label);
    take.addEventListener('click', () => {
      if (found.signed || asked) void this.#take(place, file, found, take);
      else {
        this.#draw(place, file, found, true);
        place.querySelector('button')?.focus();
      }
    });
    const notes = notesOf(found);
    const outcome = found.done ? outcomeOf(found) : !news && 'All of it is here already. There is nothing to do.';
    place.replaceChildren();
    append(place, [
      h('div', { class: 'rescue__head' }, h('div', null, h('strong', null, found.pupil.display_name), h('p', { class: 'muted small' }, factsOf(found))), news && take),
      outcome && h('p', { class: 'ic' }, h('span', { class: 'tag tag--ok' }, icon('check'), found.done ? 'Taken in' : 'Here'), outcome),
      notes.length > 0 && h('ul', { class: 'rescue__notes small' }, notes.map((note) => h('li', { class: 'ic' }, icon('info'), h('span', null, note)))),
    ]);
  }

  /** @param {HTMLElement} place @param {RescueFile} file @param {Rescued} found @param {HTMLButtonElement} button */
  async #take(place, file, found, button) {
    button.disabled = true;
    try {
      const done = await rescueAnswers(this.#id, file, { unsigned: !found.signed });
      this.#draw(place, file, done, false);
      announce(`${done.pupil.display_name}: ${outcomeOf(done)}`);
    } catch (error) {
      button.disabled = false;
      this.#problem(found.pupil.display_name, /** @type {Error} */ (error).message);
    }
  }
}
