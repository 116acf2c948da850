/** Facts about a region's control plane: admin messages taken, versions created, completed, served, rolled back, deleted. */
import type { AddVersion } from '../admin-message.js';
import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import type { PushHistory } from '../rules/aggregation/push-record.js';
import type { ExecutionStatus, VersionStatus } from '../statuses.js';
import type { Ingestion } from '../world/region.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface InRegion extends FactBase {
  readonly region: RegionId;
  readonly store: StoreId;
  readonly version: VersionNumber;
}

interface AdminMessageTaken extends FactBase {
  readonly kind: 'admin-message-taken';
  readonly region: RegionId;
  readonly store: StoreId;
  readonly sequence: number;
}
interface AdminMessageDone extends FactBase {
  readonly kind: 'admin-message-done';
  readonly region: RegionId;
  readonly store: StoreId;
  readonly sequence: number;
}
interface AddVersionSkipped extends InRegion {
  readonly kind: 'add-version-skipped';
  readonly because: string;
}
export interface VersionCreated extends InRegion {
  readonly kind: 'version-created';
  readonly admin: AddVersion;
  readonly status: VersionStatus;
  readonly recovered: boolean;
  readonly content: number;
  readonly ingestion: Ingestion;
  readonly dvcTracked: boolean;
  readonly dvcHeld: boolean;
}
interface VersionStatusSet extends InRegion {
  readonly kind: 'version-status-set';
  readonly status: VersionStatus;
}
interface PushStatusSet extends InRegion {
  readonly kind: 'push-status-set';
  readonly status: ExecutionStatus;
  readonly record: PushHistory;
  readonly reason: string;
}
interface ServerStatusDecided extends InRegion {
  readonly kind: 'server-status-decided';
  readonly status: ExecutionStatus;
}
interface VersionSwapped extends InRegion {
  readonly kind: 'version-swapped';
  readonly from: VersionNumber;
  readonly because: 'completed' | 'rolled-forward' | 'recovered' | 'forced';
}
interface VersionRolledBack extends InRegion {
  readonly kind: 'version-rolled-back';
  /** What it serves now. */
  readonly to: VersionNumber;
}
interface VersionDeleted extends InRegion {
  readonly kind: 'version-deleted';
  readonly because: string;
  readonly keepRecord: boolean;
}
interface TopicTruncated extends InRegion {
  readonly kind: 'topic-truncated';
}
interface TopicDeleted extends InRegion {
  readonly kind: 'topic-deleted';
}
interface KillRecordCleared extends InRegion {
  readonly kind: 'kill-record-cleared';
}
interface SourceTopicCreated extends InRegion {
  readonly kind: 'source-topic-created';
  readonly bytes: number;
  readonly content: number;
}
interface DvcReleased extends InRegion {
  readonly kind: 'dvc-released';
}

export type RegionFact =
  | AdminMessageTaken
  | AdminMessageDone
  | AddVersionSkipped
  | VersionCreated
  | VersionStatusSet
  | PushStatusSet
  | ServerStatusDecided
  | VersionSwapped
  | VersionRolledBack
  | VersionDeleted
  | TopicTruncated
  | TopicDeleted
  | KillRecordCleared
  | SourceTopicCreated
  | DvcReleased;

const inRegion = ['region', 'store', 'version'] as const;

const becauseText = {
  completed: '',
  'rolled-forward': ' (rolled forward)',
  recovered: ' (recovered)',
  forced: ' (forced by an operator)',
} as const;

/** The sheets of this area. */
export const regionSheets: { readonly [F in RegionFact as F['kind']]: FactSheet<F> } = {
  'admin-message-taken': { fields: ['region', 'store', 'sequence'] },
  'admin-message-done': { fields: ['region', 'store', 'sequence'] },
  'add-version-skipped': {
    fields: inRegion,
    line: ({ region, store, version, because }, names) =>
      notable(
        regionName(names, region),
        `skips v${version} of ${storeName(names, store)}: ${because}`,
      ),
  },
  'version-created': {
    fields: [...inRegion, 'recovered', 'content'],
    line: ({ region, store, version, recovered }, names) =>
      plain(
        regionName(names, region),
        `creates v${version} of ${storeName(names, store)}${recovered ? ' to recover it' : ''} and begins to ingest`,
      ),
  },
  'version-status-set': {
    fields: [...inRegion, 'status'],
    line: ({ region, store, version, status }, names) =>
      plain(regionName(names, region), `${storeName(names, store)} v${version} is ${status}`),
  },
  'push-status-set': {
    fields: [...inRegion, 'status'],
    line: ({ region, store, version, status, reason }, names) => ({
      ...plain(
        regionName(names, region),
        `push of ${storeName(names, store)} v${version} is ${status}${reason === '' ? '' : `: ${reason}`}`,
      ),
      important: status !== 'STARTED' && status !== 'COMPLETED',
    }),
  },
  'server-status-decided': {
    fields: [...inRegion, 'status'],
    line: ({ region, store, version, status }, names) =>
      plain(
        regionName(names, region),
        `servers have ${status} ${storeName(names, store)} v${version}`,
      ),
  },
  'version-swapped': {
    fields: [...inRegion, 'from', 'because'],
    line: ({ region, store, version, from, because }, names) =>
      notable(
        regionName(names, region),
        `serves v${version} of ${storeName(names, store)} instead of v${from}${becauseText[because]}`,
      ),
  },
  'version-rolled-back': {
    fields: [...inRegion, 'to'],
    line: ({ region, store, version, to }, names) =>
      notable(
        regionName(names, region),
        `rolls ${storeName(names, store)} back from v${version} to v${to}`,
      ),
  },
  'version-deleted': {
    fields: inRegion,
    line: ({ region, store, version, because }, names) =>
      plain(
        regionName(names, region),
        `deletes v${version} of ${storeName(names, store)}: ${because}`,
      ),
  },
  'topic-truncated': { fields: inRegion },
  'topic-deleted': { fields: inRegion },
  'kill-record-cleared': { fields: inRegion },
  'source-topic-created': { fields: [...inRegion, 'bytes'] },
  'dvc-released': {
    fields: inRegion,
    line: ({ region, store, version }, names) =>
      plain(
        regionName(names, region),
        `lets Da Vinci instances begin with v${version} of ${storeName(names, store)}`,
      ),
  },
};
