/**
 * The program behind `npm run bench:readme -- FILE`: writes the tables of README.md and docs/performance.md from the JSON of a bench. Tables
 * whose suite is not in that JSON stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type BenchFile, blocksOf, hasBlock, withBlock } from './readme-blocks.js';

const file = process.argv[2] ?? 'bench.json';
const bench = JSON.parse(readFileSync(file, 'utf8')) as BenchFile;
if (bench.smoke)
  throw new Error(`${file} comes from a smoke run: its figures are not measurements`);
const documents = ['README.md', 'docs/performance.md'];
for (const [name, block] of blocksOf(bench)) {
  const document = documents.find((one) => hasBlock(readFileSync(one, 'utf8'), name));
  if (document === undefined) throw new Error(`no document has a block "<!-- bench ${name} -->"`);
  writeFileSync(document, withBlock(readFileSync(document, 'utf8'), name, block));
}
