import { addTime, endAttempts, pauseAttempts, reopenAttempts, resumeAttempts } from '../api/live.js';
import { confirmDialog } from '../core/dialog.js';
import { h } from '../core/dom.js';
import { formDialog } from '../core/form-dialog.js';
import { toast } from '../core/toast.js';
import { listOf, plural } from '../core/words.js';

/** What a tap of the live view does. Everything is done at once and can be taken back, but ending for the whole class is asked about. */

/** @typedef {import('../api/live.js').Chosen} Chosen */

const MORE_MIN = 5;
const NAMED = 3;
/** Taking an end back leaves the time that was left: this much at least. */
const REOPENED_MIN = 1;

/** @param {number} minutes @param {boolean} checked */
const choice = (minutes, checked) => h('label', null, h('input', { type: 'radio', name: 'minutes', value: minutes, checked }), `${minutes} minutes`);

/**
 * @param {object} place
 * @param {string} place.id  of the assignment
 * @param {string} place.className
 * @param {(pupilId: string) => string} place.nameOf
 */
export function liveActions({ id, className, nameOf }) {
  /** @param {string[]} pupils @param {Chosen} chosen */
  const who = (pupils, chosen) => (chosen === null ? `${plural(pupils.length, 'pupil')} in ${className}` : pupils.length > NAMED ? plural(pupils.length, 'pupil') : listOf(pupils.map(nameOf)));
  /**
   * @param {string[]} pupils  for whom something changed
   * @param {string} words
   * @param {string} nothing  said when it was for nobody
   * @param {(() => Promise<unknown>)} [back]
   */
  const told = (pupils, words, nothing, back) => {
    if (!pupils.length) return toast(nothing);
    toast(words, back && { undo: async () => void (await back()) });
  };
  const actions = {
    /** @param {Chosen} chosen */
    async more(chosen) {
      const pupils = await addTime(id, chosen, { minutes: MORE_MIN });
      told(pupils, `${MORE_MIN} minutes added for ${who(pupils, chosen)}`, 'Nobody is working, so nobody got more time', () => addTime(id, pupils, { minutes: -MORE_MIN }));
    },
    /** @param {Chosen} chosen */
    async pause(chosen) {
      const pupils = await pauseAttempts(id, chosen);
      told(pupils, `Paused for ${who(pupils, chosen)}. Their time stands still`, 'Nobody is working, so nothing was paused', () => resumeAttempts(id, pupils));
    },
    /** @param {Chosen} chosen */
    async resume(chosen) {
      const pupils = await resumeAttempts(id, chosen);
      told(pupils, `${who(pupils, chosen)} can go on`, 'Nobody is paused', () => pauseAttempts(id, pupils));
    },
    /** @param {Chosen} chosen */
    async end(chosen) {
      const pupils = await endAttempts(id, chosen);
      told(pupils, `Handed in for ${who(pupils, chosen)}`, 'Nobody is working, so nothing was handed in', () => reopenAttempts(id, pupils, { minutes: REOPENED_MIN }));
    },
    /** @param {number} open  how many work */
    async endAll(open) {
      const sure = await confirmDialog({
        title: `End it for ${className}?`,
        body: `${plural(open, 'pupil')} who ${open === 1 ? 'is' : 'are'} still working ${open === 1 ? 'is' : 'are'} handed in with the answers they have. Answers that wait on a Chromebook without Wi-Fi still count when they arrive.`,
        action: 'End for all',
        danger: true,
      });
      if (sure) await actions.end(null);
    },
    /** @param {string[]} chosen @returns {Promise<boolean>} whether they went through with it */
    async reopen(chosen) {
      const pupils = await formDialog({
        title: `Open it again for ${who(chosen, chosen)}?`,
        body: h(
          'div',
          { class: 'stack stack--m' },
          h('p', null, 'They go on where they stopped. Answers that they don’t change keep their marks.'),
          h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label' }, 'Time that they have at least'), h('div', null, h('div', { class: 'segmented' }, [5, 10, 15].map((minutes, index) => choice(minutes, index === 0))))),
        ),
        action: 'Open again',
        save: ({ minutes }) => reopenAttempts(id, chosen, { minutes: Number(minutes) }),
      });
      if (pupils) told(pupils, `Open again for ${who(pupils, chosen)}`, 'They haven’t handed in, so there is nothing to open again');
      return pupils !== null;
    },
  };
  return actions;
}
