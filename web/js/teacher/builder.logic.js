import { chance, given, settled, settledAround } from './draws.logic.js';

/** An assessment while it is being put together: pure steps from one state to the next, so that nothing here needs a page. */

/**
 * @typedef {object} BuildItem
 * @property {string} question_id
 * @property {string} type
 * @property {string} type_label
 * @property {string} stem_text
 * @property {number} difficulty  1 to 5
 * @property {number} marks  NaN while the field can't be read
 * @property {{id: string, text: string}[]} objectives
 * @property {number} variants  each pupil gets one of them
 * @property {boolean} newer_version  the bank holds a newer version than the one in this assessment
 * @property {boolean} [latest]  the newer version was asked for, and comes in when it is saved
 * @property {string} [version_id]  the version in this assessment; without one, the newest
 * @property {number | null} pool  questions of one pool are drawn from
 * @property {number | null} draw  how many of its pool each pupil gets
 * @property {number} [ownMarks]  what it had before its pool gave it the same as the others
 *
 * @typedef {{title: string, description: string, items: BuildItem[]}} Build
 * @typedef {import('../api/assessments.js').Assessment} Assessment
 * @typedef {import('../api/questions.js').QuestionRow} QuestionRow
 * @typedef {{place: string, message: string}} Problem
 */

export const MOST_QUESTIONS = 200;
const MOST_MARKS = 100;
/** Teachers' rule of thumb for a written test; the page always says "about". */
const MINUTES_PER_MARK = 1;

/** @type {Build} */
export const EMPTY = Object.freeze({ title: '', description: '', items: [] });

/** @param {Assessment} assessment @returns {Build} */
export function buildOf({ title, description, items }) {
  return { title, description, items: items.map(({ id, position, question_version_id, ...item }) => ({ ...item, version_id: question_version_id })) };
}

/**
 * Add questions at the end; those that are in already, or don't fit any more, are left out.
 * @param {Build} build
 * @param {QuestionRow[]} questions
 * @returns {{build: Build, added: number}}
 */
export function withQuestions(build, questions) {
  const known = new Set(build.items.map((item) => item.question_id));
  const fresh = questions.filter(({ id }) => !known.has(id) && known.add(id)).slice(0, Math.max(0, MOST_QUESTIONS - build.items.length));
  const items = fresh.map(({ id, type, type_label, stem_text, difficulty, variants, objectives, marks }) => ({ question_id: id, type, type_label, stem_text, difficulty, variants, objectives, marks, newer_version: false, pool: null, draw: null }));
  return { build: { ...build, items: [...build.items, ...items] }, added: fresh.length };
}

/** @param {Build} build @param {string} questionId @returns {Build} */
export function withoutQuestion(build, questionId) {
  return { ...build, items: settled(build.items.filter((item) => item.question_id !== questionId)) };
}

/**
 * Put an item back where it stood (Undo).
 * @param {Build} build
 * @param {BuildItem} item
 * @param {number} index
 * @returns {Build}
 */
export function withItemAt(build, item, index) {
  const items = build.items.filter((each) => each.question_id !== item.question_id);
  return { ...build, items: settled([...items.slice(0, index), item, ...items.slice(index)]) };
}

/**
 * Put the newest words of a question in the place of older ones; its marks stay.
 * @param {Build} build
 * @param {QuestionRow} question
 * @returns {Build}
 */
export function withNewest(build, { id, stem_text, difficulty, objectives }) {
  const items = build.items.map((item) => (item.question_id === id ? { ...item, stem_text, difficulty, objectives, newer_version: false, latest: true, version_id: undefined } : item));
  return { ...build, items };
}

/** @param {Build} build @param {string[]} order  question ids @param {string} [moved]  the one that was moved @returns {Build} */
export function inOrder(build, order, moved = '') {
  const place = new Map(order.map((id, index) => [id, index]));
  const at = (/** @type {BuildItem} */ item) => place.get(item.question_id) ?? order.length;
  return { ...build, items: settledAround([...build.items].sort((a, b) => at(a) - at(b)), moved) };
}

