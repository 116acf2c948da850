/**
 * A child controller's record of one push as it changes over time. It holds status, details text and an
 * ever-growing history; SA-4 computes the replicas' status.
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import { decidePushTransition, type PushTransition } from './push-transition.js';

export const pushRecordRule: Rule = {
  id: 'SA-12',
  title: 'The push record over time',
  source: 'OfflinePushStatus#updateStatus',
};

/** A status the push has had; `atMs` is undefined where the recorded time cannot be read. */
interface PushSnapshot {
  readonly status: ExecutionStatus;
  readonly atMs: number | undefined;
  /** The incremental push that was running, '' if none. */
  readonly incrementalVersion: string;
}

export interface PushHistory {
  readonly status: ExecutionStatus;
  readonly details: string | null;
  readonly incrementalVersion: string;
  /** Oldest first, never pruned. */
  readonly history: readonly PushSnapshot[];
}

/** A requested change; null details erase the existing ones. */
export interface PushUpdate {
  readonly status: ExecutionStatus;
  readonly details: string | null;
  readonly atMs: number;
}

/** The result, and the record afterwards (the same one unless it was allowed). */
export interface RecordedUpdate {
  readonly outcome: PushTransition;
  readonly record: PushHistory;
}

/** Details of a push whose version Helix does not show yet. */
export const helixResourceNotCreated = 'Helix Resource not created.';

/** The record of a push that has just been created. */
export function newPushHistory(atMs: number): PushHistory {
  const incrementalVersion = '';
  return {
    status: 'STARTED',
    details: helixResourceNotCreated,
    incrementalVersion,
    history: [{ status: 'STARTED', atMs, incrementalVersion }],
  };
}

/**
 * Applies a change if the push allows it. STARTED may follow STARTED and is recorded once more.
 */
export function recordPushUpdate(record: PushHistory, update: PushUpdate): RecordedUpdate {
  const outcome = decidePushTransition(record.status, update.status);
  if (outcome !== 'allowed') return { outcome, record };
  const { status, details, atMs } = update;
  const { incrementalVersion } = record;
  const history = [...record.history, { status, atMs, incrementalVersion }];
  return { outcome, record: { status, details, incrementalVersion, history } };
}
