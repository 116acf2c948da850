/**
 * The parent controller towards push jobs: admits a push, creates its version, tells the regions. Every check is a rule; the order of the
 * checks is one, too. Answers to status queries are in parent-status.ts.
 */
import type { RegionId } from '../names.js';
import {
  allRegions,
  brokersReachable,
  marksSeen,
  namesOf,
  parentUp,
  pushJob,
} from '../questions.js';
import { answeredRegions, answeredRegionsRule } from '../rules/degraded/answered-regions.js';
import { conversionRule, convertPush, type PushPlan } from '../rules/degraded/conversion.js';
import {
  degradedRegionsForAddVersion,
  type LeaveOutVariant,
  type LeaveOutView,
} from '../rules/degraded/degraded-regions.js';
import { admitIncremental, incrementalBlockRule } from '../rules/degraded/incremental-block.js';
import { type Admission, admissionRule, admitPush } from '../rules/push-job/admission.js';
import { concurrentPushRule } from '../rules/push-job/concurrent-push.js';
import { admitAttempt, cooldownRule } from '../rules/push-job/cooldown.js';
import { pushIdsRule } from '../rules/push-job/push-ids.js';
import {
  backupCapacityRule,
  newPushCapacityRule,
  rollbackOriginCapacityRule,
} from '../rules/retention/new-push-capacity.js';
import { pushSourceRule, sourceOfPush } from '../rules/source/push-source.js';
import type { ParentVersion } from '../world/parent.js';
import type { World } from '../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from './actor.js';
import { armSwapTick } from './deferred-swap.js';
import { degradedModeEnabled } from './degraded-registry.js';
import { anyHookAnswers, isHookGated } from './hook-runner.js';
import { recoveringRegions } from './monitor.js';
import { capacityFor, entryOf, mayKillPush, requestOf, runningPush } from './parent-admission.js';
import { killVersion, sendAdmin, writesParentTopic } from './parent-commands.js';
import { startRollout } from './rollout.js';

export const asks = [
  admissionRule,
  concurrentPushRule,
  cooldownRule,
  pushIdsRule,
  newPushCapacityRule,
  rollbackOriginCapacityRule,
  backupCapacityRule,
  incrementalBlockRule,
  conversionRule,
  answeredRegionsRule,
  pushSourceRule,
];

/** How often and with what pause a job repeats a call that finds no leader. */
const callAttempts = 10;
const callPauseMs = 5_000;

/** A push job asks for a version. */
export const onVersionRequestArrived: Handler<'version-request-arrived'> = (world, event, turn) => {
  const { push, attempt } = event;
  const { state, store } = pushJob(world, push);
  if (state !== 'running') return;
  if (!parentUp(world)) {
    if (attempt < callAttempts) turn.schedule(callPauseMs, { ...event, attempt: attempt + 1 });
    else answer(world, turn, push, 'no parent controller answered');
    return;
  }
  const point = 'preStartOfPushJob';
  if (!isHookGated(world, store) || !anyHookAnswers(world, store, point))
    return requestVersion(world, turn, push);
  const asked = {
    kind: 'hook-answer-due',
    point,
    push,
    store,
    version: 0,
    region: -1,
    waited: false,
  } as const;
  scheduleAfter(
    world,
    turn,
    { name: 'hookCall', place: world.names.stores[store] ?? '' },
    { ...asked, epoch: world.parent.epoch },
  );
};

/** Admits a push and creates its version, or refuses it. */
export function requestVersion(world: World, turn: ModelTurn, push: number): void {
  const { store } = pushJob(world, push);
  const admission = admit(world, turn, push);
  if (admission.kills !== undefined) killVersion(world, turn, { store, version: admission.kills });
  const { end } = admission;
  switch (end.kind) {
    case 'refused':
      return refuse(
        world,
        turn,
        push,
        end.reason,
        end.because === 'region-degraded' ? 'DM-6' : 'PJ-5',
      );
    case 'incremental':
    case 'existing':
      return answer(world, turn, push, '');
    case 'create':
      return create(world, turn, push, {
        plan: end.plan,
        converted: admission.converted,
        cools: end.attempt !== undefined,
      });
  }
}

