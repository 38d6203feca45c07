import { ANALYSE as analyseCategorise } from './categorise/analyse.js';
import { EDIT as editCategorise } from './categorise/edit.js';
import { ANALYSE as analyseExpression } from './boolean_expression/analyse.js';
import { EDIT as editExpression } from './boolean_expression/edit.js';
import { ANALYSE as analyseCloze } from './cloze/analyse.js';
import { EDIT as editCloze } from './cloze/edit.js';
import { ANALYSE as analyseFreeText } from './free_text/analyse.js';
import { EDIT as editFreeText } from './free_text/edit.js';
import { ANALYSE as analyseMatching } from './matching/analyse.js';
import { EDIT as editMatching } from './matching/edit.js';
import { ANALYSE as analyseChoice } from './multiple_choice/analyse.js';
import { EDIT as editChoice } from './multiple_choice/edit.js';
import { ANALYSE as analyseResponse } from './multiple_response/analyse.js';
import { EDIT as editResponse } from './multiple_response/edit.js';
import { ANALYSE as analyseNumber } from './numeric/analyse.js';
import { EDIT as editNumber } from './numeric/edit.js';
import { ANALYSE as analyseOrdering } from './ordering/analyse.js';
import { EDIT as editOrdering } from './ordering/edit.js';
import { ANALYSE as analyseParsons } from './parsons/analyse.js';
import { EDIT as editParsons } from './parsons/edit.js';
import { ANALYSE as analysePrediction } from './predict_output/analyse.js';
import { EDIT as editPrediction } from './predict_output/edit.js';
import { ANALYSE as analyseCode } from './python_code/analyse.js';
import { EDIT as editCode } from './python_code/edit.js';
import { questionType } from './registry.js';
import { ANALYSE as analyseText } from './short_text/analyse.js';
import { EDIT as editText } from './short_text/edit.js';
import { ANALYSE as analyseTrace } from './trace_table/analyse.js';
import { EDIT as editTrace } from './trace_table/edit.js';
import { ANALYSE as analyseTruth } from './true_false/analyse.js';
import { EDIT as editTruth } from './true_false/edit.js';
import { ANALYSE as analyseTable } from './truth_table/analyse.js';
import { EDIT as editTable } from './truth_table/edit.js';

/** The teacher half of every type: how it is written and how a class's answers are shown. */

/** @typedef {import('./contract.js').QuestionType & import('./contract-edit.js').EditHalf & import('./contract-edit.js').AnalyseHalf} WholeType */

/** @type {readonly WholeType[]} */
export const WHOLE_TYPES = Object.freeze([
  { ...questionType('multiple_choice'), ...editChoice, ...analyseChoice },
  { ...questionType('multiple_response'), ...editResponse, ...analyseResponse },
  { ...questionType('true_false'), ...editTruth, ...analyseTruth },
  { ...questionType('short_text'), ...editText, ...analyseText },
  { ...questionType('numeric'), ...editNumber, ...analyseNumber },
  { ...questionType('ordering'), ...editOrdering, ...analyseOrdering },
  { ...questionType('matching'), ...editMatching, ...analyseMatching },
  { ...questionType('categorise'), ...editCategorise, ...analyseCategorise },
  { ...questionType('cloze'), ...editCloze, ...analyseCloze },
  { ...questionType('truth_table'), ...editTable, ...analyseTable },
  { ...questionType('boolean_expression'), ...editExpression, ...analyseExpression },
  { ...questionType('parsons'), ...editParsons, ...analyseParsons },
  { ...questionType('predict_output'), ...editPrediction, ...analysePrediction },
  { ...questionType('trace_table'), ...editTrace, ...analyseTrace },
  { ...questionType('free_text'), ...editFreeText, ...analyseFreeText },
  { ...questionType('python_code'), ...editCode, ...analyseCode },
]);

/**
 * @param {string} key
 * @returns {WholeType}
 */
export function questionEditor(key) {
  const type = WHOLE_TYPES.find((each) => each.type === key);
  if (!type) throw new Error(`This page doesn't know questions of type ${key}`);
  return type;
}
