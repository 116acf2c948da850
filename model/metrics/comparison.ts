/**
 * The measures by which policies are compared, one definition for all of them: verdicts that were wrong, lag of regions, operators' work,
 * needless marks, versions left behind, recovery work.
 */
import type { Instant } from '../../sim/index.js';
import type { FactKind, FactOf } from '../facts.js';
import { allRegions, childStore, pushJob } from '../queries/world.js';
import { numberAt, regionAt } from '../world/entries.js';
import type { World } from '../world.js';
import { type BadVersion, Blast } from './blast.js';
import { type MetricBook, noLabels } from './book.js';
import { HookVerdicts } from './hook-verdicts.js';
import { RecoveryTimes } from './recovery-times.js';
import { Spread } from './spread.js';
import { Lag } from './staleness.js';
import { strandedVersions } from './stranded.js';

/** Grace period in which a failed push job's version may still be served. */
const falseFailureWindowMs = 3_600_000;

interface Doubtful {
  readonly store: number;
  readonly version: number;
  readonly until: Instant;
}

const byHand: ReadonlySet<string> = new Set(['kill-push', 'roll-forward', 'roll-back', 'replay']);

/** The kinds of fact that count. */
export const comparedKinds = [
  'version-swapped',
  'dvc-swapped',
  'hook-answered',
  'version-rolled-back',
  'push-ended',
  'version-created',
  'version-deleted',
  'recovery-started',
  'recovery-phase-changed',
  'degraded-marked',
  'degraded-unmarked',
  'emergency-source-set',
  'operator-acted',
] as const satisfies readonly FactKind[];

/** Records the comparison measures of one run. */
export class Comparison {
  private readonly lag: Lag;
  private readonly blast: Blast;
  private readonly verdicts = new HookVerdicts();
  private readonly recoveries = new RecoveryTimes();
  private readonly spread: Spread;
  private failures: Doubtful[] = [];
  private ended = 0;
  private succeeded = 0;
  private verdictMs = 0;
  /** Rebuilt versions that their region has not yet served. */
  private readonly rebuilt = new Set<string>();

  constructor(
    private readonly book: MetricBook,
    world: World,
  ) {
    this.lag = new Lag(world);
    this.blast = new Blast(world);
    this.spread = new Spread(world);
  }

  /** Counts one fact, after it has been written into the World. */
  count(fact: FactOf<(typeof comparedKinds)[number]>, world: World, now: Instant): void {
    switch (fact.kind) {
      case 'version-swapped':
        this.verdicts.swapped(fact);
        return this.serves(world, fact, now);
      case 'dvc-swapped':
        return this.blast.fleetServes(world, fact, now);
      case 'hook-answered':
        return this.verdicts.answered(fact, now);
      case 'version-rolled-back':
        return this.serves(world, { ...fact, version: fact.to }, now);
      case 'push-ended':
        return this.judge(world, fact, now);
      case 'version-created':
        if (!fact.recovered) return;
        this.book.count('outcome.recovery_initiations');
        this.rebuilt.add(placeOf(fact));
        return;
      case 'version-deleted':
        if (this.rebuilt.delete(placeOf(fact))) this.book.count('outcome.recoveries_in_vain');
        return;
      case 'recovery-started':
        return this.recoveries.started(fact, now);
      case 'recovery-phase-changed':
        return this.recoveries.phaseChanged(fact, now);
      case 'degraded-marked':
        this.recoveries.marked(fact);
        if (fact.operator !== 'auto') this.book.count('outcome.operator_actions');
        if (isSound(world, fact.region)) this.book.count('outcome.false_positives');
        return;
      case 'degraded-unmarked':
        this.recoveries.unmarked(fact, now);
        if (fact.operator !== 'auto') this.book.count('outcome.operator_actions');
        return;
      case 'emergency-source-set':
        if (fact.operator !== 'auto') this.book.count('outcome.operator_actions');
        return;
      case 'operator-acted':
        if (byHand.has(fact.action)) this.book.count('outcome.operator_actions');
        return;
    }
  }

  /** Writes the measures that are known only at the end of the run. */
  close(world: World, now: Instant): void {
    const { book, lag, blast } = this;
    lag.countTo(now);
    blast.countTo(now);
    if (this.ended > 0) {
      book.set('outcome.push_success_share', noLabels, this.succeeded / this.ended);
      book.set('outcome.push_verdict_ms', noLabels, Math.round(this.verdictMs / this.ended));
    }
    blast.report(book, now);
    this.verdicts.report(book, world, blast.signalAt);
    this.spread.report(book);
    this.recoveries.report(book, world);
    for (const [id, region] of world.names.regions.entries()) {
      book.set('outcome.staleness', { region }, Math.round(numberAt(lag.staleness, id)));
      book.set('outcome.behind_ms', { region }, numberAt(lag.behindMs, id));
      book.set('outcome.stale_ms', { region }, numberAt(lag.staleMs, id));
    }
    for (const [kind, count] of Object.entries(strandedVersions(world)))
      book.set('outcome.stranded_versions', { kind }, count);
    for (const name of zeroAtLeast) book.count(name, noLabels, 0);
  }

  /** Bad versions that a region has served. */
  badVersions(): readonly BadVersion[] {
    return this.blast.badVersions();
  }

  private serves(
    world: World,
    place: { readonly region: number; readonly store: number; readonly version: number },
    now: Instant,
  ): void {
    this.lag.serves(place.region, place.store, place.version, now);
    this.blast.serves(world, place, now);
    this.spread.serves(world, place, now);
    this.rebuilt.delete(placeOf(place));
    if (this.failures.length === 0) return;
    this.failures = this.failures.filter((doubtful) => {
      if (doubtful.until < now) return false;
      if (doubtful.store !== place.store || !servedBySound(world, doubtful)) return true;
      this.book.count('outcome.false_failures');
      return false;
    });
  }

  private judge(world: World, { push, outcome }: FactOf<'push-ended'>, now: Instant): void {
    const { store, version, startedAt, mode } = pushJob(world, push);
    this.ended += 1;
    this.verdictMs += now - startedAt;
    if (outcome === 'succeeded') this.succeeded += 1;
    if (version === 0) return;
    const served = servedBySound(world, { store, version });
    if (outcome === 'succeeded') {
      if (!served && mode !== 'deferred') this.book.count('outcome.false_successes');
    } else if (served) this.book.count('outcome.false_failures');
    else this.failures.push({ store, version, until: now + falseFailureWindowMs });
  }
}

const zeroAtLeast = [
  'outcome.false_failures',
  'outcome.false_successes',
  'outcome.operator_actions',
  'outcome.false_positives',
  'outcome.recovery_initiations',
  'outcome.recoveries_in_vain',
] as const;

/** True if all regions without failures serve the version or a newer one; false if every region has a failure. */
function servedBySound(
  world: World,
  { store, version }: { readonly store: number; readonly version: number },
): boolean {
  const sound = allRegions(world).filter((region) => isSound(world, region));
  return (
    sound.length > 0 && sound.every((region) => childStore(world, region, store).current >= version)
  );
}

function isSound(world: World, region: number): boolean {
  const conditions = regionAt(world, region).conditions;
  return Object.values(conditions).every((count) => count === 0);
}

function placeOf({ region, store, version }: { region: number; store: number; version: number }) {
  return `${region} ${store} ${version}`;
}
