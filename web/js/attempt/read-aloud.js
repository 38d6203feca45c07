import { announce } from '../core/announce.js';
import { addStyle, h, icon } from '../core/dom.js';
import { preferences } from '../core/prefs.js';
import { pickVoice, placeOf, spokenQuestion, withoutSpaces, wordAt } from './spoken.logic.js';

/**
 * @typedef {import('./spoken.logic.js').Part} Part
 * @typedef {{page: string, at: {node: Text, offset: number}[]}} Words  the text of a question without spaces, and where each character stands
 */

/** Browsers list their voices a moment after they are first asked. */
const VOICES_AFTER_MS = 1_500;
const RATES = { slow: 0.7, normal: 1 };
const NO_VOICE = 'This device has no voice of its own to read with. Ask your teacher: they can give you one that has.';
const FAILED = 'The voice of this device stopped. Press “Read aloud” to try again.';
const HIGHLIGHT = 'reading';

/** @returns {Promise<SpeechSynthesisVoice | null>} */
async function findVoice() {
  const { speechSynthesis: speech } = globalThis;
  if (!speech) return null;
  const now = pickVoice(speech.getVoices());
  if (now) return now;
  await new Promise((resolve) => {
    speech.addEventListener('voiceschanged', resolve, { once: true });
    setTimeout(resolve, VOICES_AFTER_MS);
  });
  return pickVoice(speech.getVoices());
}

/** @param {Element} root @returns {Words} */
function wordsOf(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Words} */
  const words = { page: '', at: [] };
  while (texts.nextNode()) {
    const node = /** @type {Text} */ (texts.currentNode);
    words.page += withoutSpaces(node.data);
    [...node.data.matchAll(/\S/g)].forEach(({ index }) => words.at.push({ node, offset: index }));
  }
  return words;
}

/** Reads questions out, for those who want it. The words that are being said are marked on the page. */
export class ReadAloud {
  #always;
  /** @type {import('./question-view.js').QuestionView | null} */
  #view = null;
  /** @type {import('./question-view.js').PackageItem | null} */
  #item = null;
  #button = h('button', { class: 'button button--quiet end', type: 'button', onclick: () => (this.#reading ? this.stop() : void this.#read()) });
  #note = h('p', { class: 'question__hint', role: 'status' });
  /** Changes with each reading, so that one that was stopped can't go on. @type {object | null} */
  #reading = null;
  /** @type {Element | null} */
  #marked = null;

  /** @param {boolean} always  by arrangement, whatever was chosen */
  constructor(always) {
    this.#always = always;
    document.addEventListener('preferences', () => this.#offer());
    addEventListener('pagehide', () => this.stop());
  }

  /**
   * Another question stands on the page, or none.
   * @param {import('./question-view.js').QuestionView | null} view
   * @param {import('./question-view.js').PackageItem | null} item
   */
  shown(view, item) {
    this.stop();
    this.#note.textContent = '';
    this.#view = view;
    this.#item = item;
    this.#offer();
  }

  /** Be quiet. */
  stop() {
    if (!this.#reading) return;
    this.#reading = null;
    speechSynthesis.cancel();
    this.#unmark();
    this.#label();
  }

  // Private

  get #wanted() {
    return this.#always || (preferences().read_aloud ?? false);
  }

  #offer() {
    const meta = this.#view?.heading.parentElement;
    if (!meta || !this.#wanted) {
      this.stop();
      this.#button.remove();
      this.#note.remove();
      return;
    }
    if (this.#button.parentElement === meta) return;
    void style();
    this.#label();
    meta.append(this.#button);
    meta.after(this.#note);
  }

  #label() {
    this.#button.replaceChildren(icon(this.#reading ? 'stop' : 'speaker'), this.#reading ? 'Stop reading' : 'Read aloud');
  }

  async #read() {
    const [view, item] = [this.#view, this.#item];
    if (!view || !item) return;
    const reading = {};
    this.#reading = reading;
    this.#note.textContent = '';
    this.#label();
    const voice = await findVoice();
    if (this.#reading !== reading) return;
    if (voice) await this.#readParts(spokenQuestion(item.view), voice, reading);
    if (this.#reading !== reading) return;
    this.stop();
    if (!voice) this.#note.textContent = NO_VOICE;
  }

  /**
   * @param {Part[]} parts
   * @param {SpeechSynthesisVoice} voice
   * @param {object} reading
   */
  async #readParts(parts, voice, reading) {
    // What another page of this browser left in the queue would come first.
    speechSynthesis.cancel();
    let from = 0;
    for (const part of parts) {
      // Anew for each part: what was answered meanwhile may have moved words.
      const form = this.#view?.heading.closest('form');
      const words = form ? wordsOf(form) : null;
      const place = words && placeOf(words.page, part.shown, from);
      if (place) from = place[1];
      const fine = await this.#say(part, voice, words, place);
      if (this.#reading !== reading) return;
      if (fine) continue;
      this.#note.textContent = FAILED;
      announce(FAILED);
      return;
    }
  }

  /**
   * @param {Part} part
   * @param {SpeechSynthesisVoice} voice
   * @param {Words | null} words
   * @param {[number, number] | null} place
   * @returns {Promise<boolean>} whether it was said, or stopped on purpose
   */
  #say({ said }, voice, words, place) {
    const utterance = new SpeechSynthesisUtterance(said);
    Object.assign(utterance, { voice, lang: voice.lang, rate: RATES[preferences().read_speed ?? 'normal'] });
    this.#unmark();
    if (words && place) this.#mark(words, ...place, true);
    let at = place?.[0] ?? 0;
    utterance.addEventListener('boundary', ({ name, charIndex }) => {
      if (!words || !place || name !== 'word') return;
      const found = placeOf(words.page.slice(0, place[1]), wordAt(said, charIndex), at);
      if (!found || found[0] < at) return;
      at = found[1];
      this.#mark(words, ...found, false);
    });
    return new Promise((resolve) => {
      utterance.addEventListener('end', () => resolve(true));
      utterance.addEventListener('error', ({ error }) => resolve(['canceled', 'interrupted'].includes(error)));
      speechSynthesis.speak(utterance);
    });
  }

  /**
   * Mark what is being said: a word where the browser can, else the block that it stands in.
   * @param {Words} words
   * @param {number} start
   * @param {number} end
   * @param {boolean} first  a new part begins
   */
  #mark({ at }, start, end, first) {
    const [from, to] = [at[start], at[end - 1]];
    const block = from.node.parentElement;
    if (!to || !block?.isConnected) return;
    if (first) block.scrollIntoView({ block: 'nearest' });
    if (!globalThis.CSS?.highlights) {
      this.#unmark();
      this.#marked = block;
      block.classList.add('is-read');
      return;
    }
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset + 1);
    CSS.highlights.set(HIGHLIGHT, new Highlight(range));
  }

  #unmark() {
    globalThis.CSS?.highlights?.delete(HIGHLIGHT);
    this.#marked?.classList.remove('is-read');
    this.#marked = null;
  }
}

/** @type {Promise<unknown> | undefined} */
let styled;
const style = () => (styled ??= addStyle(new URL('../../css/components/read-aloud.css', import.meta.url)));
