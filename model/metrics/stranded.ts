/** Stranded versions: versions that no actor will finish or remove after the end of a run. Reads the final World. */
import { allRegions, childStore, pushJob } from '../queries/world.js';
import { parentStore } from '../world/entries.js';
import type { World, WorldChildVersion } from '../world.js';

/** Ghosts are versions in regions; orphans and stuck versions are records of the parent. */
export interface Stranded {
  readonly ghost: number;
  readonly orphan: number;
  readonly stuck: number;
}

/** Counts them. */
export function strandedVersions(world: World): Stranded {
  let ghost = 0;
  for (const [region, { stores }] of world.regions.entries())
    for (const [store, { versions }] of stores.entries())
      for (const version of versions) if (isGhost(world, { region, store }, version)) ghost += 1;
  let orphan = 0;
  let stuck = 0;
  for (const [store, { versions }] of world.parent.stores.entries())
    for (const { status, number, push } of versions) {
      if (status === 'PARTIALLY_ONLINE' && isOrphan(world, store, number)) orphan += 1;
      if ((status === 'PUSHED' || status === 'STARTED') && isOver(world, push)) stuck += 1;
    }
  return { ghost, orphan, stuck };
}

/** The push of a version has ended, and no manual swap is expected. */
function isOver(world: World, push: number): boolean {
  if (push < 0) return false;
  const { state, mode } = pushJob(world, push);
  return state !== 'running' && mode !== 'deferred';
}

/** A version that was not targeted at the region, or that remains unfinished there although its push has ended. */
function isGhost(
  world: World,
  { region, store }: { readonly region: number; readonly store: number },
  version: WorldChildVersion,
): boolean {
  if (version.recovered || version.push < 0) return false;
  const record = parentStore(world, store).versions.find(({ number }) => number === version.number);
  if (record !== undefined && record.targets.length > 0 && !record.targets.includes(region))
    if (record.degradedSnapshot.includes(region)) return true;
  return version.status === 'STARTED' && pushJob(world, version.push).state !== 'running';
}

/** A region lacks the version, and neither a mark nor a recovery will deliver it. */
function isOrphan(world: World, store: number, number: number): boolean {
  return allRegions(world).some((region) => {
    if (childStore(world, region, store).current >= number) return false;
    const marked = world.parent.registry.stored.some((mark) => mark.region === region);
    return !marked && !isRecovering(world, { region, store });
  });
}

function isRecovering(
  world: World,
  { region, store }: { readonly region: number; readonly store: number },
): boolean {
  const recovery = world.parent.recoveries.get(region);
  return recovery !== undefined && recovery.phase !== 'complete' && recovery.places.has(store);
}
