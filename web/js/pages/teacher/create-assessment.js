import { assignmentDefaults, getAssessment } from '../../api/assessments.js';
import { listClasses } from '../../api/classes.js';
import { getQuestion } from '../../api/questions.js';
import { announce } from '../../core/announce.js';
import { on } from '../../core/dom.js';
import { clearFieldErrors, showFieldErrors } from '../../core/field-errors.js';
import { setTitle, startPage } from '../../core/page.js';
import { toast } from '../../core/toast.js';
import { plural } from '../../core/words.js';
import { printAddress } from '../../teacher/addresses.js';
import { setForClass } from '../../teacher/assignment-form.js';
import { assignmentRow, everyAssignment } from '../../teacher/assignment-list.js';
import { buildPage, conflictBanner, isSetBanner, problemBanner, showSaveState } from '../../teacher/build-page.js';
import { buildSession } from '../../teacher/build-session.js';
import { buildList, buildStats, coverageTable } from '../../teacher/builder.js';
import { outOfPool, withDraw, withPool, withoutPool } from '../../teacher/draws.logic.js';
import { drawFromBank } from '../../teacher/draw-from-bank.js';
import { MOST_QUESTIONS, inOrder, problems, totals, withItemAt, withMarks, withNewest, withQuestions, withoutQuestion } from '../../teacher/builder.logic.js';
import { pickQuestions } from '../../teacher/question-picker.js';

/**
 * @typedef {import('../../api/accounts.js').Me} Me
 * @typedef {import('../../api/assessments.js').Assignment} Assignment
 * @typedef {ReturnType<typeof buildSession>} BuildSession
 * @typedef {ReturnType<typeof buildPage>} Parts
 */

/** Questions that another page chose: `?questions=id,id`. @param {URLSearchParams} params */
const askedFor = (params) => [...new Set((params.get('questions') ?? '').split(',').filter(Boolean))];

/** Those of them that can be used. @param {string[]} ids */
async function readyOnes(ids) {
  const answers = await Promise.allSettled(ids.map(getQuestion));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.status === 'ready' ? [answer.value] : []));
}

/**
 * Add the questions that the address names; those that can't be used are counted and said.
 * @param {BuildSession} session
 * @param {import('../../api/questions.js').QuestionRow[]} found
 * @param {number} asked
 */
function addAsked(session, found, asked) {
  const { build, added } = withQuestions(session.get().build, found);
  session.change(build);
  const left = asked - found.length;
  const first = added ? `${plural(added, 'question')} added` : 'These questions are in already';
  toast(left ? `${first}. ${left} left out: only questions that are ready can be used` : first);
}

/** Take the newer version of a question, with Undo. @param {BuildSession} session @param {string} id */
async function useNewest(session, id) {
  const newest = await getQuestion(id);
  if (newest.status !== 'ready') return toast('This question is not ready in the bank. Make it ready there, then use its newer version');
  const { items } = session.get().build;
  const index = items.findIndex((item) => item.question_id === id);
  session.change(withNewest(session.get().build, newest));
  toast(`The newer version of question ${index + 1} comes in when you save`, { undo: () => session.change(withItemAt(session.get().build, items[index], index)) });
}

/** What the preview needs of an item. @param {import('../../teacher/builder.logic.js').BuildItem} item */
const previewed = ({ question_id, version_id, marks, pool, draw }) => ({ question_id, version_id, marks: Number.isFinite(marks) ? marks : 0, pool, draw });

/** Change a question where it stands; its new version comes in here as well. @param {BuildSession} session @param {string} id */
async function edit(session, id) {
  const { editInPlace } = await import('../../teacher/question-in-place.js');
  await editInPlace(id, { then: () => useNewest(session, id) });
}

/** Show one question as a pupil sees it. @param {BuildSession} session @param {string} id */
async function look(session, id) {
  const { items } = session.get().build;
  const index = items.findIndex((item) => item.question_id === id);
  const { previewAsPupil } = await import('../../teacher/pupil-preview.js');
  const answer = await previewAsPupil({ title: `Preview of question ${index + 1}`, items: [{ ...previewed(items[index]), pool: null, draw: null }], editable: true });
  if (answer === 'edit') await edit(session, id);
}

/** Show all of it as a pupil sits it, saved or not. @param {Parts} parts @param {BuildSession} session */
async function lookAtAll(parts, session) {
  const { items, title } = session.get().build;
  if (!items.length) {
    parts.notice.replaceChildren(problemBanner(['Put at least one question in to see how pupils would sit it.']));
    parts.add.focus();
    return;
  }
  const { previewAsPupil } = await import('../../teacher/pupil-preview.js');
  await previewAsPupil({ title: `Preview: ${title.trim() || 'New assessment'}`, items: items.map(previewed) });
}

