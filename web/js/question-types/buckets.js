/** @typedef {import('./contract-edit.js').Bucket} Bucket */

/**
 * Right answers first, then the most frequent; the rare ones together at the end, so that the pattern is seen.
 * @param {Bucket[]} buckets
 * @param {number} shown  how many groups stand on their own
 * @returns {Bucket[]}
 */
export function frequentFirst(buckets, shown) {
  const sorted = [...buckets].sort((a, b) => Number(b.right) - Number(a.right) || b.count - a.count || a.label.localeCompare(b.label, 'en-GB'));
  // A group of one more than fits is shown rather than hidden behind "others: 1".
  if (sorted.length <= shown + 1) return sorted;
  const others = sorted.slice(shown);
  return [
    ...sorted.slice(0, shown),
    {
      key: 'others',
      label: `${others.length} other answers`,
      count: others.reduce((sum, bucket) => sum + bucket.count, 0),
      right: false,
      misconception: null,
      pupils: others.flatMap((bucket) => bucket.pupils),
      others,
    },
  ];
}

/**
 * Every option has a bar, also the one that nobody chose: a distractor that never works is worth seeing.
 * @param {Bucket[]} buckets
 * @param {{id: string, text: any}[]} options
 * @param {(text: any) => string} labelOf
 * @returns {Bucket[]}
 */
export function withUnchosen(buckets, options, labelOf) {
  const keys = new Set(buckets.map(({ key }) => key));
  const missing = options.filter(({ id }) => !keys.has(id));
  return [...buckets, ...missing.map(({ id, text }) => ({ key: id, label: labelOf(text), count: 0, right: false, misconception: null, pupils: [] }))];
}
