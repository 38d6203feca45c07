import { h, icon, svg } from '../core/dom.js';
import { questionEditor } from './registry-edit.js';

/** @typedef {import('../api/results.js').Distribution} Distribution */

/** @param {number} share @param {string} kind */
function bar(share, kind) {
  return svg(
    'svg',
    { class: `dist__bar ${kind}`.trim(), viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { width: share * 100, height: 10, rx: 1 }),
  );
}

/**
 * A class's answers to one question as a table with bars, so that it prints and can be read aloud.
 * @param {Distribution} distribution
 */
export function distributionTable({ item, buckets, of }) {
  const shown = questionEditor(item.type).buckets(buckets, item);
  // At least as wide as the longest bar: with few pupils absent, lengths still compare.
  const most = Math.max(of, ...shown.map(({ count }) => count), 1);
  return h(
    'table',
    { class: 'dist' },
    h('caption', { class: 'vh' }, `Answers to question ${item.position}`),
    h(
      'tbody',
      null,
      shown.map(({ label, count, right, misconception, pupils }) =>
        h(
          'tr',
          null,
          h(
            'th',
            { scope: 'row' },
            label,
            bar(count / most, right ? 'dist__bar--right' : misconception ? 'dist__bar--hot' : ''),
            right && h('p', { class: 'dist__why ok' }, icon('check'), 'Right'),
            misconception && h('p', { class: 'dist__why', title: misconception.explanation }, icon('bulb'), misconception.title),
            pupils.length > 0 &&
              h(
                'details',
                { class: 'dist__who' },
                h('summary', null, 'Who'),
                h('ul', null, pupils.map(({ name }) => h('li', null, name))),
              ),
          ),
          h('td', null, count),
        ),
      ),
    ),
  );
}
