/**
 * From what clients of a region feel to what a dashboard shows: errors, latency and capacity of one store, with noise. Pure: the dice are
 * thrown by whoever asks, and nobody who does not look throws any.
 */
import type { RegionSignals } from '../hooks/view.js';
import { type Defect, effectOf } from './defects.js';

/** What a dashboard shows where nothing is wrong, and how much it flickers. */
export interface MonitoringSetup {
  /** Share of requests that fail where nothing is wrong. */
  readonly errorRate: number;
  readonly latencyMs: number;
  /** The most that chance adds to the share of failing requests; latency and capacity flicker as much in proportion. */
  readonly noise: number;
}

export const defaultMonitoring: MonitoringSetup = { errorRate: 0, latencyMs: 5, noise: 0.001 };

/** A part of a region's readers, and the defect it feels. */
export interface Readers {
  readonly reads: number;
  readonly defect: Defect | undefined;
  /** These readers use the region's servers. */
  readonly onServers: boolean;
}

/** What can be seen of one region and store. */
export interface Scene {
  readonly region: string;
  readonly readers: readonly Readers[];
  /** Storage servers answer nobody. */
  readonly serversDown: boolean;
}

/** Numbers from 0 to 1, one for each signal; all 0 without noise. */
export interface Noise {
  readonly errors: number;
  readonly latency: number;
  readonly capacity: number;
}

/** The signals of a region. Shares stay between 0 and 1. */
export function shownSignals(
  { region, readers, serversDown }: Scene,
  usual: MonitoringSetup,
  noise: Noise,
): RegionSignals {
  let [all, failing, slow, lost] = [0, 0, 0, 0];
  for (const { reads, defect, onServers } of readers) {
    all += reads;
    if (serversDown && onServers) failing += reads;
    else if (defect !== undefined) {
      const effect = effectOf(defect.kind);
      failing += reads * effect.errors * defect.severity;
      slow += reads * effect.slowdown * defect.severity;
      if (onServers) lost = Math.max(lost, effect.capacityLost * defect.severity);
    }
  }
  const share = all === 0 ? 1 : all;
  const capacity = serversDown ? 0 : 1 - lost;
  return {
    region,
    clientErrorRate: inShare(usual.errorRate + failing / share + usual.noise * noise.errors),
    latencyMs: usual.latencyMs * (1 + slow / share + usual.noise * noise.latency),
    servingCapacity: inShare(capacity - usual.noise * noise.capacity),
  };
}

function inShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
