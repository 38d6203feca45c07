import { freshId, h } from '../../core/dom.js';
import { emptyContent } from '../edit-parts.js';
import { blankRules, numberProblems, numbersEditor } from '../numbers-edit.js';

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({ ...emptyContent(), ...blankRules() }),
  edit(host, context) {
    const numbers = numbersEditor({ rules: context.content, misconceptions: context.misconceptions, place: '', change: context.change });
    const title = freshId('numbers');
    const box = h(
      'div',
      { class: 'stack stack--m', role: 'group', 'aria-labelledby': title },
      h('h2', { id: title }, 'Accepted numbers'),
      h('p', { class: 'muted small' }, 'In denary, or with 0b or 0x in front. The first that fits decides. Add wrong numbers you expect, too, with no marks: results are then grouped by their wrong idea.'),
      numbers.nodes,
    );
    host.append(box);
    return {
      focus: numbers.focus,
      destroy() {
        numbers.destroy();
        box.remove();
      },
    };
  },
  problems: (content) => numberProblems(/** @type {any} */ (content), ''),
};
