import { TYPE as categorise } from './categorise/answer.js';
import { TYPE as booleanExpression } from './boolean_expression/answer.js';
import { TYPE as cloze } from './cloze/answer.js';
import { TYPE as freeText } from './free_text/answer.js';
import { TYPE as matching } from './matching/answer.js';
import { TYPE as multipleChoice } from './multiple_choice/answer.js';
import { TYPE as multipleResponse } from './multiple_response/answer.js';
import { TYPE as numeric } from './numeric/answer.js';
import { TYPE as ordering } from './ordering/answer.js';
import { TYPE as parsons } from './parsons/answer.js';
import { TYPE as predictOutput } from './predict_output/answer.js';
import { TYPE as pythonCode } from './python_code/answer.js';
import { TYPE as shortText } from './short_text/answer.js';
import { TYPE as traceTable } from './trace_table/answer.js';
import { TYPE as trueFalse } from './true_false/answer.js';
import { TYPE as truthTable } from './truth_table/answer.js';

/** The pupil half of every type that has pages. Small on purpose: it is loaded with each attempt. */
export const QUESTION_TYPES = Object.freeze([multipleChoice, multipleResponse, trueFalse, shortText, numeric, ordering, matching, categorise, cloze, truthTable, booleanExpression, parsons, predictOutput, traceTable, freeText, pythonCode]);

const byKey = new Map(QUESTION_TYPES.map((type) => [type.type, type]));

/**
 * @param {string} key
 * @returns {import('./contract.js').QuestionType}
 */
export function questionType(key) {
  const type = byKey.get(key);
  if (!type) throw new Error(`This page doesn't know questions of type ${key}`);
  return type;
}
