/**
 * What a file declares before anything is checked: the names others may refer to, and the span of the
 * run. Collected leniently, so that one broken entry does not invalidate the references to other
 * entries. The schema reports problems of the declarations.
 */
import { defaultStore } from '../model/index.js';
import { type Duration, type Instant, parseDuration, parseInstant } from '../sim/index.js';
import { type ModelCatalogue, modelCatalogue } from './catalogue.js';
import { entries, part, replicaFactorOf, textAt } from './document-parts.js';
import type { OwnHookEntry } from './modules/custom-hooks.js';

/**
 * Names and span of one file. Undefined names are not checked, because their declaration is broken or
 * absent.
 */
export interface DeclaredNames {
  /** Names that are declared outside the file: faults, hooks, operator actions, invariants, metrics. */
  readonly catalogue: ModelCatalogue;
  readonly regions: readonly string[] | undefined;
  readonly stores: readonly string[] | undefined;
  readonly pushes: readonly string[] | undefined;
  readonly start: Instant;
  /** The file has a section that makes stores, so it need not name any. */
  readonly hasFleet: boolean;
  /** Custom hooks that its entries name. */
  readonly ownHooks: readonly OwnHookEntry[];
  /** Replicas of a partition where a store says nothing: Venice's `default.replica.factor`. */
  readonly replicaFactor: number;
  /** Undefined when it cannot be read; then instants are not compared with it. */
  readonly horizon: Duration | undefined;
}

/** 2026-03-02T09:00:00Z, a Monday: where runs start unless their file says otherwise. */
export const defaultStart: Instant = 1_772_442_000_000;

/** Long enough for an outage, a night and a recovery. */
export const defaultHorizon: Duration = 48 * 3_600_000;

/** No names and no checks: for the published schema. */
export const nothingKnown: DeclaredNames = {
  catalogue: modelCatalogue,
  regions: undefined,
  stores: undefined,
  pushes: undefined,
  hasFleet: true,
  ownHooks: [],
  replicaFactor: defaultStore.replicas,
  start: defaultStart,
  horizon: undefined,
};

/**
 * What the values of a file declare. A command line may change the end of the run; the file is checked
 * against its own horizon.
 */
export function collectDeclaredNames(file: unknown, catalogue = modelCatalogue): DeclaredNames {
  const start = textAt(file, 'start');
  const span = part(file, 'horizon');
  return {
    catalogue,
    regions: namesOf(entries(file, 'regions'), (entry) =>
      typeof entry === 'string' ? entry : textAt(entry, 'name'),
    ),
    stores: namesOf(entries(file, 'stores'), (entry) => textAt(entry, 'name')),
    pushes: namesOf(pushEntries(file), (entry) => textAt(entry, 'push')),
    hasFleet: false,
    ownHooks: [],
    replicaFactor: replicaFactorOf(file),
    start: (start === undefined ? undefined : parseInstant(start)) ?? defaultStart,
    horizon:
      span === undefined
        ? defaultHorizon
        : typeof span === 'string'
          ? parseDuration(span)
          : undefined,
  };
}

/** The entries of the timeline that are pushes; an operator's action may name one without being one. */
export function pushEntries(file: unknown): readonly unknown[] {
  return (entries(file, 'timeline') ?? []).filter(isPush);
}

/** Whether this entry of a timeline is a push. */
export function isPush(entry: unknown): boolean {
  const isOther = part(entry, 'operator') !== undefined || part(entry, 'fault') !== undefined;
  return !isOther && part(entry, 'push') !== undefined;
}

function namesOf(
  list: readonly unknown[] | undefined,
  nameOf: (entry: unknown) => string | undefined,
): readonly string[] | undefined {
  const names = list?.map(nameOf);
  const sound = names?.filter((name) => name !== undefined);
  return sound?.length === names?.length ? sound : undefined;
}
