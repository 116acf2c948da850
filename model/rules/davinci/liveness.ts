/**
 * Whether a Da Vinci instance is there, judged by its last heartbeat alone. An instance stops
 * sending heartbeats once it has finished, so a finished one looks dead; the rules that count
 * reports ask for completion first. No report is read here.
 */
import type { Rule } from '../rule.js';

export const livenessRule: Rule = {
  id: 'DV-1',
  title: 'Alive, dead or bootstrapping',
  source: 'PushStatusStoreReader#getInstanceStatus',
};

/**
 * BOOTSTRAPPING: the instance is still loading what it serves already, and is left out of every
 * count.
 */
export type Liveness = 'ALIVE' | 'DEAD' | 'BOOTSTRAPPING';

/**
 * When now is, and for how long a heartbeat holds
 * (`push.status.store.heartbeat.expiration.seconds`).
 */
export interface HeartbeatClock {
  readonly nowMs: number;
  readonly expirationSeconds: number;
}

/**
 * Judges an instance; without any heartbeat `lastHeartbeatMs` is 0. The instant of expiry itself
 * still counts.
 */
export function decideLiveness(lastHeartbeatMs: number, clock: HeartbeatClock): Liveness {
  if (lastHeartbeatMs < 0) return 'BOOTSTRAPPING';
  return clock.nowMs - lastHeartbeatMs <= clock.expirationSeconds * 1_000 ? 'ALIVE' : 'DEAD';
}
