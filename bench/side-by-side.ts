/**
 * Compares calls in one process: they alternate in turns of some milliseconds, for many rounds; the result is the median of each. A disturbance
 * of the machine then affects all of them equally. Uses the processor time of the thread where the system reports it, else the clock.
 */
import { type Effort, type Measured, type Row, rowOf } from './row.js';
import { threadNs } from './thread-time.js';

const rounds = 25;
/** Warm-up time for the JIT, which compiles in the background; longer on a busy machine. */
const warmth = 2;

/** A row for each call. All of them stay in memory while they alternate. */
export function measureSideBySide(all: readonly Measured[], effort: Effort): readonly Row[] {
  const turnMs = effort.smoke ? 1 : effort.timeMs / rounds;
  const samples = all.map((): number[] => []);
  for (const measured of all) turn(measured, effort.smoke ? 1 : effort.timeMs * warmth);
  for (let round = 0; round < (effort.smoke ? 1 : rounds); round += 1)
    for (const [place, measured] of all.entries()) samples[place]?.push(turn(measured, turnMs));
  return all.map((measured, place) => {
    const sorted = (samples[place] ?? []).sort((a, b) => a - b);
    const nsPerOp = sorted[sorted.length >> 1] ?? 0;
    return rowOf(measured, { nsPerOp, samples: sorted.length });
  });
}

/** Nanoseconds per operation, over as many calls as fit into `ms`. */
function turn({ call, times }: Measured, ms: number): number {
  const end = performance.now() + ms;
  const began = threadNs();
  let calls = 0;
  do {
    call();
    calls += 1;
  } while (performance.now() < end);
  return Math.max(1, threadNs() - began) / (calls * times);
}
