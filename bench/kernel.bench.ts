/**
 * The kernel beside its peers, in one run: the hold model at three sizes, with and without heavy ties. First queues alone (ours, which keeps
 * a total order, against npm packages, which do not), then whole engines: a process that waits and goes on, for ever.
 */
import { type EnginePeer, enginePeers, ourEngine } from './engine-peers.js';
import { type QueuePeer, queuePeers } from './queue-peers.js';
import { type Effort, measure, type Row } from './row.js';
import { simpyRows } from './simpy.js';

/** How many events are pending while something is measured. */
export const pendingCounts = [100, 10_000, 1_000_000] as const;

const suite = 'kernel';
const holdsPerCall = 4_096;
/** A power of two, so that going round is a mask. */
const stepCount = 65_536;

/** The two loads: steps of whole milliseconds, hardly ever equal, or nearly always. */
const loads = [
  ['hardly any ties', 1e9],
  ['heavy ties', 4],
] as const;

/** Queues, then engines, then Python in a program of its own. */
export async function kernelBench(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const engines = [ourEngine, ...enginePeers()];
  for (const pending of effort.smoke ? pendingCounts.slice(0, 1) : pendingCounts) {
    for (const [ties, below] of loads) {
      const steps = drawnSteps(below);
      for (const peer of queuePeers)
        rows.push(
          await row(
            `queue, ${pending} pending, ${ties}: ${peer.name}`,
            queueRound(peer, pending, steps),
            effort,
          ),
        );
    }
    const steps = drawnSteps(1e6);
    for (const engine of engines) {
      if (pending > engine.pendingMax) continue;
      rows.push(
        await row(
          `engine, ${pending} pending: ${engine.name}`,
          engineRound(engine, pending, steps),
          effort,
        ),
      );
    }
    rows.push(...simpyRows(suite, pending, effort));
  }
  return rows;
}

function row(name: string, call: () => void, effort: Effort): Promise<Row> {
  return measure({ suite, name, unit: 'events', times: holdsPerCall, call }, effort);
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
function queueRound(peer: QueuePeer, pending: number, steps: Float64Array): () => void {
  const hold = peer.fill(pending, steps);
  let next = 0;
  return () => {
    for (let i = 0; i < holdsPerCall; i += 1) {
      next = (next + 1) & (stepCount - 1);
      hold(steps[next]!);
    }
  };
}

function engineRound(engine: EnginePeer, pending: number, steps: Float64Array): () => void {
  const run = engine.start(pending, steps);
  return () => run(holdsPerCall);
}
