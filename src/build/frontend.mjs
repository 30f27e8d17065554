// Builds one front end when something it is made of has changed, and copies the result where the application serves it from.
//
//   node src/build/frontend.mjs <project> <folder for stamps> <script>[=<from>-><to>] …
//
// <project> holds package.json; each <script> is run once by npm, and its folder <from> (inside the project) replaces <to>.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const [project, stamps, ...targets] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: the front ends need 20.19 or later. Without Node, build with -Dfrontend.skip.`);
}

const builds = targets.map((target) => {
  const [script, from, to] = target.split(/=|->/);
  return { script, from: from && join(project, from), to: to && resolve(to) };
});
const scripts = [...new Set(builds.map((build) => build.script))];
const copies = builds.filter((build) => build.to);
const ignored = new Set(['node_modules', 'dist', 'unpackage', 'generated']);
const stamp = join(stamps, `${basename(project)}-${scripts.join('-').replaceAll(':', '_')}.sha256`);
const inputs = hash([project, 'docs/openapi.json', process.argv[1]], process.versions.node);

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs && copies.every((copy) => existsSync(copy.to))) {
  console.log(`${project}: up to date`);
  process.exit(0);
}

install();
for (const script of scripts) npm('run', script);
for (const { from, to } of copies) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
}
mkdirSync(stamps, { recursive: true });
writeFileSync(stamp, inputs);

function install() {
  const installed = join(project, 'node_modules', '.lock-sha256');
  const lock = hash([join(project, 'package-lock.json')], '');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  npm('ci', '--no-audit', '--no-fund');
  writeFileSync(installed, lock);
}

function npm(...args) {
  try {
    // CI=1 also keeps tools from phoning home.
    execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
      cwd: project,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, CI: '1' },
    });
  } catch {
    fail(`${project}: npm ${args.join(' ')} failed; its own words are above.`);
  }
}

function hash(paths, salt) {
  const sum = createHash('sha256').update(salt);
  for (const path of paths) add(sum, path);
  return sum.digest('hex');
}

function add(sum, path) {
  if (!existsSync(path)) return;
  const entries = readdirSyncOrNull(path);
  if (entries === null) {
    sum.update(path).update(readFileSync(path));
    return;
  }
  for (const entry of entries.sort()) {
    if (!ignored.has(entry)) add(sum, join(path, entry));
  }
}

function readdirSyncOrNull(path) {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
