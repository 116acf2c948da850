/**
 * The 50 differences between the design of degraded mode and the shipped code: all are in the table, and the
 * files say what the table says. A file holds in its own Venice, as every file of the library does
 * (replay.test.ts); a pair fails in the other's, and a file that stands for both profiles holds in both.
 */
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { divergences, filesOf } from '../../scenarios/divergences/table.js';
import { findScenarios } from '../../scenarios/index.js';
import { libraryFolder, scenarioFile, vectorFolder } from '../support/scenario-files.js';
import { changed, replayOf } from './replay.js';

interface Written {
  readonly venice: { readonly profile: string };
}

function written(file: string): Written {
  return parse(replayOf(scenarioFile(file)).text) as Written;
}

/** Expectations that are missed when the file is run in another Venice; flaws of its own are not expected there. */
function missed(file: string, venice: Written['venice']): string[] {
  const document = { ...written(file), venice, violates: undefined };
  return [...changed(scenarioFile(file), stringify(document)).missed];
}

function otherProfile(venice: Written['venice']): Written['venice'] {
  return { ...venice, profile: venice.profile === 'as-built' ? 'as-designed' : 'as-built' };
}

const pairs = divergences.flatMap(({ row, shown }) =>
  shown.kind === 'pair' ? [{ row, ...shown }] : [],
);
const alike = divergences.flatMap(({ row, shown }) =>
  shown.kind === 'alike' ? [{ row, file: shown.file }] : [],
);

describe('the table of differences', () => {
  test('has every known difference between the design and the shipped code', () => {
    expect(divergences.map(({ row }) => row)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  test('shows all but seven, and says of those why not', () => {
    const hidden = divergences.filter((one) => filesOf(one).length === 0);
    expect(hidden.map(({ row }) => row)).toEqual([3, 21, 33, 35, 47, 48, 49]);
    expect(divergences.every(({ shown }) => !('because' in shown) || shown.because !== '')).toBe(
      true,
    );
  });

  test('names files that exist, and no file of its folder is left out', () => {
    const named = new Set(divergences.flatMap(filesOf));
    const paths = new Set([...named].map(scenarioFile));
    const present = findScenarios([`${libraryFolder}/divergences`, `${vectorFolder}/divergences`]);
    expect(present.filter((file) => !paths.has(file))).toEqual([]);
  });

  test('a difference that a switch or a key makes is shown by a pair', () => {
    const unshown = divergences.filter(
      ({ shown, switch: name, key }) => shown.kind === 'not' && (name ?? key) !== undefined,
    );
    expect(unshown.map(({ row }) => row)).toEqual([]);
  });
});

describe('a pair distinguishes the profiles', () => {
  test.each(pairs)('row $row: $asDesigned', ({ asDesigned, asBuilt }) => {
    const [designed, built] = [written(asDesigned).venice, written(asBuilt).venice];
    expect([designed.profile, built.profile]).toEqual(['as-designed', 'as-built']);
    expect(missed(asDesigned, built)).not.toEqual([]);
    expect(missed(asBuilt, designed)).not.toEqual([]);
  });
});

describe('a file for both profiles', () => {
  test.each(alike)('row $row: $file holds in both', ({ file }) => {
    const { venice } = written(file);
    expect(missed(file, otherProfile(venice))).toEqual([]);
  });
});
