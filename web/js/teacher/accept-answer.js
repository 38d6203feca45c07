import { beginAcceptance, getItemChanges, previewAcceptance } from '../api/marks.js';
import { announce } from '../core/announce.js';
import { h, icon } from '../core/dom.js';
import { field } from '../core/fields.js';
import { formDialog, formValues } from '../core/form-dialog.js';
import { errorState, skeleton } from '../core/states.js';
import { toast } from '../core/toast.js';
import { elsewhereField, lookFirst, missingReason, previewTable, reasonField, takeBack, watched } from './put-right.js';
import { acceptanceOf, changeWords, previewWords, shareProblem } from './put-right.logic.js';

/**
 * @typedef {import('../api/results.js').Acceptable} Acceptable
 * @typedef {import('../api/marks.js').AcceptPreview} AcceptPreview
 */

/** @param {string} name @param {string} value @param {string} label @param {boolean} checked */
const radio = (name, value, label, checked) => h('label', { class: 'tick' }, h('input', { class: 'radio', type: 'radio', name, value, checked }), h('span', null, label));

/** Which gap, where several could take what stands in them. @param {Acceptable[]} acceptable */
function partField(acceptable) {
  if (acceptable.length === 1) return h('p', null, 'The answer: ', h('strong', null, acceptable[0].label));
  return h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label' }, 'Which answer?'), acceptable.map(({ part, label }, at) => radio('part', part, label, at === 0)));
}

function worthField() {
  const share = field('Per cent of the marks', h('input', { class: 'input input--s', name: 'share', type: 'number', inputmode: 'numeric', min: 1, max: 99, step: 'any', value: '50' }));
  share.hidden = true;
  const worth = h('fieldset', { class: 'stack stack--s' }, h('legend', { class: 'field__label' }, 'What is it worth?'), h('div', { class: 'cluster cluster--m' }, radio('worth', 'full', 'Full marks', true), radio('worth', 'part', 'Part marks', false)), share);
  worth.addEventListener('change', () => {
    share.hidden = !worth.querySelector('input[value="part"]:checked');
  });
  return worth;
}

/** What the question's own history makes worth saying. @param {AcceptPreview} preview */
const notes = ({ author, mended }) => [
  author !== null && h('p', { class: 'ic small' }, icon('users'), `This is ${author}’s question. The bank is shared, so it takes the answer wherever the question is used from now on.`),
  mended && h('p', { class: 'ic small' }, icon('info'), 'The question was mended since it was set: answers are marked by what it says now. Marks only go up.'),
];

/**
 * Accept an answer that was marked wrong, for all who gave it now or later: see what would change, do it, undo it.
 * @param {object} options
 * @param {import('../api/marks.js').Target} options.here
 * @param {any} options.response  the answer, as one pupil gave it
 * @param {Acceptable[]} options.acceptable  what of it the question could take
 * @param {(pupil: {id: string, name: string}) => string} options.nameOf
 * @param {() => unknown} options.then  draws anew
 */
export async function acceptAnswer({ here, response, acceptable, nameOf, then }) {
  const known = await getItemChanges(here.assignment_id, here.item_id);
  const shown = h('div', { class: 'stack stack--s' });
  const body = h(
    'div',
    { class: 'stack stack--m' },
    partField(acceptable),
    worthField(),
    elsewhereField(known),
    shown,
    reasonField(`“${acceptable[0].label}” is right, too.`),
    h('p', { class: 'muted small' }, 'The question keeps the answer: it counts for who answers later, and in assessments that you make from now on.'),
  );
  /** @type {AcceptPreview | null} */
  let preview = null;
  let asked = 0;
  const wanted = (/** @type {import('../core/form-dialog.js').FormValues} */ values) => acceptanceOf(values, here, known, response, acceptable);
  const look = async () => {
    const values = formValues(/** @type {HTMLFormElement} */ (body.closest('form')));
    const mine = ++asked;
    preview = null;
    if (shareProblem(values)) return shown.replaceChildren();
    shown.replaceChildren(skeleton('Trying it out', 2));
    try {
      const found = await previewAcceptance(wanted(values));
      if (mine !== asked) return;
      preview = found;
      shown.replaceChildren(...[...previewTable(found, nameOf), ...notes(found)].filter((each) => each instanceof HTMLElement));
      announce(previewWords(found));
    } catch (error) {
      if (mine === asked) shown.replaceChildren(errorState(error, { heading: 'h3', retry: () => void look() }));
    }
  };
  /** The reason names the gap that is chosen, as long as nobody has written another. */
  const rename = () => {
    const reason = body.querySelector('textarea');
    const part = formValues(/** @type {HTMLFormElement} */ (body.closest('form'))).part;
    const chosen = acceptable.find((each) => each.part === part);
    if (reason && chosen && acceptable.some(({ label }) => reason.value === `“${label}” is right, too.`)) reason.value = `“${chosen.label}” is right, too.`;
  };
  body.addEventListener('change', (event) => {
    if (/** @type {HTMLElement} */ (event.target).getAttribute('name') === 'reason') return;
    rename();
    void look();
  });
  const done = formDialog({
    title: 'Accept this answer',
    wide: true,
    body,
    action: 'Accept it',
    check: (values) => [...(shareProblem(values) ? [{ place: 'share', message: shareProblem(values) }] : lookFirst(preview)), ...missingReason(values)],
    async save(values) {
      if (!preview) throw new TypeError('what would change was not seen');
      return watched(await beginAcceptance({ ...wanted(values), version_id: preview.version_id, reason: String(values.reason) }), shown);
    },
  });
  void look();
  const change = await done;
  if (!change) return;
  toast(`Accepted. ${changeWords(change)}`, { undo: () => takeBack(change, then) });
  await then();
}
