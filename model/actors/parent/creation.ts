/**
 * How the parent creates a version: chooses the source fabric, writes its own record, creates the source topic, and sends the version
 * to the regions or starts a rollout under hooks.
 */

import { type RegionId, regionId, regionIds, regionName, storeName } from '../../names.js';
import { waitMs, writesParentTopic } from '../../queries/configuration.js';
import { leaveOutView } from '../../queries/degraded-mode.js';
import { entryOf, modeOf, requestOf } from '../../queries/push-request.js';
import { isHookGated } from '../../queries/registered-hooks.js';
import { allRegions, brokersReachable, childStore, namesOf, pushJob } from '../../queries/world.js';
import type { PushPlan } from '../../rules/degraded/conversion.js';
import {
  degradedRegionsForAddVersion,
  degradedRegionsInForce,
} from '../../rules/degraded/degraded-regions.js';
import { planRollout } from '../../rules/hooks/admission.js';
import { shippedEffect, vetoEffectsRule } from '../../rules/hooks/veto-effects.js';
import { parentAgeingRule } from '../../rules/retention/parent-ageing.js';
import {
  awayFromMarked,
  type MarkedRegions,
  pushSourceRule,
  type SourceChoice,
  sourceOfPush,
} from '../../rules/source/push-source.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { ParentVersion } from '../../world/parent.js';
import type { World } from '../../world.js';
import { type ModelTurn, scheduleAfter } from '../actor.js';
import { addVersionOf, sendAdmin } from '../commands/parent-commands.js';
import { callAsBuiltHooks } from '../hooks/runner.js';
import { dropOlder } from '../policies/retry-queue.js';
import { startRollout } from '../rollout/rollout.js';
import { armSwapTick } from '../timers.js';
import { giveUpOldVersions } from './old-versions.js';
import { type Content, contentOf, noteTtl, recordedSource } from './push-content.js';
import { armTopicCheck } from './topic-check.js';
import { answer, refuse } from './version-answer.js';

export const asks = [pushSourceRule, vetoEffectsRule, parentAgeingRule];

interface Creation {
  readonly plan: PushPlan;
  readonly converted: boolean;
  readonly cools: boolean;
}

export function createVersion(
  world: World,
  turn: ModelTurn,
  push: number,
  creation: Creation,
): void {
  const { store } = pushJob(world, push);
  const { converted } = creation;
  const plan = plannedBy(world, creation.plan);
  const source = sourceFor(world, push, plan);
  if (source.kind === 'none') return refuse(world, turn, push, source.reason, 'NR-1');
  const region = regionId(world.names, source.region);
  if (creation.cools) turn.record({ kind: 'cooldown-set', store, push, rule: 'PJ-6' });
  const targets = regionIds(world.names, plan.targets ?? []);
  const excluded = regionIds(world.names, plan.excluded);
  if (converted)
    turn.record({ kind: 'push-converted', push, store, targets, excluded, rule: 'DM-2' });
  if (!parentStore(world, store).writesEnabled) {
    const reason = `${storeName(world.names, store)} takes no writes, so no version can be added`;
    return refuse(world, turn, push, reason, 'PJ-5');
  }
  if (!brokersReachable(world, region)) {
    const reason = `the version topic cannot be created: the brokers of source fabric ${source.region} cannot be reached`;
    return refuse(world, turn, push, reason, 'NR-1');
  }
  const written = contentOf(world, push, region);
  if (written.kind === 'refused') return refuse(world, turn, push, written.reason, 'NR-1');
  const parts = { ...creation, plan, targets, excluded, source: region, written };
  const record = recordOf(world, turn, push, parts);
  const { number: version, bytes, content } = record;
  const asked = callAsBuiltHooks(world, turn, {
    store,
    version,
    point: 'preStoreVersionCreation',
    region: -1,
  });
  const effect = shippedEffect('creation-in-parent', asked, world.variant);
  if (effect === 'ask-again') {
    turn.schedule(waitMs(world), { kind: 'version-request-arrived', push, attempt: 1 });
    return;
  }
  if (effect === 'refused') {
    return refuse(world, turn, push, `a hook said ${asked} before v${version} was created`, 'LH-7');
  }
  const writesTopic = writesParentTopic(world);
  const created = { store, version, push, record, writesTopic };
  turn.record({ kind: 'parent-version-created', ...created, rule: 'NR-1' });
  turn.record({ kind: 'source-topic-created', region, store, version, bytes, content });
  noteTtl(world, turn, push);
  tellRegions(world, turn, record, { store, plan });
  armTopicCheck(world, turn, { store, version });
  dropOlder(world, turn, store, version);
  giveUpOldVersions(world, turn, store);
  const { epoch } = world.parent;
  const latency = { name: 'versionCreation', place: 'parent' } as const;
  scheduleAfter(world, turn, latency, { kind: 'version-answer-due', push, epoch });
}

