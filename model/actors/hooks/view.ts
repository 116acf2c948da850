/** Builds the view that a hook gets: regions as the calling controller sees them, monitoring signals, the state kept by the hook. */

import type { HookPoint, HookView, JobStatusView, RegionView } from '../../hooks/hook.js';
import { utc } from '../../hooks/local-time.js';
import { memoryKey, remoteKey } from '../../hooks/memory-keys.js';
import type { RegionSignals } from '../../hooks/view.js';
import { pushName, regionName, type StoreId, storeName, type VersionAt } from '../../names.js';
import { statusInRegion, statusSince } from '../../queries/push-status.js';
import { hookConfigOf, runner } from '../../queries/registered-hooks.js';
import { allRegions, childStore, reachable } from '../../queries/world.js';
import { numberAt, parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { signalsOf } from './signals.js';

/** The subject of a hook call. */
export interface HookCall {
  readonly store: StoreId;
  readonly version: number;
  readonly push: number;
  /** -1: the whole job. */
  readonly region: number;
  readonly point: HookPoint;
  /** The caller: a region, the parent or a push job, as in world/hooks.ts. */
  readonly asker: number;
  /** The text of the region parameter, where a caller of the shipped code passes several regions. */
  readonly regionArgument?: string;
  /** How the job ended, at the call point after its end. */
  readonly ending?: string;
  /** The configuration entry to validate, at the call point for entries. */
  readonly entry?: { readonly key: string; readonly value: string } | null;
}

/** The view of one registered hook at one call. Job status and signals are computed when they are first read. */
export function viewFor(world: World, turn: ModelTurn, call: HookCall, place: number): HookView {
  const { store, version, push, region, point } = call;
  const of = { store, version, region, point, place };
  const key = memoryKey(of);
  const { asked, remembered, remote } = world.hookBook;
  let jobStatus: JobStatusView | null | undefined;
  let signals: readonly RegionSignals[] | undefined;
  return {
    nowMs: turn.now,
    zone: world.setup.regions[region]?.zone ?? utc,
    cluster: 'venice',
    store: storeName(world.names, store),
    push: push < 0 ? '' : pushName(world.names, push),
    version,
    previousVersion: previousOf(world, call),
    region: call.regionArgument ?? (region < 0 ? '' : regionName(world.names, region)),
    attempt: (asked.get(key)?.times ?? 0) + 1,
    get jobStatus() {
      if (jobStatus === undefined) jobStatus = jobStatusFor(world, call);
      return jobStatus;
    },
    get signals() {
      signals ??= allRegions(world).map((one) => signalsOf(world, turn, one, store));
      return signals;
    },
    ending: call.ending ?? '',
    entry: call.entry ?? null,
    remembered: remembered.get(key) ?? 0,
    remote: remote.get(remoteKey(of))?.answer,
    config: hookConfigOf(world, store),
  };
}

/** As shipped, hooks get no job status. */
function jobStatusFor(world: World, call: HookCall): JobStatusView | null {
  if (!world.variant.hooksSeeJobStatus) return null;
  const kind = runner(world);
  if (kind === 'push-job') return { regions: polledViews(world, call) };
  // A child controller has no data about the other regions.
  const known = kind === 'child' ? [call.region].filter((one) => one >= 0) : allRegions(world);
  return { regions: known.map((one) => regionView(world, { ...call, region: one })) };
}

/** A push job has the statuses of its last poll. Which swaps it has requested since then it knows itself. */
function polledViews(world: World, { store, version }: HookCall): readonly RegionView[] {
  const rollout = world.parent.rollouts.get(store);
  return (rollout?.regions ?? []).map((entry, region) => {
    const name = regionName(world.names, region);
    const { pushStatus = 'UNKNOWN', statusSinceMs } = rollout?.views[region] ?? {};
    const { serves, servesSinceMs } = entry.reported;
    const swapUnderWay = serves !== version && entry.swap === 'sent';
    const instancesSinceMs = instancesSince(entry);
    const status = { region: name, pushStatus, statusSinceMs, serves, servesSinceMs };
    return { ...status, swapUnderWay, instancesSinceMs };
  });
}

function previousOf(world: World, { store, version, region }: HookCall): number {
  const record = parentStore(world, store).versions.find(({ number }) => number === version);
  return record === undefined ? 0 : numberAt(record.previous, Math.max(0, region));
}

/** One region in the format of a job status. */
export function regionView(world: World, at: VersionAt): RegionView {
  const { region, store, version } = at;
  const { current, promotedAt, pushRecords } = childStore(world, at.region, at.store);
  const known = reachable(world, region);
  const rollout = world.parent.rollouts.get(store);
  const entry = rollout?.version === version ? rollout.regions[region] : undefined;
  // A region that does not answer serves what it served when it last did, as far as the caller knows.
  const { serves, servesSinceMs } =
    known || entry === undefined ? { serves: current, servesSinceMs: promotedAt } : entry.reported;
  return {
    region: regionName(world.names, region),
    pushStatus: known ? statusInRegion(world, at) : 'UNKNOWN',
    statusSinceMs: known ? sinceMs(pushRecords.get(version)) : undefined,
    serves,
    servesSinceMs,
    swapUnderWay: serves !== version && entry?.swap === 'sent',
    instancesSinceMs: instancesSince(entry),
  };
}

function instancesSince(entry: { readonly dvcReleasedAt: number } | undefined): number | undefined {
  return entry === undefined || entry.dvcReleasedAt === 0 ? undefined : entry.dvcReleasedAt;
}

/** Venice reports the instant of a status in whole seconds. */
function sinceMs(record: Parameters<typeof statusSince>[0]): number | undefined {
  const seconds = statusSince(record);
  return seconds === null ? undefined : seconds * 1_000;
}
