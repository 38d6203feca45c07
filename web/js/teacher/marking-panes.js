import { h, icon } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { mark, outOf, plural } from '../core/words.js';
import { questionType } from '../question-types/registry.js';
import { hasEveryButton, isWaiting, scoreButtons, scoreOf, similarWaiting } from './marking.logic.js';

/** @typedef {import('../api/marking.js').AnswerGroup} AnswerGroup */
/** @typedef {import('../api/marking.js').MarkingSheet} MarkingSheet */
/** @typedef {import('../api/marking.js').MarkingVersion} MarkingVersion */

const key = (/** @type {string} */ text) => h('kbd', { class: 'kbd hide-s', 'aria-hidden': 'true' }, text);

/** @param {string} type @param {AnswerGroup} group @param {MarkingVersion} version */
const wordsOf = (type, group, version) => questionType(type).toText(group.response, version.view);

/**
 * One line of the list.
 * @param {MarkingSheet} sheet
 * @param {number} at
 * @param {boolean} current
 */
export function answerEntry(sheet, at, current) {
  const group = sheet.groups[at];
  const similar = sheet.groups[at - 1]?.cluster === group.cluster;
  const note = [plural(group.attempts.length, 'pupil'), isWaiting(group) ? 'waits' : `${mark(group.score ?? 0)} of ${mark(sheet.marks)}`, similar && 'like the one above'];
  return h(
    'a',
    { class: 'draft', href: `#${at + 1}`, 'data-answer': at, 'aria-current': current ? 'true' : null },
    icon(isWaiting(group) ? 'circle' : 'check-circle', { class: `icon ${isWaiting(group) ? 'muted' : 'ok'}` }),
    h('span', { class: 'answer-line' }, wordsOf(sheet.type, group, sheet.versions[group.version_id])),
    h('small', null, note.filter(Boolean).join(' · ')),
  );
}

/**
 * The answer, what it holds, and what is said about it.
 * @param {MarkingSheet} sheet
 * @param {number} at
 * @param {string} comment
 */
export function answerView(sheet, at, comment) {
  const group = sheet.groups[at];
  const version = sheet.versions[group.version_id];
  const host = h('div', { class: 'answer-sheet' });
  questionType(sheet.type).review(host, { view: version.view, response: group.response, outcome: null, key: null, others: true });
  return h(
    'div',
    { class: 'stack stack--m' },
    h('p', { class: 'muted small' }, `Written by ${plural(group.attempts.length, 'pupil')}, without names · ${plural(group.words, 'word')}`),
    host,
    group.problem.startsWith('could not be read') && h('p', { class: 'small' }, icon('warn'), ' The machine ', group.problem),
    version.phrases.length > 0 &&
      h('ul', { class: 'cluster', 'aria-label': 'Key phrases' }, version.phrases.map((phrase) => phraseTag(phrase, group.phrases.includes(phrase)))),
    comment && h('p', { class: 'note' }, h('strong', null, 'Comment: '), comment),
  );
}

/** @param {string} phrase @param {boolean} found */
const phraseTag = (phrase, found) =>
  h('li', { class: `tag ${found ? 'tag--ok' : 'tag--line'}` }, icon(found ? 'check' : 'minus'), phrase, h('span', { class: 'vh' }, found ? ' is in it' : ' isn’t in it'));

/**
 * The question, what earns marks, and a model answer.
 * @param {MarkingSheet} sheet
 * @param {number} at
 * @param {string[]} ticked
 * @param {(id: string) => void} toggle
 */
export function guidePane(sheet, at, ticked, toggle) {
  const version = sheet.versions[sheet.groups[at].version_id];
  const model = questionType(sheet.type).toText(version.key, version.view);
  return h(
    'div',
    { class: 'stack stack--m' },
    h('div', { class: 'stack stack--s' }, h('h2', { class: 'h4' }, `Question ${sheet.position} · ${plural(sheet.marks, 'mark')}`), h('div', null, richText(version.view.stem))),
    version.lines.length > 0 &&
      h(
        'fieldset',
        { class: 'stack stack--s guide' },
        h('legend', { class: 'h4' }, 'What earns marks'),
        version.lines.map((line, index) =>
          h(
            'label',
            { class: 'guide__line' },
            h('input', { class: 'check', type: 'checkbox', checked: ticked.includes(line.id), 'data-line': line.id, onchange: () => toggle(line.id) }),
            h('span', null, line.text),
            h('span', { class: 'muted small num' }, plural(line.marks, 'mark')),
            index < 9 && h('kbd', { class: 'kbd hide-s', 'aria-hidden': 'true' }, `⇧${index + 1}`),
          ),
        ),
      ),
    model && h('details', { class: 'stack stack--s', open: true }, h('summary', { class: 'h4' }, 'A model answer'), h('div', { class: 'written' }, model)),
  );
}

/** A mark that has no button. @param {number} most @param {(score: number) => void} give */
function otherMark(most, give) {
  const input = h('input', { class: 'input input--s', type: 'number', inputmode: 'decimal', min: 0, max: most, step: 'any', required: true, 'aria-label': `Another mark, of ${mark(most)}` });
  /** @param {SubmitEvent} event */
  const onsubmit = (event) => {
    event.preventDefault();
    give(input.valueAsNumber);
  };
  return h('form', { class: 'cluster', onsubmit }, input, h('button', { class: 'button', type: 'submit' }, 'Give'));
}

/**
 * The bar: the marks there are, and the rest of what can be done.
 * @param {MarkingSheet} sheet
 * @param {number} at
 * @param {string[] | null} ticked
 * @param {{walk: (step: 1 | -1) => void, give: (score: number) => void, comment: () => void, similar: () => void, undo: (() => void) | false}} acts
 */
export function markBar(sheet, at, ticked, acts) {
  const group = sheet.groups[at];
  const { lines } = sheet.versions[group.version_id];
  const similar = isWaiting(group) ? 0 : similarWaiting(sheet.groups, at).reduce((sum, index) => sum + sheet.groups[index].attempts.length, 0);
  const walk = (/** @type {1 | -1} */ step, /** @type {string} */ label, /** @type {string} */ picture) =>
    h('button', { class: 'icon-button', type: 'button', 'aria-label': label, onclick: () => acts.walk(step) }, icon(picture));
  const earned = ticked && scoreOf(lines, ticked, sheet.marks);
  return [
    walk(-1, 'Back, key K', 'left'),
    h('span', { class: 'small muted num' }, `${at + 1} of ${sheet.groups.length}`),
    walk(1, 'Next, key J', 'right'),
    acts.undo && h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Undo, key Z', onclick: acts.undo }, icon('undo')),
    h('span', { class: 'grow' }),
    similar > 0 && h('button', { class: 'button', type: 'button', onclick: acts.similar }, `Same for ${plural(similar, 'similar one')}`, key('A')),
    h('button', { class: 'button', type: 'button', onclick: acts.comment }, icon('message'), 'Comment', key('C')),
    earned === null
      ? h(
          'div',
          { class: 'cluster', role: 'group', 'aria-label': `Marks, of ${mark(sheet.marks)}` },
          scoreButtons(sheet.marks).map((score) =>
            h('button', { class: 'button score-button', type: 'button', 'aria-pressed': group.score === score, 'aria-label': plural(score, 'mark'), onclick: () => acts.give(score) }, mark(score)),
          ),
          !hasEveryButton(sheet.marks) && otherMark(sheet.marks, acts.give),
        )
      : h('button', { class: 'button button--primary', type: 'button', onclick: () => acts.give(earned) }, icon('check'), `Give ${outOf(earned, sheet.marks)}`, key('Enter')),
  ];
}
