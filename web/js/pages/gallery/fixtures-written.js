/** Questions whose answers are typed, for the gallery and the types' tests. */

/** @param {string} text */
export const paragraph = (text) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

/** @type {import('./fixtures.js').Fixture[]} */
export const WRITTEN = [
  {
    type: 'short_text',
    view: { type: 'short_text', hint_count: 0, stem: paragraph('What do we call the rules that two computers agree on so that they can talk to each other?') },
    key: { text: 'protocol' },
    partly: { text: 'a protocoll is the rules' },
    content: {
      stem: 'What do we call the rules that two computers agree on?',
      hints: [],
      explanation: '',
      difficulty: 2,
      accepted: [
        { pattern: 'protocol', fraction: 1, kind: 'close', case_sensitive: false, misconception: null },
        { pattern: '*router*', fraction: 0, kind: 'wildcard', case_sensitive: false, misconception: 'networks.slow_is_internet' },
      ],
    },
    buckets: [
      { key: 'protocol', label: 'protocol', count: 14, right: true, misconception: null, pupils: [] },
      { key: 'router', label: 'router', count: 5, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'cloze',
    view: {
      type: 'cloze',
      hint_count: 0,
      stem: paragraph('Fill in the gaps.'),
      passage: [
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: 'The part that passes packets between networks is a ' },
            { type: 'gap', id: 'x2c6g2' },
            { type: 'text', text: '. A kilobyte is ' },
            { type: 'gap', id: '7xnqiu' },
            { type: 'text', text: ' than a megabyte.' },
          ],
        },
        {
          type: 'table',
          align: [null, null],
          head: [[{ type: 'text', text: 'Denary' }], [{ type: 'text', text: 'Binary' }]],
          rows: [
            [[{ type: 'text', text: '5' }], [{ type: 'gap', id: 'a98r5r' }]],
            [[{ type: 'gap', id: 'mfdgd8' }], [{ type: 'text', text: '0110' }]],
          ],
        },
        { type: 'code_block', language: 'python', children: [{ type: 'text', text: 'for i in ' }, { type: 'gap', id: 'h5k2m8' }, { type: 'text', text: '(3):\n    print(i)' }] },
      ],
      gaps: {
        x2c6g2: { kind: 'short_text', number: 1 },
        '7xnqiu': {
          kind: 'choice',
          number: 2,
          choices: [
            { id: '8zqrfb', text: 'larger' },
            { id: 'ticzis', text: 'smaller' },
            { id: 'e3ugdz', text: 'no smaller and no larger' },
          ],
        },
        a98r5r: { kind: 'numeric', number: 3, base: 2, units: [], unit_required: false, width: 4 },
        mfdgd8: { kind: 'numeric', number: 4, base: 10, units: [], unit_required: false, width: null },
        h5k2m8: { kind: 'short_text', number: 5 },
      },
    },
    key: { gaps: { x2c6g2: 'router', '7xnqiu': 'ticzis', a98r5r: '0101', mfdgd8: '6', h5k2m8: 'range' } },
    partly: { gaps: { x2c6g2: 'rooter', '7xnqiu': '8zqrfb', a98r5r: '0101', h5k2m8: 'loop' } },
    parts: [
      { id: 'x2c6g2', fraction: 0.5 },
      { id: '7xnqiu', fraction: 0 },
      { id: 'a98r5r', fraction: 1 },
      { id: 'mfdgd8', fraction: 0 },
      { id: 'h5k2m8', fraction: 0 },
    ],
    content: {
      stem: 'Fill in the gaps.',
      hints: [],
      explanation: '',
      difficulty: 2,
      passage: 'Packets go from network to network through a [[x2c6g2]]. A kilobyte is [[7xnqiu]] than a megabyte, and 5 is [[a98r5r]] in binary.',
      gaps: {
        x2c6g2: {
          type: 'short_text',
          weight: 2,
          accepted: [
            { pattern: 'router', fraction: 1, kind: 'close', case_sensitive: false, misconception: null },
            { pattern: 'browser', fraction: 0, kind: 'exact', case_sensitive: false, misconception: 'networks.slow_is_internet' },
          ],
        },
        '7xnqiu': {
          type: 'choice',
          weight: 1,
          options: [
            { id: 'ticzis', text: 'smaller', fraction: 1, misconception: null },
            { id: '8zqrfb', text: 'larger', fraction: 0, misconception: null },
          ],
        },
        a98r5r: { type: 'numeric', weight: 1, base: 2, width: 4, units: [], unit_required: false, answers: [{ value: '5', fraction: 1, tolerance: { kind: 'absolute', amount: '0' }, misconception: null }] },
      },
    },
    buckets: [
      { key: '1', label: 'router / smaller / 0101', count: 9, right: true, misconception: null, pupils: [] },
      { key: '2', label: 'router / larger / 0101', count: 10, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'boolean_expression',
    view: { type: 'boolean_expression', hint_count: 0, stem: paragraph('A fan runs when it is hot (H), unless the window is open (W). Write the expression.'), inputs: ['H', 'W'], operators: ['AND', 'OR', 'NOT'], simplest: true },
    key: { text: 'H AND NOT W' },
    partly: { text: 'H AND W' },
    content: { stem: 'A fan runs when it is hot (H), unless the window is open (W). Write the expression.', hints: [], explanation: '', difficulty: 3, expression: 'H AND NOT W', inputs: [], simplest: true, allowed_operators: ['AND', 'OR', 'NOT'] },
    buckets: [
      { key: '1', label: 'H AND NOT W', count: 11, right: true, misconception: null, pupils: [] },
      { key: '2', label: 'H AND W', count: 8, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'numeric',
    view: { type: 'numeric', hint_count: 0, stem: paragraph('Write denary 5 in binary.'), base: 2, units: [], unit_required: false, width: 8 },
    key: { text: '00000101' },
    partly: { text: '00000110' },
    content: {
      stem: 'How big is a picture of 1,000 pixels in 256 colours?',
      hints: [],
      explanation: '',
      difficulty: 3,
      base: 10,
      width: null,
      unit_required: true,
      units: [
        { symbol: 'B', factor: '1' },
        { symbol: 'kB', factor: '1000' },
      ],
      answers: [
        { value: '1000', fraction: 1, tolerance: { kind: 'relative', amount: '0.05' }, misconception: null },
        { value: '256000', fraction: 0, tolerance: { kind: 'absolute', amount: '0' }, misconception: 'hardware.better_is_faster' },
      ],
    },
    buckets: [
      { key: '5', label: '101', count: 11, right: true, misconception: null, pupils: [] },
      { key: '6', label: '110', count: 8, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'free_text',
    view: { type: 'free_text', hint_count: 0, stem: paragraph('Explain why a computer needs both RAM and a hard drive.'), word_range: { least: 20, most: 80 }, by_person: true },
    key: { text: 'RAM is fast but forgets. The drive is slow but keeps files.' },
    partly: { text: 'RAM is fast.\n\nThe hard drive is for files.' },
    content: {
      stem: 'Explain why a computer needs both RAM and a hard drive.',
      hints: [],
      explanation: '',
      difficulty: 4,
      rubric: [
        { id: 'k3m9x2', text: 'RAM holds what is in use now', marks: 1 },
        { id: 'p7r2v5', text: 'The drive keeps data without power', marks: 2 },
      ],
      word_range: { least: 20, most: 80 },
      model_answer: 'RAM is fast but forgets when the power goes off.',
      key_phrases: ['volatile', 'power'],
    },
    buckets: [
      { key: 'text:ram is fast', label: 'RAM is fast', count: 3, right: false, misconception: null, pupils: [] },
      { key: 'text:it forgets', label: 'It forgets', count: 2, right: false, misconception: null, pupils: [] },
    ],
  },
];
