/** Reads the clocks of a region that stand still while something is broken there. */
import type { Instant } from '../sim/index.js';
import type { RegionClock } from './world/region.js';

/** Milliseconds a clock has run by now. */
export function clockAt(clock: Readonly<RegionClock>, now: Instant): number {
  return clock.running ? clock.accrued + now - clock.since : clock.accrued;
}
