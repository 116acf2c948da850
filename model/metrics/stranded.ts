/** Versions that nobody looks after any more when a run ends. Looks at the World once; decides nothing. */
import { pushJob } from '../queries/world.js';
import { parentStore } from '../world/entries.js';
import type { World, WorldChildVersion } from '../world.js';

/** Ghosts lie in regions; orphans and stuck versions are the parent's. */
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

/** The push of a version has ended, and nobody is meant to swap it by hand. */
function isOver(world: World, push: number): boolean {
  if (push < 0) return false;
  const { state, mode } = pushJob(world, push);
  return state !== 'running' && mode !== 'deferred';
}

/** A version that was not meant for the region, or that never ends there although its push has. */
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

/** Some region lacks the version, and neither a mark nor a recovery promises to bring it. */
function isOrphan(world: World, store: number, number: number): boolean {
  return world.regions.some(({ stores }, region) => {
    if ((stores[store]?.current ?? 0) >= number) return false;
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
