/** Every fault a scenario can name, in the order of the reference text. Adding a fault is a file beside this one and a line here. */

import type { Condition } from '../conditions.js';
import type { Fields } from '../fields.js';
import { adminMessageFailure } from './admin-message-failure.js';
import { clientError } from './client-error.js';
import { clientLoss } from './client-loss.js';
import { controllerFailover } from './controller-failover.js';
import { diskFull } from './disk-full.js';
import type { Fault } from './fault.js';
import { linkCut, linkSlow } from './links.js';
import {
  parentFailover,
  parentListingOutage,
  parentOutage,
  parentStorageOutage,
} from './parent.js';
import { answersLate, answersLost } from './parent-answers.js';
import {
  brokerOutage,
  controllerHang,
  controllerOutage,
  copiesLoseRecords,
  networkCut,
  serverOutage,
  storeReadsOutage,
} from './partial-outages.js';
import { regionOutage } from './region-outage.js';
import { replicaError } from './replica-error.js';
import { serverLoss } from './server-loss.js';
import { straggler } from './straggler.js';

/** A fault with erased field types: its values were validated when the file was read. */
export interface AnyFault extends Omit<Fault, 'fields' | 'conditions'> {
  readonly fields: Fields;
  conditions(values: never, regions: readonly string[]): readonly Condition[];
}

export const faults: readonly AnyFault[] = [
  regionOutage,
  controllerOutage,
  controllerHang,
  brokerOutage,
  serverOutage,
  networkCut,
  linkCut,
  linkSlow,
  parentOutage,
  parentFailover,
  controllerFailover,
  adminMessageFailure,
  serverLoss,
  diskFull,
  replicaError,
  straggler,
  clientLoss,
  clientError,
  parentStorageOutage,
  answersLost,
  answersLate,
  parentListingOutage,
  copiesLoseRecords,
  storeReadsOutage,
];
