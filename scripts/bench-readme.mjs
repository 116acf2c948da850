/**
 * Writes the tables of the README from the JSON of a bench: `npm run bench -- fleet sweep --json FILE`, then `node scripts/bench-readme.mjs FILE`.
 * Nobody types a figure in. Replaces what is between the marks and nothing else.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [, , file] = process.argv;
if (file === undefined) {
  console.error('bench-readme: name the JSON file of a bench');
  process.exit(3);
}
const { smoke, machine, rows, promises } = JSON.parse(readFileSync(file, 'utf8'));
if (smoke) {
  console.error(
    `bench-readme: ${file} is of a smoke, whose figures mean nothing; run the bench without --smoke`,
  );
  process.exit(3);
}

const grouped = (value) =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
const each = (ns) => (ns < 1_000 ? `${ns.toFixed(0)} ns` : `${(ns / 1_000).toFixed(1)} µs`);

const fleet = rows
  .filter(({ suite, unit }) => suite === 'fleet' && unit === 'events')
  .map(({ name, perSecond, nsPerOp }) => {
    const day = rows.find(
      (row) => row.suite === 'fleet' && row.unit === 'days' && row.name === name,
    );
    const took = day === undefined ? '' : `${(day.nsPerOp / 1e9).toFixed(1)} s `;
    const peak = day === undefined ? '' : `${grouped(day.peakMb)} MB `;
    const what = name.replace(/^engine, \d+ pending: (.*)$/, '$1, empty events');
    return `| ${what} | ${grouped(perSecond)} | ${each(nsPerOp)} | ${took}| ${peak}|`;
  });
const promised = promises.map(
  ({ name, measured, wanted, isKept }) =>
    `| ${name} | ${measured >= 100 ? grouped(measured) : measured.toFixed(2)} | ${wanted} | ${isKept ? 'yes' : 'no'} |`,
);

let readme = readFileSync('README.md', 'utf8');
write('fleet', [
  '| what | events per second | each | the day | peak memory |',
  '|---|---|---|---|---|',
  ...fleet,
]);
write('promises', ['| promise | measured | wanted | kept |', '|---|---|---|---|', ...promised]);
write('machine', [`${machine.cpus} cores of ${machine.cpu}, Node ${machine.node}.`]);
writeFileSync('README.md', readme);

function write(block, lines) {
  const marks = new RegExp(`(<!-- bench ${block} -->\\n)[\\s\\S]*?(<!-- /bench -->)`);
  if (!marks.test(readme)) throw new Error(`the README has no block "bench ${block}"`);
  readme = readme.replace(marks, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`);
}
