/** Checks of a result file beyond its schema: consistent numbers, and only seeds of the plan, each once. Pure. */
import { ScenarioError } from '../errors.js';
import { confidences } from './intervals.js';
import { readSeeds, seedsOfShard } from './seeds.js';
import type { Cell, StudyResult } from './study-result.js';

/** A message about the first inconsistency of a result; undefined for a valid one. */
export function contradiction(result: StudyResult): string | undefined {
  const { plan, shard, cells, seedsRun } = result;
  if (!confidences.some((known) => known === plan.confidence))
    return `plan.confidence: ${plan.confidence}, and there are ${confidences.join(', ')}`;
  if (shard !== undefined && shard.number > shard.of)
    return `shard: part ${shard.number} of ${shard.of}`;
  const seeds = seedsOf(result);
  if (typeof seeds === 'string') return seeds;
  if (seedsRun > seeds.length)
    return `seedsRun: ${seedsRun}, and the plan has ${seeds.length} seeds`;
  const wanted = plan.scenarios.length * plan.variants.length;
  if (cells.length !== wanted) return `cells: ${cells.length} instead of ${wanted}`;
  const places = new Map(seeds.slice(0, seedsRun).map((seed, place) => [seed, place]));
  for (const [place, cell] of cells.entries()) {
    const found = wrongPlace(cell, place, plan.variants.length) ?? wrongRuns(cell, places, result);
    if (found !== undefined) return `cells.${place}.${found}`;
  }
  return undefined;
}

function seedsOf({ plan, shard }: StudyResult): readonly string[] | string {
  try {
    return seedsOfShard(readSeeds(plan.seeds), shard);
  } catch (error) {
    if (error instanceof ScenarioError) return `plan.seeds: ${error.problems[0]?.message}`;
    throw error;
  }
}

function wrongPlace(
  { scenario, variant }: Cell,
  place: number,
  variants: number,
): string | undefined {
  const [row, column] = [Math.floor(place / variants), place % variants];
  if (scenario !== row) return `scenario: ${scenario} instead of ${row}`;
  return variant === column ? undefined : `variant: ${variant} instead of ${column}`;
}

/** Seeds stand in the order of the plan, so each can be there only once. */
function wrongRuns(
  { runs, failures, refusal, verdicts }: Cell,
  places: ReadonlyMap<string, number>,
  { state, seedsRun }: StudyResult,
): string | undefined {
  const failed = failures.map(({ seed }) => seed);
  const disorder =
    wrongOrder('runs.seeds', runs.seeds, places) ?? wrongOrder('failures', failed, places);
  if (disorder !== undefined) return disorder;
  const ran = new Set(runs.seeds);
  const both = failed.find((seed) => ran.has(seed));
  if (both !== undefined) return `failures: seed ${both} has run as well`;
  const count = runs.seeds.length + failed.length;
  if (refusal !== undefined && count > 0) return 'refusal: a cell that cannot run has runs';
  if (state === 'complete' && refusal === undefined && count !== seedsRun)
    return `runs: ${count} of ${seedsRun} seeds in a complete study`;
  return wrongColumns(runs) ?? wrongCounts(verdicts, runs.verdicts);
}

function wrongOrder(
  where: string,
  seeds: readonly string[],
  places: ReadonlyMap<string, number>,
): string | undefined {
  let last = -1;
  for (const seed of seeds) {
    const place = places.get(seed);
    if (place === undefined) return `${where}: seed ${seed} is none of the seeds that were run`;
    if (place <= last) return `${where}: seed ${seed} is there twice, or out of order`;
    last = place;
  }
  return undefined;
}

function wrongColumns(runs: Cell['runs']): string | undefined {
  const { seeds, verdicts, digests, violated, measures } = runs;
  const columns = [verdicts, digests, violated, ...measures.map(({ values }) => values)];
  if (columns.some(({ length }) => length !== seeds.length))
    return 'runs: columns of different lengths';
  const names = measures.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  return twice === undefined ? undefined : `runs.measures: ${twice} is there twice`;
}

function wrongCounts(
  counts: Cell['verdicts'],
  verdicts: Cell['runs']['verdicts'],
): string | undefined {
  for (const [verdict, count] of Object.entries(counts)) {
    const found = verdicts.filter((each) => each === verdict).length;
    if (found !== count) return `verdicts.${verdict}: ${count}, and ${found} runs ended so`;
  }
  return undefined;
}
