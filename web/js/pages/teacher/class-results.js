import { releaseAssignment } from '../../api/assessments.js';
import { getClassResults, resultsCsv } from '../../api/results.js';
import { timeOf } from '../../core/dates.js';
import { h, icon, need } from '../../core/dom.js';
import { selectBox } from '../../core/fields.js';
import { setTitle, startPage } from '../../core/page.js';
import { menuButton } from '../../core/menu.js';
import { stateCard } from '../../core/states.js';
import { toast } from '../../core/toast.js';
import { plural } from '../../core/words.js';
import { classAddress, liveAddress, markingAddress, pupilAddress, rescueAddress } from '../../teacher/addresses.js';
import { releaseResults, stateTag } from '../../teacher/assignment-list.js';
import { canTakeIn, isHeldBack, isRunning, timesInWords } from '../../teacher/assignment.logic.js';
import { rulesInWords } from '../../teacher/tries.logic.js';
import { showAnswer } from '../../teacher/answer-detail.js';
import { heatKey, heatMap } from '../../teacher/heat-map.js';
import { ITEM_ORDERS, PUPIL_ORDERS, aliases, answersToMark, cellsByItem, hasAnswer, headline, sortItems, sortPupils } from '../../teacher/heat-map.logic.js';
import { questionDrawer } from '../../teacher/question-drawer.js';
import { giveSingle, singleActions, stillToCome, timeWords } from '../../teacher/single-pupils.js';
import { hasOwn, ownWords } from '../../teacher/single-pupils.logic.js';
import { wrongIdeas } from '../../teacher/wrong-ideas.js';

/**
 * @typedef {import('../../api/results.js').ClassResults} ClassResults
 * @typedef {import('../../api/assessments.js').Assignment} Assignment
 */

const REFRESH_MS = 10_000;
/** For this tab only, and over reloads: a projector must not show the names again by accident. */
const HIDE_NAMES = 'ks3.hide-names';

/** @template {string} T @param {[T, string][]} choices @param {string | null} value @returns {T} */
const oneOf = (choices, value) => choices.find(([name]) => name === value)?.[0] ?? choices[0][0];

/** The still parts of the page. @param {Assignment} assignment */
function pageParts(assignment) {
  const parts = {
    facts: h('p'),
    rules: h('p', { class: 'muted small' }),
    status: h('p', { class: 'cluster small results-status' }),
    mark: h('a', { class: 'button button--primary', href: markingAddress(assignment.id) }),
    live: h('a', { class: 'button', href: liveAddress(assignment.id) }, icon('live'), 'Live view'),
    hide: h('input', { type: 'checkbox', role: 'switch' }),
    release: h('button', { class: 'button button--primary', type: 'button' }, icon('eye'), 'Release results'),
    hold: h('button', { class: 'button', type: 'button' }, icon('eye-off'), 'Hold results back'),
    later: h('button', { class: 'button', type: 'button' }, icon('users'), 'For single pupils'),
    refresh: h('button', { class: 'button', type: 'button' }, icon('reset'), 'Refresh'),
    pupilOrder: selectBox(PUPIL_ORDERS, { 'aria-label': 'Order of the pupils' }, ''),
    itemOrder: selectBox(ITEM_ORDERS, { 'aria-label': 'Order of the questions' }, ''),
    heat: h('div'),
    drawer: h('div', { class: 'drawer-place' }),
    ideas: h('div'),
  };
  const print = h('button', { class: 'button', type: 'button', onclick: () => window.print() }, icon('print'), 'Print');
  const page = [
    h(
      'div',
      { class: 'page-head' },
      h(
        'div',
        { class: 'page-head__text' },
        h('ul', { class: 'crumbs' }, h('li', null, h('a', { href: '/teacher/assessments' }, 'Assessments')), h('li', null, h('a', { href: `/teacher/create-assessment?id=${encodeURIComponent(assignment.assessment_id)}` }, 'Questions')), h('li', null, assignment.class.name)),
        h('h1', null, assignment.title),
        parts.facts,
        parts.status,
      ),
      h(
        'div',
        { class: 'page-head__actions' },
        parts.mark,
        h('label', { class: 'switch' }, h('span', { class: 'switch__text small' }, 'Hide names'), parts.hide),
        parts.live,
        parts.later,
        parts.refresh,
        canTakeIn(assignment) && h('a', { class: 'button', href: rescueAddress(assignment.id) }, icon('wifi-off'), 'Take in answers'),
        h('a', { class: 'button', href: resultsCsv(assignment.id), download: true }, icon('download'), 'Export'),
        print,
        parts.hold,
        parts.release,
      ),
    ),
    h(
      'div',
      { class: 'with-side with-side--results' },
      h('section', { class: 'card card--flush', 'aria-labelledby': 'who' }, h('div', { class: 'card__head heat-head' }, h('div', null, h('h2', { id: 'who' }, 'Who got what'), parts.rules), heatKey(), h('div', { class: 'cluster heat-orders' }, parts.pupilOrder, parts.itemOrder)), parts.heat),
      h('div', { class: 'stack' }, parts.drawer, parts.ideas),
    ),
  ];
  return { ...parts, page };
}

