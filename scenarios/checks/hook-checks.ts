/**
 * Hooks of a file against the engine that is to call them: a function that the engine cannot run, or an answer that a function cannot give,
 * is a flaw of the file, because the scenario would show something else than its author thinks.
 */
import {
  entryFlaw,
  type HookSetup,
  hookConstructorPrefix,
  hookFunctions,
  hookOf,
  hooks,
  infeasible,
  type StoreSetup,
  type VeniceSetup,
  type Zone,
} from '../../model/index.js';
import { type Diagnostic, flawAt } from '../diagnostic.js';
import { zoneNamed } from '../zones/zones.js';

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

/** Entries `<hook>.<field>` of the cluster's and the stores' configuration of hooks that no field of a known hook takes, and the list of classes. */
export function hookTextDiagnostics(
  { hooks: own, stores, pushes, regions }: TextsOfFile,
  { config }: VeniceSetup,
): readonly Diagnostic[] {
  const known = [...own.flatMap((setup) => hookOf(setup) ?? []), ...hooks];
  const names = {
    regions,
    stores: stores.map(({ name }) => name),
    pushes,
  };
  const judged = (
    path: readonly (string | number)[],
    key: string,
    value: string,
    written = key,
  ) => {
    const zones = zonesOf([value]);
    const flaw = entryFlaw(known, [key, value], { ...names, zones });
    if (flaw === undefined) return [];
    const { of, message, expected } = flaw;
    return [{ where: { kind: of, path: [...path, written] }, message, expected } as const];
  };
  const ofCluster = Object.entries(config).flatMap(([name, value]) =>
    name.startsWith(hookConstructorPrefix)
      ? judged(['venice', 'config'], name.slice(hookConstructorPrefix.length), `${value}`, name)
      : [],
  );
  const ofStores = stores.flatMap(({ hookConfig = {} }, index) =>
    Object.entries(hookConfig).flatMap(([key, value]) =>
      judged(['stores', index, 'hookConfig'], key, value),
    ),
  );
  return [...ofCluster, ...ofStores];
}

interface TextsOfFile {
  readonly hooks: readonly HookSetup[];
  readonly stores: readonly Pick<StoreSetup, 'name' | 'hookConfig'>[];
  readonly pushes: readonly string[];
  readonly regions: readonly string[];
}

/** The time zones that texts name, by text. */
export function zonesOf(texts: readonly string[]): Readonly<Record<string, Zone>> {
  const found: Record<string, Zone> = {};
  for (const text of texts) {
    const zone = zoneNamed(text.trim());
    if (zone !== undefined) found[text.trim()] = zone;
  }
  return found;
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