/** Those of a pool are worth the same. @param {Build} build @param {string} questionId @param {number} marks @returns {Build} */
export function withMarks(build, questionId, marks) {
  const pool = build.items.find((item) => item.question_id === questionId)?.pool ?? null;
  const changes = (/** @type {BuildItem} */ item) => item.question_id === questionId || (pool !== null && item.pool === pool);
  return { ...build, items: build.items.map((item) => (changes(item) ? { ...item, marks } : item)) };
}

/** Marks as the server takes them: above 0, at most 100, halves and hundredths allowed. @param {number} marks */
export function marksProblem(marks) {
  if (!Number.isFinite(marks)) return 'Type a number';
  if (marks <= 0) return 'More than 0';
  if (marks > MOST_MARKS) return `${MOST_MARKS} at most`;
  return Math.abs(Math.round(marks * 100) - marks * 100) > 1e-9 ? 'Two decimal places at most' : null;
}

/**
 * @param {Build} build
 * @returns {{questions: number, marks: number, minutes: number, objectives: number}}  of one attempt; minutes are about right, never exact
 */
export function totals({ items }) {
  const { questions, marks } = given(items);
  return {
    questions,
    marks,
    minutes: Math.ceil(marks * MINUTES_PER_MARK),
    objectives: new Set(items.flatMap((item) => item.objectives.map(({ id }) => id))).size,
  };
}

/**
 * Marks by objective, most first; of a question that is drawn, what it brings on average. A question about two objectives counts for both; questions about none come last.
 * @param {BuildItem[]} items
 * @returns {{id: string, text: string, marks: number, positions: number[]}[]}
 */
export function coverage(items) {
  /** @type {Map<string, {id: string, text: string, marks: number, positions: number[]}>} */
  const found = new Map();
  items.forEach((item, index) => {
    const about = item.objectives.length ? item.objectives : [{ id: '', text: 'No objective yet' }];
    for (const { id, text } of about) {
      const row = found.get(id) ?? { id, text, marks: 0, positions: [] };
      row.marks += marksProblem(item.marks) ? 0 : item.marks * chance(item, items);
      row.positions.push(index + 1);
      found.set(id, row);
    }
  });
  return [...found.values()].sort((a, b) => Number(a.id === '') - Number(b.id === '') || b.marks - a.marks || a.text.localeCompare(b.text, 'en-GB'));
}

/**
 * What stops it from being saved. `place` is "title", "description" or "marks.<question id>".
 * @param {Build} build
 * @returns {Problem[]}
 */
export function problems({ title, description, items }) {
  const found = [];
  if (!title.trim()) found.push({ place: 'title', message: 'Give it a title' });
  else if (title.trim().length > 200) found.push({ place: 'title', message: 'The title can have 200 characters at most' });
  if (description.length > 2000) found.push({ place: 'description', message: 'The description can have 2000 characters at most' });
  items.forEach((item, index) => {
    const problem = marksProblem(item.marks);
    const said = item.pool !== null && items[index - 1]?.pool === item.pool;
    if (problem && !said) found.push({ place: `marks.${item.question_id}`, message: `Marks for question ${index + 1}: ${problem.toLowerCase()}` });
  });
  return found;
}

/** What the server is sent. @param {Build} build */
export function bodyOf({ title, description, items }) {
  const pools = [...new Set(items.flatMap(({ pool }) => pool ?? []))];
  return {
    title: title.trim(),
    description: description.trim(),
    items: items.map(({ question_id, marks, latest, pool, draw }) => ({ question_id, marks, ...(latest ? { latest } : {}), ...(pool === null ? {} : { pool: pools.indexOf(pool) + 1, draw }) })),
  };
}

/** @param {Build} build @param {Build} saved */
export function isChanged(build, saved) {
  return JSON.stringify(bodyOf(build)) !== JSON.stringify(bodyOf(saved));
}
