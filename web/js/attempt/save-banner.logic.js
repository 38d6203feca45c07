import { plural } from '../core/words.js';

/** @typedef {import('./save-status.logic.js').QueueState} QueueState */

/**
 * @typedef {object} Banner
 * @property {'warn' | 'bad' | 'info' | 'ok'} kind
 * @property {string} icon
 * @property {string} title
 * @property {string} text
 * @property {'none' | 'sign_in' | 'use_here' | 'rescue'} action
 */

/**
 * The banner above the question: something is true now and it matters. Null when all is well.
 * @param {QueueState} queue
 * @param {boolean} [long]  there has been no contact for so long that answers kept here may be carried to the teacher: Wi-Fi that comes back at once needs nobody to do anything
 * @returns {Banner | null}
 */
export function saveBanner(queue, long = false) {
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
    return { kind: 'bad', icon: 'warn', title: 'Not saving. Tell your teacher now.', text: 'This Chromebook can’t keep a copy, and the Wi-Fi is down. Stay on this page.', action: 'rescue' };
  }
  if (handingIn) return null;
  if (failures > 1) {
    const safe = durable ? 'Your answers are safe on this Chromebook, and we will send them when it comes back.' : 'Stay on this page: we will send what you do next when it comes back.';
    return trouble === 'server'
      ? { kind: 'warn', icon: 'cloud-off', title: 'The school’s server is busy. Keep going.', text: safe, action: 'none' }
      : { kind: 'warn', icon: 'wifi-off', title: 'Wi-Fi dropped. Keep going.', text: safe, action: unsent && long ? 'rescue' : 'none' };
  }
  if (refused > 0) {
    return { kind: 'warn', icon: 'warn', title: `${plural(refused, 'answer')} could not be stored.`, text: `${refused === 1 ? 'It is' : 'They are'} kept on this Chromebook. Make ${refused === 1 ? 'it' : 'them'} shorter, or tell your teacher.`, action: 'none' };
  }
  if (!durable) {
    return { kind: 'warn', icon: 'info', title: 'No safety copy here.', text: 'This Chromebook can’t keep one, so each answer is sent at once. Stay on Wi-Fi.', action: 'none' };
  }
  return null;
}