/** The page with its results: draws them, and draws them again. */
class ResultsPage {
  /** @param {ClassResults} results @param {URLSearchParams} params */
  constructor(results, params) {
    this.results = results;
    this.aliases = aliases(results.pupils);
    this.id = results.assignment.id;
    this.pupilOrder = oneOf(PUPIL_ORDERS, params.get('pupils'));
    this.itemOrder = oneOf(ITEM_ORDERS, params.get('questions'));
    this.chosen = results.items.find(({ id }) => id === params.get('question'))?.id ?? null;
    this.hidden = sessionStorage.getItem(HIDE_NAMES) === '1';
    this.fetchedAt = Date.now();
    this.failed = false;
    this.parts = pageParts(results.assignment);
    this.drawer = questionDrawer(this.parts.drawer, { assignmentId: this.id, nameOf: this.nameOf, onChange: this.choose, onMarks: () => this.refresh() });
    this.heat = heatMap(this.parts.heat, { onQuestion: (id) => this.choose(id === this.chosen ? null : id), onCell: this.openAnswer });
  }

  /** @param {{id: string, name: string}} pupil */
  nameOf = ({ id, name }) => (this.hidden ? (this.aliases.get(id) ?? 'A pupil') : name);

  /** Open the drawer of a question, or close it. @param {string | null} id */
  choose = (id) => {
    const former = this.chosen;
    this.chosen = id;
    this.keepInAddress('question', id);
    this.draw();
    if (id) {
      void this.showDrawer();
      this.drawer.focus();
    } else {
      this.drawer.close();
      if (former) this.heat.focusQuestion(former);
    }
  };

  /** @param {string} pupilId @param {string} itemId */
  openAnswer = (pupilId, itemId) => {
    const item = this.results.items.find(({ id }) => id === itemId);
    const pupils = sortPupils(this.results.pupils, this.pupilOrder, this.nameOf).filter((pupil) => hasAnswer(cellsByItem(pupil).get(itemId)));
    if (item) void showAnswer({ assignmentId: this.id, item, pupils, pupilId, nameOf: this.nameOf, onMarks: () => this.refresh() });
  };

  /** What the page knows, for giving other times. */
  place() {
    const { assignment, pupils } = this.results;
    return { assignment, pupils: sortPupils(pupils, 'name', this.nameOf), nameOf: this.nameOf, then: () => this.refresh() };
  }

  /** The menu of a pupil's row; by the id, since the rows outlive what they were drawn from. @param {import('../../teacher/heat-map.logic.js').Pupil} pupil */
  menuOf = ({ id }) =>
    menuButton('Actions', () => {
      const place = this.place();
      const pupil = place.pupils.find((each) => each.id === id);
      return pupil ? singleActions(place, pupil) : [];
    });

  showDrawer() {
    const items = sortItems(this.results.items, this.itemOrder);
    const item = items.find(({ id }) => id === this.chosen);
    return item ? this.drawer.show(item, items) : undefined;
  }

  /** @param {string} name @param {string | null} value */
  keepInAddress(name, value) {
    const address = new URL(location.href);
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    history.replaceState(null, '', address);
  }

