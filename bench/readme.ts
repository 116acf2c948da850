/**
 * The program behind `npm run bench:readme -- FILE`: writes the README's tables from the JSON of a bench, so that no figure is typed by
 * hand. Tables whose suite is not in the file stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type BenchFile, blocksOf, withBlock } from './readme-blocks.js';

const file = process.argv[2] ?? 'bench.json';
const bench = JSON.parse(readFileSync(file, 'utf8')) as BenchFile;
if (bench.smoke) throw new Error(`${file} is of a smoke run: its figures mean nothing`);
let readme = readFileSync('README.md', 'utf8');
for (const [name, block] of blocksOf(bench)) readme = withBlock(readme, name, block);
writeFileSync('README.md', readme);
