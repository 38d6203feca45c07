import { paragraph } from './fixtures-written.js';

/** Questions about programs, for the gallery and the types' tests. */

const COUNTING = 'limit = int(input())\nfor number in range(1, limit):\n    print("Number", number, "squared is", number * number, "and doubled is", number + number)\nprint("  Done")';

/** @type {import('./fixtures.js').Fixture[]} */
export const PROGRAMS = [
  {
    type: 'predict_output',
    view: { type: 'predict_output', hint_count: 0, stem: paragraph('What does this program print?'), code: COUNTING, inputs: ['3'] },
    key: { text: 'Number 1 squared is 1 and doubled is 2\nNumber 2 squared is 4 and doubled is 4\n  Done' },
    partly: { text: 'Number 1 squared is 1 and doubled is 2\nNumber 2 squared is 4 and doubled is 22\nNumber 3 squared is 9 and doubled is 6\n  Done' },
    parts: [
      { id: '1', fraction: 1 },
      { id: '2', fraction: 0 },
      { id: '3', fraction: 1 },
    ],
    content: {
      stem: 'What does this program print?',
      hints: [],
      explanation: '',
      difficulty: 2,
      code: 'for number in range(1, 3):\n    print(number)',
      stdin: '',
      expected: '1\n2',
      known: [{ text: '1\n2\n3', misconception: 'networks.slow_is_internet' }],
    },
    buckets: [
      { key: 'text:1\n2', label: '1 ⏎ 2', count: 12, right: true, misconception: null, pupils: [] },
      { key: 'text:1\n2\n3', label: '1 ⏎ 2 ⏎ 3', count: 7, right: false, misconception: null, pupils: [] },
    ],
  },
];
