import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { importsIn, importsOfTypes, modulesOf, pages, precache, preloadsOf, WEB, written } from './module-graph.mjs';

for (const page of pages()) {
  test(`${page} preloads exactly its module graph`, () => {
    const { listed, needed } = preloadsOf(page);
    assert.deepEqual([...listed].sort(), [...(needed ?? [])].sort(), 'run: node tests/web/module-graph.mjs');
  });
}

test('the page of an attempt names what each question type imports', () => {
  const page = 'pupil/assessment.html';
  assert.equal(importsIn(page), importsOfTypes(page), 'run: node tests/web/module-graph.mjs');
  for (const [shared, types] of [['js/core/drag-to.js', ['categorise', 'parsons']], ['js/question-types/pairs.js', ['matching']]]) {
    const of = new RegExp(`data-of="([^"]+)" rel="modulepreload" href="/v/__RELEASE__/${shared}"`).exec(importsIn(page));
    for (const type of types) assert.ok(of?.[1].split(' ').includes(type), `${shared}: ${type}`);
  }
});

test('the service worker keeps all that the pupils’ pages can ask for, and nothing else', () => {
  assert.deepEqual(written(), precache(), 'run: node tests/web/module-graph.mjs');
});

test('what is kept: every type, what is loaded late, the large parts last', () => {
  const { pages: documents, first, later } = written();
  assert.deepEqual(documents, ['/offline', '/pupil/assessment', '/pupil/dashboard', '/pupil/results']);
  const types = readdirSync(join(WEB, 'js/question-types'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.ok(types.length >= 16);
  for (const { name } of types) for (const part of ['answer.js', 'style.css']) assert.ok(first.includes(`js/question-types/${name}/${part}`), name);
  for (const page of documents) for (const name of (page === '/offline' ? [] : modulesOf(`js/pages${page}.js`))) assert.ok(first.includes(name), name);
  const late = ['js/attempt/review-view.js', 'js/attempt/hand-in.js', 'js/attempt/rescue-frames.js', 'js/vendor/lean-qr-2.7.4.js', 'js/attempt/submit.js', 'js/attempt/sign-in-again.js', 'js/attempt/checking.js', 'js/core/dialog.js', 'js/core/reading-tools.js', 'js/core/python-worker.js', 'js/core/python-practice.logic.js', 'js/question-types/parsons/run.js', 'js/question-types/python_code/run-panel.js', 'js/pages/pupil/dashboard-offline.js', 'icons/sprite.svg', 'css/components/dialog.css', 'fonts/atkinson-hyperlegible-mono-latin-wght-normal.woff2'];
  for (const name of late) assert.ok(first.includes(name), name);
  for (const part of ['codemirror', 'micropython']) assert.ok(later.some((name) => name.startsWith(`js/vendor/${part}`)), part);
  assert.ok(later.length < 10 && later.every((name) => !/\.(css|svg)$/.test(name)), String(later));
  assert.deepEqual(first.filter((name) => /teacher|admin|\bedit\b|analyse/.test(name)), []);
  for (const name of [...first, ...later]) assert.ok(existsSync(join(WEB, name)), name);
});
