/**
 * The module graph of each page, read from the files themselves.
 * `node tests/web/module-graph.mjs` rewrites the modulepreload list of every page between `<!-- modules -->` and `<!-- /modules -->`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WEB = resolve(dirname(fileURLToPath(import.meta.url)), '../../web');
const IMPORT = /^(?:import|export)\b[^'"]*?from\s+['"](\.[^'"]+)['"]|^import\s+['"](\.[^'"]+)['"]/gm;
const ENTRY = /<script type="module" src="\/v\/__RELEASE__\/([^"]+)"/;
const LIST = /<!-- modules -->([\s\S]*?)<!-- \/modules -->/;

/** Every page of web/, as a path from there. */
export function pages() {
  return readdirSync(WEB, { recursive: true }).map(String).filter((name) => name.endsWith('.html')).sort();
}

/** The modules that `entry` (a path from web/) reaches by static imports, itself included, nearest first. */
export function modulesOf(entry) {
  const found = [entry];
  for (const name of found) {
    for (const [, from, bare] of readFileSync(join(WEB, name), 'utf8').matchAll(IMPORT)) {
      const next = relative(WEB, resolve(WEB, dirname(name), from ?? bare));
      if (!found.includes(next)) found.push(next);
    }
  }
  return found;
}

/** What a page preloads and what it needs; `needed` is null for a page without a module. */
export function preloadsOf(page) {
  const html = readFileSync(join(WEB, page), 'utf8');
  const entry = ENTRY.exec(html)?.[1];
  const listed = [...html.matchAll(/<link rel="modulepreload" href="\/v\/__RELEASE__\/([^"]+)"/g)].map((match) => match[1]);
  return { listed, needed: entry ? modulesOf(entry) : null };
}

function write(page) {
  const file = join(WEB, page);
  const html = readFileSync(file, 'utf8');
  const { needed } = preloadsOf(page);
  const links = (needed ?? []).map((name) => `    <link rel="modulepreload" href="/v/__RELEASE__/${name}" />\n`).join('');
  const changed = html.replace(LIST, () => `<!-- modules -->\n${links}    <!-- /modules -->`);
  if (changed !== html) writeFileSync(file, changed);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) pages().forEach(write);
