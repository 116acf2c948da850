/** Applies facts of the policies. */
import type { Instant } from '../../sim/index.js';
import type { PolicyFact } from '../facts/policy.js';
import type { FactOf } from '../facts.js';
import type { WritableWorld } from '../world.js';

/** Applies one fact of this area. */
export function applyPolicyFact(world: WritableWorld, fact: PolicyFact, now: Instant): void {
  const { policy } = world.parent;
  switch (fact.kind) {
    case 'push-observed':
      return observe(world, fact, now);
    case 'region-probed':
      policy.probes[fact.region] = fact.answered;
      return;
    case 'retry-queue-changed':
      policy.queue = fact.queue;
      return;
    case 'policy-tick-armed':
      if (fact.look === 'detector') policy.detectorLookAt = fact.at;
      else policy.queueLookAt = fact.at;
      return;
  }
}

function observe(
  world: WritableWorld,
  { push, statuses }: FactOf<'push-observed'>,
  now: Instant,
): void {
  const { observed } = world.parent.policy;
  const before = observed.get(push);
  const since = statuses.map((status, region) =>
    before?.statuses[region] === status ? (before.since[region] ?? now) : now,
  );
  const done = statuses.filter((status) => status === 'COMPLETED').length;
  const majority = done > Math.floor(statuses.length / 2);
  const majoritySince = !majority ? 0 : before?.majoritySince || now;
  observed.set(push, { statuses, since, majoritySince, seenAt: now });
}
