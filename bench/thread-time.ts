/**
 * Processor time of the main thread, where the system reports it: less affected by other programs. Elsewhere
 * it is the clock.
 */
import { existsSync, readFileSync } from 'node:fs';

/** Linux: nanoseconds that the main thread had a processor, and more. */
const threadTimes = '/proc/self/schedstat';
const hasThreadTimes = existsSync(threadTimes);

/** Nanoseconds; only differences mean anything. Reading the figure of the whole process updates it. */
export function threadNs(): number {
  if (!hasThreadTimes) return performance.now() * 1e6;
  process.cpuUsage();
  return Number(readFileSync(threadTimes, 'utf8').split(' ')[0]);
}
