/**
 * How a region's child controller answers the parent about a push: from its push record, which can
 * outlive the version, and with two side effects that the question itself has. A region that never
 * took the AddVersion answers NOT_CREATED and so holds the whole push up.
 */
import type { ExecutionStatus, VersionStatus } from '../../statuses.js';
import { helixResourceNotCreated } from '../aggregation/push-record.js';
import type { StartReadiness } from '../aggregation/start-readiness.js';
import type { Rule } from '../rule.js';
import { mergeServerAndDavinci } from './overall-status.js';

export const statusQueryRule: Rule = {
  id: 'SA-17',
  title: 'A region answers a status query',
  source: 'VeniceHelixAdmin#getOfflinePushStatusInfo; AbstractPushMonitor#getPushStatusAndDetails',
};

/**
 * The least a region looks at. `recorded` undefined: it has no push record; `versionStatus`
 * undefined: no such version.
 */
export interface ChildStatusView {
  readonly recorded: ExecutionStatus | undefined;
  readonly versionStatus: VersionStatus | undefined;
  /** The cluster is in maintenance, which hides a kill. */
  readonly maintenance?: boolean;
}

/** Must the version be looked at? A status that was recorded stands, whatever has become of the version. */
export function mustReadVersion(recorded: ExecutionStatus | undefined): boolean {
  return recorded === undefined || recorded === 'NOT_CREATED';
}

/**
 * The status alone: a killed version without a record is an ERROR and not a push that has yet to
 * begin. Status §4.6.
 */
export function statusInChild({
  recorded = 'NOT_CREATED',
  versionStatus,
  maintenance = false,
}: ChildStatusView): ExecutionStatus {
  const killed = versionStatus === 'KILLED' && !maintenance;
  return mustReadVersion(recorded) && killed ? 'ERROR' : recorded;
}

/** The push record as a status query reads it. */
export interface AskedRecord {
  readonly status: ExecutionStatus;
  readonly details: string | null;
  /** When the status was reached (SA-13); null if unknown. */
  readonly sinceSeconds: number | null;
  readonly startedMs: number;
}

/** All that a full answer depends on. */
export interface ChildQueryView extends Omit<ChildStatusView, 'recorded'> {
  readonly nowMs: number;
  readonly record: AskedRecord | undefined;
  /** Whether Helix has assigned enough servers (SA-9); consulted while the push has not moved. */
  readonly readiness: StartReadiness;
  /** `offline.job.start.timeout.ms`. */
  readonly startTimeoutMs: number;
  /**
   * Da Vinci status of an incremental push; undefined for a full push, whose instances the
   * collector waits for.
   */
  readonly davinci?: { readonly status: ExecutionStatus; readonly details: string };
}

/**
 * What a query does to the record: notes that servers are assigned, or fails a push that got none
 * in time.
 */
export type ChildQueryAction =
  | { readonly kind: 'note-assignment' }
  | { readonly kind: 'fail-push'; readonly details: string };

/** The whole answer. */
export interface ChildAnswer {
  readonly status: ExecutionStatus;
  readonly details: string | null;
  readonly sinceSeconds: number | null;
  readonly actions: readonly ChildQueryAction[];
}

/**
 * Answers with details, instant and side effects. The status told is the one from before the side
 * effects. Status §4.6.
 */
export function answerInChild(view: ChildQueryView): ChildAnswer {
  const { record, davinci } = view;
  const actions = sideEffects(view);
  const failed = actions.find(({ kind }) => kind === 'fail-push');
  if (failed?.kind === 'fail-push')
    return { status: 'ERROR', details: failed.details, sinceSeconds: null, actions };
  const status = statusInChild({ ...view, recorded: record?.status });
  const details = status === 'NOT_CREATED' ? notCreatedText(view) : (record?.details ?? null);
  const sinceSeconds = status === record?.status ? record.sinceSeconds : null;
  if (davinci === undefined) return { status, details, sinceSeconds, actions };
  const merged = mergeServerAndDavinci(status, davinci.status);
  return {
    status: merged,
    details: `${details ?? ''}${davinci.details}`,
    sinceSeconds: merged === status ? sinceSeconds : null,
    actions,
  };
}

function sideEffects({
  record,
  readiness,
  nowMs,
  startTimeoutMs,
}: ChildQueryView): readonly ChildQueryAction[] {
  if (record === undefined || (record.status !== 'STARTED' && record.status !== 'NOT_STARTED'))
    return [];
  if (readiness.kind === 'ready')
    return record.details === helixResourceNotCreated ? [{ kind: 'note-assignment' }] : [];
  const waited = Math.floor(nowMs / 1_000) - Math.floor(record.startedMs / 1_000);
  if (waited < Math.floor(startTimeoutMs / 1_000)) return [];
  return [
    {
      kind: 'fail-push',
      details: `no servers for the push after ${waited} s: ${readiness.reason}`,
    },
  ];
}

function notCreatedText({ maintenance }: ChildQueryView): string {
  return maintenance
    ? 'the cluster is in maintenance'
    : 'the version has not been created here yet';
}
