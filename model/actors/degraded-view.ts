/** The registry of degraded regions as rules about pushes want to see it. */
import type { RegionId } from '../names.js';
import { marksSeen, namesOf } from '../questions.js';
import type { LeaveOutVariant, LeaveOutView } from '../rules/degraded/degraded-regions.js';
import type { World } from '../world.js';
import { degradedModeEnabled } from './degraded-registry.js';
import { recoveringRegions } from './monitor.js';

export const asks = [];

export function leaveOutView(world: World): LeaveOutView {
  const registered = marksSeen(world).map(({ region }) => world.names.regions[region] ?? '');
  const recovering = namesOf(world, recoveringRegions(world));
  return {
    enabled: world.setup.venice.profile !== 'baseline' && degradedModeEnabled(world),
    registered,
    recovering,
  };
}

export function leaveOutVariant(world: World): LeaveOutVariant {
  const { switches } = world.setup.venice;
  return {
    featureFlag: switches['feature-flag'],
    excludeRecovering: switches['exclude-recovering'],
  };
}

export function regionsOf(world: World, names: readonly string[]): RegionId[] {
  return names.map((name) => world.names.regions.indexOf(name)).filter((region) => region >= 0);
}
