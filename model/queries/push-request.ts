/**
 * Values derived from a push's timeline entry: the admission rule's request, its size and its timeout.
 */

import { pushName } from '../names.js';
import type { AdmissionRequest } from '../rules/push-job/admission.js';
import { choosePushMode, type PushModeDecision } from '../rules/push-job/push-modes.js';
import { parseRolloutOrder } from '../rules/regions/region-lists.js';
import type { PushEntry } from '../setup.js';
import { parentStore, storeSetup } from '../world/entries.js';
import type { World } from '../world.js';
import { allRegions, namesOf, pushJob, reachable } from './world.js';

/** The timeline's entry of a push. */
export function entryOf(world: World, push: number): PushEntry {
  const entry = world.entries[push];
  if (entry === undefined) throw new RangeError(`no push ${push} in the timeline`);
  return entry;
}

/** The push job id sent to the parent; two jobs with one id create one version. */
export function pushIdOf(world: World, push: number): string {
  return entryOf(world, push).id ?? pushName(world.names, push);
}

/** Bytes a push writes: the timeline's size, or the store's; 0 for an empty push, a tenth of the store for an incremental one. */
export function bytesOf(world: World, push: number): number {
  const { mode, bytes } = entryOf(world, push);
  if (mode === 'empty') return 0;
  const full = storeSetup(world, pushJob(world, push).store).bytes;
  return bytes ?? (mode === 'incremental' ? Math.ceil(full / 10) : full);
}

const emptyPush = {
  kind: 'accepted',
  copiesToOthers: false,
  targetedDeferred: false,
  dropped: undefined,
} as const;

/** With its key an empty push is a target-region push: the first region of the rollout order swaps, the others wait. */
function firstInOrder({ configuration }: World): string {
  if (!configuration['deferred.version.swap.for.empty.push.enabled']) return '';
  const order = configuration['deferred.version.swap.region.roll.forward.order'];
  return parseRolloutOrder(order)[0] ?? '';
}

/** The job's options after it has resolved the timeline entry, before it requests a version. */
export function modeOf(world: World, push: number): PushModeDecision {
  const { mode, targets } = entryOf(world, push);
  const { store } = pushJob(world, push);
  const setup = storeSetup(world, store);
  if (mode === 'empty') {
    const first = firstInOrder(world);
    if (first !== '') return { ...emptyPush, targets: [first], deferred: true };
  }
  return choosePushMode(
    {
      incremental: mode === 'incremental',
      deferSwap: mode === 'deferred',
      targeted: mode === 'targeted',
      targetedDeferred: mode === 'targeted-deferred',
      targets: targets ?? null,
      sourceGridFabric: '',
    },
    {
      name: setup.name,
      hybrid: setup.hybrid,
      sourceFabric: setup.sourceFabric,
      regions: world.names.regions,
    },
  );
}

/** Delivery of records other than batch. */
const pushTypes: Readonly<Partial<Record<PushEntry['mode'], AdmissionRequest['pushType']>>> = {
  incremental: 'INCREMENTAL',
  repush: 'STREAM_REPROCESSING',
  'stream-reprocessing': 'STREAM_REPROCESSING',
};

/** The request for the admission rule. */
export function requestOf(world: World, push: number, nowMs: number): AdmissionRequest {
  const { mode } = entryOf(world, push);
  const { store } = pushJob(world, push);
  const setup = storeSetup(world, store);
  const parent = parentStore(world, store);
  const chosen = modeOf(world, push);
  return {
    store: setup.name,
    pushType: pushTypes[mode] ?? 'BATCH',
    hybrid: setup.hybrid,
    systemStore: setup.system,
    targets: chosen.kind === 'accepted' ? chosen.targets : null,
    deferred: chosen.kind === 'accepted' && chosen.deferred,
    pushId: pushIdOf(world, push),
    nowMs,
    ingestionPaused: setup.paused ?? false,
    versions: parent.versions.map((version) => ({
      number: version.number,
      pushId: version.push < 0 ? '' : pushIdOf(world, version.push),
      swapDeferred: version.swapDeferred,
      createdMs: version.createdAt,
    })),
    lingersAfterMs: jobTimeoutMs(world),
    takesIncrements: setup.incremental,
    incrementalVersion: parent.current,
    knownRegions: world.names.regions,
    reachableRegions: namesOf(
      world,
      allRegions(world).filter((region) => reachable(world, region)),
    ),
  };
}

/** Timeout of a push job in milliseconds: the store's bootstrap-to-online limit, or the job's own override. */
export function jobTimeoutMs(world: World): number {
  const override = world.configuration['push.job.timeout.override.ms'];
  return override > 0 ? override : 24 * 3_600_000;
}
