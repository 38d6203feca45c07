/** What the review desk works out without a page: counts, what comes next, the lines of the checks, where the evidence stands. */

/** @typedef {import('../api/generation.js').Draft} Draft */

/** @param {Draft} draft */
export const isToDo = (draft) => draft.status === 'new';
/** @param {Draft} draft */
const isTaken = (draft) => draft.status === 'accepted' || draft.status === 'edited';

/** @param {readonly Draft[]} drafts */
export function countsOf(drafts) {
  const counts = { new: 0, accepted: 0, edited: 0, rejected: 0 };
  for (const { status } of drafts) counts[status] += 1;
  return { ...counts, done: drafts.length - counts.new, clean: drafts.filter((draft) => isToDo(draft) && draft.clean).length };
}

/**
 * Where to go after a draft is done: the next to do after it, else the first before it, else nowhere.
 * @param {readonly Draft[]} drafts
 * @param {string} id
 * @returns {string | null}
 */
export function nextToDo(drafts, id) {
  const at = drafts.findIndex((draft) => draft.id === id);
  return ([...drafts.slice(at + 1), ...drafts.slice(0, Math.max(at, 0))].find(isToDo) ?? null)?.id ?? null;
}

/**
 * The neighbour in the list that is shown; the ends hold.
 * @param {readonly Draft[]} shown
 * @param {string | null} id
 * @param {1 | -1} step
 * @returns {string | null}
 */
export function neighbour(shown, id, step) {
  const at = shown.findIndex((draft) => draft.id === id);
  if (at < 0) return shown[0]?.id ?? null;
  return shown[Math.min(Math.max(at + step, 0), shown.length - 1)].id;
}

/** "9 of 32 reviewed: 7 accepted, 2 rejected". @param {readonly Draft[]} drafts */
export function summary(drafts) {
  const { done, accepted, edited, rejected } = countsOf(drafts);
  const parts = [accepted && `${accepted} accepted`, edited && `${edited} edited`, rejected && `${rejected} rejected`].filter(Boolean);
  return `${done} of ${drafts.length} reviewed${parts.length ? `: ${parts.join(', ')}` : ''}`;
}

