import { getCurriculum, listMisconceptions } from '../../api/curriculum.js';
import { getQuestion } from '../../api/questions.js';
import { h, icon } from '../../core/dom.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { WHOLE_TYPES } from '../../question-types/registry-edit.js';
import { isKnownType } from '../../teacher/question-preview.js';
import { QuestionEditor } from '../../teacher/question-editor.js';

/** Choose what kind of question to write, when the address doesn't say. @param {HTMLElement} main */
function chooseType(main) {
  main.replaceChildren(
    h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'New question'), h('p', null, 'What kind of question?'))),
    h(
      'ul',
      { class: 'cols-2 type-list' },
      WHOLE_TYPES.map(({ type, label, icon: picture }) => h('li', null, typeCard(type, label, picture))),
    ),
  );
}

/** @param {string} type @param {string} label @param {string} picture */
function typeCard(type, label, picture) {
  return h('a', { class: 'button button--big', href: `/teacher/question?type=${type}` }, icon(picture), label);
}

void startPage({
  area: 'teacher',
  title: 'Question',
  async mount({ main, params }) {
    const id = params.get('id');
    const asked = params.get('type') ?? '';
    setTitle(id ? 'Edit question' : 'New question');
    if (!id && !isKnownType(asked)) return chooseType(main);
    const [question, { units }, { items: misconceptions }] = await Promise.all([id ? getQuestion(id) : null, getCurriculum(), listMisconceptions()]);
    const type = question?.type ?? asked;
    if (!isKnownType(type)) {
      main.replaceChildren(
        stateCard({ scene: 'scene-rest', title: 'This kind of question can’t be edited here yet', text: 'It can still be used in assessments.', action: { label: 'Go to the question bank', href: '/teacher/questions' }, heading: 'h1' }),
      );
      return;
    }
    const editor = new QuestionEditor(main, { type, question, units, misconceptions });
    if (!question) editor.form.focus();
  },
});