/** The list of questions: order, marks, taking out and adding. @param {Parts} parts @param {BuildSession} session */
function wireQuestions(parts, session) {
  const list = buildList(parts.list, parts.bulk, {
    onOrder: (order, moved) => session.change(inOrder(session.get().build, order, moved)),
    onMarks: (id, marks) => session.change(withMarks(session.get().build, id, marks)),
    onRemove(id) {
      const { items } = session.get().build;
      const index = items.findIndex((item) => item.question_id === id);
      const { pool } = items[index];
      session.change(withoutQuestion(session.get().build, id));
      if (items.length > 1) list.focus(index);
      else parts.add.focus();
      // What its pool was goes back as a whole: without this one it may be none any more.
      toast(`Question ${index + 1} taken out`, { undo: () => session.change(pool === null ? withItemAt(session.get().build, items[index], index) : { ...session.get().build, items }) });
    },
    onDraw: (pool, draw) => session.change(withDraw(session.get().build, pool, draw)),
    onPool(ids) {
      const { items } = session.get().build;
      const { build, pool } = withPool(session.get().build, ids);
      session.change(build);
      list.focusDraw(pool);
      toast(`Pupils draw from ${ids.length} questions`, { undo: () => session.change({ ...session.get().build, items }) });
    },
    onUngroup(pool) {
      const { items } = session.get().build;
      session.change(withoutPool(session.get().build, pool));
      list.focus(items.findIndex((item) => item.pool === pool));
      toast('Every pupil gets all of these questions', { undo: () => session.change({ ...session.get().build, items }) });
    },
    onLeave(id) {
      const { items } = session.get().build;
      session.change(outOfPool(session.get().build, id));
      list.focus(session.get().build.items.findIndex((item) => item.question_id === id));
      toast('Out of the draw: every pupil gets it', { undo: () => session.change({ ...session.get().build, items }) });
    },
    onNewest: (id) => void useNewest(session, id),
    onLook: (id) => void look(session, id),
    onEdit: (id) => void edit(session, id),
  });
  parts.add.addEventListener('click', async () => {
    const picked = await pickQuestions(new Set(session.get().build.items.map((item) => item.question_id)));
    const { build, added } = withQuestions(session.get().build, picked);
    if (!added) return;
    session.change(build);
    toast(`${plural(added, 'question')} added`);
  });
  parts.draw.addEventListener('click', async () => {
    const { items } = session.get().build;
    const chosen = await drawFromBank(new Set(items.map((item) => item.question_id)), MOST_QUESTIONS - items.length);
    if (!chosen) return;
    const { build } = withQuestions(session.get().build, chosen.rows);
    const pooled = withPool(build, chosen.rows.map(({ id }) => id), chosen.draw);
    session.change(pooled.build);
    list.focusDraw(pooled.pool);
    toast(`Pupils draw ${chosen.draw} of ${plural(chosen.rows.length, 'question')}`, { undo: () => session.change({ ...session.get().build, items }) });
  });
  return list;
}

/**
 * Save, or say what stops it. Gives whether everything on the page is now on the server.
 * @param {Parts} parts
 * @param {BuildSession} session
 */
async function save(parts, session) {
  const found = problems(session.get().build);
  if (found.length) {
    const inForm = found.filter(({ place }) => !place.startsWith('marks.'));
    const inList = found.filter((problem) => !inForm.includes(problem));
    if (inList.length) parts.notice.replaceChildren(problemBanner(inList.map(({ message }) => message)));
    if (inForm.length) showFieldErrors(parts.form, { errors: inForm });
    else /** @type {HTMLElement | null} */ (parts.list.querySelector('[aria-invalid="true"]'))?.focus();
    return false;
  }
  clearFieldErrors(parts.form);
  const saved = await session.save().catch(() => false);
  const { server } = session.get();
  if (saved && server) history.replaceState(null, '', `?id=${encodeURIComponent(server.id)}`);
  return saved && session.get().state === 'saved';
}

/** Show each state of the session. @param {Parts} parts @param {BuildSession} session @param {ReturnType<typeof buildList>} list */
function showSession(parts, session, list) {
  const show = () => {
    const { build, server, state, message } = session.get();
    const name = build.title.trim() || 'New assessment';
    setTitle(name);
    parts.heading.textContent = name;
    parts.print.hidden = !server;
    if (server) parts.print.setAttribute('href', printAddress(server.id));
    showSaveState(parts.status, state, !server);
    parts.save.setAttribute('aria-disabled', String(state === 'saved' || state === 'saving'));
    parts.stats.replaceChildren(...buildStats(build));
    parts.none.hidden = build.items.length > 0;
    list.update(build.items);
    parts.covers.replaceChildren(build.items.length ? coverageTable(build.items) : 'The objectives of its questions will be shown here.');
    for (const control of /** @type {const} */ ([parts.title, parts.description])) {
      const value = control === parts.title ? build.title : build.description;
      if (control.value !== value && document.activeElement !== control) control.value = value;
    }
    if (state === 'failed') parts.notice.replaceChildren(problemBanner([`${message} What you did is still on this page.`]));
    else if (state !== 'conflict') parts.notice.replaceChildren();
    else if (!parts.notice.querySelector('.banner--warn')) parts.notice.replaceChildren(conflictBanner({ keepMine: session.keepMine, takeTheirs: () => takeTheirs(session) }));
  };
  session.subscribe(show);
}

