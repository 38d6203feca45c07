import { withUnchosen } from '../buckets.js';

const BOTH = [
  { id: 'true', text: 'True' },
  { id: 'false', text: 'False' },
];

/** @type {import('../contract-edit.js').AnalyseHalf} */
export const ANALYSE = {
  buckets: (buckets) => withUnchosen(buckets, BOTH, String).sort((a, b) => Number(b.right) - Number(a.right)),
};
