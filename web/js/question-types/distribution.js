import { h, icon, svg } from '../core/dom.js';
import { questionEditor } from './registry-edit.js';

/** @typedef {import('../api/results.js').Distribution} Distribution */
/** @typedef {import('../api/results.js').Bucket} Bucket */

/** @param {number} share @param {string} kind */
function bar(share, kind) {
  return svg(
    'svg',
    { class: `dist__bar ${kind}`.trim(), viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { width: share * 100, height: 10, rx: 1 }),
  );
}

/** @param {Bucket} bucket @param {((bucket: Bucket) => void) | undefined} accept */
const acceptButton = (bucket, accept) =>
  accept && bucket.acceptable?.length ? h('button', { class: 'button button--s', type: 'button', onclick: () => accept(bucket) }, icon('check'), 'Accept this answer', h('span', { class: 'vh' }, ` “${bucket.label}”`)) : null;

/** The rare answers that one bar gathers. @param {Bucket[]} others @param {((bucket: Bucket) => void) | undefined} accept */
function gathered(others, accept) {
  return h(
    'details',
    { class: 'dist__who' },
    h('summary', null, 'Which'),
    h('ul', { class: 'dist__others' }, others.map((bucket) => h('li', null, h('span', null, `${bucket.label} (${bucket.count})`), acceptButton(bucket, accept)))),
  );
}

/**
 * A class's answers to one question as a table with bars, so that it prints and can be read aloud.
 * @param {Distribution} distribution
 * @param {(bucket: Bucket) => void} [accept]  offered beside wrong answers that the question could take
 */
export function distributionTable({ item, buckets, of }, accept) {
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
      shown.map((bucket) => {
        const { label, count, right, misconception, pupils, others } = bucket;
        return h(
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
            others && gathered(others, accept),
            acceptButton(bucket, accept),
          ),
          h('td', null, count),
        );
      }),
    ),
  );
}
