/** What monitoring shows of a region's clients: the only place from which hooks learn how a version fares. */
import { healthySignals, type RegionSignals } from '../hooks/view.js';
import type { RegionId, StoreId } from '../names.js';
import type { World } from '../world.js';

export const asks = [];

/** The signals of one region for one store at an instant. Pushes without a defect show nothing. */
export function signalsOf(
  world: World,
  region: RegionId,
  _store: StoreId,
  _nowMs: number,
): RegionSignals {
  return healthySignals(world.names.regions[region] ?? '');
}
