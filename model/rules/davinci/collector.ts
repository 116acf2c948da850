/**
 * A child controller's collector of Da Vinci reports: when servers and instances together have
 * completed or failed a version. It runs at every scan interval (30 s), so a push waits for
 * the next scan however soon the last instance completes. An error of an instance counts only once
 * the servers have ended. Takes and returns state; the handlers it triggers are elsewhere.
 */
import { type ExecutionStatus, isError, isTerminal } from '../../statuses.js';
import type { Rule } from '../rule.js';
import type { DeadLimits, ScanClock } from './report.js';
import { type DavinciReports, decideDavinciStatus } from './version-reports.js';

export const collectorRule: Rule = {
  id: 'DV-4',
  title: 'When servers and Da Vinci together complete or fail',
  source: 'PushStatusCollector#scanDaVinciPushStatus',
};

/**
 * How the servers of a region ended: COMPLETED or an error; anything else is no end and leads to
 * nothing.
 */
export interface ServerEnd {
  readonly status: ExecutionStatus;
  readonly details: string | null;
}

/** What the collector keeps of one version between scans. Plain data. */
export interface CollectorState {
  /** False once the version has ended here; nothing restarts it. */
  readonly monitoring: boolean;
  readonly server: ServerEnd | null;
  /** The last Da Vinci status; frozen once it is terminal and an instance had reported. */
  readonly davinci: {
    readonly status: ExecutionStatus;
    readonly noReport: boolean;
    readonly details: string;
  } | null;
  readonly scansWithoutReport: number;
  readonly tooManyDeadSinceMs: number | null;
}

/** The state of a version that has just been subscribed. */
export const newCollector: CollectorState = {
  monitoring: true,
  server: null,
  davinci: null,
  scansWithoutReport: 0,
  tooManyDeadSinceMs: null,
};

/** The conditions for waiting for Da Vinci reports at all. */
export interface TrackingView {
  /** `davinci.push.status.scan.enabled` together with `push.status.store.enabled`. */
  readonly scanEnabled: boolean;
  readonly storeHasPushStatusStore: boolean;
  readonly version: number;
}

/**
 * The first version of a store never waits for instances. Source:
 * PushStatusCollector#subscribeTopic.
 */
export function tracksDavinci({
  scanEnabled,
  storeHasPushStatusStore,
  version,
}: TrackingView): 'tracked' | 'not-tracked' {
  return scanEnabled && storeHasPushStatusStore && version > 1 ? 'tracked' : 'not-tracked';
}

/** The result for the version: its end, or why there is none yet. */
export type CollectorVerdict =
  | { readonly kind: 'completed' }
  | { readonly kind: 'error'; readonly status: ExecutionStatus; readonly details: string | null }
  | {
      readonly kind: 'waiting';
      readonly because: 'servers' | 'instances' | 'unreadable';
      readonly reason: string;
    }
  | { readonly kind: 'ended-before' };

/**
 * The servers have ended. A tracked version only records it, and the next scan decides; otherwise
 * (`state` undefined) it is the end. A later end replaces an earlier one. Source:
 * PushStatusCollector#handleServerPushStatusUpdate.
 */
export function takeServerEnd(
  state: CollectorState | undefined,
  server: ServerEnd,
): { readonly state: CollectorState | undefined; readonly verdict: CollectorVerdict } {
  if (state === undefined) return { state, verdict: endOfServers(server) };
  return {
    state: { ...state, server },
    verdict: state.monitoring ? waiting('instances') : { kind: 'ended-before' },
  };
}

function endOfServers({ status, details }: ServerEnd): CollectorVerdict {
  if (status === 'COMPLETED') return { kind: 'completed' };
  return isError(status) ? { kind: 'error', status, details } : waiting('servers');
}

/** Which processes are known to send Da Vinci heartbeats: flags of the store and of the version. */
export interface HeartbeatFlags {
  readonly store: boolean;
  readonly version: boolean;
}

/** The input of one scan. */
export interface ScanView {
  readonly nowMs: number;
  /** Null: the reports could not be read, and this scan passes without effect. */
  readonly reports: DavinciReports | null;
  readonly limits: DeadLimits;
  /** `davinci.push.status.scan.no.report.retry.max.attempts`. */
  readonly noReportScansMax: number;
  readonly heartbeat: HeartbeatFlags;
  /** A hook holds the region's instances back. */
  readonly held: boolean;
}

/**
 * `noReportCompletesHeldRegion` off: a missing report is no completion while a hook keeps the instances from
 * reporting.
 */
export interface CollectorVariant {
  readonly noReportCompletesHeldRegion: boolean;
}

export interface CollectorScan {
  readonly state: CollectorState;
  readonly heartbeat: HeartbeatFlags;
  readonly verdict: CollectorVerdict;
}

/**
 * One scan of one version. Missing reports are tolerated for a number of scans and then count as completion.
 */
