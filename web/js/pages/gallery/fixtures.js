import { PROGRAMS } from './fixtures-programs.js';
import { WRITTEN, paragraph } from './fixtures-written.js';

/** Questions for the gallery, as the server sends them and as teachers write them. */

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
    type: 'parsons',
    view: {
      type: 'parsons',
      hint_count: 0,
      stem: paragraph('Build a program that adds up three bus fares and prints the total once. Some lines aren’t needed.'),
      indentation: 'required',
      blocks: [
        { id: 'b9m5ty', code: 'print(total)' },
        { id: 'k6w2re', code: 'total = total + fare' },
        { id: 'x2c7vf', code: 'for i in range(2):', pair: 1 },
        { id: 'd4q9xa', code: 'for i in range(3):', pair: 1 },
        { id: 'h8g4ju', code: 'print("total")' },
        { id: 'p3h8sn', code: 'fare = float(input("Fare: "))\nif fare > 5:\n    print("Dear!")' },
        { id: 't7k2mw', code: 'total = 0' },
      ],
    },
    key: { lines: [{ id: 't7k2mw', indent: 0 }, { id: 'd4q9xa', indent: 0 }, { id: 'p3h8sn', indent: 1 }, { id: 'k6w2re', indent: 1 }, { id: 'b9m5ty', indent: 0 }] },
    partly: { lines: [{ id: 't7k2mw', indent: 0 }, { id: 'x2c7vf', indent: 0 }, { id: 'p3h8sn', indent: 1 }, { id: 'k6w2re', indent: 2 }] },
    content: {
      stem: 'Build a program that adds up three bus fares and prints the total once.',
      hints: [],
      explanation: '',
      difficulty: 2,
      grading: 'sequence',
      indentation: 'required',
      tests: [],
      blocks: [
        { id: 't7k2mw', code: 'total = 0', indent: 0 },
        { id: 'd4q9xa', code: 'for i in range(3):', indent: 0, pair: 'loop' },
        { id: 'x2c7vf', code: 'for i in range(2):', indent: 0, distractor: true, pair: 'loop' },
        { id: 'k6w2re', code: 'total = total + float(input("Fare: "))', indent: 1 },
        { id: 'b9m5ty', code: 'print(total)', indent: 0 },
      ],
    },
    buckets: [
      { key: '1', label: 'total = 0 ⏎ for i in range(3): ⏎ › total = total + float(input("Fare: ")) ⏎ print(total)', count: 12, right: true, misconception: null, pupils: [] },
      { key: '2', label: 'total = 0 ⏎ for i in range(2): ⏎ › total = total + float(input("Fare: ")) ⏎ print(total)', count: 7, right: false, misconception: null, pupils: [] },
    ],
  },
  ...WRITTEN,
  ...PROGRAMS,
];
