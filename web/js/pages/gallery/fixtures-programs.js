import { paragraph } from './fixtures-written.js';

/** Questions about programs, for the gallery and the types' tests. */

const COUNTING = 'limit = int(input("How far? "))\nfor number in range(1, limit):\n    print("Number", number, "squared is", number * number, "and doubled is", number + number)\nprint("  Done")';

const STARTER = ['def count_vowels(word):', '    total = 0', '    return total', '', 'print(count_vowels(input("Which word? ")))', ''].join('\n');
const SOLUTION = STARTER.replace('    return', '    for letter in word.lower():\n        if letter in "aeiou":\n            total = total + 1\n    return');

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
  {
    type: 'python_code',
    view: {
      type: 'python_code',
      hint_count: 0,
      stem: paragraph('Finish the function so that it gives back how many vowels are in the word. Capital letters count too.'),
      starter: STARTER,
      examples: [
        { id: 'k3m9x2', name: '', kind: 'stdio', stdin: 'banana\n', code: '', expected: '3\n', compare: 'exact' },
        { id: 'p7r2v5', name: 'Capital letters', kind: 'call', stdin: 'x\n', code: 'count_vowels("APPLE")', expected: '2', compare: 'exact' },
      ],
      rules: ['Use a for loop.'],
      edit_limit: null,
    },
    key: { code: SOLUTION },
    partly: { code: SOLUTION.replace('.lower()', '') },
    parts: [
      { id: 'k3m9x2', fraction: 1 },
      { id: 'p7r2v5', fraction: 0 },
    ],
    content: {
      stem: 'Finish the function so that it gives back how many vowels are in the word.',
      hints: [],
      explanation: '',
      difficulty: 3,
      starter: STARTER,
      solution: SOLUTION,
      tests: [
        { id: 'k3m9x2', name: '', kind: 'stdio', stdin: 'banana\n', code: '', expected: '3\n', compare: 'exact', show: 'example', marks: 1 },
        { id: 'p7r2v5', name: 'Capital letters', kind: 'call', stdin: 'x\n', code: 'count_vowels("APPLE")', expected: '2', compare: 'exact', show: 'example', marks: 2 },
      ],
      all_or_nothing: false,
      rules: [{ kind: 'must', use: 'for' }],
      edit_limit_lines: null,
    },
    buckets: [
      { key: 'k3m9x2 p7r2v5', label: 'Passes every test', count: 9, right: true, misconception: null, pupils: [] },
      { key: 'k3m9x2', label: 'Fails: Capital letters', count: 6, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'trace_table',
    view: {
      type: 'trace_table',
      hint_count: 0,
      stem: paragraph('Complete the trace table. The first row is done for you.'),
      columns: ['number', 'total', 'output'],
      rows: [
        ['1', '6', ''],
        [null, null, ''],
        [null, null, null],
      ],
      program: 'total = 5\nfor number in range(1, 4):\n    total = total + number\nprint("The total is now", total)',
      inputs: [],
      row_lines: [3, 4],
    },
    key: { cells: { '1,0': '2', '1,1': '8', '2,0': '3', '2,1': '11' } },
    partly: { cells: { '1,0': '2', '1,1': '9', '2,0': ' 3.0', '2,1': '12', '2,2': '12' } },
    parts: [
      { id: '1,0', fraction: 1 },
      { id: '1,1', fraction: 0 },
      { id: '2,0', fraction: 1 },
      { id: '2,1', fraction: 1 },
      { id: '2,2', fraction: 0 },
    ],
    content: {
      stem: 'Complete the trace table.',
      hints: [],
      explanation: '',
      difficulty: 3,
      columns: ['number', 'total'],
      rows: [
        ['1', '6'],
        [null, null],
      ],
      expected: [
        ['1', '6'],
        ['2', '8'],
      ],
      program: 'total = 5\nfor number in range(1, 3):\n    total = total + number',
      stdin: '',
      row_lines: [3],
      follow_through: true,
    },
    buckets: [
      { key: 'cells:2|8', label: 'number: 2; total: 8', count: 10, right: true, misconception: null, pupils: [] },
      { key: 'cells:2|7', label: 'number: 2; total: 7', count: 9, right: false, misconception: null, pupils: [] },
    ],
  },
];