export function scanDavinci(
  state: CollectorState,
  view: ScanView,
  variant: CollectorVariant,
): CollectorScan {
  const { heartbeat } = view;
  if (!state.monitoring) return { state, heartbeat, verdict: { kind: 'ended-before' } };
  const read = readReports(state, view);
  if (read === undefined) return { state, heartbeat, verdict: waiting('unreadable') };
  const weighed = weighSilence(read, view, variant);
  const verdict = judge(weighed.state);
  const after =
    verdict.kind === 'waiting' ? weighed.state : { ...weighed.state, monitoring: false };
  return { state: after, heartbeat: weighed.heartbeat, verdict };
}

/**
 * Does a scan still have to read reports? A final Da Vinci status based on a report is kept, so reports need not be collected
 * again.
 */
export function mustReadReports(state: CollectorState): boolean {
  return state.monitoring && !isFrozen(state);
}

interface ReadState extends CollectorState {
  readonly davinci: NonNullable<CollectorState['davinci']>;
}

function isFrozen(state: CollectorState): state is ReadState {
  const { davinci } = state;
  return davinci !== null && isTerminal(davinci.status) && !davinci.noReport;
}

function readReports(state: CollectorState, view: ScanView): ReadState | undefined {
  if (isFrozen(state)) return state;
  const { reports, limits } = view;
  if (reports === null) return undefined;
  const { davinci, tooManyDeadSinceMs } = foundIn(reports, limits, {
    nowMs: view.nowMs,
    tooManyDeadSinceMs: state.tooManyDeadSinceMs,
  });
  if (isKnown(state, davinci) && tooManyDeadSinceMs === state.tooManyDeadSinceMs) return state;
  return { ...state, davinci, tooManyDeadSinceMs };
}

function isKnown(state: CollectorState, davinci: ReadState['davinci']): state is ReadState {
  return state.davinci === davinci;
}

type Found = Pick<ReadState, 'davinci' | 'tooManyDeadSinceMs'>;

/**
 * The result of the reports. Where the timer of missing instances neither ran nor starts, it does not depend on the instant, so the same
 * reports give the same result object.
 */
function foundIn(reports: DavinciReports, limits: DeadLimits, clock: ScanClock): Found {
  const timed = clock.tooManyDeadSinceMs !== null;
  const known = timed ? undefined : foundKept.get(reports);
  if (known?.limits === limits) return known.found;
  const { status, noReport, details, tooManyDeadSinceMs } = decideDavinciStatus(
    reports,
    limits,
    clock,
  );
  const found = { davinci: { status, noReport, details }, tooManyDeadSinceMs };
  if (!timed && tooManyDeadSinceMs === null) foundKept.set(reports, { limits, found });
  return found;
}

const foundKept = new WeakMap<
  DavinciReports,
  { readonly limits: DeadLimits; readonly found: Found }
>();

interface Weighed {
  readonly state: ReadState;
  readonly heartbeat: HeartbeatFlags;
}

function weighSilence(
  state: ReadState,
  { noReportScansMax, heartbeat, held }: ScanView,
  { noReportCompletesHeldRegion }: CollectorVariant,
): Weighed {
  if (!state.davinci.noReport) {
    return {
      state: state.scansWithoutReport === 0 ? state : { ...state, scansWithoutReport: 0 },
      heartbeat: heartbeat.version ? heartbeat : { store: true, version: true },
    };
  }
  const davinci = { status: 'NOT_STARTED', noReport: true, details: '' } as const;
  // Scans under a hold are not counted, so instances get their full time once they are released.
  if (held && !noReportCompletesHeldRegion) return { state: { ...state, davinci }, heartbeat };
  if (state.scansWithoutReport < noReportScansMax) {
    return {
      state: { ...state, davinci, scansWithoutReport: state.scansWithoutReport + 1 },
      heartbeat,
    };
  }
  return { state, heartbeat: { ...heartbeat, store: false } };
}

function judge({ server, davinci }: ReadState): CollectorVerdict {
  if (server === null) return waiting('servers');
  if (server.status === 'COMPLETED' && davinci.status === 'COMPLETED') return { kind: 'completed' };
  const serverFailed = isError(server.status);
  const davinciFailed = isError(davinci.status);
  if (!serverFailed && !davinciFailed) return waiting('instances');
  const serverText = serverFailed ? `Server push error: ${server.details}\n` : '';
  const davinciText = davinciFailed ? `Da Vinci push error: ${davinci.details}\n` : '';
  const status = davinciFailed ? davinci.status : server.status;
  return { kind: 'error', status, details: serverText + davinciText };
}

/** Result of nearly every scan, as one shared object. */
const waits = {
  servers: { kind: 'waiting', because: 'servers', reason: 'servers have not ended yet' },
  instances: {
    kind: 'waiting',
    because: 'instances',
    reason: 'Da Vinci instances are not ready yet',
  },
  unreadable: {
    kind: 'waiting',
    because: 'unreadable',
    reason: 'the Da Vinci reports could not be read',
  },
} as const;

function waiting(because: keyof typeof waits): CollectorVerdict {
  return waits[because];
}
