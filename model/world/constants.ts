/**
 * The part of a World that is derived from its setup alone: names, configuration, orders. Computed once per setup, so that the short runs
 * of a sweep share it; it must not contain anything that a run changes.
 */
import { type Names, type RegionId, regionId, type StoreId } from '../names.js';
import { javaHashOrder } from '../rules/regions/java-order.js';
import type { PushEntry, WorldSetup } from '../setup.js';
import { type Variant, variantOf } from '../switches/resolve.js';
import { type Configuration, veniceConfig } from '../venice-config.js';

/** Immutable values derived from a setup, shared by all runs of a sweep. */
export interface WorldConstants {
  readonly names: Names;
  readonly configuration: Configuration;
  readonly entries: readonly PushEntry[];
  readonly storeIds: Map<string, StoreId>;
  readonly javaOrder: readonly RegionId[];
  readonly variant: Variant;
}

const constantsOf = new WeakMap<WorldSetup, WorldConstants>();

/** The cached constants of a setup, the same object for every World; do not modify. */
export function worldConstants(setup: WorldSetup): WorldConstants {
  let constants = constantsOf.get(setup);
  if (constants === undefined) {
    constants = workedOut(setup);
    constantsOf.set(setup, constants);
  }
  return constants;
}

function workedOut(setup: WorldSetup): WorldConstants {
  const entries = setup.timeline.filter((entry) => entry.kind === 'push');
  const names: Names = {
    regions: setup.regions.map(({ name }) => name),
    stores: setup.stores.map(({ name }) => name),
    pushes: entries.map(({ push }) => push),
  };
  return {
    names,
    entries,
    configuration: veniceConfig(setup.venice.profile, setup.venice.config),
    storeIds: new Map(names.stores.map((name, store) => [name, store])),
    javaOrder: javaHashOrder(names.regions).map((name) => regionId(names, name)),
    variant: variantOf(setup.venice.switches),
  };
}
