/**
 * The kernel beside its peers, in one run: the hold model at three sizes, with and without heavy ties. First queues alone (ours, which keeps
 * a total order, against npm packages, which do not), then whole engines: a process that waits and continues, endlessly.
 */
import { enginePeers, ourEngines } from './engine-peers.js';
import { type QueuePeer, queuePeers } from './queue-peers.js';
import type { Effort, Measured, Row } from './row.js';
import { measureSideBySide } from './side-by-side.js';
import { simpyRows } from './simpy.js';

/** How many events are pending while something is measured. */
export const pendingCounts = [100, 10_000, 1_000_000] as const;

const suite = 'kernel';
const holdsPerCall = 4_096;
/** A power of two, so that wrapping around is a mask. */
const stepCount = 65_536;

/** The two loads: steps of whole milliseconds, hardly ever equal, or nearly always. */
export const loads = [
  ['hardly any ties', 1e9],
  ['heavy ties', 4],
] as const;

/** Queues, then engines, then Python in a separate process. */
export async function kernelBench(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const engines = [...ourEngines, ...enginePeers()];
  for (const pending of effort.smoke ? pendingCounts.slice(0, 1) : pendingCounts) {
    for (const [ties, below] of loads) {
      const steps = drawnSteps(below);
      const queues = queuePeers.map((peer) =>
        measured(`${queueWords(pending, ties)}: ${peer.name}`, queueRound(peer, pending, steps)),
      );
      rows.push(...measureSideBySide(queues, effort));
    }
    const steps = drawnSteps(1e6);
    const all = engines
      .filter(({ pendingMax }) => pending <= pendingMax)
      .map((engine) =>
        measured(`${engineWords(pending)}: ${engine.name}`, engine.start(pending, steps)),
      );
    rows.push(...measureSideBySide(all, effort), ...simpyRows(suite, pending, effort));
  }
  return rows;
}

/** What the rows of queues are called, before the name of the queue. */
export function queueWords(pending: number, ties: string): string {
  return `queue, ${pending} pending, ${ties}`;
}

/** What the rows of engines are called, before the name of the engine. */
export function engineWords(pending: number): string {
  return `engine, ${pending} pending`;
}

function measured(name: string, run: (events: number) => void): Measured {
  return { suite, name, unit: 'events', times: holdsPerCall, call: () => run(holdsPerCall) };
}

/** Whole milliseconds below `below`, drawn by a small generator of its own. */
function drawnSteps(below: number): Float64Array {
  let seed = 12_345;
  return Float64Array.from({ length: stepCount }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  });
}

/** The clock of the packages is the instant of what was taken; instants start at 0 and grow. */
function queueRound(
  peer: QueuePeer,
  pending: number,
  steps: Float64Array,
): (events: number) => void {
  const hold = peer.fill(pending, steps);
  let next = 0;
  let seen = 0;
  return (events) => {
    for (let i = 0; i < events; i += 1) {
      next = (next + 1) & (stepCount - 1);
      seen = (seen + hold(steps[next]!)) | 0;
    }
  };
}
