import { ago } from '../core/dates.js';
import { append, h, icon } from '../core/dom.js';
import { fileSize } from '../core/file-size.js';
import { percent, plural } from '../core/words.js';
import { factsOf, isUnderWay, kindsOf, percentOf } from './upload.logic.js';

/** The drop zone and the rows of files, each in the state that it is in. */

/**
 * @typedef {import('../api/documents.js').LessonFile} LessonFile
 * @typedef {{key: string, name: string, size: number, done: number, total: number, problem: string | null, stop: () => void, again: (() => void) | null}} Sending
 */

/**
 * @param {import('../api/documents.js').Accepted} accepted
 * @param {(files: File[]) => void} add
 * @param {string} [words]  what is to be dropped
 */
export function dropzone({ endings, max_mb: maxMb }, add, words = `${kindsOf(endings)}, up to ${maxMb} MB each`) {
  const input = h('input', { class: 'vh', id: 'files', type: 'file', multiple: true, accept: endings.join(',') });
  input.addEventListener('change', () => {
    add([...(input.files ?? [])]);
    // So that choosing the same file again, mended, is a change too.
    input.value = '';
  });
  const zone = h(
    'label',
    { class: 'dropzone dropzone--row', for: 'files' },
    icon('upload'),
    h('span', { class: 'grow' }, h('strong', null, 'Drop files here'), h('br'), h('span', { class: 'muted small' }, words)),
    h('span', { class: 'button' }, 'Choose files'),
    input,
  );
  // Anywhere on the page: a file that misses the zone must not replace the page.
  let depth = 0;
  const over = (/** @type {boolean} */ on) => zone.toggleAttribute('data-over', on);
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragenter', (event) => holdsFiles(event) && over(++depth > 0));
  document.addEventListener('dragleave', (event) => holdsFiles(event) && over(--depth > 0));
  document.addEventListener('dragover', (event) => holdsFiles(event) && event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(false);
    add([...(event.dataTransfer?.files ?? [])]);
  });
  return zone;
}

/** @param {string} name */
const pictureOf = (name) => (name.toLowerCase().endsWith('.pptx') ? 'slides' : 'file');

/**
 * @param {object} parts
 * @param {string} parts.name
 * @param {string} parts.tone
 * @param {string} [parts.picture]
 * @param {import('../core/dom.js').Child} parts.words
 * @param {import('../core/dom.js').Child[]} parts.tools
 * @param {import('../core/dom.js').Child[]} [parts.more]
 */
function row({ name, tone, picture = pictureOf(name), words, tools, more = [] }) {
  const li = h('li', { class: 'file' }, h('div', { class: 'file__head' }, h('span', { class: `row-icon row-icon--${tone}` }, icon(picture)), h('div', { class: 'grow' }, h('strong', { class: 'file__name' }, name), words), h('span', { class: 'file__tools' }, tools)));
  append(li, more);
  return li;
}

/** @param {string} label @param {number | null} done  percent */
const bar = (label, done) => h('progress', { class: 'progress', max: '100', 'aria-label': label, ...(done === null ? {} : { value: done }) });

/** @param {string} label @param {string} name @param {() => void} act @param {string} [kind] */
const tool = (label, name, act, kind = '') => h('button', { class: `button button--s${kind}`, type: 'button', onclick: act }, label, h('span', { class: 'vh' }, ` ${name}`));

/** A file on its way. @param {Sending} file */
export function sendingRow({ name, size, done, total, problem, stop, again }) {
  if (problem !== null) {
    return row({ name, tone: 'bad', picture: 'warn', words: h('p', { class: 'bad small' }, problem), tools: [again && tool('Try again', name, again), tool('Remove', name, stop)] });
  }
  const part = percentOf({ done, total });
  return row({
    name,
    tone: 'tint',
    words: h('p', { class: 'muted small' }, part === 100 ? 'Sent. The server is looking at it.' : `Sending, ${fileSize(size)}`),
    tools: [h('span', { class: 'num small strong' }, percent((part ?? 0) / 100)), tool('Cancel', name, stop)],
    more: [bar(`Sending ${name}`, part)],
  });
}

/**
 * A file that the server has.
 * @param {LessonFile} file
 * @param {object} options
 * @param {boolean} options.chosen
 * @param {(file: LessonFile) => void} options.choose
 * @param {(file: LessonFile) => void} options.cancel
 * @param {(file: LessonFile) => void} options.remove
 */
export function fileRow(file, { chosen, choose, cancel, remove }) {
  const { name, status, drafts } = file;
  const trash = h('button', { class: 'icon-button', type: 'button', 'aria-label': `Delete ${name}`, onclick: () => remove(file) }, icon('trash'));
  if (isUnderWay(file)) {
    const part = percentOf(file.progress);
    return row({
      name,
      tone: 'tint',
      words: h('p', { class: 'muted small' }, status === 'uploaded' ? 'Waiting to be read' : 'Reading'),
      tools: [part !== null && status === 'parsing' && h('span', { class: 'num small strong' }, percent(part / 100)), tool('Cancel', name, () => cancel(file))],
      more: [bar(`Reading ${name}`, status === 'parsing' ? part : null)],
    });
  }
  if (status !== 'parsed') {
    const why = status === 'cancelled' ? 'You stopped this. Nothing was kept.' : (file.refusal?.message ?? 'This file could not be read. Nothing was kept.');
    const locked = /password|encrypt/.test(file.refusal?.code ?? '');
    return row({ name, tone: status === 'cancelled' ? 'tint' : 'bad', picture: locked ? 'lock' : status === 'cancelled' ? 'stop' : 'warn', words: h('p', { class: `${status === 'cancelled' ? 'muted' : 'bad'} small` }, why), tools: [tool('Remove', name, () => remove(file))] });
  }
  const li = row({
    name,
    tone: 'ok',
    words: h('p', { class: 'muted small' }, `${fileSize(file.size_bytes)} · added ${ago(file.created_at)}`),
    tools: [h('span', { class: 'tag tag--ok hide-s' }, icon('check'), 'Ready'), trash],
    more: [
      h('div', { class: 'file__facts' }, factsOf(file).map((fact) => h('span', { class: 'tag' }, fact))),
      file.warnings.map((warning) => h('p', { class: 'small muted ic ic--top' }, icon('info'), h('span', null, warning))),
      h(
        'div',
        { class: 'cluster' },
        h('button', { class: 'button button--s', type: 'button', 'aria-pressed': chosen, onclick: () => choose(file) }, chosen ? [icon('check'), 'Chosen'] : 'Use this file', h('span', { class: 'vh' }, ` ${name}`)),
        drafts.new > 0 && h('a', { class: 'button button--s', href: `/teacher/review-questions?document=${file.id}` }, icon('tick-list'), `Review ${plural(drafts.new, 'draft')}`),
        drafts.accepted + drafts.rejected > 0 && h('span', { class: 'small muted' }, `${drafts.accepted} accepted, ${drafts.rejected} rejected`),
      ),
    ],
  });
  li.toggleAttribute('data-chosen', chosen);
  return li;
}
