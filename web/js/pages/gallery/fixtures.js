/** Questions for the gallery, as the server sends them and as teachers write them. */

/** @param {string} text */
const paragraph = (text) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

/** Every kind of block and inline of the rich-text tree. */
export const EVERY_BLOCK = [
  {
    type: 'paragraph',
    children: [
      { type: 'text', text: 'This program ' },
      { type: 'strong', children: [{ type: 'text', text: 'adds up' }] },
      { type: 'text', text: ' the ' },
      { type: 'emphasis', children: [{ type: 'text', text: 'even' }] },
      { type: 'text', text: ' numbers in ' },
      { type: 'code', children: [{ type: 'text', text: 'my_list' }] },
      { type: 'text', text: '.' },
    ],
  },
  {
    type: 'code_block',
    language: 'python',
    children: [{ type: 'text', text: 'total = 0\nfor number in my_list:\n    if number % 2 == 0:\n        total = total + number' }],
  },
  {
    type: 'list',
    ordered: true,
    start: 1,
    children: [
      { type: 'item', children: paragraph('Read the list') },
      { type: 'item', children: paragraph('Add the even numbers') },
    ],
  },
  {
    type: 'table',
    align: ['left', 'right'],
    head: [[{ type: 'text', text: 'number' }], [{ type: 'text', text: 'total' }]],
    rows: [
      [[{ type: 'text', text: '4' }], [{ type: 'text', text: '4' }]],
      [[{ type: 'text', text: '6' }], [{ type: 'text', text: '10' }]],
    ],
  },
];

export const MISCONCEPTIONS = [
  { id: '1', slug: 'hardware.storage_is_memory', topic: 'Hardware', title: 'Storage and memory are the same thing', explanation: 'RAM is emptied when the power goes; storage is not.', pupil_feedback: '' },
  { id: '2', slug: 'hardware.better_is_faster', topic: 'Hardware', title: '“Better” parts make everything faster', explanation: 'Only the part that holds things up matters.', pupil_feedback: '' },
  { id: '3', slug: 'networks.slow_is_internet', topic: 'Networks', title: 'Slow always means slow internet', explanation: 'Many delays happen inside the computer.', pupil_feedback: '' },
];

/**
 * @typedef {object} Fixture
 * @property {string} type
 * @property {any} view
 * @property {any} key
 * @property {any} partly  a response that is not wholly right
 * @property {{id: string, fraction: number}[]} [parts]  how its parts went
 * @property {any} content
 * @property {any[]} buckets
 */

