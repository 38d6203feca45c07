import { listClasses } from '../../api/classes.js';
import { listPeople } from '../../api/people.js';
import { h, icon } from '../../core/dom.js';
import { startPage } from '../../core/page.js';
import { listLocked } from '../../admin/locked-out.js';
import { PeoplePage } from '../../admin/people-page.js';
import { ImportView } from '../../admin/import-view.js';
import { filtersOf, queryOf } from '../../admin/people.logic.js';

void startPage({
  area: 'admin',
  title: 'People',
  async mount({ me, main, params }) {
    const filters = filtersOf(params);
    const [{ items: classes }, page, { items: locked }] = await Promise.all([listClasses(), listPeople(queryOf(filters)), listLocked()]);
    const people = new PeoplePage({ me, classes, filters, page, locked });
    const line = h('p', null, `Everyone who signs in at ${me.school.name}`);
    const importButton = h('button', { class: 'button', type: 'button', onclick: () => openImport() }, icon('upload'), 'Import a class list');
    const addButton = h('button', { class: 'button button--primary', type: 'button', onclick: () => void people.add() }, icon('plus'), 'Add a person');
    const actions = h('div', { class: 'page-head__actions' }, importButton, addButton);
    const head = h('div', { class: 'page-head' }, h('div', { class: 'page-head__text' }, h('h1', null, 'People'), line), actions);
    const openImport = () => {
      const view = new ImportView({
        async done(changed) {
          view.element.replaceWith(people.element);
          actions.hidden = false;
          importButton.focus();
          if (changed) await people.reload();
        },
      });
      actions.hidden = true;
      people.element.replaceWith(view.element);
      view.focus();
    };
    people.element.addEventListener('import', openImport);
    main.replaceChildren(head, people.element);
    if (params.has('import')) openImport();
  },
});
