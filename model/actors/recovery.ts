/**
 * Recovery of a region: finds what it missed, hands the stores to a bounded pool of workers, and completes when every store is confirmed,
 * superseded or given up. The steps of one store are in recovery-steps.ts, the confirmation in recovery-confirmation.ts.
 */
import { isEmptyIndex, membersOf } from '../index-set.js';
import type { RegionId, StoreId, VersionNumber } from '../names.js';
import { allRegions, childVersion, reachable, servedVersion } from '../questions.js';
import {
  type CandidatesVariant,
  candidatesRule,
  type RecordedStore,
  type StoreVersion,
  storesToHeal,
  versionToHeal,
} from '../rules/recovery/candidates.js';
import { decideTrigger, triggerRule } from '../rules/recovery/trigger.js';
import { parseRegions } from '../rules/regions/region-lists.js';
import { recoveryNumbered, type StoreRecovery } from '../world/parent.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { deleteVersion } from './version-life.js';

export const asks = [candidatesRule, triggerRule];

/** Something asks for a recovery of a region: an unmark, or the monitor's scan. */
export function triggerRecovery(world: World, turn: ModelTurn, region: RegionId): void {
  const { switches } = world.setup.venice;
  const known = world.parent.recoveries.get(region);
  const found =
    world.parent.listingDown > 0 ? 'enumeration-failed' : storesToRecover(world, region);
  const decision = decideTrigger(
    {
      region: world.names.regions[region] ?? '',
      known:
        known === undefined
          ? undefined
          : { complete: known.phase === 'complete', versions: unfinished(world, known) },
      found,
    },
    {
      oneRecovery: switches['one-recovery'],
      abandonOldRecovery: switches['abandon-old-recovery'],
      triggerSafe: switches['trigger-safe'],
    },
  );
  switch (decision.kind) {
    case 'start':
      return begin(world, turn, region, decision.versions);
    case 'replace':
      if (known !== undefined) abandon(world, turn, known, decision.kept);
      return begin(world, turn, region, [...decision.kept, ...decision.start]);
    case 'nothing-to-heal': {
      const reason = 'no store needs it';
      turn.record({ kind: 'recovery-refused', region, reason, rule: 'RC-1' });
      return;
    }
    case 'failed':
      // The entry that nothing ever completes: as built it stays for the life of the controller.
      if (decision.blocksLater) begin(world, turn, region, []);
      turn.record({ kind: 'recovery-refused', region, reason: decision.reason, rule: 'RC-2' });
      return;
    case 'refused':
      turn.record({ kind: 'recovery-refused', region, reason: decision.reason, rule: 'RC-2' });
  }
}

/** A newer recovery takes the place of an older one: what that had begun to copy and nobody waits for any more goes away. */
function abandon(
  world: World,
  turn: ModelTurn,
  recovery: World['parent']['recoveryHistory'][number],
  kept: readonly StoreVersion[],
): void {
  const { id, region, stores } = recovery;
  turn.record({ kind: 'recovery-abandoned', region, recovery: id, rule: 'RC-2' });
  if (!reachable(world, region)) return;
  for (const { store, version, rebuiltAs, state } of stores) {
    const name = world.names.stores[store];
    const stays = kept.some((one) => one.store === name && one.version === version);
    const copy = childVersion(world, region, store, rebuiltAs);
    if (stays || state !== 'initiated' || copy?.status !== 'STARTED' || !copy.recovered) continue;
    const why = { because: 'its recovery is abandoned', rule: 'RC-2' } as const;
    deleteVersion(world, turn, region, { store, version: rebuiltAs }, why);
  }
}

/** Recovers named versions in a region, whoever asks; not while another recovery of the region runs. */
export function recoverStores(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  versions: readonly StoreVersion[],
): void {
  const known = world.parent.recoveries.get(region);
  if (known === undefined || known.phase === 'complete') begin(world, turn, region, versions);
}

/** The versions that a region still owes its readers. */
export function storesToRecover(world: World, region: RegionId): readonly StoreVersion[] {
  return storesToHeal(
    storesLacking(world, region).map((id) => recordedStore(world, id)),
    world.names.regions[region] ?? '',
    candidatesVariant(world),
  );
}

/** Does a region owe its readers anything? Looks no further than the first store that it does not serve in full. */
export function owesStores(world: World, region: RegionId): boolean {
  const name = world.names.regions[region] ?? '';
  const variant = candidatesVariant(world);
  return storesLacking(world, region).some(
    (id) => versionToHeal(recordedStore(world, id), name, variant) !== 0,
  );
}