function admit(world: World, turn: ModelTurn, push: number): Admission {
  const { switches } = world.setup.venice;
  const { store } = pushJob(world, push);
  const setup = world.setup.stores[store];
  const request = requestOf(world, push, turn.now);
  const view = { ...leaveOutView(world), configuredRegions: world.names.regions };
  return admitPush(
    request,
    {
      capacity: () => capacityFor(world, push, turn.now),
      runningPush: () => runningPush(world, push),
      mayKill: (running) => mayKillPush(world, push, running),
      incremental: () =>
        admitIncremental(
          { name: request.store, activeActive: setup?.activeActive ?? false },
          view,
          {
            featureFlag: switches['feature-flag'],
            blockIncremental: switches['block-incremental'],
          },
        ),
      conversion: () =>
        convertPush(request, view, {
          ...leaveOutVariant(world),
          autoConvert: switches['auto-convert'],
          keepManualDefer: switches['keep-manual-defer'],
          flagAllExcluded: switches['flag-all-excluded'],
        }),
      cooldown: () => cooldownOf(world, turn, push),
    },
    { majorityBlocksCreation: switches['majority-blocks-creation'] },
  );
}

function cooldownOf(world: World, turn: ModelTurn, push: number) {
  const { store, pushType, systemStore, pushId } = requestOf(world, push, turn.now);
  const last = world.parent.cooldowns.get(pushJob(world, push).store);
  return admitAttempt({
    store,
    pushId,
    pushType,
    systemStore,
    last:
      last === undefined
        ? undefined
        : { pushId: world.names.pushes[last.push] ?? '', admittedAtMs: last.at },
    nowMs: turn.now,
    cooldownMs: Number(world.configuration['controller.push.retry.cooldown.ms']),
  });
}

interface Creation {
  readonly plan: PushPlan;
  readonly converted: boolean;
  readonly cools: boolean;
}

function create(world: World, turn: ModelTurn, push: number, creation: Creation): void {
  const { store } = pushJob(world, push);
  const { plan, converted } = creation;
  const source = sourceFor(world, push, plan);
  if (source.kind === 'none') return refuse(world, turn, push, source.reason, 'NR-1');
  const region = world.names.regions.indexOf(source.region);
  if (creation.cools) turn.record({ kind: 'cooldown-set', store, push, rule: 'PJ-6' });
  const targets = regionsOf(world, plan.targets ?? []);
  const excluded = regionsOf(world, plan.excluded);
  if (converted)
    turn.record({ kind: 'push-converted', push, store, targets, excluded, rule: 'DM-2' });
  if (!brokersReachable(world, region)) {
    const reason = `the version topic cannot be created: the brokers of source fabric ${source.region} cannot be reached`;
    return refuse(world, turn, push, reason, 'NR-1');
  }
  const record = recordOf(world, turn, push, { ...creation, targets, excluded, source: region });
  const { number: version, bytes } = record;
  const writesTopic = writesParentTopic(world);
  turn.record({
    kind: 'parent-version-created',
    store,
    version,
    push,
    record,
    writesTopic,
    rule: 'NR-1',
  });
  turn.record({ kind: 'source-topic-created', region, store, version, bytes, content: push });
  tellRegions(world, turn, record, store);
  answer(world, turn, push, '');
}

function tellRegions(world: World, turn: ModelTurn, record: ParentVersion, store: number): void {
  const { number: version, push, targets, excluded } = record;
  if (record.hookGated) {
    const left =
      targets.length === 0
        ? excluded
        : allRegions(world).filter((region) => !targets.includes(region));
    return startRollout(world, turn, { store, version, push, excluded: left });
  }
  sendAdmin(world, turn, {
    kind: 'AddVersion',
    store,
    version,
    push,
    bytes: record.bytes,
    source: record.sourceFabric,
    targeted: targets.length > 0,
    targets,
    swapDeferred: record.swapDeferred,
    degraded: record.degradedSnapshot,
    hookGated: false,
    converted: record.converted,
    deferredByUser: record.deferredByUser,
    excluded,
    dvcHeld: [],
    repush: record.repush,
  });
  armSwapTick(world, turn);
}

interface RecordParts extends Creation {
  readonly targets: readonly RegionId[];
  readonly excluded: readonly RegionId[];
  readonly source: RegionId;
}

