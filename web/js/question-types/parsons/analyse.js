import { frequentFirst } from '../buckets.js';

/** @type {import('../contract-edit.js').AnalyseHalf} */
export const ANALYSE = { buckets: (buckets) => frequentFirst(buckets, 6) };
