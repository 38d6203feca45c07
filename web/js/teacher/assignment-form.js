import { assignAssessment, changeAssignment } from '../api/assessments.js';
import { h, icon } from '../core/dom.js';
import { field, selectBox, tick } from '../core/fields.js';
import { formDialog } from '../core/form-dialog.js';
import { plural } from '../core/words.js';
import { changesBetween, defaultSettings, feedbackChoices, formOf, formProblems, settingsOf } from './assignment.logic.js';
import { COST_CHOICES, COUNT_CHOICES, OWN, costsInWords, penaltiesOf, triesProblems } from './tries.logic.js';

/**
 * @typedef {import('../api/accounts.js').Me} Me
 * @typedef {import('../api/assessments.js').Assignment} Assignment
 * @typedef {import('./assignment.logic.js').FormValues} FormValues
 */

/** @param {import('../core/form-dialog.js').FormValues} values  as they stand in the dialog @returns {FormValues} */
function read({ class_id, opens_at, closes_at, time_limit_s, attempts_allowed, attempts_count, feedback, tries, cost, costs, shuffle_questions }) {
  return {
    class_id: class_id === undefined ? undefined : String(class_id),
    opens_at: String(opens_at),
    closes_at: String(closes_at),
    minutes: String(time_limit_s),
    attempts_allowed: String(attempts_allowed),
    attempts_count: String(attempts_count),
    feedback: String(feedback),
    tries: String(tries),
    cost: String(cost),
    costs: String(costs),
    shuffle_questions: Boolean(shuffle_questions?.length),
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
  const attempts = number('attempts_allowed', values.attempts_allowed, 10);
  const count = field('Which attempt counts', selectBox(COUNT_CHOICES, { name: 'attempts_count', value: values.attempts_count }));
  const feedback = selectBox(feedbackChoices(me.features.immediate_feedback), { name: 'feedback', value: values.feedback });
  const tries = number('tries', values.tries, 10);
  const cost = selectBox(COST_CHOICES, { name: 'cost', value: values.cost });
  const costField = field('Each wrong try costs', cost, { hint: 'Of the question’s marks.' });
  const costs = h('input', { class: 'input', name: 'costs', value: values.costs, autocomplete: 'off' });
  const ownField = field('What each try costs, in percent', costs, { hint: 'One number a try, as in 0, 0, 10, 20.' });
  const inWords = h('p', { class: 'muted small', role: 'status' });
  const triesFields = h('div', { class: 'stack stack--m' }, h('div', { class: 'set-form' }, field('Tries at each question', tries, { hint: 'How often pupils may check an answer.' }), costField), ownField, inWords);
  const chosen = (/** @type {HTMLElement} */ box) => /** @type {HTMLSelectElement} */ (box.querySelector('select')).value;
  const update = () => {
    const form = { tries: tries.value, cost: chosen(cost), costs: costs.value };
    const several = Number(form.tries) > 1;
    count.hidden = !(Number(attempts.value) > 1);
    triesFields.hidden = chosen(feedback) !== 'each';
    costField.hidden = !several;
    ownField.hidden = !several || form.cost !== OWN;
    const words = triesProblems(form).length ? '' : several ? costsInWords(penaltiesOf(form)) : 'Checking an answer fixes it.';
    if (inWords.textContent !== words) inWords.textContent = words;
  };
  update();
  return h(
    'div',
    { class: 'stack stack--m', oninput: update, onchange: update },
    h(
      'div',
      { class: 'set-form' },
      field('Opens', time('opens_at', values.opens_at)),
      field('Closes', time('closes_at', values.closes_at)),
      field('Time limit in minutes', number('time_limit_s', values.minutes, 1440), { hint: likely || 'Leave it empty for no limit.' }),
      field('Attempts', attempts, { hint: 'From 1 to 10.' }),
    ),
    count,
    field('Pupils see how they did', feedback),
    triesFields,
  );
}

/**
 * Set an assessment for a class.
 * @param {object} options
 * @param {{id: string, title: string}} options.assessment
 * @param {import('../api/classes.js').ClassRow[]} options.classes
 * @param {number} options.minutes  likely time
 * @param {Me} options.me
 * @param {import('./assignment.logic.js').Begins} options.begins
 * @returns {Promise<Assignment | null>}  null when the teacher went back
 */
export async function setForClass({ assessment, classes, minutes, me, begins }) {
  /** @type {[string, string][]} */
  const choices = classes.map(({ id, name, pupils }) => [id, `${name} (${pupils})`]);
  if (choices.length !== 1) choices.unshift(['', 'Choose a class']);
  const values = formOf(defaultSettings(begins));
  return formDialog({
    wide: true,
    check: (form) => formProblems(read(form)),
    title: `Set “${assessment.title}” for a class`,
    body: h(
      'div',
      { class: 'stack stack--m' },
      field('Class', selectBox(choices, { name: 'class_id', value: choices[0][0] })),
      settingFields(values, me, `Likely time: about ${plural(minutes, 'minute')}. Leave it empty for no limit.`),
      tick('Mix the order of the questions for each pupil', { name: 'shuffle_questions', checked: values.shuffle_questions }),
      h('p', { class: 'muted small ic' }, icon('info'), 'Pupils get the questions as they are now. Later changes don’t reach them.'),
    ),
    action: 'Set for this class',
    save(form) {
      const settings = read(form);
      return assignAssessment(assessment.id, { class_id: settings.class_id, ...settingsOf(settings) });
    },
  });
}

/**
 * Change the times, the limit, the attempts or the policy of what was set.
 * @param {Assignment} assignment
 * @param {Me} me
 * @returns {Promise<Assignment | null>}  null when nothing was changed
 */
export async function changeSettings(assignment, me) {
  return formDialog({
    wide: true,
    check: (form) => formProblems(read(form)),
    title: `${assignment.title}: times for ${assignment.class.name}`,
    body: h('div', { class: 'stack stack--m' }, settingFields(formOf(assignment), me, '')),
    action: 'Save changes',
    async save(form) {
      const changes = changesBetween(assignment, settingsOf({ ...read(form), shuffle_questions: assignment.shuffle_questions }));
      return Object.keys(changes).length ? changeAssignment(assignment.id, { version: assignment.version, ...changes }) : assignment;
    },
  });
}