function recordOf(world: World, turn: ModelTurn, push: number, parts: RecordParts): ParentVersion {
  const { store } = pushJob(world, push);
  const { mode, bytes } = entryOf(world, push);
  const { plan, converted, targets, excluded, source } = parts;
  const hookGated = isHookGated(world, store);
  const degraded = degradedRegionsForAddVersion(leaveOutView(world), leaveOutVariant(world));
  const kept = world.setup.venice.switches['flag-all-excluded']
    ? regionsOf(world, plan.recordedExclusions)
    : excluded;
  return {
    number: (world.parent.stores[store]?.largestUsed ?? 0) + 1,
    status: 'STARTED',
    push,
    createdAt: turn.now,
    bytes: mode === 'empty' ? 0 : (bytes ?? world.setup.stores[store]?.bytes ?? 0),
    sourceFabric: source,
    swapDeferred: plan.deferred || hookGated,
    targetSwapRegion: hookGated ? '' : plan.swapRegions.join(','),
    targets,
    degradedPush: plan.degradedPush,
    excluded: kept,
    degradedSnapshot: regionsOf(world, degraded ?? []),
    hookGated,
    converted,
    deferredByUser: plan.manualDeferral,
    targetRegionPromoted: false,
    repush: mode === 'repush',
    previous: allRegions(world).map((region) => world.regions[region]?.stores[store]?.current ?? 0),
    rolledBackBy: '',
  };
}

function sourceFor(world: World, push: number, plan: PushPlan) {
  const { switches } = world.setup.venice;
  const { mode } = entryOf(world, push);
  const setup = world.setup.stores[pushJob(world, push).store];
  const cluster = String(world.configuration['native.replication.source.fabric'] ?? '');
  return sourceOfPush(
    {
      emergencySource: world.parent.emergencySource,
      pushJobGrid: '',
      storeSource: setup?.sourceFabric ?? '',
      clusterSource: cluster === '' ? (world.names.regions[0] ?? '') : cluster,
      requestedTargets: requestOf(world, push, 0).targets,
      effectiveTargets: plan.targets,
      activeActiveEverywhere: setup?.activeActive ?? false,
      emptyPush: mode === 'empty',
    },
    {
      nrRedirect: switches['nr-redirect'],
      emergencyForAllStores: switches['emergency-for-all-stores'],
    },
  );
}

/** The names that the answer to a version creation carries. */
export function namesInAnswer(world: World, push: number): readonly RegionId[] {
  const { switches } = world.setup.venice;
  const { store } = pushJob(world, push);
  const version = world.parent.stores[store]?.versions.find((one) => one.push === push);
  const names = answeredRegions(
    {
      pushType: requestOf(world, push, 0).pushType,
      excluded: namesOf(world, version?.excluded ?? []),
    },
    leaveOutView(world),
    { featureFlag: switches['feature-flag'], truthfulResponse: switches['truthful-response'] },
  );
  return regionsOf(world, names ?? []);
}

function refuse(
  world: World,
  turn: ModelTurn,
  push: number,
  reason: string,
  rule: 'DM-6' | 'PJ-5' | 'NR-1',
): void {
  turn.record({ kind: 'push-refused', push, store: pushJob(world, push).store, reason, rule });
  answer(world, turn, push, reason);
}

function answer(world: World, turn: ModelTurn, push: number, refused: string): void {
  scheduleAfter(
    world,
    turn,
    { name: 'controllerCall', place: 'push-job' },
    { kind: 'version-answer-arrived', push, refused },
  );
}

function leaveOutView(world: World): LeaveOutView {
  const registered = marksSeen(world).map(({ region }) => world.names.regions[region] ?? '');
  const recovering = namesOf(world, recoveringRegions(world));
  return {
    enabled: world.setup.venice.profile !== 'baseline' && degradedModeEnabled(world),
    registered,
    recovering,
  };
}

function leaveOutVariant(world: World): LeaveOutVariant {
  const { switches } = world.setup.venice;
  return {
    featureFlag: switches['feature-flag'],
    excludeRecovering: switches['exclude-recovering'],
  };
}

function regionsOf(world: World, names: readonly string[]): RegionId[] {
  return names.map((name) => world.names.regions.indexOf(name)).filter((region) => region >= 0);
}