/** @param {BuildSession} session */
async function takeTheirs(session) {
  const mine = await session.takeTheirs();
  toast('This is what was saved elsewhere', { undo: () => session.change(mine), undoLabel: 'Back to mine' });
}

/** The classes it is set for. @param {Parts} parts @param {BuildSession} session @param {Me} me */
function wireAssignments(parts, session, me) {
  /** @param {Assignment} former */
  const again = (former) => setIt(parts, session, me, assignments, former);
  /** @type {Assignment[]} */
  let all = [];
  const show = () => {
    const { server } = session.get();
    const rows = all.map((assignment) =>
      assignmentRow(assignment, {
        me,
        revision: server?.revision ?? assignment.revision,
        again,
        changed(next) {
          all = all.map((each) => (each.id === next.id ? next : each));
          show();
        },
      }),
    );
    parts.assignments.replaceChildren(...rows);
    parts.unset.hidden = all.length > 0;
    parts.unset.textContent = 'Not set for any of your classes yet.';
  };
  const load = async () => {
    const { server } = session.get();
    if (server) all = await everyAssignment({ assessment_id: server.id });
    show();
  };
  const assignments = {
    load,
    show,
    /** @param {Assignment} assignment */
    add(assignment) {
      all = [assignment, ...all];
      show();
      /** @type {HTMLElement | null} */ (parts.assignments.querySelector('a'))?.focus();
    },
  };
  return assignments;
}

/**
 * Set it for a class, as the school begins or as it was set for another class before.
 * @param {Parts} parts
 * @param {BuildSession} session
 * @param {Me} me
 * @param {{add: (assignment: Assignment) => void}} assignments
 * @param {Assignment} [former]
 */
async function setIt(parts, session, me, assignments, former) {
  const { build } = session.get();
  if (!build.items.length) {
    parts.notice.replaceChildren(problemBanner(['Put at least one question in before you set this for a class.']));
    parts.add.focus();
    return;
  }
  if ((session.get().state !== 'saved' || !session.get().server) && !(await save(parts, session))) return;
  const { server } = session.get();
  if (!server) return;
  const [{ items: classes }, begins] = await Promise.all([listClasses(), assignmentDefaults()]);
  const assignment = await setForClass({ assessment: server, classes, minutes: totals(build).minutes, me, begins: former ?? begins });
  if (!assignment) return;
  assignments.add(assignment);
  const room = classes.find(({ id }) => id === assignment.class.id);
  parts.next.hidden = !room;
  if (room) parts.next.replaceChildren(isSetBanner(assignment, room));
  announce(`Set for ${assignment.class.name}`);
}

void startPage({
  area: 'teacher',
  title: 'Build an assessment',
  async mount({ me, main, params }) {
    const id = params.get('id');
    const asked = askedFor(params);
    // Before the page is drawn: a list that fills itself under the hand says "no questions" for a moment.
    const [server, found] = await Promise.all([id ? getAssessment(id) : null, readyOnes(asked)]);
    const session = buildSession(server);
    const parts = buildPage(session.get().build);
    main.replaceChildren(...parts.page);
    const list = wireQuestions(parts, session);
    const assignments = wireAssignments(parts, session, me);
    showSession(parts, session, list);

    on(parts.form, 'input', '[name]', () => session.change({ ...session.get().build, title: parts.title.value, description: parts.description.value }));
    parts.save.addEventListener('click', () => {
      if (parts.save.getAttribute('aria-disabled') !== 'true') void save(parts, session);
    });
    parts.look.addEventListener('click', () => void lookAtAll(parts, session));
    parts.set.addEventListener('click', () => void setIt(parts, session, me, assignments));
    addEventListener('keydown', (event) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (parts.save.getAttribute('aria-disabled') !== 'true') void save(parts, session);
    });
    addEventListener('beforeunload', (event) => {
      if (session.get().state !== 'saved') event.preventDefault();
    });
    if (asked.length) addAsked(session, found, asked.length);
    if (!id && params.get('title')) session.change({ ...session.get().build, title: params.get('title') ?? '' });
    if (!session.get().build.title) parts.title.focus();
    await assignments.load();
  },
});
