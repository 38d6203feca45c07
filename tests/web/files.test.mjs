import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { modulesOf, pages, preloadsOf, WEB } from './module-graph.mjs';

/** What holds for the files of web/ as they lie there: budgets, contrast, and what the content policy would refuse. */

const read = (name) => readFileSync(join(WEB, name), 'utf8');
const files = (ending) => readdirSync(WEB, { recursive: true }).map(String).filter((name) => name.endsWith(ending) && !name.includes('vendor'));
/** What the server sends: without comments that have lines to themselves, and without indents (core/pages.py). */
const sent = (name) => (/\.(js|css)$/.test(name) ? read(name).replace(/^[ \t]*(?:\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/[ \t]*)\n/gm, '').replace(/^\s+/gm, '') : read(name));
/** Each file comes on its own, so each is compressed on its own. */
const gzipped = (names) => names.reduce((sum, name) => sum + gzipSync(sent(name), { level: 9 }).length, 0);
/** What tsc makes of modules, comments and layout aside: name → code. @param {(name: string) => string} text */
function compiled(text) {
  const folder = mkdtempSync(join(tmpdir(), 'ks3-modules-'));
  try {
    for (const name of files('.js')) {
      mkdirSync(dirname(join(folder, 'in', name)), { recursive: true });
      writeFileSync(join(folder, 'in', name), text(name));
    }
    const names = files('.js').map((name) => join(folder, 'in', name));
    const options = ['--allowJs', '--removeComments', '--noCheck', '--noResolve', '--target', 'esnext', '--module', 'esnext', '--rootDir', join(folder, 'in'), '--outDir', join(folder, 'out')];
    execFileSync(join(WEB, '../tests/web/node_modules/.bin/tsc'), [...options, ...names]);
    return new Map(files('.js').map((name) => [name, readFileSync(join(folder, 'out', name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const stylesOf = (page) => [...read(page).matchAll(/<link rel="stylesheet" href="\/v\/__RELEASE__\/([^"]+)"/g)].map((match) => match[1]);

const types = readdirSync(join(WEB, 'js/question-types'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of types) {
  test(`question type ${name}: the pupil half is at most 4 kB`, () => {
    const folder = `js/question-types/${name}`;
    assert.ok(gzipped([`${folder}/answer.js`, `${folder}/style.css`]) <= 4096);
    for (const part of ['answer.js', 'edit.js', 'analyse.js', 'style.css']) assert.ok(read(`${folder}/${part}`), part);
  });
}

/** kB of modules and styles as they are sent, each file gzipped on its own. They may only go down. */
const BUDGETS = { 'index.html': [10, 12], 'pupil/assessment.html': [30, 12] };
for (const [page, [modules, styles]] of Object.entries(BUDGETS)) {
  test(`${page}: at most ${modules} kB of modules, ${styles} kB of styles, 6 kB of HTML`, () => {
    const kB = (names) => gzipped(names) / 1024;
    assert.ok(kB(preloadsOf(page).needed) <= modules, `${kB(preloadsOf(page).needed)} kB of modules`);
    assert.ok(kB(stylesOf(page)) <= styles, `${kB(stylesOf(page))} kB of styles`);
    assert.ok(kB([page]) <= 6, 'the page itself');
  });
}

test('what is left out of modules on their way to the browser changes no program', () => {
  const [written, arriving] = [compiled(read), compiled(sent)];
  assert.ok(written.size > 100);
  for (const [name, code] of written) assert.equal(arriving.get(name), code, name);
});

test('the pupil half of the types never pulls in the teacher half', () => {
  const graph = modulesOf('js/question-types/registry.js');
  assert.deepEqual(graph.filter((name) => /\bedit(?:\.js|-)|analyse|distribution|buckets/.test(name)), []);
});

test('pages hold nothing that the content policy refuses', () => {
  for (const page of pages()) {
    const html = read(page);
    assert.doesNotMatch(html, /\sstyle="|\son[a-z]+="|data:|javascript:|<style|https?:\/\/(?!www\.w3\.org)/i, page);
    for (const [tag] of html.matchAll(/<script\b[^>]*>(?!<\/script>)/g)) assert.fail(`${page}: inline ${tag}`);
    assert.match(html, /<html lang="en-GB" data-theme="light"/, page);
    assert.equal(stylesOf(page)[0], 'css/tokens.css', `${page}: tokens.css declares the order of the layers`);
    for (const name of stylesOf(page)) assert.ok(read(name), name);
  }
});

test('every icon and picture that is named exists', () => {
  const ids = new Set([...`${read('icons/sprite.svg')}${read('icons/art.svg')}`.matchAll(/id="([^"]+)"/g)].map((match) => match[1]));
  for (const name of [...files('.js'), ...files('.html')]) {
    const text = read(name);
    const named = [...text.matchAll(/\b(?:icon|art)\('([^']+)'/g), ...text.matchAll(/(?:sprite|art)\.svg#([a-z-]+)/g), ...text.matchAll(/\b(?:icon|scene): '([^']+)'/g)];
    for (const [, id] of named) assert.ok(ids.has(id), `${name}: ${id}`);
  }
});

test('style sheets stay in a layer and name colours by token', () => {
  for (const name of files('.css')) {
    const whole = read(name).replace(/\/\*[\s\S]*?\*\//g, '');
    const imports = [...whole.matchAll(/^@import url\("([^"]+)"\);\n/gm)];
    for (const [, from] of imports) assert.ok(read(join(dirname(name), from)), `${name}: ${from}`);
    const css = imports.reduce((rest, [rule]) => rest.replace(rule, ''), whole).trim();
    if (imports.length && !css) continue;
    assert.match(css, /@layer (reset|tokens|base|layout|components|utilities)\b/, name);
    assert.doesNotMatch(css, /url\((?!"\.\.\/fonts\/)/, name);
  }
});

/** The tokens of a theme, overlay by overlay, as name → [r, g, b]. */
function tokensOf(selector) {
  const found = {};
  for (const [, selectors, body] of read('css/tokens.css').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const last = selectors.split(/\*\/|;/).at(-1).trim();
    if (last !== ':root' && last !== selector) continue;
    for (const [, name, hex] of body.matchAll(/--([a-z0-9-]+):\s*#([0-9a-f]{6})\b/g)) found[name] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
  }
  return found;
}

/** Contrast ratio by WCAG 2.2, "relative luminance". */
function contrast(a, b) {
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const overlays = ['cream', 'peach', 'mint', 'blue', 'lilac'].map((name) => `[data-overlay="${name}"]:not([data-theme="dark"])`);
for (const selector of [':root', '[data-theme="dark"]', ...overlays]) {
  test(`contrast of the tokens of ${selector}`, () => {
    const token = tokensOf(selector);
    const pairs = { text: [], shape: [] };
    for (const paper of ['canvas', 'surface']) {
      for (const ink of ['ink', 'muted', 'primary', 'ok', 'warn', 'bad']) pairs.text.push([ink, paper]);
      pairs.shape.push(['control', paper], ['ink', paper]);
    }
    pairs.text.push(['muted', 'sunken'], ['ink', 'sunken'], ['on-primary', 'primary'], ['on-primary', 'primary-hover'], ['on-sun', 'sun'], ['primary', 'primary-tint']);
    pairs.text.push(['ok', 'ok-tint'], ['warn', 'warn-tint'], ['bad', 'bad-tint'], ['ink', 'ok-tint'], ['ink', 'warn-tint'], ['ink', 'bad-tint'], ['ink', 'primary-tint'], ['ink', 'sun-tint']);
    pairs.text.push(['rail-ink', 'rail'], ['rail-muted', 'rail'], ['rail-ink', 'rail-active']);
    for (const code of ['keyword', 'string', 'number', 'builtin', 'comment']) pairs.text.push([`code-${code}`, 'code-bg']);
    for (const level of [1, 2, 3]) pairs.text.push(['heat-ink-low', `heat-${level}`]);
    for (const level of [4, 5]) pairs.text.push(['heat-ink-high', `heat-${level}`]);
    for (const [kind, least] of [['text', 4.5], ['shape', 3]]) {
      for (const [a, b] of pairs[kind]) assert.ok(contrast(token[a], token[b]) >= least, `${a} on ${b}: ${contrast(token[a], token[b]).toFixed(2)}`);
    }
  });
}
