// How much a list page fetches before it can be used: page, styles, entry, shell and the page's own code, each gzipped as it is served.
// Fails above the limit. Run after the build; reads its manifest.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 250;
const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const entry = 'console/index.html';

/** A chunk with everything that it imports at once. */
function withImports(key, files = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const more of chunk.imports ?? []) withImports(more, files);
  return files;
}

const weights = new Map();
function weight(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(`dist/${file}`)).length / 1024);
  return weights.get(file);
}

const sheets = Object.values(manifest).filter((one) => one.file.endsWith('.css')).map((one) => one.file);
const lists = Object.keys(manifest).filter((key) => /^features\/.*ListPage\.vue$/.test(key));
if (lists.length < 5) throw new Error(`only ${lists.length} list pages in the manifest`);
const measured = lists
  .map((list) => {
    const files = new Set(['console/index.html', ...sheets]);
    for (const key of [entry, 'app/Shell.vue', list]) withImports(key, files);
    return { list, kb: [...files].reduce((sum, file) => sum + weight(file), 0), files };
  })
  .sort((a, b) => b.kb - a.kb);

const heaviest = measured[0];
console.log(`List pages: ${lists.length}, the heaviest ${heaviest.list} with ${heaviest.kb.toFixed(0)} KB gzip of ${LIMIT_KB} KB allowed`);
if (heaviest.kb > LIMIT_KB) {
  const parts = [...heaviest.files].sort((a, b) => weight(b) - weight(a)).slice(0, 12);
  console.error(parts.map((file) => `${weight(file).toFixed(1).padStart(8)} KB  ${file}`).join('\n'));
  process.exit(1);
}
