/** The data a push job reads about its store before it requests a version; the rule (PJ-7 and beside it) decides. */

import { entryOf, pushIdOf } from '../../queries/push-request.js';
import { pushJob, servedVersion } from '../../queries/world.js';
import {
  checkRegularPush,
  checkRepush,
  type JobCheck,
  jobChecksRule,
} from '../../rules/push-job/job-checks.js';
import { pushOrigin } from '../../rules/push-job/push-ids.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';

export const asks = [jobChecksRule];

/** First check: the source version of a repush. */
export function checkOfRepush(world: World, push: number): JobCheck {
  const { mode, of } = entryOf(world, push);
  if (mode !== 'repush') return { kind: 'passes' };
  const { store } = pushJob(world, push);
  const { name, hybrid } = storeSetup(world, store);
  const currents = world.javaOrder.map((region) => servedVersion(world, region, store));
  return checkRepush({ store: name, hybrid, origin: originOf(world, push), named: of, currents });
}

/** Last check: a push that is no repush. A stream-reprocessing job is not checked. */
export function checkOfRegularPush(world: World, push: number): JobCheck {
  const { mode } = entryOf(world, push);
  if (mode === 'repush' || mode === 'stream-reprocessing') return { kind: 'passes' };
  const { store } = pushJob(world, push);
  const { configuration } = world;
  return checkRegularPush({
    store: storeSetup(world, store).name,
    origin: originOf(world, push),
    incremental: mode === 'incremental',
    hasRecords: mode !== 'empty',
    allowed: configuration['allow.regular.push.with.ttl.repush'],
    timestamps: configuration['timestamp.field'] !== '',
    ttlRepush: parentStore(world, store).ttlRepush,
  });
}

function originOf(world: World, push: number) {
  return pushOrigin(pushIdOf(world, push));
}