/** Lets an incremental push write into the real-time topic of its source fabric. */
export function addTo(world: World, turn: ModelTurn, push: number, version: number): void {
  const source = sourceFor(world, push, { targets: null });
  if (source.kind === 'none') return refuse(world, turn, push, source.reason, 'NR-1');
  const region = regionId(world.names, source.region);
  if (!brokersReachable(world, region)) {
    const reason = `the real-time topic cannot be written: the brokers of source fabric ${source.region} cannot be reached`;
    return refuse(world, turn, push, reason, 'NR-1');
  }
  answer(world, turn, push, { kind: 'adds-to', version, source: region });
}

function tellRegions(
  world: World,
  turn: ModelTurn,
  record: ParentVersion,
  { store, plan }: { readonly store: number; readonly plan: PushPlan },
): void {
  const { number: version, push, targets } = record;
  if (record.hookGated) {
    const rollout = rolloutOf(world, record, plan);
    return startRollout(world, turn, { store, version, push, targets, ...rollout });
  }
  const addressed = { targeted: targets.length > 0, targets, dvcHeld: [] };
  sendAdmin(world, turn, addVersionOf(store, record, addressed));
  armSwapTick(world, turn);
}

function rolloutOf(world: World, record: ParentVersion, { deferred, manualDeferral }: PushPlan) {
  const { push, targets, excluded, degradedSnapshot } = record;
  const mode = modeOf(world, push);
  const { plan, ...regions } = planRollout({
    regions: world.names.regions,
    targets: namesOf(world, targets),
    deferred,
    manualDeferral,
    copiesToOthers: mode.kind === 'accepted' && mode.copiesToOthers,
    degraded: namesOf(world, [...excluded, ...degradedSnapshot]),
  });
  return {
    plan,
    excluded: regionIds(world.names, regions.excluded),
    later: regionIds(world.names, regions.later),
  };
}

/** Policy E defers every swap; the parent swaps after the first phase. */
function plannedBy(world: World, plan: PushPlan): PushPlan {
  return world.setup.venice.policy === 'E' ? { ...plan, deferred: true, swapRegions: [] } : plan;
}

interface RecordParts extends Creation {
  readonly targets: readonly RegionId[];
  readonly excluded: readonly RegionId[];
  readonly source: RegionId;
  readonly written: Extract<Content, { kind: 'known' }>;
}

function recordOf(world: World, turn: ModelTurn, push: number, parts: RecordParts): ParentVersion {
  const { store } = pushJob(world, push);
  const { mode } = entryOf(world, push);
  const { plan, converted, targets, excluded, source, written } = parts;
  const hookGated = isHookGated(world, store);
  const degraded = degradedRegionsForAddVersion(leaveOutView(world), world.variant);
  const kept = world.variant.flagAllExcluded
    ? regionIds(world.names, plan.recordedExclusions)
    : excluded;
  return {
    number: parentStore(world, store).largestUsed + 1,
    status: 'STARTED',
    push,
    createdAt: turn.now,
    bytes: written.bytes,
    sourceFabric: source,
    swapDeferred: plan.deferred || hookGated,
    targetSwapRegion: hookGated ? '' : plan.swapRegions.join(','),
    targets,
    degradedPush: plan.degradedPush,
    excluded: kept,
    degradedSnapshot: regionIds(world.names, degraded ?? []),
    hookGated,
    converted,
    deferredByUser: plan.manualDeferral,
    targetRegionPromoted: false,
    repush: mode === 'repush',
    repushOf: written.of,
    repushSource: recordedSource(world, push, written.of),
    content: written.content,
    previous: allRegions(world).map((region) => childStore(world, region, store).current),
    rolledBackBy: '',
    rollbackSent: false,
  };
}

/** Without targets and without a source fabric a push uses the parent's own brokers, located in the first region of the file. */
function sourceFor(
  world: World,
  push: number,
  plan: Pick<PushPlan, 'targets'>,
): SourceChoice | { readonly kind: 'chosen'; readonly region: string } {
  const choice = chosenFor(world, push, plan);
  if (choice.kind === 'chosen' || plan.targets !== null) return choice;
  const own = regionName(world.names, 0);
  const none = { pushJobGrid: '', storeSource: '', clusterSource: '', targets: null };
  return { kind: 'chosen', region: awayFromMarked(own, none, markedRegions(world), world.variant) };
}

function markedRegions(world: World): MarkedRegions {
  return {
    degraded: degradedRegionsInForce(leaveOutView(world), world.variant),
    configuredRegions: world.names.regions,
  };
}

function chosenFor(world: World, push: number, plan: Pick<PushPlan, 'targets'>): SourceChoice {
  const { mode } = entryOf(world, push);
  const setup = storeSetup(world, pushJob(world, push).store);
  return sourceOfPush(
    {
      emergencySource: world.parent.emergencySource,
      pushJobGrid: '',
      storeSource: setup.sourceFabric,
      clusterSource: world.configuration['native.replication.source.fabric'],
      requestedTargets: requestOf(world, push, 0).targets,
      effectiveTargets: plan.targets,
      activeActiveEverywhere: setup.activeActive,
      emptyPush: mode === 'empty',
      ...markedRegions(world),
    },
    world.variant,
  );
}
