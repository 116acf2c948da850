/**
 * The push job while it writes: the duration of the write, its checks of the push's status, and its behaviour while the brokers it writes
 * to are down. It does not decide the end of a push.
 */

import { formatDuration } from '../../../sim/index.js';
import { clockAt } from '../../clock.js';
import type { EventOf } from '../../events.js';
import { type RegionId, regionName } from '../../names.js';
import { entryOf, jobTimeoutMs } from '../../queries/push-request.js';
import { pushJob } from '../../queries/world.js';
import { nextPollAfter, pollCadenceRule } from '../../rules/push-job/poll-cadence.js';
import { checkWhileWriting, writeCheckRule } from '../../rules/push-job/write-check.js';
import { regionAt } from '../../world/entries.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { endPush } from '../commands/end-push.js';
import { endIncrement } from '../region/increments.js';
import { sourceChanged } from '../region/replication.js';

export const asks = [pollCadenceRule, writeCheckRule];

const deliveryKey = 'kafka.delivery.timeout.ms';

/** Starts the write of `bytes` in a region, and the periodic status checks. */
export function startWriting(
  world: World,
  turn: ModelTurn,
  push: number,
  { region, bytes }: { readonly region: RegionId; readonly bytes: number },
): void {
  const { store, version, mode } = pushJob(world, push);
  const clock = regionAt(world, region).writerClock;
  const writeMs = Math.ceil(
    (bytes / (entryOf(world, push).rate ?? world.setup.physics.writeRate)) * 1_000,
  );
  const dueOnClock = clockAt(clock, turn.now) + writeMs;
  // An empty push has no data writer, and a stream-reprocessing job is no push job.
  const checks = mode !== 'empty' && mode !== 'stream-reprocessing';
  const checkTicket = checks ? nextCheck(world, turn, push) : undefined;
  const fact = { kind: 'writing-started', push, store, version, region, dueOnClock } as const;
  turn.record(checkTicket === undefined ? fact : { ...fact, checkTicket });
  if (mode !== 'incremental') sourceChanged(world, turn, { store, version });
  if (clock.running) turn.schedule(writeMs, { kind: 'writing-due', push });
  else waitForBrokers(world, turn, push);
}

/** The data writer completes, unless the brokers it writes to were down meanwhile. */
export const onWritingDue: Handler<'writing-due'> = (world, event, turn) => {
  const job = pushJob(world, event.push);
  if (job.stage !== 'writing' || job.state !== 'running') return;
  const clock = regionAt(world, job.writesIn).writerClock;
  if (!clock.running) return;
  const left = job.writeDueOnClock - clockAt(clock, turn.now);
  if (left > 0) {
    turn.schedule(left, event);
    return;
  }
  const { push, store, version, writesIn: region } = job;
  if (entryOf(world, push).failsAt === 'writing') {
    const reason = `the data writer failed in ${regionName(world.names, region)} before its last record`;
    return endPush(world, turn, push, { outcome: 'failed', reason });
  }
  const { nextPollMs } = nextPollAfter(0, turn.now, intervalMs(world));
  const written = { push, store, version, region, nextPollMs };
  turn.cancel(job.checkTicket);
  turn.record({ kind: 'end-of-push-written', ...written, rule: 'PJ-2' });
  if (job.mode === 'incremental') endIncrement(world, turn, push);
  else sourceChanged(world, turn, { store, version });
  turn.schedule(0, { kind: 'status-poll-due', push });
};

/** A periodic status check is due: has the push been ended elsewhere? */
export const onWriteCheckDue: Handler<'write-check-due'> = (world, { push }, turn) => {
  if (pushJob(world, push).stage !== 'writing') return;
  const call = { name: 'controllerCall', place: 'push-job-check' } as const;
  const query = { kind: 'status-query-arrived', push, attempt: 1, writing: true } as const;
  scheduleAfter(world, turn, call, query);
};

/** The answer to a status check. The next one follows an interval after this answer. */
export function onWriteCheckAnswered(
  world: World,
  { push, error, overall }: EventOf<'status-answer-arrived'>,
  turn: ModelTurn,
): void {
  const { store, stage } = pushJob(world, push);
  if (stage !== 'writing') return;
  const answer = error === '' ? ({ kind: 'answered', status: overall } as const) : noAnswer;
  const verdict = checkWhileWriting(answer);
  if (verdict.kind === 'write-on') {
    const checkTicket = nextCheck(world, turn, push);
    turn.record({ kind: 'write-checked', push, store, status: overall, checkTicket });
    return;
  }
  endPush(world, turn, push, { outcome: 'failed', reason: verdict.reason, rule: 'PJ-9' });
}

const noAnswer = { kind: 'no-answer' } as const;

function nextCheck(world: World, turn: ModelTurn, push: number): number {
  return turn.schedule(intervalMs(world), { kind: 'write-check-due', push });
}

/** Brokers work again: writers resume. */
export function resumeWriters(world: World, turn: ModelTurn, region: RegionId): void {
  for (const { push, stage, writesIn } of world.pushes) {
    if (stage === 'writing' && writesIn === region) turn.schedule(0, { kind: 'writing-due', push });
  }
}

/** Brokers are down: writers buffer their records and retry, up to the delivery timeout. */
export function stallWriters(world: World, turn: ModelTurn, region: RegionId): void {
  const clock = regionAt(world, region).writerClock;
  // The write may have been suspended before.
  if (clock.running || clock.since !== turn.now) return;
  for (const { push, stage, writesIn } of world.pushes) {
    if (stage === 'writing' && writesIn === region) waitForBrokers(world, turn, push);
  }
}

function waitForBrokers(world: World, turn: ModelTurn, push: number): void {
  const limitMs = world.configuration[deliveryKey];
  // The job's time limit comes first.
  if (limitMs >= jobTimeoutMs(world)) return;
  turn.schedule(limitMs, { kind: 'delivery-timeout-due', push, since: turn.now });
}

/** The delivery timeout of a writer is over; if the brokers are still down, the job fails. */
export const onDeliveryTimeoutDue: Handler<'delivery-timeout-due'> = (world, event, turn) => {
  const { push, since } = event;
  const { stage, writesIn } = pushJob(world, push);
  if (stage !== 'writing') return;
  const clock = regionAt(world, writesIn).writerClock;
  if (clock.running || clock.since > since) return;
  const where = regionName(world.names, writesIn);
  const limit = formatDuration(world.configuration[deliveryKey]);
  const reason = `the data writer failed: the brokers of ${where} took nothing for ${limit} (${deliveryKey})`;
  endPush(world, turn, push, { outcome: 'failed', reason });
};

function intervalMs(world: World): number {
  return world.configuration['poll.job.status.interval.ms'];
}
