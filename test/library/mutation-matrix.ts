/**
 * Runs every switch with another value than the design's and lists the difference: invariants that only the run with that value breaks, or
 * expectations that only it misses. The page docs/mutation-matrix.md is made from it.
 */
import { switches } from '../../model/index.js';
import { findScenarios } from '../../scenarios/index.js';
import { scenarioFile, vectorFolder } from '../support/scenario-files.js';
import { broken, missed, unseen, type Witness } from './mutation-witnesses.js';
import { changed, type Outcome, replayOf } from './replay.js';

/** The difference that one run shows for one value of a switch. */
export interface MatrixRow {
  readonly id: string;
  readonly name: string;
  readonly word: string;
  /** Topic and name of the file; empty where nothing can be seen. */
  readonly file: string;
  /** Other switches of the run that are not as designed either. */
  readonly together: readonly string[];
  readonly invariants: readonly string[];
  readonly missed: readonly string[];
  readonly because: string;
}

/** Every other value of every switch that the design has, in the order of the table. */
export function otherWords(): { id: string; name: string; word: string }[] {
  return switches.flatMap(({ id, name, values, profiles }) =>
    values
      .filter((word) => word !== profiles['as-designed'])
      .map((word) => ({ id, name, word: `${word}` })),
  );
}

/** One row for each run that shows a value, or for each value that no run shows. */
export function mutationMatrix(): readonly MatrixRow[] {
  return otherWords().flatMap(({ id, name, word }) => {
    const isMine = (one: Witness) => one.name === name && one.word === word;
    const rows = [
      ...mutationsOf(name, word).map((file) => rowOfBroken({ name, word, file })),
      ...broken.filter(isMine).map(rowOfBroken),
      ...missed.filter(isMine).map(rowOfMissed),
    ];
    const because = unseen.find(([one, other]) => one === name && other === word)?.[2] ?? '';
    const nothing = { file: '', together: [], invariants: [], missed: [], because };
    const known = rows.length === 0 ? [nothing] : rows;
    return known.map((row) => ({ id, name, word, ...row }));
  });
}

/** The page. */
export function matrixPage(rows: readonly MatrixRow[]): string {
  const head = [
    '# Mutation matrix',
    '',
    'Every switch, with another word than the design gives it: a run that shows the difference. Such a run breaks invariants or misses',
    'expectations that the same run with the switch as designed neither breaks nor misses. `npm run golden` writes this page;',
    'test/library/mutation-matrix.test.ts makes all the runs. Files are below scenarios/library or test/vectors.',
    '',
    '| switch | word | run | breaks or misses |',
    '|---|---|---|---|',
  ];
  return `${[...head, ...rows.map(lineOf)].join('\n')}\n`;
}

function lineOf({ id, name, word, file, together, ...shown }: MatrixRow): string {
  const { invariants, missed, because } = shown;
  const with_ = together.length === 0 ? '' : ` (together with ${together.join(', ')})`;
  const run = file === '' ? 'none' : `${file}${with_}`;
  const what = [
    ...invariants.map((invariant) => `\`${invariant}\``),
    ...missed.slice(0, shownMax).map((text) => `"${text}"`),
    ...(missed.length > shownMax ? [`${missed.length - shownMax} more`] : []),
    ...(because === '' ? [] : [because]),
  ];
  return `| ${id} \`${name}\` | ${word} | ${run} | ${what.join(', ').replaceAll('|', '\\|')} |`;
}

/** Cap on the missed expectations that are listed. */
const shownMax = 3;

type Shown = Omit<MatrixRow, 'id' | 'name' | 'word'>;

/** The value is in the file; the run without it is the designed one. */
function rowOfBroken({ name, word, file }: Witness): Shown {
  const path = scenarioFile(file);
  const mutated = replayOf(path);
  const { text } = mutated;
  const written = `${name}: ${word}`;
  if (!text.includes(written)) throw new Error(`${file} does not say ${written}`);
  const designed = changed(path, withoutSwitch(text, name));
  const together = /switches: \{(.*)\}/.exec(text)?.[1]?.split(',') ?? [];
  return {
    file,
    together: together.map((one) => one.trim()).filter((one) => one !== written),
    invariants: onlyBy(mutated, designed),
    missed: [],
    because: '',
  };
}

/** The file is as designed; the value is added to it. */
function rowOfMissed({ name, word, file }: Witness): Shown {
  const path = scenarioFile(file);
  const designed = replayOf(path);
  const { text } = designed;
  const mutated = changed(path, text, { switches: { [name]: word } });
  if (designed.verdict !== 'passed') throw new Error(`${file} does not pass as it is`);
  return {
    file,
    together:
      /switches: \{(.*)\}/
        .exec(text)?.[1]
        ?.split(',')
        .map((one) => one.trim()) ?? [],
    invariants: onlyBy(mutated, designed),
    missed: mutated.missed,
    because: '',
  };
}

/** The text of a scenario without one of its switches. */
export function withoutSwitch(text: string, name: string): string {
  return text
    .replace(new RegExp(`\\b${name}: [a-z0-9-]+,? ?`), '')
    .replace(/^ {2}switches: \{ *\}\n/m, '')
    .replace(/^venice:\n(?! )/m, '');
}

function mutationsOf(name: string, word: string): string[] {
  return findScenarios([`${vectorFolder}/mutations`])
    .map((file) => file.slice(vectorFolder.length + 1).replace(/\.yaml$/, ''))
    .filter((file) => file.startsWith(`mutations/${name}-${word}.`));
}

function onlyBy(mutated: Outcome, designed: Outcome): string[] {
  return mutated.violated.filter((one) => !designed.violated.includes(one));
}
