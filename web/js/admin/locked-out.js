import { listPeople, unlockPerson } from '../api/people.js';
import { banner } from '../core/banner.js';
import { h } from '../core/dom.js';
import { toast } from '../core/toast.js';
import { lockedWords } from '../teacher/class.logic.js';

/** @typedef {import('../api/people.js').Person} Person */

/** Everybody whom the lock holds out now, whatever the list below shows. */
export const listLocked = () => listPeople({ status: 'locked' });

/** Who can't sign in now because of wrong passwords, above the list of people, and the button that lets all of them in. */
export class LockedOut {
  element = h('div', { hidden: true });
  #then;

  /** @param {() => unknown} then  they can sign in again */
  constructor(then) {
    this.#then = then;
  }

  /** Ask again who is locked out. */
  async look() {
    this.show((await listLocked()).items);
  }

  /** @param {Person[]} items */
  show(items) {
    const words = lockedWords(items, 'people');
    this.element.hidden = !words;
    if (words) this.element.replaceChildren(banner('lock', words, h('button', { class: 'button', type: 'button', onclick: () => void this.#letIn(items) }, words.action)));
  }

  /** @param {Person[]} locked */
  async #letIn(locked) {
    await Promise.all(locked.map(({ id }) => unlockPerson(id)));
    toast(locked.length === 1 ? `${locked[0].display_name} can sign in again` : `${locked.length} people can sign in again`);
    await Promise.all([this.look(), this.#then()]);
  }
}
