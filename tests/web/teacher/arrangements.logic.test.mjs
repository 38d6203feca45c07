import assert from 'node:assert/strict';
import { test } from 'node:test';

import { arrangementProblems, arrangementTags, arrangementsOf } from '../../../web/js/teacher/arrangements.logic.js';

const NONE = { extra_time_percent: 0, past_closing: true, rest_breaks: false, reader: false, fewer_options: false, display: {}, version: 3 };
const BLANK = { extra_time_percent: '0', past_closing: ['on'], rest_breaks: [], reader: [], fewer_options: [], text_size: '', font: '', spacing: '', line_spacing: '', overlay: '' };

test('what a pupil has is said in a few words, and nothing of who has nothing', () => {
  assert.deepEqual(arrangementTags(null), []);
  assert.deepEqual(arrangementTags(NONE), []);
  assert.deepEqual(arrangementTags({ ...NONE, past_closing: false }), []);
  assert.deepEqual(arrangementTags({ ...NONE, extra_time_percent: 25, rest_breaks: true }), ['25 % extra time', 'Rest breaks']);
  assert.deepEqual(arrangementTags({ ...NONE, extra_time_percent: 10, past_closing: false }), ['10 % extra time, until closing']);
  assert.deepEqual(arrangementTags({ ...NONE, reader: true, fewer_options: true, display: { overlay: 'mint', font: null } }), ['Reader', 'Fewer options', 'Own reading tools']);
  assert.deepEqual(arrangementTags({ ...NONE, display: { overlay: 'none', text_size: 100, font: 'atkinson' } }), []);
});

test('only whole percents from 0 to 200 are sent', () => {
  for (const typed of ['', '0', '25', '200']) assert.deepEqual(arrangementProblems({ extra_time_percent: typed }), []);
  for (const typed of ['-1', '201', '12.5', 'ten']) assert.equal(arrangementProblems({ extra_time_percent: typed })[0].place, 'extra_time_percent');
});

test('the form becomes what the server takes', () => {
  assert.deepEqual(arrangementsOf(BLANK, 3), NONE);
  assert.deepEqual(arrangementsOf({ ...BLANK, extra_time_percent: '50', past_closing: [], reader: ['on'], text_size: '150', overlay: 'blue' }, 0), {
    extra_time_percent: 50,
    past_closing: false,
    rest_breaks: false,
    reader: true,
    fewer_options: false,
    display: { text_size: 150, overlay: 'blue' },
    version: 0,
  });
});
