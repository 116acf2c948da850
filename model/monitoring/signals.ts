/**
 * Dashboard signals of a region derived from defects and outages: errors, latency and capacity of one store, with noise. Pure: the caller
 * passes the random numbers, so that no stream is drawn unless signals are read.
 */
import type { RegionSignals } from '../hooks/view.js';
import { type Defect, effectOf } from './defects.js';

/** Dashboard baseline without defects, and its noise. */
export interface MonitoringSetup {
  /** Share of requests that fail without a defect. */
  readonly errorRate: number;
  readonly latencyMs: number;
  /** Maximum noise added to the error share; latency and capacity have proportional noise. */
  readonly noise: number;
}

export const defaultMonitoring: MonitoringSetup = { errorRate: 0, latencyMs: 5, noise: 0.001 };

/** A share of a region's readers, and the defect that affects it. */
export interface Readers {
  readonly reads: number;
  readonly defect: Defect | undefined;
  /** These readers use the region's servers. */
  readonly onServers: boolean;
}

/** Observable state of one region and store. */
export interface Scene {
  readonly region: string;
  readonly readers: readonly Readers[];
  /** Storage servers serve no requests. */
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
