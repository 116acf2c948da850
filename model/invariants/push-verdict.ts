/** The result of a push job is consistent with the versions that regions serve, and it is reached in time. */

import type { Instant } from '../../sim/index.js';
import { pushName } from '../names.js';
import { childStore, parentVersion, pushJob, reachable } from '../queries/world.js';
import { storeSetup } from '../world/entries.js';
import type { World } from '../world.js';
import { ingestMs } from './bounds.js';
import { always, eventually } from './invariant.js';
import { currents, overParentVersions, regionsFor, regionWords, versionWords } from './words.js';

export const abortedNotServed = eventually({
  name: 'aborted-not-served',
  id: 'I10',
  title:
    'No region serves a version that the parent calls KILLED or ERROR, unless an operator rolled it forward afterwards',
  source: 'degraded-mode design, kill of a converted push',
  kinds: ['operator-acted', 'version-swapped'],
  withinMs: 0,
  /** Versions, by store and number, that an operator rolled forward despite their status. */
  remember: () => new Set<string>(),
  note: ({ world, facts, memory }) => {
    if (!facts.some(({ kind }) => kind === 'operator-acted')) return;
    for (const fact of facts) {
      if (fact.kind === 'version-swapped' && isAborted(world, fact.store, fact.version))
        memory.add(`${fact.store}/${fact.version}`);
    }
  },
  judge: (world, wanted) =>
    overParentVersions(world, (store, { number, status }) => {
      if (!isAborted(world, store, number) || wanted.has(`${store}/${number}`)) return [];
      const serving = currents(world, store).flatMap((current, region) =>
        current === number ? [region] : [],
      );
      const verb = serving.length === 1 ? 'serves' : 'serve';
      return serving.length === 0
        ? []
        : [
            `${regionWords(world, serving)} ${verb} ${versionWords(world, store, number)}, which is ${status}`,
          ];
    }),
});

function isAborted(world: World, store: number, version: number): boolean {
  const status = parentVersion(world, store, version)?.status;
  return status === 'KILLED' || status === 'ERROR';
}

export const failureIsReal = always({
  name: 'failure-is-real',
  id: 'I13',
  title:
    'A push job does not fail while every region that it is for answers and serves its version',
  source: 'degraded-mode design, problem statement',
  kinds: ['push-ended'],
  judge: (world, facts) =>
    facts.flatMap(({ push, store, outcome, reason }) => {
      const { version, mode } = pushJob(world, push);
      if (outcome !== 'failed' || version === 0 || mode === 'incremental') return [];
      const record = parentVersion(world, store, version);
      // A hook's ABORT fails the job regardless of the served versions.
      if (record?.rolledBackBy !== '' || record.hookGated) return [];
      const meant = regionsFor(world, store, version);
      const isServed = meant.every(
        (region) =>
          reachable(world, region) && childStore(world, region, store).current === version,
      );
      if (!isServed || meant.length === 0) return [];
      const name = `${pushName(world.names, push)} failed (${reason})`;
      return [
        `${name}, yet ${regionWords(world, meant)} serve ${versionWords(world, store, version)}`,
      ];
    }),
});

const minuteMs = 60_000;

/** Maximum time from the last event of a push to its job's result: 30 min of UNKNOWN and 20 min of grace for the swap. */
const limitMs = 50 * minuteMs;

export const jobTerminates = eventually({
  name: 'push-job-terminates',
  id: 'I14',
  title:
    'A push job ends within 50 minutes, its ingestion and the waits between regions after the last event of its push',
  source: 'VenicePushJob#pollStatusUntilComplete; degraded-mode design, step 4',
  kinds: [
    'parent-version-created',
    'push-status-set',
    'version-swapped',
    'end-of-push-written',
    'increment-taken-in',
    'push-ended',
    'fault-began',
    'fault-healed',
    'operator-acted',
    'degraded-marked',
    'degraded-unmarked',
    'parent-leader-elected',
  ],
  withinMs: limitMs,
  remember: (): Silence => ({ stores: new Map(), disturbedAt: 0, late: [] }),
  note: ({ world, facts, now, memory }) => {
    for (const fact of facts) {
      if (fact.kind === 'push-ended') {
        const sentence = lateWords(world, fact.push, silenceOf(memory, fact.store, now));
        if (sentence !== undefined) memory.late.push(sentence);
      } else if ('store' in fact) memory.stores.set(fact.store, now);
      else memory.disturbedAt = now;
    }
  },
  judge: (world, memory, { now }) => [
    ...memory.late,
    ...world.pushes.flatMap(({ state, store }, push) =>
      state === 'running' ? (lateWords(world, push, silenceOf(memory, store, now)) ?? []) : [],
    ),
  ],
});

/** Last event of each store's pushes, and last global event; messages about jobs that took too long. */
interface Silence {
  readonly stores: Map<number, Instant>;
  disturbedAt: Instant;
  readonly late: string[];
}

function silenceOf({ stores, disturbedAt }: Silence, store: number, now: Instant): number {
  return now - Math.max(stores.get(store) ?? now, disturbedAt);
}

/** Message if a job took too long; undefined otherwise, and for rollouts under hooks, whose duration is unbounded. */
function lateWords(world: World, push: number, silentMs: number): string | undefined {
  const job = world.pushes[push];
  if (job === undefined || job.version === 0 || job.state === 'killed' || job.state === 'died')
    return undefined;
  // Its data writer runs or failed; it does not poll.
  const writes = job.state === 'running' && job.stage === 'writing';
  const failed = job.state === 'failed' && job.checkpoint === 'START_DATA_WRITER_JOB';
  if (writes || failed) return undefined;
  const record = parentVersion(world, job.store, job.version);
  if (record === undefined || record.hookGated) return undefined;
  if (job.state === 'running' && isHeldUp(world, job)) return undefined;
  const waits = storeSetup(world, job.store).swapWaitMinutes * world.regions.length;
  const ingests = ingestMs(world, job.store, record.bytes);
  if (silentMs <= limitMs + waits * minuteMs + ingests) return undefined;
  const silence = `${Math.floor(silentMs / minuteMs)} min after the last event of its push`;
  return `${pushName(world.names, push)} has no result for ${versionWords(world, job.store, job.version)} ${silence}`;
}

/** True if a region cannot continue the version, because its servers or brokers are down. */
function isHeldUp(world: World, { store, version }: { store: number; version: number }): boolean {
  return world.regions.some(
    ({ conditions, stores }) =>
      conditions.serversDown + conditions.brokersDown > 0 &&
      stores[store]?.pushRecords.get(version)?.push.status === 'STARTED',
  );
}
