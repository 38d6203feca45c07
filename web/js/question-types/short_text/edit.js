import { freshId, h } from '../../core/dom.js';
import { acceptedEditor, acceptedProblems, blankAccepted } from '../accepted-edit.js';
import { emptyContent } from '../edit-parts.js';

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), accepted: [blankAccepted()] }),
  edit(host, context) {
    let { content } = context;
    const rows = acceptedEditor({
      accepted: content.accepted,
      misconceptions: context.misconceptions,
      place: 'accepted',
      change(accepted) {
        content = { ...content, accepted };
        context.change(content);
      },
    });
    const title = freshId('accepted');
    const box = h(
      'div',
      { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
      h('h2', { id: title }, 'Accepted answers'),
      h('p', { class: 'muted small' }, 'The first that fits decides, so put the exact ones first. Add wrong answers you expect, too, with no marks: results are then grouped by their wrong idea.'),
      rows.nodes,
    );
    host.append(box);
    return {
      focus: rows.focus,
      destroy() {
        rows.destroy();
        box.remove();
      },
    };
  },
  problems: (content) => acceptedProblems(content.accepted, 'accepted'),
};
