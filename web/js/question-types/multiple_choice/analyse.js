import { plainText } from '../../core/rich-text.js';
import { frequentFirst, withUnchosen } from '../buckets.js';

/** @type {import('../contract-edit.js').AnalyseHalf} */
export const ANALYSE = {
  buckets: (buckets, { view }) => frequentFirst(withUnchosen(buckets, view?.options ?? [], plainText), Infinity),
};
