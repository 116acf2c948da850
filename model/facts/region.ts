/** Facts about a region's control plane: admin messages consumed, versions created, completed, served, rolled back, deleted. */
import type { AddVersion } from '../admin-message.js';
import type { PushHistory } from '../rules/aggregation/push-record.js';
import type { ExecutionStatus, VersionStatus } from '../statuses.js';
import type { Ingestion } from '../world/region.js';
import {
  type FactsOf,
  fact,
  flag,
  notable,
  number,
  ofStore,
  ofVersion,
  text,
  unhashed,
  word,
} from './sheet.js';

const swapCauses = {
  completed: '',
  'rolled-forward': ' (rolled forward)',
  recovered: ' (recovered)',
  forced: ' (forced by an operator)',
} as const;

export const regionSheets = {
  'admin-message-taken': fact({ ...ofStore, sequence: number }),
  'admin-message-done': fact({ ...ofStore, sequence: number }),
  'add-version-skipped': fact({ ...ofVersion, because: text }).inRegion(
    ({ version, because }, { store }) => notable(`skips v${version} of ${store}: ${because}`),
  ),
  'version-created': fact({
    ...ofVersion,
    admin: unhashed<AddVersion>(),
    status: unhashed<VersionStatus>(),
    recovered: flag,
    content: number,
    ingestion: unhashed<Ingestion>(),
    dvcTracked: unhashed<boolean>(),
    dvcHeld: unhashed<boolean>(),
  }).inRegion(
    ({ version, recovered }, { store }) =>
      `creates v${version} of ${store}${recovered ? ' to recover it' : ''} and begins to ingest`,
  ),
  'version-status-set': fact({ ...ofVersion, status: word<VersionStatus>() }).inRegion(
    ({ version, status }, { store }) => `${store} v${version} is ${status}`,
  ),
  'push-status-set': fact({
    ...ofVersion,
    status: word<ExecutionStatus>(),
    record: unhashed<PushHistory>(),
    reason: text,
  }).inRegion(({ version, status, reason }, { store }) => ({
    text: `push of ${store} v${version} is ${status}${reason === '' ? '' : `: ${reason}`}`,
    important: status !== 'STARTED' && status !== 'COMPLETED',
  })),
  'server-status-decided': fact({ ...ofVersion, status: word<ExecutionStatus>() }).inRegion(
    ({ version, status }, { store }) => `servers have ${status} ${store} v${version}`,
  ),
  'version-swapped': fact({
    ...ofVersion,
    from: number,
    because: word<keyof typeof swapCauses>(),
  }).inRegion(({ version, from, because }, { store }) =>
    notable(`serves v${version} of ${store} instead of v${from}${swapCauses[because]}`),
  ),
  /** `to`: the version that the region serves now. */
  'version-rolled-back': fact({ ...ofVersion, to: number }).inRegion(({ version, to }, { store }) =>
    notable(`rolls ${store} back from v${version} to v${to}`),
  ),
  /** A rollback reached the region and had no effect there. */
  'rollback-skipped': fact({ ...ofVersion, because: text }).inRegion(({ because }, { store }) =>
    notable(`does not roll ${store} back: ${because}`),
  ),
  'version-deleted': fact({
    ...ofVersion,
    because: text,
    keepRecord: unhashed<boolean>(),
  }).inRegion(({ version, because }, { store }) => `deletes v${version} of ${store}: ${because}`),
  'topic-truncated': fact(ofVersion),
  'topic-deleted': fact(ofVersion),
  'kill-record-cleared': fact(ofVersion),
  /** A recovery clears the record of a push that is over. */
  'push-record-cleared': fact(ofVersion),
  'source-topic-created': fact({ ...ofVersion, bytes: number, content: unhashed<number>() }),
  'dvc-released': fact(ofVersion).inRegion(
    ({ version }, { store }) => `lets Da Vinci instances begin with v${version} of ${store}`,
  ),
  'target-promotion-received': fact(ofVersion).inRegion(
    ({ version }, { store }) =>
      `lets paused Da Vinci instances read v${version} of ${store}: its target regions are done`,
  ),
};
export type RegionFact = FactsOf<typeof regionSheets>;
