/**
 * Performance targets of the kernel alone, each with the ratio measured in one run of its bench. Pure; a target whose rows were not
 * measured is left out. The queue alone has no target: a run decides how fast it has to be (see sim/queue/event-queue.ts).
 */
import { engineWords } from './kernel.bench.js';
import type { Row } from './row.js';
import { atLeast, type Target } from './targets.js';

/** All targets of the kernel of what was measured. */
export function kernelTargets(rows: readonly Row[]): readonly Target[] {
  const ns = (engine: string, pending: number): number =>
    rows.find(
      ({ suite, name }) =>
        suite === 'kernel' && name.startsWith(`${engineWords(pending)}: ${engine}`),
    )?.nsPerOp ?? Number.NaN;
  const times = (engine: string, pending: number): number =>
    ns(engine, pending) / ns('pushsim (digest on)', pending);
  return [
    atLeast('times simjs at 10,000 pending, digest on', times('simjs', 10_000), 3),
    atLeast('times simjs at 1,000,000 pending, digest on', times('simjs', 1_000_000), 3),
    atLeast('times SimPy at 10,000 pending, digest on', times('SimPy', 10_000), 5),
    atLeast('times SimPy at 1,000,000 pending, digest on', times('SimPy', 1_000_000), 5),
  ].filter(({ measured }) => Number.isFinite(measured));
}
