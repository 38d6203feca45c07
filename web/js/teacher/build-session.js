import { addAssessment, getAssessment, saveAssessment } from '../api/assessments.js';
import { createStore } from '../core/store.js';
import { EMPTY, bodyOf, buildOf, isChanged } from './builder.logic.js';

/**
 * An assessment being worked on: what is on the page, what the server has, and how the two meet. Nothing that was typed is ever
 * dropped without being asked for.
 *
 * @typedef {import('./builder.logic.js').Build} Build
 * @typedef {import('../api/assessments.js').Assessment} Assessment
 * @typedef {'saved' | 'changed' | 'saving' | 'failed' | 'conflict'} SaveState
 * @typedef {{build: Build, saved: Build, server: Assessment | null, state: SaveState, message: string}} Session
 */

/** @param {Assessment | null} server */
export function buildSession(server) {
  const first = server ? buildOf(server) : EMPTY;
  const store = createStore(/** @type {Session} */ ({ build: first, saved: first, server, state: 'saved', message: '' }));

  /** Take an answer of the server as what is saved; what was typed while it was on its way stays. @param {Assessment} answer */
  const adopt = (answer, sent = bodyOf(buildOf(answer))) => {
    const saved = buildOf(answer);
    const { build } = store.get();
    const untouched = JSON.stringify(bodyOf(build)) === JSON.stringify(sent);
    store.set({ server: answer, saved, build: untouched ? saved : build, state: untouched || !isChanged(build, saved) ? 'saved' : 'changed', message: '' });
  };

  /** @param {number | undefined} version  that the change is based on @returns {Promise<boolean>} */
  const send = async (version) => {
    const { build, server: known } = store.get();
    const body = bodyOf(build);
    store.set({ state: 'saving', message: '' });
    try {
      adopt(known && version !== undefined ? await saveAssessment(known.id, { version, ...body }) : await addAssessment(body), body);
      return true;
    } catch (error) {
      const { code, detail } = /** @type {{code?: string, detail?: string}} */ (error);
      store.set({ state: code === 'stale_version' ? 'conflict' : 'failed', message: detail ?? '' });
      if (code === 'stale_version') return false;
      throw error;
    }
  };

  return {
    get: store.get,
    subscribe: store.subscribe,

    /** @param {Build} build */
    change(build) {
      const { saved, state } = store.get();
      // A conflict stays until it is settled; otherwise the state follows from what is different.
      const next = state === 'conflict' || state === 'saving' ? state : isChanged(build, saved) ? 'changed' : 'saved';
      store.set({ build, state: next });
    },

    /** @returns {Promise<boolean>} false for a conflict; other failures are thrown and leave the state "failed" */
    save: () => send(store.get().server?.version),

    /** Settle a conflict: save what is on this page over the other change. */
    async keepMine() {
      const { server: known } = store.get();
      return known ? send((await getAssessment(known.id)).version) : send(undefined);
    },

    /** Settle a conflict: show what the other person saved. @returns {Promise<Build>} what was on the page, for Undo */
    async takeTheirs() {
      const { server: known, build: mine } = store.get();
      const theirs = await getAssessment(/** @type {Assessment} */ (known).id);
      store.set({ build: buildOf(theirs) });
      adopt(theirs);
      return mine;
    },
  };
}
