import { getPaper } from '../../api/assessments.js';
import { h, icon } from '../../core/dom.js';
import { tick } from '../../core/fields.js';
import { setTitle, startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { markScheme, pupilPaper } from '../../teacher/paper.js';

const UUID = /^[0-9a-f-]{36}$/;

/** @param {{title: string, items: import('../../api/assessments.js').PaperItem[]}} paper @param {string} builder  its address */
function page(paper, builder) {
  const sheets = { paper: pupilPaper(paper), scheme: markScheme(paper) };
  const button = h('button', { class: 'button button--primary', type: 'button', onclick: () => print() }, icon('print'), 'Print');
  const box = (/** @type {'paper' | 'scheme'} */ name, /** @type {string} */ label) => {
    const parts = tick(label, { checked: true });
    const input = /** @type {HTMLInputElement} */ (parts.querySelector('input'));
    input.addEventListener('change', () => {
      sheets[name].hidden = !input.checked;
      button.disabled = Object.values(sheets).every((sheet) => sheet.hasAttribute('hidden'));
    });
    return parts;
  };
  return [
    h(
      'div',
      { class: 'page-head no-print' },
      h('div', { class: 'page-head__text' }, h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: '/teacher/assessments' }, 'Assessments')), h('li', null, h('a', { href: builder }, 'Questions'))), h('h1', null, `Print ${paper.title}`)),
      h('div', { class: 'page-head__actions' }, box('paper', 'Paper for pupils'), box('scheme', 'Mark scheme'), button),
    ),
    h('div', { class: 'papers', tabindex: '0', role: 'region', 'aria-label': 'What is printed, scrolls' }, sheets.paper, sheets.scheme),
  ];
}

void startPage({
  area: 'teacher',
  title: 'Print an assessment',
  async mount({ main, params }) {
    const id = params.get('id') ?? '';
    if (!UUID.test(id)) throw Object.assign(new Error('This address names no assessment'), { status: 404 });
    const builder = `/teacher/create-assessment?id=${encodeURIComponent(id)}`;
    const paper = await getPaper(id);
    setTitle(`Print ${paper.title}`);
    if (paper.items.length) main.replaceChildren(...page(paper, builder));
    else main.replaceChildren(stateCard({ scene: 'scene-empty', title: 'Nothing to print yet', text: 'This assessment has no questions. Add some, then come back.', action: { label: 'Add questions', href: builder, primary: true }, heading: 'h1' }));
  },
});
