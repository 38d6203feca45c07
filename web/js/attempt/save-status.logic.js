import { plural } from '../core/words.js';

/** What the page may say about saving. The words are promises: see each branch. */

/**
 * @typedef {object} QueueState
 * @property {boolean} writing  something typed or chosen isn't in the log yet
 * @property {number} unsent  events in the log (or in memory) that the server hasn't acknowledged
 * @property {number} unsafe  of those, how many are only in memory
 * @property {boolean} durable  this browser keeps a copy that survives a crash
 * @property {number} failures  failed requests in a row
 * @property {'none' | 'network' | 'server' | 'sign_in' | 'refused'} trouble  why the last request failed
 * @property {number} refused  events that the server can never store
 * @property {boolean} superseded  the attempt was opened elsewhere since
 * @property {boolean} handingIn  the pupil has handed in; the page itself then tells how far that is
 */

/**
 * @typedef {object} SaveStatus
 * @property {'saving' | 'saved' | 'held' | 'failed'} state
 * @property {string} icon
 * @property {string} text
 */

/**
 * @typedef {object} Banner
 * @property {'warn' | 'bad' | 'info' | 'ok'} kind
 * @property {string} icon
 * @property {string} title
 * @property {string} text
 * @property {'none' | 'sign_in' | 'use_here'} action
 */

/**
 * The status to show. "Saved" means committed by the server; "Saved on this Chromebook" means that the write to disk has completed.
 * @param {QueueState} queue
 * @returns {SaveStatus}
 */
export function saveStatus(queue) {
  const { writing, unsent, unsafe, durable, failures, refused } = queue;
  if (unsafe > 0 && failures > 0) return { state: 'failed', icon: 'warn', text: 'Not saving: tell your teacher' };
  if (queue.trouble === 'refused') return { state: 'failed', icon: 'warn', text: 'Not saving: tell your teacher' };
  if (writing) return { state: 'saving', icon: 'spinner', text: 'Saving' };
  if (unsafe > 0) return { state: 'saving', icon: 'spinner', text: 'Saving' };
  if (unsent > 0 && failures > 0) return { state: 'held', icon: 'device-check', text: `Saved on this Chromebook, ${unsent} waiting` };
  if (unsent > 0) return { state: 'saving', icon: 'device-check', text: 'Saved on this Chromebook' };
  if (refused > 0) return { state: 'held', icon: 'warn', text: `Saved, except ${plural(refused, 'answer')}` };
  if (!durable) return { state: 'held', icon: 'cloud-check', text: 'Saved, no safety copy' };
  return { state: 'saved', icon: 'check-circle', text: 'Saved' };
}

/**
 * The banner above the question: something is true now and it matters. Null when all is well.
 * @param {QueueState} queue
 * @returns {Banner | null}
 */
export function saveBanner(queue) {
  const { unsent, unsafe, durable, failures, trouble, refused, superseded, handingIn } = queue;
  if (superseded && !handingIn) {
    const held = unsent ? ' What you did here is kept and will be sent.' : ' What you did here is kept.';
    return { kind: 'info', icon: 'info', title: 'Open somewhere else.', text: `You are answering in another tab or on another device.${held}`, action: 'use_here' };
  }
  if (trouble === 'sign_in') {
    return { kind: 'warn', icon: 'lock', title: 'You have been signed out.', text: 'Sign in again to go on. Your answers are safe.', action: 'sign_in' };
  }
  if (trouble === 'refused') {
    return { kind: 'bad', icon: 'warn', title: 'Not saving. Tell your teacher now.', text: 'The school’s server does not accept answers from here. Stay on this page.', action: 'none' };
  }
  if (unsafe > 0 && failures > 0) {
    return { kind: 'bad', icon: 'warn', title: 'Not saving. Tell your teacher now.', text: 'This Chromebook can’t keep a copy, and the Wi-Fi is down. Stay on this page.', action: 'none' };
  }
  if (handingIn) return null;
  if (failures > 1) {
    const safe = durable ? 'Your answers are safe on this Chromebook, and we will send them when it comes back.' : 'Stay on this page: we will send what you do next when it comes back.';
    return trouble === 'server'
      ? { kind: 'warn', icon: 'cloud-off', title: 'The school’s server is busy. Keep going.', text: safe, action: 'none' }
      : { kind: 'warn', icon: 'wifi-off', title: 'Wi-Fi dropped. Keep going.', text: safe, action: 'none' };
  }
  if (refused > 0) {
    return { kind: 'warn', icon: 'warn', title: `${plural(refused, 'answer')} could not be stored.`, text: `${refused === 1 ? 'It is' : 'They are'} kept on this Chromebook. Make ${refused === 1 ? 'it' : 'them'} shorter, or tell your teacher.`, action: 'none' };
  }
  if (!durable) {
    return { kind: 'warn', icon: 'info', title: 'No safety copy here.', text: 'This Chromebook can’t keep one, so each answer is sent at once. Stay on Wi-Fi.', action: 'none' };
  }
  return null;
}
