/**
 * Hooks of a file against the engine that is to call them: a function that the engine cannot run, or an answer that a function cannot give,
 * is a flaw of the file, because the scenario would show something else than its author thinks.
 */
import {
  type HookSetup,
  hookFunctions,
  hookOf,
  infeasible,
  type VeniceSetup,
} from '../../model/index.js';
import { type Diagnostic, flawAt } from '../diagnostic.js';

/** Every hook that the engine cannot run as it is set up, with the reason. */
export function hookDiagnostics(
  hooks: readonly HookSetup[],
  { switches }: VeniceSetup,
): readonly Diagnostic[] {
  if (!switches.hooks) return [];
  const engine = switches['hook-engine'];
  return hooks.flatMap((setup, index) => {
    const own = valueDiagnostic(setup, index);
    if (own !== undefined) return [own];
    const reasons = pointsOf(setup).flatMap((point) => {
      const reason = infeasible(engine, point);
      return reason === undefined ? [] : [`${point}: ${reason}`];
    });
    const [reason] = reasons;
    if (reason === undefined) return [];
    return flawAt(['hooks', index], {
      message: `the engine ${engine} cannot run this hook at ${reason}`,
      expected: `functions that ${engine} can run`,
      hint: 'set it up for another function, or set the switch hook-engine',
    });
  });
}

/** Functions that a hook answers the way it is set up. */
function pointsOf(setup: HookSetup) {
  const { values } = setup;
  const found = hookOf(setup);
  if (found === undefined) return [];
  return hookFunctions
    .map(({ name }) => name)
    .filter(
      (point) =>
        found.points[point] !== undefined && (found.answers?.(point, values as never) ?? true),
    );
}

function valueDiagnostic(setup: HookSetup, index: number): Diagnostic | undefined {
  const diagnostic = hookOf(setup)?.flaw?.(setup.values as never);
  if (diagnostic === undefined) return undefined;
  const { field, message, expected } = diagnostic;
  return { where: { kind: 'value', path: ['hooks', index, field] }, message, expected };
}