/** What stands under a draft in the list. @param {Draft} draft */
export function listNote(draft) {
  if (draft.status === 'accepted') return 'Accepted';
  if (draft.status === 'edited') return 'Accepted with your changes';
  if (draft.status === 'rejected') return draft.reject_reason ? `Rejected: ${inSentence(draft.reject_reason)}` : 'Rejected';
  const errors = draft.checks.filter(({ level }) => level === 'error').length;
  const warnings = draft.checks.length - errors;
  const parts = [errors && `${errors} ${errors === 1 ? 'problem' : 'problems'}`, warnings && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`, draft.duplicate_of && 'like another'].filter(Boolean);
  return `${draft.type_label} · ${parts.join(', ') || 'no warnings'}`;
}

/** The icon of a draft in the list, with its tone. @param {Draft} draft @returns {[name: string, tone: string]} */
export function listIcon(draft) {
  if (isTaken(draft)) return ['check-circle', 'ok'];
  if (draft.status === 'rejected') return ['x-circle', 'bad'];
  return draft.clean ? ['circle', 'muted'] : ['warn', 'warn'];
}

/** "Slide 6" within a sentence. @param {string} location */
export const inSentence = (location) => location.charAt(0).toLowerCase() + location.slice(1);

/**
 * What was checked and holds, as the page may truthfully say it.
 * @param {Draft} draft
 * @returns {string[]}
 */
export function goodNews(draft) {
  const stands = draft.evidence && draft.evidence.passage_text.slice(draft.evidence.start, draft.evidence.end) === draft.evidence.quote;
  return [
    !draft.checks.length && 'No weak spot in the wording',
    stands && `The quoted words are in the lesson file${draft.evidence?.location ? `, ${inSentence(draft.evidence.location)}` : ''}`,
    !draft.duplicate_of && 'Nothing like it in the bank or among these drafts',
  ].filter((line) => typeof line === 'string');
}

/**
 * The passage round the evidence. Places out of the passage mark nothing, rather than the wrong words.
 * @param {{passage_text: string, start: number, end: number}} evidence
 * @returns {{before: string, marked: string, after: string}}
 */
export function splitEvidence({ passage_text: text, start, end }) {
  if (start < 0 || end > text.length || start >= end) return { before: text, marked: '', after: '' };
  return { before: text.slice(0, start), marked: text.slice(start, end), after: text.slice(end) };
}

/** The runs whose clean drafts are still to do; the whole desk may hold several. @param {readonly Draft[]} drafts @returns {string[]} */
export function cleanRuns(drafts) {
  return [...new Set(drafts.filter((draft) => isToDo(draft) && draft.clean).map(({ run_id }) => run_id))];
}

/** The part of the reviewed drafts that was taken, 0..1; null when none was reviewed. @param {{accepted: number, edited: number, rejected: number}} counts */
export function takenPart({ accepted, edited, rejected }) {
  const reviewed = accepted + edited + rejected;
  return reviewed ? (accepted + edited) / reviewed : null;
}

/** The questions that came out of the drafts. @param {readonly Draft[]} drafts @returns {string[]} */
export function takenQuestions(drafts) {
  return drafts.filter(isTaken).flatMap(({ question_id }) => (question_id ? [question_id] : []));
}

/**
 * The way on to an assessment of what was accepted, called as the lesson file is. The address is empty when nothing was.
 * @param {readonly Draft[]} drafts
 * @param {string} about  the lesson file's name, or other words
 * @returns {{action: string, href: string}}
 */
export function assessmentFrom(drafts, about) {
  const ids = takenQuestions(drafts);
  const action = `Make an assessment from ${ids.length === 1 ? 'this question' : `these ${ids.length} questions`}`;
  if (!ids.length) return { action, href: '' };
  const file = /^(.+)\.(?:docx|pptx|pdf)$/i.exec(about);
  const title = file ? `&title=${encodeURIComponent(file[1])}` : '';
  return { action, href: `/teacher/create-assessment?questions=${ids.join(',')}${title}` };
}

/**
 * What was decided, the last at the end, each by itself: what Z takes back after the page was loaded anew.
 * @param {readonly Draft[]} drafts
 * @returns {string[][]}
 */
export function decisionsOf(drafts) {
  return drafts
    .filter((draft) => !isToDo(draft))
    .sort((a, b) => (a.reviewed_at ?? '').localeCompare(b.reviewed_at ?? ''))
    .map(({ id }) => [id]);
}

/**
 * The list with changed drafts in their old places, and one that is new after the first of them.
 * @param {readonly Draft[]} drafts
 * @param {readonly Draft[]} changed
 */
export function withChanged(drafts, changed) {
  const fresh = new Map(changed.map((draft) => [draft.id, draft]));
  return drafts.flatMap((draft) => {
    const now = fresh.get(draft.id);
    if (!now) return [draft];
    return now === changed[0] ? [now, ...changed.filter(({ id }) => !drafts.some((known) => known.id === id))] : [now];
  });
}

/** @type {{[key: string]: 'accept' | 'edit' | 'reject' | 'another' | 'next' | 'back' | 'undo' | 'makers' | 'help'}} */
const KEYS = { a: 'accept', e: 'edit', r: 'reject', n: 'another', j: 'next', k: 'back', z: 'undo', m: 'makers', '?': 'help' };

/**
 * What a key press asks for. Keys with Ctrl, Alt or Meta are the browser's.
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean, repeat: boolean}} event
 */
export function commandOf({ key, ctrlKey, altKey, metaKey, repeat }) {
  if (ctrlKey || altKey || metaKey) return null;
  const command = KEYS[key.toLowerCase()] ?? null;
  // Held down, only walking through the list may go on.
  return repeat && command !== 'next' && command !== 'back' ? null : command;
}
