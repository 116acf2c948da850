/** Reads the clocks of a region, which stop during failures. */
import type { Instant } from '../sim/index.js';
import type { RegionClock } from './world/region.js';

/** Milliseconds that a clock has run until `now`. */
export function clockAt(clock: Readonly<RegionClock>, now: Instant): number {
  return clock.running ? clock.accrued + now - clock.since : clock.accrued;
}
