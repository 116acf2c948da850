/**
 * The conformance vectors: every case of every vector file is answered by the ported rule and compared with the
 * answer of Venice's own classes. PUSHSIM_VECTORS names another folder of the same format;
 * PUSHSIM_TARGETS (comma separated) restricts a run to some targets.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Adapter } from './adapter.js';
import { adapters } from './adapters/index.js';
import { firstDifference, type Mismatch, wordsOf } from './comparison.js';

interface VectorCase {
  readonly in: unknown;
  readonly out: unknown;
}

interface VectorFile {
  readonly name: string;
  readonly target: string;
  readonly cases: readonly VectorCase[];
}

/** Size of the repository's own copy of the vectors. */
const wholeTargets = 37;
const wholeCases = 11_374;
const shownPerTarget = 3;

const ownFolder = join(import.meta.dirname, 'vectors');
const folder = process.env.PUSHSIM_VECTORS ?? ownFolder;
const wanted = process.env.PUSHSIM_TARGETS?.split(',').map((target) => target.trim());
const files = readVectors(folder);
const chosen = files.filter(({ target }) => wanted === undefined || wanted.includes(target));
const byTarget = new Map(adapters.map((adapter): [string, Adapter] => [adapter.target, adapter]));
const tally = { targets: new Set<string>(), cases: 0, mismatches: 0, unknown: 0 };

describe('the ported rules agree with the recorded answers', () => {
  test('there are vectors to compare with, and each names its target and holds cases', () => {
    expect(files.length, `vector files in ${folder}`).toBeGreaterThan(0);
    for (const { name, target, cases } of files) {
      expect(typeof target === 'string' && Array.isArray(cases), `${name} is a vector file`).toBe(
        true,
      );
      expect(cases.length, `cases of ${name}`).toBeGreaterThan(0);
    }
  });

  test('no two adapters serve the same target', () => {
    expect(byTarget.size).toBe(adapters.length);
  });

  test.runIf(wanted !== undefined)('every target asked for has a vector file', () => {
    const known = files.map(({ target }) => target);
    expect((wanted ?? []).filter((target) => !known.includes(target))).toEqual([]);
  });

  for (const file of chosen) {
    test(`${file.target} answers as recorded`, () => {
      const adapter = byTarget.get(file.target);
      if (adapter === undefined) {
        tally.unknown += 1;
        expect.fail(`no adapter for target ${file.target} (file ${file.name})`);
      }
      const mismatches = mismatchesOf(file, adapter);
      tally.targets.add(file.target);
      tally.cases += file.cases.length;
      tally.mismatches += mismatches.length;
      if (mismatches.length > 0) expect.fail(reportOf(file, mismatches));
    });
  }

  const isWhole = wanted === undefined && process.env.PUSHSIM_VECTORS === undefined;
  test.runIf(isWhole)('all 37 targets with all their 11,374 cases were compared', () => {
    expect({ targets: tally.targets.size, cases: tally.cases }).toEqual({
      targets: wholeTargets,
      cases: wholeCases,
    });
  });

  afterAll(() => {
    const { targets, cases, mismatches, unknown } = tally;
    const rest = unknown === 0 ? '' : `, ${unknown} targets without adapter`;
    console.log(
      `conformance: ${targets.size} targets, ${cases} cases, ${mismatches} mismatches${rest}`,
    );
  });
});

function readVectors(from: string): readonly VectorFile[] {
  if (!existsSync(from)) return [];
  return readdirSync(from)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ name, ...JSON.parse(readFileSync(join(from, name), 'utf8')) }));
}

/** An adapter gets a copy of its own, so that what it does to it cannot hide a difference. */
function mismatchesOf({ target, cases }: VectorFile, adapter: Adapter): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  for (const [index, { in: input, out: expected }] of cases.entries()) {
    const found = answerOf(adapter, structuredClone(input));
    if (firstDifference(expected, found) !== undefined)
      mismatches.push({ target, index, input, expected, found });
  }
  return mismatches;
}

/** An exception is an answer too, and never the recorded one. */
function answerOf(adapter: Adapter, input: unknown): unknown {
  try {
    return adapter.answer(input);
  } catch (thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
  }
}

function reportOf({ target, cases }: VectorFile, mismatches: readonly Mismatch[]): string {
  const first = mismatches.slice(0, shownPerTarget).map(wordsOf);
  return [`${target}: ${mismatches.length} of ${cases.length} cases differ`, ...first].join('\n');
}