/** @type {Fixture[]} */
export const QUESTIONS = [
  {
    type: 'multiple_choice',
    view: {
      type: 'multiple_choice',
      hint_count: 0,
      stem: paragraph('Mia’s laptop gets very slow when she opens lots of browser tabs. Which upgrade would help most?'),
      options: [
        { id: 'k3m9qa', text: paragraph('A hard drive with twice the storage') },
        { id: 'b7x2pd', text: paragraph('More RAM') },
        { id: 'z5t8wn', text: paragraph('A newer graphics card') },
        { id: 'f4h6jc', text: [{ type: 'paragraph', children: [{ type: 'text', text: 'Running ' }, { type: 'code', children: [{ type: 'text', text: 'speed_up()' }] }] }] },
      ],
    },
    key: { choice: 'b7x2pd' },
    partly: { choice: 'k3m9qa' },
    content: {
      stem: 'Which upgrade would help most?',
      hints: [],
      explanation: '',
      difficulty: 2,
      shuffle: true,
      options: [
        { id: 'k3m9qa', text: 'A hard drive with twice the storage', fraction: 0, misconception: 'hardware.storage_is_memory', feedback: 'Storage keeps files. Where do open tabs live?' },
        { id: 'b7x2pd', text: 'More RAM', fraction: 1, misconception: null, feedback: '' },
        { id: 'z5t8wn', text: 'A newer graphics card', fraction: 0, misconception: 'hardware.better_is_faster', feedback: '' },
        { id: 'f4h6jc', text: 'Running `speed_up()`', fraction: 0, misconception: null, feedback: '' },
      ],
    },
    buckets: [
      { key: 'b7x2pd', label: 'More RAM', count: 17, right: true, misconception: null, pupils: [] },
      {
        key: 'k3m9qa',
        label: 'A hard drive with twice the storage',
        count: 2,
        right: false,
        misconception: { slug: 'hardware.storage_is_memory', title: 'Storage and memory are the same thing', explanation: '' },
        pupils: [
          { id: 'p1', name: 'Amara Osei' },
          { id: 'p2', name: 'Ben Whitlock' },
        ],
      },
    ],
  },
  {
    type: 'multiple_response',
    view: {
      type: 'multiple_response',
      hint_count: 0,
      stem: paragraph('Which of these are input devices?'),
      options: [
        { id: 'a2b3c4', text: paragraph('Keyboard') },
        { id: 'd5e6f7', text: paragraph('Projector') },
        { id: 'g8h9j2', text: paragraph('Microphone') },
        { id: 'k3m4n5', text: paragraph('Touch screen') },
      ],
    },
    key: { choices: ['a2b3c4', 'g8h9j2', 'k3m4n5'] },
    partly: { choices: ['a2b3c4', 'd5e6f7'] },
    content: {
      stem: 'Which of these are input devices?',
      hints: [],
      explanation: '',
      difficulty: 1,
      shuffle: true,
      scoring: 'net_correct',
      options: [
        { id: 'a2b3c4', text: 'Keyboard', correct: true, misconception: null },
        { id: 'd5e6f7', text: 'Projector', correct: false, misconception: 'hardware.better_is_faster' },
        { id: 'g8h9j2', text: 'Microphone', correct: true, misconception: null },
        { id: 'k3m4n5', text: 'Touch screen', correct: true, misconception: null },
      ],
    },
    buckets: [
      { key: 'a', label: 'Keyboard; Microphone; Touch screen', count: 12, right: true, misconception: null, pupils: [] },
      { key: 'b', label: 'Keyboard; Projector', count: 7, right: false, misconception: null, pupils: [] },
    ],
  },
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
    type: 'ordering',
    view: {
      type: 'ordering',
      hint_count: 0,
      stem: paragraph('Put the steps of a web request in order.'),
      items: [
        { id: 'q2w3e4', text: paragraph('The server sends the page') },
        { id: 'r5t6y7', text: paragraph('You type the address') },
        { id: 'u8p9a2', text: paragraph('The browser asks DNS for the IP address') },
        { id: 's3d4f5', text: paragraph('The browser asks the server for the page') },
      ],
    },
    key: { order: ['r5t6y7', 'u8p9a2', 's3d4f5', 'q2w3e4'] },
    partly: { order: ['r5t6y7', 's3d4f5', 'u8p9a2', 'q2w3e4'] },
    content: {
      stem: 'Put the steps of a web request in order.',
      hints: [],
      explanation: '',
      difficulty: 3,
      scoring: 'longest_subset',
      items: [
        { id: 'r5t6y7', text: 'You type the address' },
        { id: 'u8p9a2', text: 'The browser asks DNS for the IP address' },
        { id: 's3d4f5', text: 'The browser asks the server for the page' },
        { id: 'q2w3e4', text: 'The server sends the page' },
      ],
    },
    buckets: [
      { key: '1', label: 'Address, DNS, ask, send', count: 4, right: true, misconception: null, pupils: [] },
      { key: '2', label: 'Address, ask, DNS, send', count: 15, right: false, misconception: null, pupils: [] },
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
    type: 'matching',
    view: {
      type: 'matching',
      hint_count: 0,
      stem: paragraph('Match each part to what it does.'),
      prompts: [
        { id: 'b2euek', text: paragraph('Hard drive') },
        { id: 'erjcb4', text: [{ type: 'paragraph', children: [{ type: 'code', children: [{ type: 'text', text: 'RAM' }] }] }] },
        { id: 'fdshvn', text: paragraph('Memory stick') },
        { id: '7d9n2i', text: paragraph('CPU') },
      ],
      options: [
        { id: 'vcxidm', text: paragraph('Keeps files when the power is off') },
        { id: 'i28byu', text: paragraph('Carries out the instructions of a program') },
        { id: 'k4p8wz', text: paragraph('Draws pictures on the screen') },
        { id: 'r7m3hc', text: paragraph('Holds what is being worked on') },
      ],
    },
    key: { pairs: { b2euek: 'vcxidm', erjcb4: 'r7m3hc', fdshvn: 'vcxidm', '7d9n2i': 'i28byu' } },
    partly: { pairs: { b2euek: 'vcxidm', erjcb4: 'vcxidm', '7d9n2i': 'i28byu' } },
    parts: [
      { id: 'b2euek', fraction: 1 },
      { id: 'erjcb4', fraction: 0 },
      { id: 'fdshvn', fraction: 0 },
      { id: '7d9n2i', fraction: 1 },
    ],
    content: {
      stem: 'Is it an input or an output device?',
      hints: [],
      explanation: '',
      difficulty: 2,
      prompts: [
        { id: 'b2euek', text: 'Mouse' },
        { id: 'erjcb4', text: 'Screen' },
        { id: 'fdshvn', text: 'Keyboard' },
      ],
      options: [
        { id: 'vcxidm', text: 'Input' },
        { id: 'i28byu', text: 'Output' },
        { id: 'k4p8wz', text: 'Storage' },
      ],
      pairs: { b2euek: 'vcxidm', erjcb4: 'i28byu', fdshvn: 'vcxidm' },
    },
    buckets: [
      { key: '1', label: 'Mouse → Input; Screen → Output; Keyboard → Input', count: 15, right: true, misconception: null, pupils: [] },
      { key: '2', label: 'Mouse → Input; Screen → Input; Keyboard → Input', count: 4, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'categorise',
    view: {
      type: 'categorise',
      hint_count: 0,
      stem: paragraph('Which type of data is each of them?'),
      categories: [
        { id: 'n8r2kd', text: paragraph('Integer') },
        { id: 'p4w7xb', text: paragraph('Real') },
        { id: 'c6j3tm', text: paragraph('Boolean') },
        { id: 'y9h5vq', text: paragraph('String of characters') },
      ],
      items: [
        { id: 'd3k8sw', text: paragraph('42') },
        { id: 'm7f2za', text: [{ type: 'paragraph', children: [{ type: 'code', children: [{ type: 'text', text: 'True' }] }] }] },
        { id: 'w5g9pe', text: paragraph('3.14') },
        { id: 'h2x6nc', text: [{ type: 'paragraph', children: [{ type: 'code', children: [{ type: 'text', text: '"hello"' }] }] }] },
        { id: 'q8t4rj', text: paragraph('-7') },
        { id: 'b3v7ku', text: paragraph('The name of a pupil') },
        { id: 'z6m2ya', text: paragraph('0') },
        { id: 'e9c5hf', text: paragraph('Whether the door is open') },
        { id: 'k4p8dn', text: paragraph('-0.5') },
        { id: 'r7w3xg', text: paragraph('A mobile phone number that begins with 07') },
        { id: 'j2s6tb', text: paragraph('2.0') },
        { id: 'v5n9qm', text: [{ type: 'paragraph', children: [{ type: 'code', children: [{ type: 'text', text: '"42"' }] }] }] },
      ],
    },
    key: { placements: { d3k8sw: 'n8r2kd', m7f2za: 'c6j3tm', w5g9pe: 'p4w7xb', h2x6nc: 'y9h5vq', q8t4rj: 'n8r2kd', b3v7ku: 'y9h5vq', z6m2ya: 'n8r2kd', e9c5hf: 'c6j3tm', k4p8dn: 'p4w7xb', r7w3xg: 'y9h5vq', j2s6tb: 'p4w7xb', v5n9qm: 'y9h5vq' } },
    partly: { placements: { d3k8sw: 'n8r2kd', m7f2za: 'c6j3tm', w5g9pe: 'n8r2kd', h2x6nc: 'y9h5vq', r7w3xg: 'n8r2kd' } },
    parts: [
      { id: 'd3k8sw', fraction: 1 },
      { id: 'm7f2za', fraction: 1 },
      { id: 'w5g9pe', fraction: 0 },
      { id: 'h2x6nc', fraction: 1 },
      { id: 'r7w3xg', fraction: 0 },
    ],
    content: {
      stem: 'Is each of these an input or an output device?',
      hints: [],
      explanation: '',
      difficulty: 2,
      categories: [
        { id: 'n8r2kd', text: 'Input' },
        { id: 'p4w7xb', text: 'Output' },
        { id: 'c6j3tm', text: 'Neither' },
      ],
      items: [
        { id: 'd3k8sw', text: 'Mouse', category: 'n8r2kd' },
        { id: 'm7f2za', text: 'Screen', category: 'p4w7xb' },
        { id: 'w5g9pe', text: 'Keyboard', category: 'n8r2kd' },
      ],
    },
    buckets: [
      { key: '1', label: 'Mouse → Input; Screen → Output; Keyboard → Input', count: 12, right: true, misconception: null, pupils: [] },
      { key: '2', label: 'Mouse → Input; Screen → Input; Keyboard → Input', count: 7, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'true_false',
    view: { type: 'true_false', hint_count: 0, stem: paragraph('A file stays on the hard drive when the power goes off.'), reason_required: true },
    key: { value: true },
    partly: { value: false, reason: 'Everything is lost when the power goes.' },
    content: { stem: 'A file stays on the hard drive when the power goes off.', hints: [], explanation: '', difficulty: 1, answer: true, reason_required: true, misconception: 'hardware.storage_is_memory' },
    buckets: [
      { key: 'true', label: 'True', count: 13, right: true, misconception: null, pupils: [] },
      { key: 'false', label: 'False', count: 6, right: false, misconception: null, pupils: [] },
    ],
  },
  {
    type: 'truth_table',
    view: {
      type: 'truth_table',
      hint_count: 0,
      stem: paragraph('Complete the truth table. The first row is done for you.'),
      inputs: ['A', 'B'],
      headings: ['NOT B', 'A AND NOT B'],
      rows: [
        [1, 0],
        [null, null],
        [null, null],
        [null, null],
      ],
    },
    key: {
      rows: [
        [1, 0],
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    },
    partly: {
      rows: [
        [null, null],
        [0, 1],
        [1, 1],
        [null, 0],
      ],
    },
    parts: [
      { id: '1,0', fraction: 1 },
      { id: '1,1', fraction: 0 },
      { id: '2,0', fraction: 1 },
      { id: '2,1', fraction: 1 },
      { id: '3,0', fraction: 0 },
      { id: '3,1', fraction: 1 },
    ],
    content: { stem: 'Complete the truth table.', hints: [], explanation: '', difficulty: 2, expression: 'A AND NOT B', columns: ['NOT B'], inputs: [], output: '', given_rows: 1 },
    buckets: [
      { key: '1', label: 'NOT B: 1 0 1 0; A AND NOT B: 0 0 1 0', count: 12, right: true, misconception: null, pupils: [] },
      { key: '2', label: 'NOT B: 1 0 1 0; A AND NOT B: 0 0 0 1', count: 7, right: false, misconception: null, pupils: [] },
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
];
