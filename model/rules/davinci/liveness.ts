/**
 * Whether a Da Vinci instance is alive, by its last heartbeat alone. An instance stops
 * sending heartbeats once it has finished, so a finished one looks dead; the rules that count
 * reports check completion first. No report is read here.
 */
import type { Rule } from '../rule.js';

export const livenessRule: Rule = {
  id: 'DV-1',
  title: 'Alive, dead or bootstrapping',
  source: 'PushStatusStoreReader#getInstanceStatus',
};

/**
 * BOOTSTRAPPING: the instance is still loading the version that it serves, and is left out of every
 * count.
 */
export type Liveness = 'ALIVE' | 'DEAD' | 'BOOTSTRAPPING';

/**
 * The current instant, and how long a heartbeat is valid
 * (`push.status.store.heartbeat.expiration.seconds`).
 */
export interface HeartbeatClock {
  readonly nowMs: number;
  readonly expirationSeconds: number;
}

/**
 * Classifies an instance; without any heartbeat `lastHeartbeatMs` is 0. The instant of expiry itself
 * still counts.
 */
export function decideLiveness(lastHeartbeatMs: number, clock: HeartbeatClock): Liveness {
  if (lastHeartbeatMs < 0) return 'BOOTSTRAPPING';
  return clock.nowMs - lastHeartbeatMs <= clock.expirationSeconds * 1_000 ? 'ALIVE' : 'DEAD';
}
