/**
 * What the project promises of the kernel alone, each beside what rows of one run of its bench say. Pure; a promise whose rows were not
 * measured is left out.
 */
import { engineWords, loads, pendingCounts, queueWords } from './kernel.bench.js';
import { atLeast, atMost, type Promised } from './promises.js';
import { queuePeers } from './queue-peers.js';
import type { Row } from './row.js';

/** All promises about the kernel of what was measured. */
export function kernelPromises(rows: readonly Row[]): readonly Promised[] {
  const ns = (name: string): number =>
    rows.find((row) => row.suite === 'kernel' && row.name.startsWith(name))?.nsPerOp ?? Number.NaN;
  const queue = (pending: number, ties: string, name: string): number =>
    ns(`${queueWords(pending, ties)}: ${name}`);
  const [ours = '', ...others] = queuePeers.map(({ name }) => name);
  const toFastest = pendingCounts.flatMap((pending) =>
    loads.map(([ties]) => {
      const fastest = Math.min(...others.map((name) => queue(pending, ties, name)));
      return fastest / queue(pending, ties, ours);
    }),
  );
  const [[alone], [tied]] = loads;
  const tiesToNone = pendingCounts.map(
    (pending) => queue(pending, tied, ours) / queue(pending, alone, ours),
  );
  const times = (engine: string, pending: number): number =>
    ns(`${engineWords(pending)}: ${engine}`) / ns(`${engineWords(pending)}: pushsim (digest on)`);
  return [
    atLeast(
      'the queue’s speed to the fastest package, where it does worst',
      Math.min(...toFastest),
      0.9,
    ),
    atMost(
      'an event in heavy ties to one in hardly any, where it is dearest',
      Math.max(...tiesToNone),
      2,
    ),
    atLeast('times simjs at 10,000 pending, digest on', times('simjs', 10_000), 5),
    atLeast('times simjs at 1,000,000 pending, digest on', times('simjs', 1_000_000), 10),
    atLeast('times SimPy at 10,000 pending, digest on', times('SimPy', 10_000), 8),
    atLeast('times SimPy at 1,000,000 pending, digest on', times('SimPy', 1_000_000), 10),
  ].filter(({ measured }) => Number.isFinite(measured));
}
