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
import type { SwapState } from '../rules/swap/deferred-swap-words.js';
import type { VersionStatus } from '../statuses.js';
import type { DegradedMark, ParentVersion } from '../world/parent.js';
import { list } from './push.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

export interface ParentVersionCreated extends FactBase {
  readonly kind: 'parent-version-created';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly push: PushId;
  readonly record: ParentVersion;
  readonly writesTopic: boolean;
}
export interface ParentVersionStatusSet extends FactBase {
  readonly kind: 'parent-version-status-set';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly status: VersionStatus;
  readonly rolledBackBy?: 'hook' | 'operator';
}
export interface ParentCurrentSet extends FactBase {
  readonly kind: 'parent-current-set';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
export interface ParentVersionDeleted extends FactBase {
  readonly kind: 'parent-version-deleted';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
/** A number is used up without a version record (data recovery of an older version). */
export interface VersionNumberTaken extends FactBase {
  readonly kind: 'version-number-taken';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
export interface ParentTopicTruncated extends FactBase {
  readonly kind: 'parent-topic-truncated';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
export interface ParentTopicDeleted extends FactBase {
  readonly kind: 'parent-topic-deleted';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
export interface TargetPromoted extends FactBase {
  readonly kind: 'target-promoted';
  readonly store: StoreId;
  readonly version: VersionNumber;
}
export interface CooldownSet extends FactBase {
  readonly kind: 'cooldown-set';
  readonly store: StoreId;
  readonly push: PushId;
}
export interface CooldownCleared extends FactBase {
  readonly kind: 'cooldown-cleared';
  readonly store: StoreId;
}
export interface AdminMessageSent extends FactBase {
  readonly kind: 'admin-message-sent';
  readonly sequence: number;
  readonly admin: AdminMessage;
}
export interface RegistryWritten extends FactBase {
  readonly kind: 'registry-written';
  readonly marks: readonly DegradedMark[];
}
export interface RegistryCached extends FactBase {
  readonly kind: 'registry-cached';
  readonly version: number;
  readonly marks: readonly DegradedMark[];
}
export interface DegradedMarked extends FactBase {
  readonly kind: 'degraded-marked';
  readonly region: RegionId;
  readonly timeoutMinutes: number;
  /** Who did it; 'auto' for the detector of policy D. */
  readonly operator: string;
  /** Regions marked now, as the controller that did it reads the registry. */
  readonly active: number;
}
export interface DegradedUnmarked extends FactBase {
  readonly kind: 'degraded-unmarked';
  readonly region: RegionId;
  readonly changed: boolean;
  readonly operator: string;
  readonly active: number;
}
export interface OperatorRefused extends FactBase {
  readonly kind: 'operator-refused';
  readonly action: string;
  readonly region: RegionId;
  readonly reason: string;
}
export interface OperatorActed extends FactBase {
  readonly kind: 'operator-acted';
  readonly action: string;
  readonly region: RegionId;
  readonly text: string;
}
export interface MarkOverdue extends FactBase {
  readonly kind: 'mark-overdue';
  readonly region: RegionId;
  readonly minutes: number;
  readonly timeoutMinutes: number;
}
/** The monitor has measured a mark: the gauge of its age. */
export interface MarkMeasured extends FactBase {
  readonly kind: 'mark-measured';
  readonly region: RegionId;
  readonly minutes: number;
}
export interface EmergencySourceSet extends FactBase {
  readonly kind: 'emergency-source-set';
  readonly region: string;
  /** 'operator', or 'auto' when a mark or an unmark did it. */
  readonly operator: 'operator' | 'auto';
}
export interface ParentLeaderLost extends FactBase {
  readonly kind: 'parent-leader-lost';
}
export interface ParentLeaderElected extends FactBase {
  readonly kind: 'parent-leader-elected';
  readonly epoch: number;
}
/** What the deferred swap service remembers of a store after a look. */
export interface SwapRemembered extends FactBase {
  readonly kind: 'swap-remembered';
  readonly store: StoreId;
  readonly memory: SwapState;
}
/** The parent armed one of its periodic looks; 0 disarms it. */
export interface TickArmed extends FactBase {
  readonly kind: 'tick-armed';
  readonly tick: 'swap' | 'monitor';
  readonly at: number;
}

export type ParentFact =
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
  | SwapRemembered
  | AdminMessageSent
  | RegistryWritten
  | RegistryCached
  | DegradedMarked
  | DegradedUnmarked
  | OperatorRefused
  | OperatorActed
  | MarkOverdue
  | MarkMeasured
  | EmergencySourceSet
  | ParentLeaderLost
  | ParentLeaderElected
  | TickArmed;

/** The sheets of this area. */
export const parentSheets: { readonly [F in ParentFact as F['kind']]: FactSheet<F> } = {
  'parent-version-created': {
    fields: ['store', 'version', 'push', 'writesTopic'],
    line: ({ store, version, record }, names) =>
      plain(
        'parent',
        `creates v${version} of ${storeName(names, store)} for ${createdFor(record, names.regions)}`,
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
  'swap-remembered': { fields: ['store'] },
  'admin-message-sent': {
    fields: ['sequence'],
    line: ({ admin }, names) =>
      plain(
        'parent',
        `sends ${admin.kind} of ${storeName(names, admin.store)} v${admin.version} to the regions`,
      ),
  },
  'registry-written': { fields: [] },
  'registry-cached': { fields: ['version'] },
  'degraded-marked': {
    fields: ['region', 'timeoutMinutes'],
    line: ({ region }, names) =>
      notable('operator', `marks ${regionName(names, region)} as degraded`),
  },
  'degraded-unmarked': {
    fields: ['region', 'changed'],
    line: ({ region, changed }, names) =>
      notable(
        'operator',
        `unmarks ${regionName(names, region)}${changed ? '' : ', which was not marked'}`,
      ),
  },
  'operator-refused': {
    fields: ['region'],
    line: ({ action, reason }) => notable('operator', `${action} is refused: ${reason}`),
  },
  'operator-acted': { fields: ['region'], line: ({ text }) => notable('operator', text) },
  'mark-overdue': {
    fields: ['region', 'timeoutMinutes'],
    line: ({ region, minutes, timeoutMinutes }, names) =>
      notable(
        'parent',
        `ALERT: ${regionName(names, region)} has been degraded for ${Math.floor(minutes)} min, over its ${timeoutMinutes} min`,
      ),
  },
  'mark-measured': { fields: ['region', 'minutes'] },
  'emergency-source-set': {
    fields: ['region'],
    line: ({ region, operator }) =>
      notable(
        operator === 'auto' ? 'parent' : 'operator',
        region === ''
          ? 'clears the emergency source region'
          : `sets the emergency source region to ${region}`,
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

function createdFor(record: ParentVersion, regions: readonly string[]): string {
  const whom = record.targets.length === 0 ? 'all regions' : list(regions, record.targets);
  return record.swapDeferred ? `${whom}, swap deferred` : whom;
}
