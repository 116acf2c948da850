/** Facts about the parent controller: its version records, its topics, the admin channel, the registry of degraded regions, leadership. */
import type { AdminMessage } from '../admin-message.js';
import {
  type PushId,
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import type { VersionStatus } from '../statuses.js';
import type { ParentVersion } from '../world/parent.js';
import { list } from './push.js';
import { type RegistryFact, registrySheets } from './registry.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';
import { type SwapFact, swapSheets } from './swap-work.js';

export interface ParentVersionCreated extends FactBase {
  readonly kind: 'parent-version-created';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly push: PushId;
  readonly record: ParentVersion;
  readonly writesTopic: boolean;
}
interface ParentVersionStatusSet extends FactBase {
  readonly kind: 'parent-version-status-set';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly status: VersionStatus;
  readonly rolledBackBy?: 'hook' | 'operator';
}
interface ParentCurrentSet extends FactBase {
  readonly kind: 'parent-current-set';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
interface ParentVersionDeleted extends FactBase {
  readonly kind: 'parent-version-deleted';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
/** A number is used up without a version record (data recovery of an older version). */
interface VersionNumberTaken extends FactBase {
  readonly kind: 'version-number-taken';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
interface ParentTopicTruncated extends FactBase {
  readonly kind: 'parent-topic-truncated';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
interface ParentTopicDeleted extends FactBase {
  readonly kind: 'parent-topic-deleted';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
interface TargetPromoted extends FactBase {
  readonly kind: 'target-promoted';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
interface CooldownSet extends FactBase {
  readonly kind: 'cooldown-set';
  readonly store: StoreId;
  readonly push: PushId;
}
interface CooldownCleared extends FactBase {
  readonly kind: 'cooldown-cleared';
  readonly store: StoreId;
}
interface AdminMessageSent extends FactBase {
  readonly kind: 'admin-message-sent';
  readonly sequence: number;
  readonly admin: AdminMessage;
}
/** An operator changes a store's settings. */
interface StoreChanged extends FactBase {
  readonly kind: 'store-changed';
  readonly store: StoreId;
  readonly migrating: boolean;
  readonly writesEnabled: boolean;
}
/** A region's record of a store takes writes, or does not any more; the parent's and those of other regions are as they were. */
interface StoreWritesSet extends FactBase {
  readonly kind: 'store-writes-set';
  readonly region: RegionId;
  readonly store: StoreId;
  readonly on: boolean;
}
/** Repushes of the store leave out what is past its time to live from now on, or do not any more. */
interface StoreTtlSet extends FactBase {
  readonly kind: 'store-ttl-set';
  readonly store: StoreId;
  readonly on: boolean;
}
interface OperatorRefused extends FactBase {
  readonly kind: 'operator-refused';
  readonly action: string;
  readonly region: RegionId;
  readonly reason: string;
}
interface OperatorActed extends FactBase {
  readonly kind: 'operator-acted';
  readonly action: string;
  readonly region: RegionId;
  readonly text: string;
}
interface ParentLeaderLost extends FactBase {
  readonly kind: 'parent-leader-lost';
}
interface ParentLeaderElected extends FactBase {
  readonly kind: 'parent-leader-elected';
  readonly epoch: number;
}
/** The parent armed one of its periodic looks; 0 disarms it. */
interface TickArmed extends FactBase {
  readonly kind: 'tick-armed';
  readonly tick: 'swap' | 'monitor';
  readonly at: number;
}

export type ParentFact =
  | SwapFact
  | RegistryFact
  | ParentVersionCreated
  | ParentVersionStatusSet
  | ParentCurrentSet
  | ParentVersionDeleted
  | VersionNumberTaken
  | ParentTopicTruncated
  | ParentTopicDeleted
  | TargetPromoted
  | CooldownSet
  | CooldownCleared
  | AdminMessageSent
  | StoreChanged
  | StoreTtlSet
  | StoreWritesSet
  | OperatorRefused
  | OperatorActed
  | ParentLeaderLost
  | ParentLeaderElected
  | TickArmed;

/** The sheets of this area. */
export const parentSheets: { readonly [F in ParentFact as F['kind']]: FactSheet<F> } = {
  ...registrySheets,
  'parent-version-created': {
    fields: ['store', 'version', 'push', 'writesTopic'],
    line: ({ store, version, record }, names) =>
      plain(
        'parent',
        `creates v${version} of ${storeName(names, store)} for ${createdFor(record, names.regions)}${madeFrom(record)}`,
      ),
  },
  'parent-version-status-set': {
    fields: ['store', 'version', 'status'],
    line: ({ store, version, status }, names) =>
      notable('parent', `${storeName(names, store)} v${version} is ${status}`),
  },
  'parent-current-set': { fields: ['store', 'version'] },
  'parent-version-deleted': {
    fields: ['store', 'version'],
    line: ({ store, version }, names) =>
      plain('parent', `forgets v${version} of ${storeName(names, store)}`),
  },
  'version-number-taken': {
    fields: ['store', 'version'],
    line: ({ store, version }, names) =>
      plain('parent', `uses up number ${version} of ${storeName(names, store)}`),
  },
  'parent-topic-truncated': { fields: ['store', 'version'] },
  'parent-topic-deleted': { fields: ['store', 'version'] },
  'target-promoted': { fields: ['store', 'version'] },
  'cooldown-set': { fields: ['store', 'push'] },
  'cooldown-cleared': { fields: ['store'] },
  ...swapSheets,
  'admin-message-sent': {
    fields: ['sequence'],
    line: ({ admin }, names) =>
      plain(
        'parent',
        `sends ${admin.kind} of ${storeName(names, admin.store)} v${admin.version} to the regions`,
      ),
  },
  'operator-refused': {
    fields: ['region'],
    line: ({ action, reason }) => notable('operator', `${action} is refused: ${reason}`),
  },
  'operator-acted': { fields: ['region'], line: ({ text }) => notable('operator', text) },
  'store-changed': {
    fields: ['store', 'migrating', 'writesEnabled'],
    line: ({ store, migrating, writesEnabled }, names) =>
      notable(
        'operator',
        `sets ${storeName(names, store)}: migrating ${migrating}, writes ${writesEnabled ? 'enabled' : 'disabled'}`,
      ),
  },
  'store-writes-set': {
    fields: ['region', 'store', 'on'],
    line: ({ region, store, on }, names) =>
      notable(
        'operator',
        `${on ? 'enables' : 'disables'} writes of ${storeName(names, store)} in ${regionName(names, region)}`,
      ),
  },
  'store-ttl-set': {
    fields: ['store', 'on'],
    line: ({ store, on }, names) =>
      plain(
        'parent',
        `switches repushes by time to live ${on ? 'on' : 'off'} for ${storeName(names, store)}`,
      ),
  },
  'parent-leader-lost': {
    fields: [],
    line: () =>
      notable('parent', 'loses its leader: recoveries, caches and timers in memory are gone'),
  },
  'parent-leader-elected': {
    fields: ['epoch'],
    line: ({ epoch }) => notable('parent', `has a new leader (number ${epoch})`),
  },
  'tick-armed': { fields: ['tick', 'at'] },
};

function madeFrom({ repushOf }: ParentVersion): string {
  return repushOf === 0 ? '' : `, from v${repushOf}`;
}

function createdFor(record: ParentVersion, regions: readonly string[]): string {
  const whom = record.targets.length === 0 ? 'all regions' : list(regions, record.targets);
  return record.swapDeferred ? `${whom}, swap deferred` : whom;
}
