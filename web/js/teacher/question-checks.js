import { checkQuestion } from '../api/questions.js';
import { h, icon } from '../core/dom.js';
import { placeWords } from './finding-place.js';

/** Checks while a question is written: asked of the server when the typing pauses, shown as a list that leads to each place. */

/** @typedef {Awaited<ReturnType<typeof checkQuestion>>} Checked */
/** @typedef {import('../api/questions.js').Finding} Finding */

const PAUSE_MS = 450;

/**
 * @param {string} type
 * @param {object} options
 * @param {(checked: Checked) => void} options.show
 * @param {(error: any) => void} options.fail
 */
export function liveCheck(type, { show, fail }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let asking;
  /** @param {object} content */
  const ask = async (content) => {
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const checked = await checkQuestion({ type, content }, { signal: mine.signal });
      if (mine === asking) show(checked);
    } catch (error) {
      if (mine === asking && /** @type {any} */ (error).code !== 'cancelled') fail(error);
    }
  };
  return {
    /** @param {object} content */
    soon(content) {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(content), PAUSE_MS);
    },
    now: ask,
    stop() {
      clearTimeout(timer);
      asking?.abort();
    },
  };
}

/**
 * One line of a list of checks.
 * @param {'ok' | 'warn' | 'bad' | 'todo'} tone
 * @param {import('../core/dom.js').Child} words
 */
export function checkLine(tone, words) {
  return h('li', { class: tone }, icon({ ok: 'check-circle', warn: 'warn', bad: 'x-circle', todo: 'circle-dash' }[tone]), h('span', null, words));
}

/** Words with the place before them, unless they name it themselves. @param {string} where @param {string} message */
function withPlace(where, message) {
  const [name, words = ''] = where.split(' “');
  if (!where || message.toLowerCase().includes(name.toLowerCase())) return [message];
  return [h('strong', null, `${words && message.includes(`“${words}`) ? name : where}: `), message];
}

/**
 * What the linter found: the place, what it is, and the harm and the cure beneath.
 * @param {Finding} finding
 * @param {string} where  the place in words, or ''
 * @param {(place: string) => void} [go]  leads to the place
 */
export function findingLine({ level, place, message, why, fix }, where, go) {
  const words = withPlace(where, message);
  return checkLine(level === 'error' ? 'bad' : 'warn', [go ? h('button', { class: 'check-go', type: 'button', onclick: () => go(place) }, words) : words, h('span', { class: 'check-why' }, `${why} ${fix}`)]);
}

/**
 * What is unfinished and what is weak; each line leads to its place.
 * @param {object} options
 * @param {{place: string, message: string}[]} options.errors
 * @param {Finding[]} options.findings
 * @param {{[name: string]: any}} options.content  that they are about
 * @param {(place: string) => void} options.go
 */
export function problemList({ errors, findings, content, go }) {
  return h(
    'ul',
    { class: 'checks' },
    errors.map(({ place, message }) => checkLine('todo', h('button', { class: 'check-go', type: 'button', onclick: () => go(place) }, withPlace(placeWords(place, content), message)))),
    findings.map((finding) => findingLine(finding, placeWords(finding.place, content), go)),
    !errors.length && !findings.length && checkLine('ok', 'Complete, and no weak spot found'),
  );
}
