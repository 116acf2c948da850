/**
 * Rewrites all golden files and prints what changed: by kind of change how many files, and one example of each kind. The changelog entry of a
 * change that moves goldens gives this list.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';

const digestFile = 'test/scenarios/digests.golden.txt';
const tests = [
  'test/library/replay.test.ts',
  'test/library/mutation-matrix.test.ts',
  'test/library/recovery-events.test.ts',
  'test/library/shown-in.test.ts',
  'test/glossary.test.ts',
  'test/architecture.test.ts',
];

const before = goldens();
const digestsBefore = digests();
for (const file of Object.keys(before)) if (isOrphan(file)) rmSync(file);
const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...tests];
const { status } = spawnSync(process.execPath, [...vitest, '--update'], { stdio: 'inherit' });
report(changes(before, goldens(), digestsBefore, digests()));
process.exitCode = status ?? 1;

/** Every golden text by its path, without the file of digests. */
function goldens() {
  const files = ['scenarios/library', 'test/vectors'].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`),
  );
  const all = [
    ...files.filter((file) => file.endsWith('.golden.txt')),
    'docs/mutation-matrix.md',
    'docs/recovery-events.md',
    'docs/glossary.md',
  ];
  return Object.fromEntries(all.map((file) => [file, readFileSync(file, 'utf8')]));
}

function isOrphan(file) {
  return file.endsWith('.golden.txt') && !existsSync(file.replace('.golden.txt', '.yaml'));
}

/** The digest of each scenario file, by the path of its golden. */
function digests() {
  const lines = readFileSync(digestFile, 'utf8').trimEnd().split('\n');
  return Object.fromEntries(lines.map((line) => [golden(line.slice(17)), line.slice(0, 16)]));
}

function golden(file) {
  return file.replace(/\.yaml$/, '.golden.txt');
}

/** One entry for each file and kind of change. */
function changes(old, now, oldDigests, nowDigests) {
  const names = [
    ...new Set([...Object.keys(old), ...Object.keys(now), ...Object.keys(nowDigests)]),
  ];
  return names.toSorted().flatMap((file) => {
    if (old[file] === now[file]) {
      const [was, is] = [oldDigests[file], nowDigests[file]];
      return was === undefined || was === is
        ? []
        : [{ kind: 'digest only', file, example: [`-${was}`, `+${is}`] }];
    }
    if (old[file] === undefined) return [{ kind: 'new', file, example: first(now[file], '+') }];
    if (now[file] === undefined) return [{ kind: 'removed', file, example: first(old[file], '-') }];
    return lineChanges(old[file], now[file]).map((change) => ({ ...change, file }));
  });
}

function first(text, sign) {
  return [`${sign}${text.split('\n')[0]}`];
}

/** The kinds of change between two texts, each with its first lines. */
function lineChanges(old, now) {
  const [gone, come] = [onlyIn(old, now), onlyIn(now, old)];
  const untimed = (line) => line.replace(/^(\d+d )?[\d:.]+ +/, '');
  const words = new Map(gone.map((line) => [untimed(line), line]));
  const retimed = come.filter((line) => words.has(untimed(line)));
  const texts = new Set(retimed.map(untimed));
  const [left, right] = [gone, come].map((lines) => lines.filter((l) => !texts.has(untimed(l))));
  const kinds = [];
  const example = (minus, plus) => [
    ...(minus === undefined ? [] : [`-${minus}`]),
    ...(plus === undefined ? [] : [`+${plus}`]),
  ];
  if (retimed.length > 0)
    kinds.push({
      kind: 'narrative line at another instant',
      example: example(words.get(untimed(retimed[0])), retimed[0]),
    });
  if (left.length > 0 && right.length > 0)
    kinds.push({ kind: 'narrative line changed', example: example(left[0], right[0]) });
  else if (left.length > 0)
    kinds.push({ kind: 'narrative line removed', example: example(left[0], undefined) });
  else if (right.length > 0)
    kinds.push({ kind: 'narrative line added', example: example(undefined, right[0]) });
  return kinds.length > 0 ? kinds : [{ kind: 'narrative lines in another order', example: [] }];
}

/** Lines of one text that the other has less often. */
function onlyIn(text, other) {
  const counts = new Map();
  for (const line of other.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

function report(found) {
  if (found.length === 0) return console.log('no golden moved');
  const files = new Set(found.map(({ file }) => file));
  console.log(`\n${files.size} goldens moved`);
  for (const kind of new Set(found.map((one) => one.kind))) {
    const own = found.filter((one) => one.kind === kind);
    console.log(`\n${kind}: ${own.length}, such as ${own[0].file}`);
    for (const line of own[0].example) console.log(`    ${line}`);
  }
}
