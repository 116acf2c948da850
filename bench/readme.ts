/**
 * The program behind `npm run bench:readme -- FILE`: writes the tables of docs/performance.md from the JSON of a bench. Tables whose suite is
 * not in that JSON stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type BenchFile, blocksOf, withBlock } from './readme-blocks.js';

const file = process.argv[2] ?? 'bench.json';
const bench = JSON.parse(readFileSync(file, 'utf8')) as BenchFile;
if (bench.smoke)
  throw new Error(`${file} comes from a smoke run: its figures are not measurements`);
const document = 'docs/performance.md';
let text = readFileSync(document, 'utf8');
for (const [name, block] of blocksOf(bench)) text = withBlock(text, name, block);
writeFileSync(document, text);
