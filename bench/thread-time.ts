/**
 * How long the main thread had a processor, where the system tells: others that use the machine then disturb a measurement less. Elsewhere
 * it is the clock.
 */
import { existsSync, readFileSync } from 'node:fs';

/** Linux: nanoseconds that the main thread had a processor, and more. */
const threadTimes = '/proc/self/schedstat';
const hasThreadTimes = existsSync(threadTimes);

/** Nanoseconds; only differences mean anything. The system brings the figure up to date when it is asked for that of the whole program. */
export function threadNs(): number {
  if (!hasThreadTimes) return performance.now() * 1e6;
  process.cpuUsage();
  return Number(readFileSync(threadTimes, 'utf8').split(' ')[0]);
}
