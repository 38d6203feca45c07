import { dropComment, keepComment, listComments } from '../api/marking.js';
import { openDialog } from '../core/dialog.js';
import { freshId, h, icon } from '../core/dom.js';
import { tick } from '../core/fields.js';
import { toast } from '../core/toast.js';

const LENGTH_MAX = 500;

/**
 * Write a comment, or take one from the bank. Gives what to say ("" for nothing), null when the person went back.
 * @param {string} now
 * @returns {Promise<string | null>}
 */
export async function askComment(now) {
  /** @type {import('../api/marking.js').KeptComment[]} */
  let items = [];
  const id = freshId('comment');
  const area = h('textarea', { class: 'textarea', id, rows: 3, maxlength: LENGTH_MAX });
  area.value = now;
  const keep = tick('Keep it in my bank', { checked: true });
  const bank = h('ul', { class: 'stack stack--s comment-bank' });
  const shelf = h('section', { class: 'stack stack--s', 'aria-label': 'Your bank', hidden: true }, h('h3', { class: 'h4' }, 'Your bank'), bank);
  /** @param {string} text */
  const use = (text) => {
    area.value = text;
    area.form?.requestSubmit();
  };
  // Not waited for: what is typed meanwhile belongs to the comment, and without a bank one can still be written.
  listComments().then(
    (kept) => {
      items = kept.items;
      bank.replaceChildren(...items.map((comment) => bankItem(comment, use)));
      shelf.hidden = !items.length;
    },
    (error) => toast(error.detail ?? 'Your bank of comments can’t be reached.'),
  );
  const answer = await openDialog({
    title: 'Comment for the pupil',
    body: [
      h('div', { class: 'field' }, h('label', { class: 'field__label', for: id }, 'What the pupil will read'), area),
      keep,
      shelf,
    ],
    actions: [
      { label: 'Go back', value: 'back' },
      { label: 'Use it', value: 'use', kind: 'primary' },
    ],
    onOpen: () => area.focus(),
  });
  if (answer !== 'use') return null;
  const text = area.value.trim();
  const kept = /** @type {HTMLInputElement} */ (keep.querySelector('input')).checked || items.some((item) => item.text === text);
  // The bank is a help: that it can't be reached must not cost the comment.
  if (text && kept) keepComment(text).catch((error) => toast(error.detail ?? 'The comment is used, but could not be kept.'));
  return text;
}

/** @param {import('../api/marking.js').KeptComment} comment @param {(text: string) => void} use */
function bankItem({ id, text }, use) {
  const item = h(
    'li',
    { class: 'cluster' },
    h('button', { class: 'button button--quiet comment-bank__text', type: 'button', onclick: () => use(text) }, text),
    h(
      'button',
      {
        class: 'icon-button icon-button--s',
        type: 'button',
        'aria-label': `Take “${text}” out of the bank`,
        async onclick() {
          await dropComment(id);
          item.hidden = true;
          toast('Taken out of your bank', {
            async undo() {
              id = (await keepComment(text)).id;
              item.hidden = false;
            },
          });
        },
      },
      icon('trash'),
    ),
  );
  return item;
}
