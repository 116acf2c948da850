/** Facts about the parent controller: its version records, its topics, the admin channel, the registry of degraded regions, leadership. */
import type { AdminMessage } from '../admin-message.js';
import { storeName } from '../names.js';
import type { VersionStatus } from '../statuses.js';
import type { ParentVersion } from '../world/parent.js';
import { registrySheets } from './registry.js';
import {
  type FactsOf,
  fact,
  flag,
  type Named,
  notable,
  number,
  ofParentVersion,
  optional,
  text,
  unhashed,
  word,
} from './sheet.js';
import { swapSheets } from './swap-work.js';

const ofAction = { action: text, region: number };

export const parentSheets = {
  ...registrySheets,
  'parent-version-created': fact({
    ...ofParentVersion,
    push: number,
    record: unhashed<ParentVersion>(),
    writesTopic: flag,
  }).byParent(
    ({ version, record }, named) =>
      `creates v${version} of ${named.store} for ${createdFor(record, named)}${madeFrom(record)}`,
  ),
  'parent-version-status-set': fact({
    ...ofParentVersion,
    status: word<VersionStatus>(),
    rolledBackBy: optional<'hook' | 'operator'>(),
  }).byParent(({ version, status }, { store }) => notable(`${store} v${version} is ${status}`)),
  'parent-current-set': fact(ofParentVersion),
  /** The regions were polled about a rollback of a version, and none has rolled back. */
  'rollback-unconfirmed': fact(ofParentVersion),
  'parent-version-deleted': fact(ofParentVersion).byParent(
    ({ version }, { store }) => `forgets v${version} of ${store}`,
  ),
  /** A number is consumed without a version record (data recovery of an older version). */
  'version-number-taken': fact(ofParentVersion).byParent(
    ({ version }, { store }) => `uses up number ${version} of ${store}`,
  ),
  'parent-topic-truncated': fact(ofParentVersion),
  'parent-topic-deleted': fact(ofParentVersion),
  'target-promoted': fact(ofParentVersion),
  'cooldown-set': fact({ store: number, push: number }),
  'cooldown-cleared': fact({ store: number }),
  ...swapSheets,
  'admin-message-sent': fact({ sequence: number, admin: unhashed<AdminMessage>() }).byParent(
    ({ admin: { kind, store, version } }, { names }) =>
      `sends ${kind} of ${storeName(names, store)} v${version} to the regions`,
  ),
  'operator-refused': fact({ ...ofAction, reason: text }).byOperator(({ action, reason }) =>
    notable(`${action} is refused: ${reason}`),
  ),
  'operator-acted': fact({ ...ofAction, text }).byOperator(({ text }) => notable(text)),
  /** An operator changes a store's settings. */
  'store-changed': fact({ store: number, migrating: flag, writesEnabled: flag }).byOperator(
    ({ migrating, writesEnabled }, { store }) =>
      notable(
        `sets ${store}: migrating ${migrating}, writes ${writesEnabled ? 'enabled' : 'disabled'}`,
      ),
  ),
  /** Writes are enabled or disabled in one region's record of a store; the parent's and other regions' records do not change. */
  'store-writes-set': fact({ region: number, store: number, on: flag }).byOperator(
    ({ on }, { region, store }) =>
      notable(`${on ? 'enables' : 'disables'} writes of ${store} in ${region}`),
  ),
  /** Repushes of the store begin or cease to omit expired records (time to live). */
  'store-ttl-set': fact({ store: number, on: flag }).byParent(
    ({ on }, { store }) => `switches repushes by time to live ${on ? 'on' : 'off'} for ${store}`,
  ),
  'parent-leader-lost': fact({}).byParent(() =>
    notable('loses its leader: recoveries, caches and timers in memory are gone'),
  ),
  'parent-leader-elected': fact({ epoch: number }).byParent(({ epoch }) =>
    notable(`has a new leader (number ${epoch})`),
  ),
  /** The parent armed one of its periodic ticks; 0 disarms it. */
  'tick-armed': fact({ tick: word<'swap' | 'monitor'>(), at: number }),
};
export type ParentFact = FactsOf<typeof parentSheets>;

function madeFrom({ repushOf }: ParentVersion): string {
  return repushOf === 0 ? '' : `, from v${repushOf}`;
}

function createdFor({ targets, swapDeferred }: ParentVersion, { list }: Named): string {
  const recipients = targets.length === 0 ? 'all regions' : list(targets);
  return swapDeferred ? `${recipients}, swap deferred` : recipients;
}
