/**
 * Which measures a report of a study shows: those that differ. A measure that never differs is only named, and the number of tables
 * is limited.
 */
import type { Cell, MeasureSummary, StudyResult } from '../../scenarios/index.js';

/** What is shown, what was the same in every run, and how many are left out. */
export interface MeasureChoice {
  readonly shown: readonly string[];
  readonly constant: readonly string[];
  readonly leftOut: number;
}

/** Tables that one report shows unless measures are chosen by name. */
const shownMax = 12;

/** The measures of one scenario's cells; `wanted` are beginnings of names, and then nothing else is shown. */
export function chooseMeasures(cells: readonly Cell[], wanted: readonly string[]): MeasureChoice {
  const names = distinct(namesOf(cells));
  if (wanted.length > 0) {
    const shown = namesOf(cells).filter((name) => wanted.some((word) => name.startsWith(word)));
    return { shown, constant: [], leftOut: 0 };
  }
  const telling = names.filter((name) => !isConstant(name, cells));
  const constant = names.filter((name) => isConstant(name, cells) && name !== 'passed');
  const first = names.includes('passed') && !telling.includes('passed') ? ['passed'] : [];
  const all = [...first, ...telling];
  return {
    shown: all.slice(0, shownMax),
    constant,
    leftOut: Math.max(0, all.length - shownMax),
  };
}

/** The summary of a measure in a cell. */
export function summaryOf(cell: Cell, name: string): MeasureSummary | undefined {
  return cell.measures.find((measure) => measure.name === name);
}

/** The cells of one scenario, in the order of the variants. */
export function cellsOf({ cells }: StudyResult, scenario: number): Cell[] {
  return cells.filter((cell) => cell.scenario === scenario);
}

/** Names of all measures, in the order of the first cell that has them. */
function namesOf(cells: readonly Cell[]): string[] {
  return [...new Set(cells.flatMap(({ measures }) => measures.map(({ name }) => name)))];
}

/** With a single push its own measures say what the averages over all pushes say. */
function distinct(names: readonly string[]): string[] {
  const pushes = names.filter((name) => /^push\..*\.succeeded$/.test(name));
  return names.filter((name) => pushes.length !== 1 || !name.startsWith('pushes.'));
}

function isConstant(name: string, cells: readonly Cell[]): boolean {
  const able = cells.filter(({ runs }) => runs.seeds.length > 0);
  const found = able.map((cell) => summaryOf(cell, name));
  const [first] = found;
  return found.every(
    (one, place) =>
      one !== undefined &&
      one.min === one.max &&
      one.min === first?.min &&
      one.count === able[place]?.runs.seeds.length,
  );
}