  draw() {
    const { results, parts } = this;
    const { assignment } = results;
    const numbers = headline(results);
    const running = isRunning(assignment);
    parts.facts.textContent = [timesInWords(assignment), `${numbers.handedIn} of ${numbers.pupils} handed in`, numbers.working && `${numbers.working} working`, `mean ${numbers.mean} of ${numbers.marks}`, `median ${numbers.median}`].filter(Boolean).join(' · ');
    parts.rules.textContent = rulesInWords(assignment);
    parts.rules.hidden = !parts.rules.textContent;
    const live = this.failed ? `The school’s server can’t be reached: this is from ${timeOf(this.fetchedAt)}` : running ? `Updates by itself. Last at ${timeOf(this.fetchedAt)}` : '';
    // What comes by itself needs no button.
    parts.refresh.hidden = running && !this.failed;
    const later = stillToCome(results.pupils);
    const words = [assignment.state, isHeldBack(assignment), later, live].join();
    if (parts.status.dataset.words !== words) {
      parts.status.dataset.words = words;
      parts.status.replaceChildren(stateTag(assignment.state), ...(isHeldBack(assignment) ? [h('span', { class: 'tag' }, icon('eye-off'), 'Pupils can’t see results yet')] : []), ...(later ? [h('span', { class: 'tag' }, icon('calendar'), later)] : []), h('span', { class: this.failed ? 'warn' : 'muted' }, live));
    }
    const waiting = answersToMark(results);
    parts.mark.hidden = !waiting;
    parts.mark.replaceChildren(icon('edit'), `Mark ${plural(waiting, 'answer')}`);
    parts.live.hidden = !running && !results.pupils.some(({ state }) => state === 'open');
    parts.later.hidden = results.pupils.every(({ left }) => left);
    parts.release.hidden = !isHeldBack(assignment);
    parts.hold.hidden = assignment.feedback !== 'release' || assignment.released_at === null;
    this.heat.update({ results, pupilOrder: this.pupilOrder, itemOrder: this.itemOrder, nameOf: this.nameOf, hrefOf: (pupil) => (this.hidden || pupil.left ? null : pupilAddress(assignment.class.id, pupil.id)), timeOf: timeWords, ownOf: (pupil) => ownWords(pupil, assignment), mayAct: (pupil) => !pupil.left || hasOwn(pupil, assignment), menuOf: this.menuOf, running: running || assignment.state === 'scheduled', chosen: this.chosen });
    wrongIdeas(parts.ideas, results.misconceptions, this.nameOf);
  }

  /** More can come: it is open, or it has just closed and not every attempt is marked. */
  isMoving() {
    const { assignment, pupils } = this.results;
    return isRunning(assignment) || assignment.state === 'open' || stillToCome(pupils) !== '' || pupils.some(({ state }) => state === 'open' || state === 'submitted');
  }

  async refresh() {
    try {
      this.results = await getClassResults(this.id);
      this.aliases = aliases(this.results.pupils);
      this.fetchedAt = Date.now();
      this.failed = false;
      void this.showDrawer();
    } catch (error) {
      if (/** @type {{status?: number}} */ (error).status === 401) throw error;
      this.failed = true;
    }
    this.draw();
  }

  /** @param {Assignment} assignment */
  changed = (assignment) => {
    this.results = { ...this.results, assignment };
    this.draw();
  };

  /** @param {HTMLElement} main */
  mount(main) {
    const { parts } = this;
    main.replaceChildren(...parts.page);
    parts.hide.checked = this.hidden;
    parts.hide.addEventListener('change', () => {
      this.hidden = parts.hide.checked;
      sessionStorage.setItem(HIDE_NAMES, this.hidden ? '1' : '0');
      this.draw();
      this.drawer.rename();
    });
    for (const [name, box] of /** @type {const} */ ([['pupils', parts.pupilOrder], ['questions', parts.itemOrder]])) {
      const select = need(box, 'select', HTMLSelectElement);
      select.value = name === 'pupils' ? this.pupilOrder : this.itemOrder;
      select.addEventListener('change', () => {
        if (name === 'pupils') this.pupilOrder = oneOf(PUPIL_ORDERS, select.value);
        else this.itemOrder = oneOf(ITEM_ORDERS, select.value);
        this.keepInAddress(name, select.value);
        this.draw();
        if (name === 'questions') void this.showDrawer();
      });
    }
    parts.refresh.addEventListener('click', async () => {
      await this.refresh();
      if (parts.refresh.hidden) parts.live.focus();
      toast(this.failed ? 'The school’s server can’t be reached. Check the Wi-Fi, then try again' : 'These are the newest results');
    });
    parts.later.addEventListener('click', () => void giveSingle(this.place()));
    parts.release.addEventListener('click', async () => {
      await releaseResults(this.results.assignment, this.changed);
      parts.hold.focus();
    });
    parts.hold.addEventListener('click', async () => {
      const { assignment } = this.results;
      this.changed(await releaseAssignment(assignment.id, assignment.version, false));
      parts.release.focus();
      toast(`Results held back from ${assignment.class.name}`);
    });
    this.draw();
    void this.showDrawer();
    setInterval(() => {
      if (document.visibilityState === 'visible' && this.isMoving()) void this.refresh();
    }, REFRESH_MS);
  }
}

void startPage({
  area: 'teacher',
  title: 'Class results',
  async mount({ main, params }) {
    const id = params.get('assignment');
    if (!id) return location.replace('/teacher/assessments');
    const results = await getClassResults(id);
    setTitle(`${results.assignment.title}, ${results.assignment.class.name}`);
    if (results.pupils.length) new ResultsPage(results, params).mount(main);
    else main.replaceChildren(stateCard({ scene: 'scene-empty', title: `Nobody is in ${results.assignment.class.name} yet`, text: 'Add pupils to the class: they will find this assessment when they sign in.', action: { label: 'Open the class', href: classAddress(results.assignment.class.id), primary: true }, heading: 'h1' }));
  },
});
