import { getCurriculum, listMisconceptions } from '../../api/curriculum.js';
import { getDocument } from '../../api/documents.js';
import { getRun } from '../../api/generation.js';
import { h } from '../../core/dom.js';
import { startPage } from '../../core/page.js';
import { stateCard } from '../../core/states.js';
import { ReviewDesk } from '../../teacher/review-desk.js';
import { everyDraft } from '../../teacher/review-load.js';

/** What the drafts are about, for the head of the page. @param {{run_id?: string, document_id?: string}} scope */
async function aboutOf({ run_id: run, document_id: document }) {
  if (document) return (await getDocument(document)).name;
  if (run) return (await getRun(run)).document_name ?? 'Made without a lesson file';
  return 'All your drafts';
}

/** Nothing to review: no list, no panes, no keys. @param {string} about */
function noDrafts(about) {
  return [
    h('div', { class: 'bench-head' }, h('div', { class: 'bench-head__text' }, h('h1', null, 'Review drafts'), h('p', { class: 'muted small' }, about))),
    stateCard({
      scene: 'scene-empty',
      title: 'No drafts to review',
      text: 'Make drafts from a lesson file, or fresh practice questions without one.',
      action: { label: 'Go to lesson files', icon: 'upload', primary: true, href: '/teacher/upload' },
    }),
  ];
}

void startPage({
  area: 'teacher',
  title: 'Review drafts',
  async mount({ main, params }) {
    const scope = { run_id: params.get('run') ?? undefined, document_id: params.get('document') ?? undefined };
    const [about, { units }, { items: misconceptions }] = await Promise.all([aboutOf(scope), getCurriculum(), listMisconceptions()]);
    // Without a scope, "all" would be everything since the school began.
    const status = scope.run_id || scope.document_id ? 'all' : 'new';
    const drafts = await everyDraft({ ...scope, status });
    if (!drafts.length) return main.replaceChildren(...noDrafts(about));
    new ReviewDesk(main, { scope, about, units, misconceptions }).show(drafts);
  },
});