/** RC-1 judges whether the region lacks a version; most stores need not be shown to it, because they left out another region. */
function storesLacking(world: World, region: RegionId): readonly StoreId[] {
  const stores = world.waiting.lacking[region];
  return stores === undefined || isEmptyIndex(stores) ? nothing : membersOf(stores);
}

const nothing: readonly StoreId[] = [];

/** Gives queued stores to free workers. */
export function pumpWorkers(world: World, turn: ModelTurn, recovery: KnownRecovery): void {
  const configured = Number(world.configuration['degraded.mode.recovery.thread.pool.size']);
  const workers = Math.max(1, configured);
  const { stores, tally } = recovery;
  for (let place = recovery.firstQueued; place < stores.length; place += 1) {
    if (tally.running >= workers || tally.queued === 0) return;
    const entry = stores[place];
    if (entry === undefined || entry.state !== 'queued') continue;
    const { store, version } = entry;
    changeStore(turn, recovery, { store, version }, { state: 'running', startedAt: turn.now }, '');
    stepAfter(world, turn, { recovery, store, version, step: 'attempt', afterMs: 0 });
  }
}

type KnownRecovery = World['parent']['recoveryHistory'][number];

/** Records a change of one store's recovery; an empty text is bookkeeping. */
export function changeStore(
  turn: ModelTurn,
  recovery: { readonly id: number; readonly region: RegionId },
  name: { readonly store: StoreId; readonly version: VersionNumber },
  change: Partial<StoreRecovery>,
  text: string,
): void {
  const { id, region } = recovery;
  turn.record({
    kind: 'store-recovery-changed',
    region,
    recovery: id,
    store: name.store,
    version: name.version,
    change,
    text,
    rule: 'RC-3',
  });
}

interface NextStep {
  readonly recovery: {
    readonly id: number;
    readonly region: RegionId;
    readonly epoch: number;
  };
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly step: 'attempt' | 'ready' | 'confirm';
  readonly afterMs: number;
}

/** Puts the next step of a recovery into the queue, in the name of today's leader. */
export function stepAfter(world: World, turn: ModelTurn, next: NextStep): void {
  const { recovery, store, version, step, afterMs } = next;
  const { epoch } = recovery;
  const event = {
    kind: 'recovery-step-due',
    step,
    epoch,
    recovery: recovery.id,
    region: recovery.region,
    store,
    version,
  } as const;
  turn.schedule(afterMs, event, epoch !== world.parent.epoch);
}

function begin(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  versions: readonly StoreVersion[],
): void {
  const stores = versions.map(({ store, version }) => ({
    store: world.storeIds.get(store) ?? -1,
    version,
  }));
  const recovery = world.parent.recoveryCount + 1;
  turn.record({ kind: 'recovery-started', region, recovery, stores, rule: 'RC-2' });
  const started = world.parent.recoveries.get(region);
  if (started !== undefined) pumpWorkers(world, turn, started);
}

function unfinished(
  world: World,
  recovery: { readonly stores: readonly Readonly<StoreRecovery>[] },
): StoreVersion[] {
  return recovery.stores
    .filter(({ state }) => state === 'queued' || state === 'running' || state === 'initiated')
    .map(({ store, version }) => ({ store: world.names.stores[store] ?? '', version }));
}

/** Only stores that wait can qualify: a candidate is a version that the parent holds as PARTIALLY_ONLINE. */
function recordedStore(world: World, id: StoreId): RecordedStore {
  const store = world.parent.stores[id];
  return {
    store: world.names.stores[id] ?? '',
    parentCurrent: store?.current ?? 0,
    versions: (store?.versions ?? []).map((version) => ({
      number: version.number,
      status: version.status,
      degradedPush: version.degradedPush,
      swapRegions: parseRegions(version.targetSwapRegion),
      recordedExclusions: version.excluded.map((region) => world.names.regions[region] ?? ''),
      rolledBack: version.rolledBackBy !== '',
    })),
    currents: allRegions(world).map((region) => ({
      region: world.names.regions[region] ?? '',
      current: servedVersion(world, region, id),
    })),
  };
}

function candidatesVariant(world: World): CandidatesVariant {
  const { switches } = world.setup.venice;
  return {
    flagAllExcluded: switches['flag-all-excluded'],
    recoverySkipsRolledBack: switches['recovery-skips-rolled-back'],
    supersededIsTerminal: switches['superseded-is-terminal'],
    neverGoBack: switches['never-go-back'],
    onlineNeedsAllRegions: switches['online-needs-all-regions'],
  };
}

/** A recovery by its number, also one that a failover or a newer one has pushed aside. */
export function recoveryById(
  world: World,
  id: number,
): World['parent']['recoveryHistory'][number] | undefined {
  return recoveryNumbered(world.parent.recoveryHistory, id);
}
