/** Cases of the fuzzer: mutated files of the library and mutated result files, each made of a seed and a number alone. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { findScenarios, parseScenario, parseStudy, runScenario } from '../../../scenarios/index.js';
import { libraryFolder } from '../scenario-files.js';
import { Draws } from './draws.js';
import { findingOf } from './judge.js';
import { mutatedDocument } from './mutate-document.js';
import { mutatedText } from './mutate-text.js';

/** An input and what it is an input of. */
export interface FuzzCase {
  readonly name: string;
  readonly text: string;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly document: unknown;
}

let read: readonly Source[] | undefined;

function sources(): readonly Source[] {
  read ??= findScenarios([libraryFolder, 'scenarios/examples']).map((file) => {
    const text = readFileSync(file, 'utf8');
    return { file, text, document: parse(text) };
  });
  return read;
}

/** A library file after a few mutations of its text, its document or both. */
export function fuzzedScenario(seed: number, number: number): FuzzCase {
  const draws = new Draws(seed, number);
  const { file, text, document } = draws.pick(sources());
  const name = `${file}, seed ${seed}, case ${number}`;
  if (draws.oneIn(2)) return { name, text: mutatedText(text, draws) };
  const mutated = mutatedDocument(document, draws.pick(sources()).document, draws);
  const written = draws.oneIn(4) ? (JSON.stringify(mutated) ?? '') : yamlOf(mutated);
  return { name, text: draws.oneIn(4) ? mutatedText(written, draws) : written };
}

function yamlOf(document: unknown): string {
  return document === undefined ? '' : stringify(document, { aliasDuplicateObjects: false });
}

/** A result file after a few mutations. */
export function fuzzedResult(result: string, seed: number, number: number): FuzzCase {
  const draws = new Draws(seed, number);
  const name = `a result file, seed ${seed}, case ${number}`;
  if (draws.oneIn(3)) return { name, text: mutatedText(result, draws) };
  return {
    name,
    text: JSON.stringify(mutatedDocument(JSON.parse(result), JSON.parse(result), draws)) ?? '',
  };
}

/** What is wrong with how a scenario file is read, and run for at most two days of virtual time; undefined if nothing is. */
export function scenarioFinding(text: string, runs: boolean): string | undefined {
  return findingOf(text, () => {
    const scenario = parseScenario(text, 'fuzzed.yaml');
    if (runs) runScenario(scenario, { trace: 'none', until: 172_800_000 });
  });
}

/** What is wrong with how a result file is read. */
export function resultFinding(text: string): string | undefined {
  return findingOf('', () => parseStudy(text, 'fuzzed.json'));
}
