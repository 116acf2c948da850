/** Applies facts about push jobs. */
import type { Instant } from '../../sim/index.js';
import type { Checkpoint } from '../checkpoints.js';
import type { PushFact } from '../facts/push.js';
import { pushJobAt, regionAt } from '../world/entries.js';
import type { PushJob } from '../world/parent.js';
import type { WritableWorld } from '../world.js';

/** Applies one fact of this area. */
export function applyPushFact(world: WritableWorld, fact: PushFact, now: Instant): void {
  // A schema may be registered outside a push, and changes no job.
  if (fact.kind === 'schema-registered') return;
  const job = pushJobAt(world, fact.push);
  switch (fact.kind) {
    case 'push-requested':
      job.state = 'running';
      job.stage = 'asking';
      job.startedAt = now;
      job.timeoutTicket = fact.timeoutTicket;
      return;
    case 'push-refused':
    case 'push-converted':
      return;
    case 'dictionary-begun':
      job.checkpoint = 'START_VALIDATE_SCHEMA_AND_BUILD_DICT_MAP_JOB';
      return;
    case 'dictionary-built':
      job.checkpoint = 'VALIDATE_SCHEMA_AND_BUILD_DICT_MAP_JOB_COMPLETED';
      return;
    case 'job-accepted':
      job.checkpoint = 'NEW_VERSION_CREATED';
      job.version = fact.version;
      job.degraded = fact.degraded;
      job.gated = fact.gated;
      job.deferred = fact.deferred;
      job.targets = fact.targets;
      return;
    case 'writing-started':
      job.stage = 'writing';
      job.checkpoint = 'START_DATA_WRITER_JOB';
      job.writeDueOnClock = fact.dueOnClock;
      job.writesIn = fact.region;
      job.checkTicket = fact.checkTicket ?? 0;
      return beginWriting(world, job);
    case 'answer-lost':
      job.answersLost += 1;
      return;
    case 'write-checked':
      job.checkTicket = fact.checkTicket;
      return;
    case 'end-of-push-written':
      job.poll = { ...job.poll, nextPollMs: fact.nextPollMs };
      job.checkpoint = 'DATA_WRITER_JOB_COMPLETED';
      return endOfPush(world, job, fact.region);
    case 'rest-copied':
      job.restOf = true;
      job.targets = fact.targets;
      job.poll = { ...job.poll, done: [], unknownSinceMs: 0, nextPollMs: fact.nextPollMs };
      return;
    case 'push-polled':
      job.polls += 1;
      job.lastStatus = fact.status;
      job.lastRegions = fact.regions;
      job.poll = fact.poll;
      job.checkpoint =
        fact.poll.swapSinceMs > 0 ? 'START_VERSION_SWAP' : 'START_JOB_STATUS_POLLING';
      return;
    case 'push-ended':
      job.state = fact.outcome;
      job.reason = fact.reason;
      job.endedAt = now;
      job.stage = 'ended';
      job.checkpoint = fact.checkpoint ?? lastCheckpoint(job);
      return;
  }
}

function beginWriting(world: WritableWorld, job: PushJob): void {
  if (job.mode === 'incremental') return;
  const topic = regionAt(world, job.writesIn).stores[job.store]?.topics.get(job.version);
  if (topic !== undefined) topic.written = true;
}

function endOfPush(world: WritableWorld, job: PushJob, region: number): void {
  job.stage = 'polling';
  if (job.mode === 'incremental') return;
  const topic = regionAt(world, region).stores[job.store]?.topics.get(job.version);
  if (topic !== undefined) topic.endOfPush = true;
}

/** Final checkpoint of a job: a failed job keeps its last one; a job that waited for swaps has completed them. */
function lastCheckpoint({ state, checkpoint }: PushJob): Checkpoint {
  if (state !== 'succeeded') return checkpoint;
  return checkpoint === 'START_VERSION_SWAP'
    ? 'COMPLETE_VERSION_SWAP'
    : 'JOB_STATUS_POLLING_COMPLETED';
}
