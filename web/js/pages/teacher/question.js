import { getCurriculum, listMisconceptions } from '../../api/curriculum.js';
import { getQuestion } from '../../api/questions.js';
import { h } from '../../core/dom.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { isKnownType } from '../../teacher/question-preview.js';
import { QuestionEditor } from '../../teacher/question-editor.js';
import { typeList } from '../../teacher/type-list.js';

/** Choose what kind of question to write, when the address doesn't say. @param {HTMLElement} main */
function chooseType(main) {
  main.replaceChildren(
    h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'New question'), h('p', null, 'What kind of question?'))),
    typeList(),
  );
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
