/**
 * The program behind `npm run bench:readme -- FILE`: writes the README's tables from the JSON of a bench, so that no figure is typed by
 * hand. Tables whose suite is not in the file stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { blocksOf, withBlock } from './readme-blocks.js';
import type { Row } from './row.js';

const file = process.argv[2] ?? 'bench.json';
const { smoke, rows } = JSON.parse(readFileSync(file, 'utf8')) as { smoke: boolean; rows: Row[] };
if (smoke) throw new Error(`${file} is of a smoke run: its figures mean nothing`);
let readme = readFileSync('README.md', 'utf8');
for (const [name, block] of blocksOf(rows)) readme = withBlock(readme, name, block);
writeFileSync('README.md', readme);
