import { emptyContent, newElementId } from '../edit-parts.js';
import { optionProblems, optionsEditor } from '../options-edit.js';

const blank = () => ({ text: '', fraction: 0, misconception: null, feedback: '' });

/** @type {import('../contract-edit.js').EditHalf} */
export const EDIT = {
  create: () => ({
    ...emptyContent(),
    options: Array.from({ length: 4 }, (_, index) => ({ id: newElementId(), ...blank(), fraction: index === 0 ? 1 : 0 })),
    shuffle: true,
  }),
  edit: (host, context) =>
    optionsEditor(host, {
      context,
      kind: 'radio',
      hint: 'Pick the right answer. For each wrong one, say which wrong idea leads there: results are then grouped by it.',
      isRight: (option) => option.fraction >= 1,
      withRight: (option, right) => ({ ...option, fraction: right ? 1 : 0, misconception: right ? null : option.misconception }),
      blank,
    }),
  problems(content) {
    const found = optionProblems(content.options);
    if (!content.options.some((/** @type {any} */ option) => option.fraction >= 1)) found.push({ place: 'options', message: 'Pick the right answer.' });
    return found;
  },
};
