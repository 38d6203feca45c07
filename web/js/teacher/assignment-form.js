import { assignAssessment, changeAssignment } from '../api/assessments.js';
import { openDialog } from '../core/dialog.js';
import { h, icon, need } from '../core/dom.js';
import { clearFieldErrors, showFieldErrors } from '../core/field-errors.js';
import { field, selectBox, tick } from '../core/fields.js';
import { changesBetween, defaultSettings, feedbackChoices, formOf, formProblems, settingsOf } from './assignment.logic.js';

/**
 * @typedef {import('../api/accounts.js').Me} Me
 * @typedef {import('../api/assessments.js').Assignment} Assignment
 * @typedef {import('./assignment.logic.js').FormValues} FormValues
 */

/** @param {HTMLElement} form @returns {FormValues} */
function valuesOf(form) {
  const value = (/** @type {string} */ name) => /** @type {HTMLInputElement | null} */ (form.querySelector(`[name="${name}"]`))?.value;
  return {
    class_id: value('class_id'),
    opens_at: value('opens_at') ?? '',
    closes_at: value('closes_at') ?? '',
    minutes: value('time_limit_s')?.trim() ?? '',
    attempts_allowed: value('attempts_allowed')?.trim() ?? '',
    feedback: value('feedback') ?? '',
    shuffle_questions: Boolean(/** @type {HTMLInputElement | null} */ (form.querySelector('[name="shuffle_questions"]'))?.checked),
  };
}

/**
 * @param {FormValues} values
 * @param {Me} me
 * @param {string} likely  the likely time in words
 */
function settingFields(values, me, likely) {
  const number = (/** @type {string} */ name, /** @type {string} */ value, /** @type {number} */ max) =>
    h('input', { class: 'input input--s', name, type: 'number', inputmode: 'numeric', min: 1, max, step: 1, value });
  const time = (/** @type {string} */ name, /** @type {string} */ value) => h('input', { class: 'input', name, type: 'datetime-local', value, required: true });
  return [
    h(
      'div',
      { class: 'set-form' },
      field('Opens', time('opens_at', values.opens_at)),
      field('Closes', time('closes_at', values.closes_at)),
      field('Time limit in minutes', number('time_limit_s', values.minutes, 1440), { hint: likely || 'Leave it empty for no limit.' }),
      field('Attempts', number('attempts_allowed', values.attempts_allowed, 10), { hint: 'From 1 to 10.' }),
    ),
    field('Pupils see how they did', selectBox(feedbackChoices(me.features.immediate_feedback), { name: 'feedback', value: values.feedback })),
  ];
}

/**
 * A dialog with the form; `send` is tried until it succeeds or the teacher goes back.
 * @param {object} options
 * @param {string} options.title
 * @param {import('../core/dom.js').Child} options.body
 * @param {string} options.action
 * @param {(values: FormValues) => Promise<Assignment>} options.send
 * @returns {Promise<Assignment | null>}
 */
async function askUntilSent({ title, body, action, send }) {
  /** @type {Assignment | null} */
  let sent = null;
  await openDialog({
    title,
    body,
    wide: true,
    actions: [
      { label: 'Go back', value: 'cancel' },
      { label: action, value: 'send', kind: 'primary' },
    ],
    async onAction(value, dialog) {
      if (value !== 'send') return true;
      const form = need(dialog, 'form', HTMLFormElement);
      clearFieldErrors(form);
      const values = valuesOf(form);
      const errors = formProblems(values);
      if (errors.length) {
        showFieldErrors(form, { detail: '', errors });
        return false;
      }
      try {
        sent = await send(values);
        return true;
      } catch (error) {
        showFieldErrors(form, error);
        return false;
      }
    },
  });
  return sent;
}

/**
 * Set an assessment for a class.
 * @param {object} options
 * @param {{id: string, title: string}} options.assessment
 * @param {import('../api/classes.js').ClassRow[]} options.classes
 * @param {number} options.minutes  likely time
 * @param {Me} options.me
 * @returns {Promise<Assignment | null>}  null when the teacher went back
 */
export async function setForClass({ assessment, classes, minutes, me }) {
  /** @type {[string, string][]} */
  const choices = classes.map(({ id, name, pupils }) => [id, `${name} (${pupils})`]);
  if (choices.length !== 1) choices.unshift(['', 'Choose a class']);
  const values = formOf(defaultSettings());
  return askUntilSent({
    title: `Set “${assessment.title}” for a class`,
    body: h(
      'div',
      { class: 'stack stack--m' },
      field('Class', selectBox(choices, { name: 'class_id', value: choices[0][0] })),
      settingFields(values, me, `Likely time: about ${minutes} minutes. Leave it empty for no limit.`),
      tick('Mix the order of the questions for each pupil', { name: 'shuffle_questions', checked: values.shuffle_questions }),
      h('p', { class: 'muted small ic' }, icon('info'), 'Pupils get the questions as they are now. Later changes don’t reach them.'),
    ),
    action: 'Set for this class',
    send: (form) => assignAssessment(assessment.id, { class_id: form.class_id, ...settingsOf(form) }),
  });
}

/**
 * Change the times, the limit, the attempts or the policy of what was set.
 * @param {Assignment} assignment
 * @param {Me} me
 * @returns {Promise<Assignment | null>}  null when nothing was changed
 */
export async function changeSettings(assignment, me) {
  return askUntilSent({
    title: `${assignment.title}: times for ${assignment.class.name}`,
    body: h('div', { class: 'stack stack--m' }, settingFields(formOf(assignment), me, '')),
    action: 'Save changes',
    async send(form) {
      const changes = changesBetween(assignment, settingsOf({ ...form, shuffle_questions: assignment.shuffle_questions }));
      return Object.keys(changes).length ? changeAssignment(assignment.id, { version: assignment.version, ...changes }) : assignment;
    },
  });
}
