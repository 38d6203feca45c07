import { api } from './client.js';

/**
 * @typedef {object} LiveRow  how one pupil gets on; times are ms UTC, `here` and the lists are places in the questions, from 0
 * @property {string} pupil_id
 * @property {string} attempt_id
 * @property {number} number  which of the pupil's attempts
 * @property {'open' | 'submitted' | 'marked'} state
 * @property {number} started_at
 * @property {number} ends_at
 * @property {number} added_s
 * @property {number | null} paused_at  while the clock stands still
 * @property {'pupil' | 'teacher' | null} paused_by
 * @property {'pupil' | 'timer' | 'teacher' | 'sweep' | null} submitted_by
 * @property {number | null} seen_at  when the pupil's page was heard last
 * @property {number | null} active_at  when the pupil did something last
 * @property {number | null} here
 * @property {number} pending  answers that waited on the device when it was heard last
 * @property {number} left_page  how often
 * @property {boolean} safe_copy  the device keeps a copy of the answers
 * @property {boolean} not_back  it was opened again, and its pupil hasn’t come back to it yet
 * @property {number[]} given  the questions that were drawn for the pupil
 * @property {number[]} left_out  the questions that count for nobody
 * @property {number[]} answered
 * @property {number[]} flagged
 */

/** @typedef {{assessment_item_id: string, position: number, stem_text: string, type: string, marks: number, left_out: boolean, swapped: boolean, question_id: string, newer_version: boolean}} LiveQuestion  swapped: there was another question, or another wording, here before; newer_version: the bank has a later one */

/**
 * @typedef {object} LiveView
 * @property {string} assignment_id
 * @property {string} title
 * @property {string} class_id
 * @property {string} class_name
 * @property {'scheduled' | 'open' | 'closed' | 'released'} state
 * @property {string} opens_at
 * @property {string} closes_at
 * @property {number | null} time_limit_s
 * @property {number} version
 * @property {LiveQuestion[]} questions
 * @property {{id: string, display_name: string}[]} pupils
 */

/** @typedef {{now: number, rows: LiveRow[]}} LiveNews */
/** @typedef {string[] | null} Chosen  ids of pupils; null: everybody who is sitting */

/** The server says something every five seconds: after this long the line is dead, whatever the browser thinks of it. */
const SILENCE_MS = 12_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/** @param {string} id  of an assignment */
const path = (id) => `/api/assignments/${encodeURIComponent(id)}/live`;

/** What stands still in the live view. @param {string} id @returns {Promise<LiveView>} */
export const getLive = (id) => api.get(path(id));

/** @param {string} action @returns {(id: string, chosen: Chosen, more?: object) => Promise<string[]>}  gives for whom something changed */
const tap = (action) => async (id, chosen, more) => (await api.post(`${path(id)}/${action}`, { pupil_ids: chosen, ...more })).pupil_ids;

export const addTime = tap('time');
export const pauseAttempts = tap('pause');
export const resumeAttempts = tap('resume');
export const endAttempts = tap('end');
export const reopenAttempts = tap('reopen');

/** @param {string} id  of an assignment @param {string} itemId */
const questionPath = (id, itemId) => `${path(id)}/questions/${encodeURIComponent(itemId)}`;

/** Put another question of the bank, or the mended one, in a place. @param {string} id @param {string} itemId @param {string} questionId @returns {Promise<void>} */
export const swapQuestion = (id, itemId, questionId) => api.post(`${questionPath(id, itemId)}/swap`, { question_id: questionId });

/** Take the newest swap of a place back. @param {string} id @param {string} itemId @returns {Promise<void>} */
export const swapBack = (id, itemId) => api.post(`${questionPath(id, itemId)}/swap-back`);

/**
 * Follow how everybody gets on, for as long as the page is open: when the line breaks it is made again, for ever.
 * @param {string} id
 * @param {object} ears
 * @param {(news: LiveNews, all: boolean) => void} ears.heard  all: these are all rows there are, whatever was known before
 * @param {(view: LiveView) => void} ears.viewed  the questions and the class, asked for anew with each new line
 * @param {() => void} ears.lost  nothing is heard any more, until something is
 * @param {(error: unknown) => void} ears.refused  the server says no: nothing will be heard
 */
export function followLive(id, { heard, viewed, lost, refused }) {
  let wait = FIRST_WAIT_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;
  const listen = () => {
    const source = new EventSource(`${path(id)}/stream`);
    let all = true;
    const again = () => {
      source.close();
      later();
    };
    const patience = () => {
      clearTimeout(silence);
      silence = setTimeout(again, SILENCE_MS);
    };
    source.onerror = again;
    source.onmessage = ({ data }) => {
      patience();
      wait = FIRST_WAIT_MS;
      heard(JSON.parse(data), all);
      all = false;
    };
    patience();
  };
  const later = () => {
    clearTimeout(silence);
    lost();
    // A school's pages must not all come back at the same moment.
    setTimeout(ask, wait * (0.75 + Math.random() / 2));
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  };
  // An EventSource doesn't tell why it was refused: a question that does goes first.
  const ask = async () => {
    try {
      viewed(await getLive(id));
    } catch (error) {
      const { status = 0 } = /** @type {{status?: number}} */ (error);
      return [401, 403, 404].includes(status) ? refused(error) : later();
    }
    listen();
  };
  listen();
}
