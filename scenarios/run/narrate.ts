/**
 * From facts to the lines of the narrative, and the subject of each fact: region, store, version and push by name. Text is made here and
 * nowhere earlier. Leaves bookkeeping out.
 */
import { describeFact, type Fact, type Names } from '../../model/index.js';
import type { TraceEntry } from '../../sim/index.js';
import type { NarrativeLine } from './run-shape.js';

/** The subject of a fact; absent fields are left out. */
export interface FactSubject {
  readonly region?: string;
  readonly store?: string;
  readonly version?: number;
  readonly push?: string;
}

/** One line a fact, oldest first. */
export function narrativeOf(names: Names, entries: readonly TraceEntry<Fact>[]): NarrativeLine[] {
  const pushes = new PushOfVersion();
  return entries.flatMap(({ at, fact }) => {
    pushes.learn(fact);
    const line = describeFact(fact, names);
    if (line === undefined) return [];
    const rule = fact.rule === undefined ? {} : { rule: fact.rule };
    return [{ atMs: at, ...line, kind: fact.kind, ...rule, ...subjectOf(fact, names, pushes) }];
  });
}

/** Region, store, version and push of a fact, by name. `pushes` has recorded all facts up to this one. */
export function subjectOf(fact: Fact, names: Names, pushes: PushOfVersion): FactSubject {
  const region = 'region' in fact && typeof fact.region === 'number' && names.regions[fact.region];
  const store = 'store' in fact ? names.stores[fact.store] : undefined;
  const version = 'version' in fact && store !== undefined ? fact.version : undefined;
  const push = names.pushes[pushes.of(fact)];
  return {
    ...(region === false || region === undefined ? {} : { region }),
    ...(store === undefined ? {} : { store }),
    ...(version === undefined ? {} : { version }),
    ...(push === undefined ? {} : { push }),
  };
}

/** Which push made which version of which store, recorded from the facts in order. */
export class PushOfVersion {
  private readonly made = new Map<number, Map<number, number>>();

  learn(fact: Fact): void {
    if (fact.kind !== 'parent-version-created') return;
    const versions = this.made.get(fact.store) ?? new Map<number, number>();
    versions.set(fact.version, fact.push);
    this.made.set(fact.store, versions);
  }

  /** Number of the push that a fact belongs to; -1 when there is none. */
  of(fact: Fact): number {
    if ('push' in fact) return fact.push;
    if ('store' in fact && 'version' in fact) return this.ofVersion(fact.store, fact.version);
    return fact.kind === 'admin-message-sent'
      ? this.ofVersion(fact.admin.store, fact.admin.version)
      : -1;
  }

  ofVersion(store: number, version: number): number {
    return this.made.get(store)?.get(version) ?? -1;
  }
}
