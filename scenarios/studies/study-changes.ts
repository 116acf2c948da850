/**
 * What has changed between an earlier study and a later one: variants, verdicts, broken invariants and measures that are new, gone or
 * different. Two studies need not have the same seeds; those that both have are compared one by one. Pure.
 */
import { pairedDifferences } from './aggregate.js';
import { differingPlans } from './merge.js';
import type { Cell, PairedDifference, StudyResult } from './study-result.js';

/** The changes from one study to another. */
export interface StudyChanges {
  /** The first thing in which the two plans differ; absent when they are the same. */
  readonly plan?: string;
  readonly cells: readonly CellChanges[];
}

/** The changes of one scenario under one variant. */
export interface CellChanges {
  readonly scenario: string;
  readonly variant: string;
  /** `new`: only the later study has it; `gone`: only the earlier one; `kept`: both. */
  readonly state: 'new' | 'gone' | 'kept';
  /** Seeds that both ran, and how many of them ran to another digest. */
  readonly seeds: number;
  readonly otherDigests: number;
  /** Seeds that passed and no longer do, and the other way round. */
  readonly broken: readonly string[];
  readonly fixed: readonly string[];
  readonly violations: Difference;
  readonly measures: Difference;
  /** Measures whose confidence interval of the mean difference over the shared seeds excludes 0. */
  readonly changed: readonly PairedDifference[];
}

/** Names that only one of two has. */
interface Difference {
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** Everything that has changed from `earlier` to `later`. */
export function compareStudies(earlier: StudyResult, later: StudyResult): StudyChanges {
  const before = new Map(earlier.cells.map((cell) => [nameOf(earlier, cell).join('\n'), cell]));
  const after = new Map(later.cells.map((cell) => [nameOf(later, cell).join('\n'), cell]));
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const plan = differingPlans(earlier, later);
  return {
    ...(plan === undefined ? {} : { plan }),
    cells: names.map((name) => {
      const [scenario = '', variant = ''] = name.split('\n');
      const [one, other] = [before.get(name), after.get(name)];
      const state = one === undefined ? 'new' : other === undefined ? 'gone' : 'kept';
      const { confidence } = later.plan;
      return { scenario, variant, state, ...changesOf(one, other, confidence) };
    }),
  };
}

/** Cells of two studies are the same when file and variant have the same names. */
function nameOf({ plan }: StudyResult, { scenario, variant }: Cell): string[] {
  return [plan.scenarios[scenario]?.file ?? '', plan.variants[variant]?.name ?? ''];
}

const nothing = { added: [], gone: [] };

type Changes = Omit<CellChanges, 'scenario' | 'variant' | 'state'>;

function changesOf(one: Cell | undefined, other: Cell | undefined, confidence: number): Changes {
  if (one === undefined || other === undefined)
    return {
      seeds: 0,
      otherDigests: 0,
      broken: [],
      fixed: [],
      violations: nothing,
      measures: nothing,
      changed: [],
    };
  const shared = sharedRuns(one, other);
  return {
    seeds: shared.length,
    otherDigests: shared.filter(({ before, after }) => before.digest !== after.digest).length,
    broken: shared.filter(({ before, after }) => before.passed && !after.passed).map(seedOf),
    fixed: shared.filter(({ before, after }) => !before.passed && after.passed).map(seedOf),
    violations: difference(one.runs.violated.flat(), other.runs.violated.flat()),
    measures: difference(namesOf(one), namesOf(other)),
    changed: pairedDifferences(other.runs, one.runs, confidence).filter(isClear),
  };
}

interface SharedRun {
  readonly seed: string;
  readonly before: { readonly digest: string; readonly passed: boolean };
  readonly after: { readonly digest: string; readonly passed: boolean };
}

function sharedRuns({ runs: before }: Cell, { runs: after }: Cell): SharedRun[] {
  const place = new Map(before.seeds.map((seed, index) => [seed, index]));
  return after.seeds.flatMap((seed, index) => {
    const earlier = place.get(seed);
    if (earlier === undefined) return [];
    return [{ seed, before: outcome(before, earlier), after: outcome(after, index) }];
  });
}

function outcome({ digests, verdicts }: Cell['runs'], index: number): SharedRun['before'] {
  return { digest: digests[index] ?? '', passed: verdicts[index] === 'passed' };
}

function seedOf({ seed }: SharedRun): string {
  return seed;
}

function namesOf({ measures }: Cell): string[] {
  return measures.map(({ name }) => name);
}

function difference(before: readonly string[], after: readonly string[]): Difference {
  const [old, now] = [new Set(before), new Set(after)];
  return {
    added: [...now].filter((name) => !old.has(name)),
    gone: [...old].filter((name) => !now.has(name)),
  };
}

/** With a single seed there is no interval; its difference decides. */
function isClear({ mean, interval }: PairedDifference): boolean {
  if (interval === undefined) return mean !== 0;
  return interval.low > 0 || interval.high < 0;
}
