/** Hooks that hold something back: what each waits for and since when. Read from facts; O(1) a call. */
import type { Instant } from '../../sim/index.js';
import type { FactOf } from '../facts.js';
import type { HookPoint } from '../hooks/functions.js';
import { pushJob } from '../queries/world.js';
import type { World } from '../world.js';

/** One hook that holds something back. `region` is -1 at points about the whole job. */
export interface HookWait {
  readonly hook: string;
  readonly point: HookPoint;
  readonly store: number;
  readonly version: number;
  readonly region: number;
  /** `answers-wait`: it answers WAIT; `hangs`: its call has no answer. */
  readonly state: 'answers-wait' | 'hangs';
  /** How often it has answered WAIT without a break; 1 for a call. */
  readonly times: number;
  readonly since: Instant;
}

/** The kinds of fact that are read. */
export const waitKinds = [
  'hook-started',
  'hook-returned',
  'hook-calls-lost',
  'hook-answered',
  'rollout-ended',
  'push-ended',
] as const;

type Invocation = FactOf<'hook-started'>['invocation'];

/** Hooks that answer WAIT, and calls that have not returned. */
export class HookWaits {
  private readonly versions = new Map<string, Map<string, HookWait & { times: number }>>();
  private readonly calls = new Map<Invocation, HookWait>();

  /** Records one fact. */
  count(fact: FactOf<(typeof waitKinds)[number]>, world: World, now: Instant): void {
    switch (fact.kind) {
      case 'hook-started': {
        const { hook, store, version, region, invocation } = fact;
        const about = { hook, point: invocation.point, store, version, region };
        this.calls.set(invocation, { ...about, state: 'hangs', times: 1, since: now });
        return;
      }
      case 'hook-returned':
        this.calls.delete(fact.invocation);
        return;
      case 'hook-calls-lost':
        for (const invocation of this.calls.keys())
          if (invocation.asker === fact.asker) this.calls.delete(invocation);
        return;
      case 'hook-answered':
        return this.answered(fact, now);
      case 'rollout-ended':
        return this.forget(fact.store, fact.version);
      case 'push-ended':
        if (fact.outcome !== 'succeeded')
          this.forget(fact.store, pushJob(world, fact.push).version);
        return;
    }
  }

  /** All that wait now, the oldest first. */
  all(): readonly HookWait[] {
    const answered = [...this.versions.values()].flatMap((waits) => [...waits.values()]);
    return [...answered, ...this.calls.values()].sort((one, other) => one.since - other.since);
  }

  /** WAIT begins or goes on; every other answer ends it. */
  private answered(fact: FactOf<'hook-answered'>, now: Instant): void {
    const { hook, point, store, version, region, place, outcome, ended } = fact;
    const waits = this.versions.get(`${store} ${version}`);
    const key = `${place} ${point} ${region}`;
    if (outcome !== 'WAIT' || ended !== 'answer') {
      waits?.delete(key);
      return;
    }
    const wait = waits?.get(key);
    if (wait !== undefined) {
      wait.times += 1;
      return;
    }
    const about = { hook, point, store, version, region };
    const begun = { ...about, state: 'answers-wait' as const, times: 1, since: now };
    if (waits !== undefined) waits.set(key, begun);
    else this.versions.set(`${store} ${version}`, new Map([[key, begun]]));
  }

  private forget(store: number, version: number): void {
    this.versions.delete(`${store} ${version}`);
  }
}
