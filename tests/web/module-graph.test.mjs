import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pages, preloadsOf } from './module-graph.mjs';

for (const page of pages()) {
  test(`${page} preloads exactly its module graph`, () => {
    const { listed, needed } = preloadsOf(page);
    assert.deepEqual([...listed].sort(), [...(needed ?? [])].sort(), 'run: node tests/web/module-graph.mjs');
  });
}
