/** The AddVersion message of a version: what the parent's record says, and to which regions it goes this time. */
import type { AddVersion } from '../admin-message.js';
import type { RegionId, StoreId } from '../names.js';
import type { ParentVersion } from '../world/parent.js';

/** What the record does not say. */
export interface Addressed {
  readonly targeted: boolean;
  readonly targets: readonly RegionId[];
  readonly dvcHeld: readonly RegionId[];
}

/** Makes the message. */
export function addVersionOf(
  store: StoreId,
  record: Readonly<ParentVersion>,
  addressed: Addressed,
): AddVersion {
  return {
    kind: 'AddVersion',
    store,
    version: record.number,
    push: record.push,
    bytes: record.bytes,
    source: record.sourceFabric,
    swapDeferred: record.swapDeferred,
    degraded: record.degradedSnapshot,
    hookGated: record.hookGated,
    converted: record.converted,
    deferredByUser: record.deferredByUser,
    excluded: record.excluded,
    repush: record.repush,
    content: record.content,
    ...addressed,
  };
}
