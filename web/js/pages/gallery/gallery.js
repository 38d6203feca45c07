import { ApiError } from '../../api/client.js';
import { confirmDialog, openDialog } from '../../core/dialog.js';
import { freshId, h, icon, need } from '../../core/dom.js';
import { showFieldErrors } from '../../core/field-errors.js';
import { field } from '../../core/fields.js';
import { applyKeptPreferences } from '../../core/prefs.js';
import { toggleReadingTools } from '../../core/reading-tools.js';
import { richText } from '../../core/rich-text.js';
import { errorState, skeleton, stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { distributionTable } from '../../question-types/distribution.js';
import { questionType } from '../../question-types/registry.js';
import { questionEditor } from '../../question-types/registry-edit.js';
import { EVERY_BLOCK, MISCONCEPTIONS, QUESTIONS } from './fixtures.js';

/** Every component in every state, live where it has a behaviour: what axe, the screenshots and the keyboard tests look at. */

/** @param {string} name */
const place = (name) => need(document, `[data-live="${name}"]`, HTMLElement);

/** @param {string} title @param {...import('../../core/dom.js').Child} content */
function example(title, ...content) {
  return h('section', { class: 'card stack stack--m gallery__item' }, h('h3', null, title), content);
}

function showAppearance() {
  applyKeptPreferences();
  const params = new URLSearchParams(location.search);
  const { dataset } = document.documentElement;
  for (const [param, name] of Object.entries({ theme: 'theme', overlay: 'overlay', spacing: 'spacing', lines: 'lineSpacing', font: 'font', motion: 'motion', text: 'textSize' })) {
    const value = params.get(param);
    if (value) dataset[name] = value;
  }
  const tools = h('button', { class: 'button button--quiet', type: 'button', 'aria-expanded': 'false', onclick: () => toggleReadingTools(tools, 'choice') }, icon('text'), h('span', { class: 'hide-s' }, 'Reading tools'), h('span', { class: 'vh only-s' }, 'Reading tools'));
  place('tools').append(tools);
}

function showStates() {
  const offline = new ApiError({ status: 0, code: 'offline' });
  const forbidden = new ApiError({ status: 403, code: 'forbidden', detail: 'This page is for pupils. You are signed in as staff.' });
  const card = /** @type {const} */ ({ heading: 'h3' });
  place('states').append(
    stateCard({ ...card, scene: 'scene-rest', title: 'All done, Priya', text: 'You have nothing to do right now. Your next quiz opens on Tuesday.', action: { label: 'Look at your results', href: '#main' } }),
    stateCard({ ...card, scene: 'scene-empty', title: 'No questions yet', text: 'Drop in a lesson file and get questions to review.', action: { label: 'Add a lesson file', href: '#main', icon: 'upload', primary: true } }),
    stateCard({ ...card, scene: 'scene-search', title: 'Nothing matches “quantum”', text: 'Try another word, or clear the 3 filters.', action: { label: 'Clear filters', onclick() {} } }),
    errorState(offline, card),
    errorState(new ApiError({ status: 500, code: 'broken' }), card),
    errorState(new ApiError({ status: 404, code: 'not_found' }), card),
    errorState(forbidden, card),
    stateCard({ ...card, scene: 'scene-done', title: 'Handed in on this Chromebook', text: 'It will be sent when Wi-Fi is back. You can close the lid.' }),
    skeleton('Loading the question'),
  );
}

function showParts() {
  const form = h(
    'form',
    { class: 'stack stack--m', novalidate: true },
    field('First name', h('input', { class: 'input', name: 'given_name', value: 'Priya' })),
    field('User name', h('input', { class: 'input', name: 'login_name', value: 'r.okafor' }), { hint: 'Often the school email address.' }),
  );
  showFieldErrors(form, { errors: [{ place: 'body.login_name', message: 'Somebody has this name already' }, { place: '', message: 'The class was full.' }] });
  place('parts').append(
    example('Rich text', h('div', { class: 'rich' }, richText(EVERY_BLOCK))),
    example('Form with errors', form),
    h(
      'section',
      { class: 'panel panel--static gallery__item', 'aria-label': 'Notes, example' },
      h('div', { class: 'spread' }, h('h3', null, 'Notes'), h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close the example' }, icon('x'))),
      field('Your notes', h('textarea', { class: 'textarea', rows: '4', value: 'RAM forgets when the power goes.' }), { hint: 'Only you can see these. They are not marked.' }),
    ),
    example('Being read aloud', h('p', null, 'What does ', h('span', { class: 'is-read' }, 'RAM'), ' stand for?')),
    example(
      'Dialogs and toasts',
      h(
        'div',
        { class: 'cluster' },
        h('button', { class: 'button', type: 'button', onclick: () => toast('3 questions archived', { undo() {} }) }, 'Toast with undo'),
        h('button', { class: 'button', type: 'button', onclick: () => toast('Saved') }, 'Toast'),
        h('button', { class: 'button', type: 'button', onclick: () => confirmDialog({ title: 'Hand in now?', body: '2 questions have no answer. You can’t change anything afterwards.', action: 'Hand in' }) }, 'Question'),
        h('button', { class: 'button', type: 'button', onclick: () => openDialog({ title: 'Login card', body: h('p', null, 'Password: plum-otter-42') }) }, 'Dialog'),
      ),
    ),
  );
}

/** @param {import('./fixtures.js').Fixture} fixture @param {any} value @param {string} state */
function answering({ type, view }, value, state) {
  const kind = questionType(type);
  const id = freshId('stem');
  const words = (/** @type {any} */ now) => (kind.isAnswered(now) ? kind.toText(now, view) : 'Nothing answered');
  const output = h('output', { class: 'small muted' }, words(value));
  const host = h('div', { 'data-type': type, 'data-state': state });
  kind.answer(host, {
    view,
    value,
    labelledBy: id,
    change: (now) => {
      output.textContent = words(now);
    },
  });
  return example(`${kind.label}, ${state}`, h('div', { class: 'question__stem', id }, richText(view.stem)), host, output);
}

/** @param {import('./fixtures.js').Fixture} fixture */
function reviewing({ type, view, key, partly, parts }) {
  const kind = questionType(type);
  const states = [
    { response: key, outcome: 'right', key },
    { response: partly, outcome: ['multiple_choice', 'true_false', 'numeric', 'boolean_expression'].includes(type) ? 'wrong' : 'partial', key, parts },
    { response: null, outcome: 'unanswered', key },
    { response: partly, outcome: null, others: true },
  ];
  const hosts = states.map((state) => {
    const host = h('div', { 'data-review': type });
    kind.review(host, { view, ...state });
    return host;
  });
  return example(kind.label, hosts);
}

/** @param {import('./fixtures.js').Fixture} fixture */
function editing({ type, view, key, content, buckets }) {
  const kind = questionEditor(type);
  const problems = h('output', { class: 'small muted' }, 'No problems');
  const host = h('div', { 'data-edit': type });
  kind.edit(host, {
    content,
    misconceptions: MISCONCEPTIONS,
    change: (now) => {
      problems.textContent = kind.problems(now).map(({ message }) => message).join(' ') || 'No problems';
    },
  });
  const item = { id: 'i1', position: 3, stem: view.stem, stem_text: '', type, marks: 2, view, key };
  return example(kind.label, host, problems, distributionTable({ item, buckets, answered: 19, of: 27, facility: 0.6 }));
}

showAppearance();
showStates();
showParts();
// All that the page can show is a lot to lay out: a test of one type asks for its questions alone.
const only = new URLSearchParams(location.search).getAll('type');
for (const fixture of QUESTIONS.filter(({ type }) => !only.length || only.includes(type))) {
  place('answering').append(answering(fixture, null, 'blank'), answering(fixture, fixture.partly, 'answered'));
  place('reviewing').append(reviewing(fixture));
  place('editing').append(editing(fixture));
}
