/**
 * The section `fleet`: stores and pushes generated from a seed, in addition to those that a file names one by one. Also gives
 * the rest of a file the generated names, so that expectations can refer to them, and the diagnostics of the fleet as a whole.
 */

import type { DeclaredNames } from '../declared-names.js';
import type { Diagnostic } from '../diagnostic.js';
import { entries, part, textAt } from '../document-parts.js';
import { defaultFleet, type Fleet, type FleetPlan, generateFleet } from '../fleet.js';
import { limits } from '../limits.js';
import { mapping, readWith, type Schema } from './leaf.js';
import { count, duration, flag, share, size, text } from './values.js';

/** A plan with every default filled in. */
export function fleetSchema(): Schema<FleetPlan> {
  return mapping({
    stores: count('how many stores', 1, limits.fleetStores),
    pushes: count(
      'how many pushes; as many as stores if absent',
      0,
      limits.timelineEntries,
    ).optional(),
    from: duration('when the first push may begin').optional(),
    over: duration('the pushes begin within so long; 24h if absent', { min: 1 }).optional(),
    seed: text('seed of the fleet; the seed of the run draws everything else').optional(),
    size: size('bytes of a full push of the store in the middle').optional(),
    skew: share('how skewed sizes are: sigma of a log-normal distribution', 4).optional(),
    partitionSize: size('bytes that one partition should hold').optional(),
    partitionsMax: count(
      'partitions of the biggest store',
      1,
      limits.partitionsOfOneStore,
    ).optional(),
    replicas: count('replicas of every partition', 1, limits.replicasOfOnePartition).optional(),
    daVinci: share('share of the stores that Da Vinci instances read', 1).optional(),
    instancesMax: count('most Da Vinci instances of one store in a region', 1, 10_000).optional(),
    urgent: share('share of the stores that are pushed often', 1).optional(),
    bulky: share('share of the stores that are big and pushed rarely', 1).optional(),
    staged: flag('urgent pushes swap in the first region and later in the others').optional(),
  }).transform(({ size: medianBytes, partitionSize, ...written }) =>
    planOf({ ...written, medianBytes, partitionBytes: partitionSize }),
  );
}

type Written = { readonly [K in keyof FleetPlan]?: FleetPlan[K] | undefined };

function planOf(written: Written & { readonly stores: number }): FleetPlan {
  const said = Object.entries(written).filter(([, value]) => value !== undefined);
  // Safe: entries of a plan, less those that are undefined.
  return { ...defaultFleet, pushes: written.stores, ...Object.fromEntries(said) };
}

/** What a file declares, with its fleet's names; the fleet is undefined if there is none or its section is broken. */
export function withFleet(
  known: DeclaredNames,
  file: unknown,
): { readonly known: DeclaredNames; readonly fleet: Fleet | undefined } {
  const section = part(file, 'fleet');
  if (section === undefined) return { known, fleet: undefined };
  const read = readWith(fleetSchema(), section);
  if (!read.success || known.regions === undefined)
    return {
      known: { ...known, hasFleet: true, stores: undefined, pushes: undefined },
      fleet: undefined,
    };
  const saysReplicas = part(section, 'replicas') !== undefined;
  const plan = saysReplicas ? read.data : { ...read.data, replicas: known.replicaFactor };
  const fleet = generateFleet(plan, known.start, known.regions);
  return {
    fleet,
    known: {
      ...known,
      hasFleet: true,
      stores: [...(known.stores ?? []), ...fleet.stores.map(({ name }) => name)],
      pushes: [...(known.pushes ?? []), ...fleet.pushes.map(({ push }) => push)],
    },
  };
}

/** What is wrong with a fleet as a whole: shares that exceed one, too many replicas, pushes that begin after the end. */
export function fleetDiagnostics(
  file: unknown,
  known: DeclaredNames,
  fleet: Fleet | undefined,
): Diagnostic[] {
  if (fleet === undefined) return [];
  const plan = readWith(fleetSchema(), part(file, 'fleet')).data ?? defaultFleet;
  const regions = known.regions?.length ?? 1;
  const replicas = fleet.stores.reduce((sum, one) => sum + one.partitions * one.replicas, 0);
  const generated = new Set(fleet.stores.map(({ name }) => name));
  const named = (entries(file, 'stores') ?? []).map((store) => textAt(store, 'name') ?? '');
  const twice = named.find((name) => generated.has(name));
  return [
    ...diagnostic(twice !== undefined, 'stores', {
      message: `the fleet also makes a store ${twice}`,
      expected: 'each store once',
      hint: 'give the store another name',
    }),
    ...diagnostic(plan.urgent + plan.bulky > 1, 'bulky', {
      message: 'urgent and bulky stores are more than all',
      expected: 'shares that add up to at most 1',
      found: `${plan.urgent} + ${plan.bulky}`,
    }),
    ...diagnostic(replicas * regions > limits.replicasInAll, 'stores', {
      message: 'too many replicas of all stores in all regions',
      expected: `at most ${limits.replicasInAll}`,
      found: String(replicas * regions),
      hint: 'use fewer stores, or a bigger partitionSize',
    }),
    ...diagnostic(plan.from + plan.over > (known.horizon ?? Number.POSITIVE_INFINITY), 'over', {
      message: 'the fleet pushes until after the end of the run',
      expected: 'from and over within the horizon',
      found: `${plan.from + plan.over} ms`,
      hint: 'let the horizon be longer',
    }),
  ];
}

function diagnostic(isWrong: boolean, key: string, words: Omit<Diagnostic, 'where'>): Diagnostic[] {
  return isWrong ? [{ where: { kind: 'value', path: ['fleet', key] }, ...words }] : [];
}
