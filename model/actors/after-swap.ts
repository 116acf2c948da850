/**
 * The hook after a swap as the shipped child controller calls it: after a completion, a roll-forward and a rollback. What its answer does is
 * LH-8's business; a WAIT is asked again only if the switch says so. It swaps nothing itself.
 */
import type { RegionId } from '../names.js';
import { childStore, controllerUp } from '../questions.js';
import {
  postSwapEffect,
  postSwapEffectRule,
  type SwapCause,
} from '../rules/hooks/post-swap-effect.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { askHooksOfRegion } from './hook-runner.js';
import type { VersionName } from './source-fabric.js';
import { rollBackVersion } from './version-life.js';

export const asks = [postSwapEffectRule];

/** A region has swapped to a version, and why. */
export interface Swapped extends VersionName {
  readonly cause: SwapCause;
}

/** As shipped the region itself calls the hooks after a swap; what they say counts after a roll-forward only. */
export function askAfterSwap(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version, cause }: Swapped,
): void {
  const { switches } = world.setup.venice;
  const point = 'postStoreVersionSwap';
  const outcome = askHooksOfRegion(world, turn, { store, version, point, region });
  const effect = postSwapEffect(cause, outcome, {
    postSwapOutcomeCounts: switches['post-swap-outcome-counts'],
    abortKeepsSwapped: switches['abort-keeps-swapped'],
    waitAsksAgain: switches['wait-asks-again'],
  });
  if (effect === 'ask-again')
    turn.schedule(waitMs(world), { kind: 'after-swap-due', region, store, version, cause });
  if (effect !== 'roll-back-own-region') return;
  rollBackVersion(world, turn, region, {
    kind: 'RollBack',
    store,
    version,
    regions: [region],
    versioned: true,
  });
}

/** A WAIT after a swap has lasted its interval; nobody is asked about a version that the region has left. */
export const onAfterSwapDue: Handler<'after-swap-due'> = (world, event, turn) => {
  const { region, store, version, cause } = event;
  if (childStore(world, region, store).current !== version) return;
  if (controllerUp(world, region))
    return askAfterSwap(world, turn, region, { store, version, cause });
  turn.schedule(waitMs(world), event);
};

/** Milliseconds from a WAIT to the next question. */
export function waitMs(world: World): number {
  return Number(world.configuration['venice.store.lifecycle.hooks.wait.interval.seconds']) * 1_000;
}

/** Whether the shipped engine asks again after a WAIT. */
export function waitVariant(world: World): { readonly waitAsksAgain: boolean } {
  return { waitAsksAgain: world.setup.venice.switches['wait-asks-again'] };
}
