import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buildSession } from '../../../web/js/teacher/build-session.js';

/** A server that keeps one assessment and refuses an old version, as the interface says; it stands where the network would. */
function serve() {
  let kept = /** @type {any} */ (null);
  /** @type {(() => void) | null} */
  let pause = null;
  const answer = (status, body) => new Response(JSON.stringify(body), { status });
  globalThis.fetch = async (_path, { method, body }) => {
    if (pause) await new Promise((go) => (pause = go));
    const asked = body ? JSON.parse(body) : null;
    if (method === 'GET') return answer(200, kept);
    if (asked.title === 'refuse') return answer(422, { code: 'invalid', detail: 'No.' });
    if (method === 'PUT' && asked.version !== kept.version) return answer(409, { code: 'stale_version', detail: 'Changed elsewhere.' });
    kept = { id: '1', revision: 1, ...kept, ...asked, version: (kept?.version ?? 0) + 1, items: asked.items };
    return answer(200, kept);
  };
  return {
    get kept() {
      return kept;
    },
    hold: () => (pause = () => {}),
    release: () => {
      const go = pause;
      pause = null;
      go?.();
    },
    elsewhere: (title) => (kept = { ...kept, title, version: kept.version + 1 }),
  };
}

const build = (title) => ({ title, description: '', items: [] });

test('a new assessment is made once, then saved', async () => {
  const server = serve();
  const session = buildSession(null);
  assert.equal(session.get().state, 'saved');
  session.change(build('First'));
  assert.equal(session.get().state, 'changed');
  assert.equal(await session.save(), true);
  session.change(build('Second'));
  assert.equal(await session.save(), true);
  assert.deepEqual([server.kept.title, server.kept.version, session.get().state], ['Second', 2, 'saved']);
});

test('what is typed while a save is under way stays, and counts as not saved', async () => {
  const server = serve();
  const session = buildSession(null);
  session.change(build('First'));
  server.hold();
  const saving = session.save();
  await new Promise((done) => setTimeout(done));
  session.change(build('First and more'));
  assert.equal(session.get().state, 'saving');
  server.release();
  await saving;
  assert.deepEqual([session.get().build.title, session.get().state, server.kept.title], ['First and more', 'changed', 'First']);
});

test('a refusal is kept in words, and nothing is lost', async () => {
  serve();
  const session = buildSession(null);
  session.change(build('refuse'));
  await assert.rejects(session.save());
  assert.deepEqual([session.get().state, session.get().message, session.get().build.title], ['failed', 'No.', 'refuse']);
  session.change(build('fine'));
  assert.equal(await session.save(), true);
});

/** Two people, one assessment: this page is the later one to save. */
async function conflict() {
  const server = serve();
  const session = buildSession(null);
  session.change(build('First'));
  await session.save();
  server.elsewhere('Theirs');
  session.change(build('Mine'));
  assert.equal(await session.save(), false);
  assert.equal(session.get().state, 'conflict');
  assert.equal(session.get().build.title, 'Mine');
  return { server, session };
}

test('a conflict settled by keeping mine', async () => {
  const { server, session } = await conflict();
  session.change(build('Mine, better'));
  assert.equal(session.get().state, 'conflict');
  assert.equal(await session.keepMine(), true);
  assert.deepEqual([server.kept.title, session.get().state], ['Mine, better', 'saved']);
});

test('a conflict settled by taking theirs can be undone and saved', async () => {
  const { server, session } = await conflict();
  const mine = await session.takeTheirs();
  assert.deepEqual([session.get().build.title, session.get().state], ['Theirs', 'saved']);
  session.change(mine);
  assert.equal(session.get().state, 'changed');
  assert.equal(await session.save(), true);
  assert.equal(server.kept.title, 'Mine');
});
