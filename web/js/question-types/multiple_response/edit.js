import { h } from '../../core/dom.js';
import { emptyContent, newElementId, scoringField } from '../edit-parts.js';
import { optionProblems, optionsEditor } from '../options-edit.js';

const blank = () => ({ text: '', correct: false, misconception: null });

/** @type {[string, string][]} */
const SCORING = [
  ['net_correct', 'Right ticks less wrong ticks'],
  ['all_or_nothing', 'All right or no marks'],
  ['each_option', 'Each option judged rightly counts'],
  ['weights', 'My own weights'],
];

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({
    ...emptyContent(),
    options: Array.from({ length: 5 }, (_, index) => ({ id: newElementId(), ...blank(), correct: index < 2 })),
    scoring: 'net_correct',
    shuffle: true,
  }),
  edit(host, context) {
    // A draft may leave out what is usual.
    let { scoring = 'net_correct' } = context.content;
    const editor = optionsEditor(host, {
      context,
      kind: 'checkbox',
      hint: 'Tick every right answer. For each wrong one, say which wrong idea leads there: results are then grouped by it.',
      isRight: (option) => option.correct,
      withRight: (option, right) => ({ ...option, correct: right, misconception: right ? null : option.misconception }),
      blank,
      extra(option, patch) {
        const input = h('input', { class: 'input input--s', type: 'number', step: 'any', min: '-1', max: '1', value: option.fraction ?? '' });
        input.addEventListener('input', () => patch({ fraction: input.value === '' ? null : Number(input.value) }));
        const label = h('label', { class: 'ic small' }, 'Weight, −1 to 1', input);
        return {
          nodes: [label],
          refresh(index) {
            label.hidden = scoring !== 'weights';
            input.name = `options.${index}.fraction`;
          },
        };
      },
      foot: [
        scoringField(SCORING, scoring, (value) => {
          scoring = value;
          editor.rows.refresh();
          editor.change({ scoring });
        }),
      ],
    });
    return editor;
  },
  problems(content) {
    const found = optionProblems(content.options);
    if (!content.options.some((/** @type {any} */ option) => option.correct)) found.push({ place: 'options', message: 'Tick at least one right answer.' });
    return found;
  },
};
