/** Plays the scans of one version's collector (DV-4). */
import {
  type CollectorState,
  type CollectorVerdict,
  type HeartbeatFlags,
  newCollector,
  type ServerEnd,
  scanDavinci,
  takeServerEnd,
  tracksDavinci,
} from '../../../model/rules/davinci/collector.js';
import type { Liveness } from '../../../model/rules/davinci/liveness.js';
import type { DeadLimits, InstanceReport } from '../../../model/rules/davinci/report.js';
import type { Adapter } from '../adapter.js';
import { livenessOf, normalized } from './support/davinci.js';

interface Tick {
  readonly nowMs: number;
  readonly serverUpdate: ServerEnd | null;
  readonly versionLevel: readonly InstanceReport[] | null;
  readonly partitions: readonly (readonly InstanceReport[])[];
  readonly liveness: Readonly<Record<string, Liveness>>;
}

interface Case extends DeadLimits {
  readonly scanEnabled: boolean;
  readonly storeDaVinciEnabled: boolean;
  readonly versionNumber: number;
  readonly noReportRetryMaxAttempts: number;
  readonly storeHeartbeatReported: boolean;
  readonly ticks: readonly Partial<Tick>[];
}

interface Collecting {
  state: CollectorState | undefined;
  heartbeat: HeartbeatFlags;
}

export const adapter: Adapter = {
  target: 'push_status_collector',
  answer: (given: Case) => {
    const tracking = tracksDavinci({
      scanEnabled: given.scanEnabled,
      storeHasPushStatusStore: given.storeDaVinciEnabled,
      version: given.versionNumber,
    });
    const collecting: Collecting = {
      state: tracking === 'tracked' ? newCollector : undefined,
      heartbeat: { store: given.storeHeartbeatReported, version: false },
    };
    let tick = {} as Tick;
    const ticks = given.ticks.map((changes) => {
      tick = { ...tick, ...changes };
      const events = oneTick(given, tick, collecting).flatMap(recordedEvent);
      const { store, version } = collecting.heartbeat;
      return { events, storeHeartbeatReported: store, versionHeartbeatReported: version };
    });
    return { ticks };
  },
};

function oneTick(given: Case, tick: Tick, collecting: Collecting): CollectorVerdict[] {
  const verdicts: CollectorVerdict[] = [];
  if (tick.serverUpdate !== null) {
    const taken = takeServerEnd(collecting.state, tick.serverUpdate);
    collecting.state = taken.state;
    verdicts.push(taken.verdict);
  }
  if (collecting.state === undefined) return verdicts;
  const { versionLevel, partitions, nowMs } = tick;
  const scan = scanDavinci(
    collecting.state,
    {
      nowMs,
      reports: {
        incrementalPush: false,
        versionLevel,
        partitions,
        liveness: livenessOf(tick.liveness),
      },
      limits: given,
      noReportScansMax: given.noReportRetryMaxAttempts,
      heartbeat: collecting.heartbeat,
      held: false,
    },
    { noReportCompletesHeldRegion: true },
  );
  Object.assign(collecting, { state: scan.state, heartbeat: scan.heartbeat });
  return [...verdicts, scan.verdict];
}

function recordedEvent(verdict: CollectorVerdict): unknown[] {
  if (verdict.kind === 'completed') return [{ type: 'completed' }];
  if (verdict.kind !== 'error') return [];
  const { status, details } = verdict;
  return [{ type: 'error', status, details: details === null ? null : normalized(details) }];
}
