import { h, icon } from '../core/dom.js';
import { richText } from '../core/rich-text.js';
import { letter } from '../question-types/choices.js';
import { placeWords } from './finding-place.js';
import { difficultyDots, markedQuestion } from './marked-question.js';
import { openMakerCounts } from './maker-counts.js';
import { checkLine, findingLine } from './question-checks.js';
import { typeIcon } from './question-preview.js';
import { goodNews, inSentence, isToDo, listIcon, listNote, splitEvidence } from './review.logic.js';

/** The three panes of the review desk: the list, the question with its checks, and where it comes from. */

/** @typedef {import('../api/generation.js').Draft} Draft */

/**
 * @param {Draft} draft
 * @param {boolean} current
 */
export function listEntry(draft, current) {
  const [name, tone] = listIcon(draft);
  return h(
    'a',
    { class: 'draft', href: `#${draft.id}`, 'data-draft': draft.id, 'aria-current': current ? 'true' : null },
    icon(name, { class: `icon ${tone}` }),
    h('span', null, draft.stem_text),
    h('small', null, listNote(draft)),
  );
}

/** The letter that stands before an option on this page; empty for what has none. @param {Draft} draft @param {string} id */
function letterSeen({ item }, id) {
  const at = (item.options ?? []).findIndex((/** @type {any} */ option) => option.id === id);
  return at < 0 ? '' : letter(at);
}

/** @param {Draft} draft */
function wrongAnswers(draft) {
  if (!draft.misconceptions.length) return null;
  /** @param {{element_id: string, text: string}} wrong */
  const name = ({ element_id: id, text }) => letterSeen(draft, id) || text;
  return h(
    'section',
    { class: 'stack stack--s' },
    h('h2', { class: 'h4' }, 'What each wrong answer tells you'),
    h(
      'ul',
      { class: 'checks' },
      [...draft.misconceptions]
        .map((wrong) => ({ name: name(wrong), title: wrong.title }))
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((wrong) => h('li', null, icon('bulb', { class: 'icon warn' }), h('span', null, wrong.name && h('strong', null, `${wrong.name} `), wrong.title))),
    ),
  );
}

/** @param {Draft} draft */
function checks(draft) {
  const twin = draft.duplicate_of;
  return h(
    'section',
    { class: 'stack stack--s' },
    h('h2', { class: 'h4' }, 'Checks'),
    h(
      'ul',
      { class: 'checks' },
      draft.checks.map((finding) => findingLine(finding, placeWords(finding.place, draft.content, (index) => letterSeen(draft, draft.content.options[index]?.id)))),
      twin && checkLine('warn', ['Much like another question', h('span', { class: 'check-why' }, `${twin.kind === 'bank' ? 'In the bank' : 'Among these drafts'}: “${twin.stem_text}”`)]),
      goodNews(draft).map((line) => checkLine('ok', line)),
    ),
  );
}

/** @type {{[status: string]: [tone: string, picture: string, words: string]}} */
const DONE = {
  accepted: ['banner--ok', 'check-circle', 'You accepted this draft: it is in the bank.'],
  edited: ['banner--ok', 'check-circle', 'You accepted this draft with changes: the changed question is in the bank.'],
  rejected: ['', 'x-circle', 'You rejected this draft'],
};

/**
 * @param {Draft} draft
 * @param {() => void} undo
 */
export function draftView(draft, undo) {
  const done = isToDo(draft) ? null : DONE[draft.status];
  const { explanation, hints } = draft;
  return h(
    'div',
    { class: 'stack' },
    done &&
      h('div', { class: `banner ${done[0]}` }, icon(done[1]), h('p', { class: 'banner__text' }, draft.status === 'rejected' ? `${done[2]}${draft.reject_reason ? `: ${inSentence(draft.reject_reason)}` : ''}.` : done[2]), draft.question_id && h('a', { class: 'button button--s', href: `/teacher/question?id=${draft.question_id}` }, 'Open it'), h('button', { class: 'button button--s', type: 'button', onclick: undo }, icon('undo'), 'Back to “to do”')),
    h('div', { class: 'spread spread--wrap' }, h('p', { class: 'eyebrow' }, 'As the pupil sees it'), h('div', { class: 'cluster' }, h('span', { class: 'tag' }, icon(typeIcon(draft.type)), draft.type_label), difficultyDots(draft.difficulty))),
    markedQuestion(draft),
    h('div', { class: 'cols-2' }, checks(draft), wrongAnswers(draft)),
    explanation.length > 0 && h('section', { class: 'stack stack--s' }, h('h2', { class: 'h4' }, 'Afterwards pupils read'), h('div', { class: 'rich small' }, richText(explanation))),
    hints.length > 0 && h('section', { class: 'stack stack--s' }, h('h2', { class: 'h4' }, hints.length > 1 ? 'Hints' : 'Hint'), h('div', { class: 'rich small' }, h('ol', null, hints.map((hint) => h('li', null, richText(hint)))))),
  );
}

/**
 * @param {Draft} draft
 * @param {Map<string, string>} objectives  words by id
 */
export function sourceView(draft, objectives) {
  const { evidence } = draft;
  const makers = h('p', { class: 'small' }, h('button', { class: 'check-go', type: 'button', onclick: () => void openMakerCounts() }, 'Which drafts you keep'));
  const about = [
    ['Objective', draft.objective_ids.map((id) => objectives.get(id)).filter(Boolean).join(' · ') || 'None chosen'],
    ['Made by', draft.maker.title],
  ];
  const facts = h('dl', { class: 'facts' }, about.map(([term, value]) => h('div', null, h('dt', null, term), h('dd', null, value))));
  const title = h('h2', { class: 'h4' }, 'Where it comes from');
  if (!evidence) {
    return h('div', { class: 'stack' }, title, h('p', { class: 'muted' }, 'Made from a rule, not from a lesson file: the answer is worked out, so there is nothing to quote.'), facts, makers);
  }
  const { before, marked, after } = splitEvidence(evidence);
  return h(
    'div',
    { class: 'stack' },
    h('div', { class: 'spread spread--wrap' }, title, evidence.location && h('span', { class: 'small num muted' }, evidence.location)),
    h('div', { class: 'slide slide--text' }, evidence.section_heading && h('h3', null, evidence.section_heading), h('p', null, before, marked && h('mark', { class: 'evidence' }, marked), after)),
    h('div', { class: 'passage passage--on' }, h('p', { class: 'eyebrow' }, ['Quoted', inSentence(evidence.location)].filter(Boolean).join(': ')), h('p', null, `“${evidence.quote}”`)),
    facts,
    makers,
    draft.document_id && h('p', { class: 'small' }, h('a', { href: `/teacher/lesson-file?id=${draft.document_id}#${draft.id}` }, 'See everything that was found in the file')),
  );
}
