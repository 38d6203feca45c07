import { getAssignment } from '../../api/assessments.js';
import { h } from '../../core/dom.js';
import { setTitle, startPage } from '../../core/page.js';
import { resultsAddress } from '../../teacher/addresses.js';
import { RescueDesk } from '../../teacher/rescue-desk.js';

void startPage({
  area: 'teacher',
  title: 'Take in answers',
  mount: async ({ main, params }) => {
    const assignment = await getAssignment(params.get('assignment') ?? '');
    setTitle(`Take in answers: ${assignment.title}`);
    main.replaceChildren(
      h(
        'div',
        { class: 'page-head' },
        h(
          'div',
          { class: 'page-head__text' },
          h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: resultsAddress(assignment.id) }, assignment.title)), h('li', null, assignment.class.name)),
          h('h1', null, 'Take in answers without Wi-Fi'),
          h('p', null, 'For a Chromebook that can’t reach the school’s server. Nothing counts twice: when it is back online it finds its answers here.'),
        ),
      ),
      new RescueDesk(assignment.id).element,
    );
  },
});
