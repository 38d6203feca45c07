import { getMarking } from '../../api/marking.js';
import { h } from '../../core/dom.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { resultsAddress } from '../../teacher/addresses.js';
import { MarkingDesk } from '../../teacher/marking-desk.js';

/** @param {import('../../api/marking.js').MarkingList} list */
function nothingToMark({ assignment_id: id, title, class_name: className }) {
  return [
    h('div', { class: 'bench-head' }, h('div', { class: 'bench-head__text' }, h('h1', null, `Mark: ${title}, ${className}`))),
    stateCard({
      scene: 'scene-rest',
      title: 'Nothing here waits for you',
      text: 'Free text answers come here once pupils have handed in, and so do answers that the machine could not read.',
      action: { label: 'Class results', icon: 'chart', primary: true, href: resultsAddress(id) },
    }),
  ];
}

void startPage({
  area: 'teacher',
  title: 'Mark answers',
  async mount({ main, params }) {
    const id = params.get('assignment');
    if (!id) return location.replace('/teacher/assessments');
    const list = await getMarking(id);
    setTitle(`Mark ${list.title}`);
    if (!list.questions.length) return main.replaceChildren(...nothingToMark(list));
    const wanted = list.questions.find(({ item_id: item }) => item === params.get('item')) ?? list.questions.find(({ waiting }) => waiting > 0) ?? list.questions[0];
    await new MarkingDesk(main, list).open(wanted.item_id);
  },
});
