/**
 * The module graph of each page, read from the files themselves.
 * `node tests/web/module-graph.mjs` rewrites the modulepreload list of every page between `<!-- modules -->` and `<!-- /modules -->`, what the question
 * types import between `<!-- imports of types -->` and its end, and `web/precache.json`: all that the pupils' pages can ever ask for, which the service
 * worker keeps.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WEB = resolve(dirname(fileURLToPath(import.meta.url)), '../../web');
const IMPORT = /^(?:import|export)\b[^'"]*?from\s+['"](\.[^'"]+)['"]|^import\s+['"](\.[^'"]+)['"]/gm;
const ENTRY = /<script type="module" src="\/v\/__RELEASE__\/([^"]+)"/;
const LIST = /<!-- modules -->([\s\S]*?)<!-- \/modules -->/;
const IMPORTS = /<!-- imports of types -->([\s\S]*?)<!-- \/imports of types -->/;
const PRECACHE = 'precache.json';
/** What the worker keeps after everything else. */
const LARGE_BYTES = 100_000;

const read = (name) => readFileSync(join(WEB, name), 'utf8');
const from = (name, address) => relative(WEB, resolve(WEB, dirname(name), address));

/** Every page of web/, as a path from there. */
export function pages() {
  return readdirSync(WEB, { recursive: true }).map(String).filter((name) => name.endsWith('.html')).sort();
}

/** The modules that `entry` (a path from web/) reaches by static imports, itself included, nearest first. */
export function modulesOf(entry) {
  const found = [entry];
  for (const name of found) {
    for (const [, source, bare] of read(name).matchAll(IMPORT)) {
      const next = from(name, source ?? bare);
      if (!found.includes(next)) found.push(next);
    }
  }
  return found;
}

/** What a page preloads and what it needs; `needed` is null for a page without a module. */
export function preloadsOf(page) {
  const html = read(page);
  const entry = ENTRY.exec(html)?.[1];
  const listed = [...html.matchAll(/<link rel="modulepreload" href="\/v\/__RELEASE__\/([^"]+)"/g)].map((match) => match[1]);
  return { listed, needed: entry ? modulesOf(entry) : null };
}

/** The folders of the question types: which of them a page loads is known only when its questions are. */
const types = () => readdirSync(join(WEB, 'js/question-types'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/**
 * The addresses that one written in a module stands for; `line` is what stands before it there. Throws for one that can't be followed: the
 * service worker would not keep it.
 */
function addresses(name, code, written, line) {
  const literal = /^['"]([^'"]+)['"]$/.exec(written)?.[1];
  if (literal) return literal.startsWith('/') ? [] : [literal];
  if (name === 'js/attempt/question-types.js') {
    if (written === '`../question-types/${key}/`') return types().map((type) => `../question-types/${type}/answer.js`);
    if (written === "'style.css', folder" || written === '`${folder}answer.js`') return types().map((type) => `../question-types/${type}/style.css`);
  }
  const list = /\bof ([A-Z_]+)\)|\b([A-Z_]+)\.map\(\((\w+)\)/.exec(line);
  const strings = list && new RegExp(`const ${list[1] ?? list[2]} = \\[([^\\]]*)\\]`).exec(code)?.[1];
  if (!strings) throw new Error(`${name}: what ${written} stands for can't be told; name it, or a list above it, in full`);
  const each = [...strings.matchAll(/'([^']+)'/g)].map((match) => match[1]);
  return each.map((value) => (written.startsWith('`') ? written.slice(1, -1).replace(/\$\{\w+\}/, value) : value));
}

/** All files that a file can ask for, now or later. */
function asksFor(name) {
  if (name.includes('/vendor/')) return [];
  const code = read(name).replace(/\/\*[\s\S]*?\*\//g, '');
  if (name.endsWith('.html')) return [...code.matchAll(/"\/v\/__RELEASE__\/([^"#]+)/g)].map((match) => match[1]);
  if (name.endsWith('.css')) return [...code.matchAll(/url\("([^"]+)"\)/g)].map((match) => from(name, match[1]));
  if (!name.endsWith('.js')) return [];
  const found = [...code.matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
  for (const line of code.split('\n')) {
    for (const { 1: written, index } of line.matchAll(/\bimport\(([^)]+)\)/g)) found.push(...addresses(name, code, written, line.slice(0, index)));
    for (const { 1: written, index } of line.matchAll(/\bnew URL\(([^)]+), import\.meta\.url\)/g)) found.push(...addresses(name, code, written, line.slice(0, index)));
  }
  return found.map((address) => from(name, address));
}

/** What the service worker keeps: the pupils' pages, all that they can ask for, and of that the large files last. */
export function precache() {
  const documents = ['offline.html', ...pages().filter((name) => name.startsWith('pupil/'))];
  const found = new Set(documents);
  for (const name of found) for (const next of asksFor(name)) found.add(next);
  for (const name of found) if (!existsSync(join(WEB, name))) throw new Error(`${name} is asked for and isn't there`);
  const files = [...found].filter((name) => !documents.includes(name)).sort();
  const large = (name) => statSync(join(WEB, name)).size > LARGE_BYTES;
  return { pages: documents.map((name) => `/${name.replace('.html', '')}`), first: files.filter((name) => !large(name)), later: files.filter(large) };
}

/** What the pupil halves of the types import that a page doesn't name itself: a line a module or style sheet, with the types that need it. */
export function importsOfTypes(page) {
  const named = read(page).replace(IMPORTS, '');
  /** @type {Map<string, string[]>} */
  const of = new Map();
  for (const type of types().sort()) {
    const folder = `js/question-types/${type}`;
    const imported = [...modulesOf(`${folder}/answer.js`).slice(1), ...asksFor(`${folder}/style.css`).filter((name) => name.endsWith('.css'))];
    for (const name of imported) if (!named.includes(`/v/__RELEASE__/${name}"`)) of.set(name, [...(of.get(name) ?? []), type]);
  }
  const kind = (name) => (name.endsWith('.css') ? 'rel="preload" as="style"' : 'rel="modulepreload"');
  return [...of].map(([name, of]) => `      <link data-of="${of.join(' ')}" ${kind(name)} href="/v/__RELEASE__/${name}" />\n`).join('');
}

/** The same as a page has it; null for one that has no such list. */
export const importsIn = (page) => IMPORTS.exec(read(page))?.[1].replace(/^\n| +$/g, '') ?? null;

/** What `precache()` was when it was last written. */
export const written = () => JSON.parse(read(PRECACHE));

function write(page) {
  const file = join(WEB, page);
  const html = read(page);
  const { needed } = preloadsOf(page);
  const links = (needed ?? []).map((name) => `    <link rel="modulepreload" href="/v/__RELEASE__/${name}" />\n`).join('');
  const changed = html
    .replace(LIST, () => `<!-- modules -->\n${links}    <!-- /modules -->`)
    .replace(IMPORTS, () => `<!-- imports of types -->\n${importsOfTypes(page)}      <!-- /imports of types -->`);
  if (changed !== html) writeFileSync(file, changed);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  pages().forEach(write);
  writeFileSync(join(WEB, PRECACHE), `${JSON.stringify(precache(), null, 1)}\n`);
}
