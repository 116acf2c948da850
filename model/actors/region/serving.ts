/**
 * A region starts to serve a version or rolls back to the one before, and the as-built hook invocation after a completion, a roll-forward
 * or a rollback. LH-8 decides what its answer does; a WAIT is repeated only under the switch `wait-asks-again`.
 */

import type { RollBack } from '../../admin-message.js';
import { type RegionId, regionName, type StoreId, storeName, type VersionAt } from '../../names.js';
import { waitMs } from '../../queries/configuration.js';
import { childStore, controllerUp, numbered } from '../../queries/world.js';
import {
  postSwapEffect,
  postSwapEffectRule,
  type SwapCause,
} from '../../rules/hooks/post-swap-effect.js';
import { rollbackTarget, rollbackTargetRule } from '../../rules/swap/rollback-target.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { noticeStore } from '../clients/davinci-fleet.js';
import { callAsBuiltHooks } from '../hooks/runner.js';
import { armMonitor, armSwapTick } from '../timers.js';
import { armCleanup } from './backup-cleanup.js';
import { dropOlderCopies } from './deletion.js';

export const asks = [postSwapEffectRule, rollbackTargetRule];

/** A region serves another version from now on. */
export function serveVersion(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  because: 'completed' | 'rolled-forward' | 'recovered' | 'forced',
): void {
  const from = childStore(world, at.region, at.store).current;
  turn.record({
    kind: 'version-swapped',
    ...at,
    from,
    because,
    rule: because === 'rolled-forward' ? 'VS-7' : 'VS-4',
  });
  noticeStore(world, turn, at);
  dropOlderCopies(world, turn, at);
  // A version that all regions serve now may be lifted.
  armMonitor(world, turn);
  if (because === 'rolled-forward' || because === 'forced') armCleanup(world, turn, at);
  if (because !== 'forced')
    askAfterSwap(world, turn, at, because === 'rolled-forward' ? 'roll-forward' : 'completion');
}

/** Rolls back to the version served before, if the command covers this region and there is one. */
export function rollBackVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  admin: RollBack,
): void {
  const { switches } = world.setup.venice;
  const { store } = admin;
  const { current, previous, versions, writesEnabled } = childStore(world, region, store);
  const verdict = rollbackTarget(
    {
      region: regionName(world.names, region),
      filter: admin.regions.map((id) => regionName(world.names, id)),
      writesEnabled,
      currentVersion: current,
      previousVersion: previous,
      repushSource: numbered(versions, current)?.repushSource ?? 0,
      versions,
      rolledBackVersion: admin.version,
    },
    { versionedRollback: admin.versioned, rollbackToPrevious: switches['rollback-to-previous'] },
  );
  if (verdict.kind !== 'go-back') {
    const because = whyNot(world, store, { ...verdict, current, meant: admin.version });
    if (because !== '')
      turn.record({
        kind: 'rollback-skipped',
        region,
        store,
        version: current,
        because,
        rule: 'VS-8',
      });
    return;
  }
  const { from, to } = verdict;
  turn.record({ kind: 'version-rolled-back', region, store, version: from, to, rule: 'VS-8' });
  noticeStore(world, turn, { region, store });
  armCleanup(world, turn, { region, store });
  armSwapTick(world, turn);
  askAfterSwap(world, turn, { region, store, version: to }, 'roll-back');
}

/** Why a region covered by a rollback does not roll back; '' if it is not covered. */
function whyNot(
  world: World,
  store: StoreId,
  stay: {
    readonly reason: Exclude<ReturnType<typeof rollbackTarget>, { kind: 'go-back' }>['reason'];
    readonly current: number;
    readonly meant: number;
  },
): string {
  switch (stay.reason) {
    case 'not-addressed':
      return '';
    case 'writes-disabled':
      return `writes of ${storeName(world.names, store)} are disabled here`;
    case 'serves-another-version':
      return `v${stay.meant} is meant, and v${stay.current} is served`;
    case 'no-backup':
      return `there is no version to go back to from v${stay.current}`;
  }
}

/** As shipped the region itself calls the hooks after a swap; their outcome counts after a roll-forward only. */
function askAfterSwap(
  world: World,
  turn: ModelTurn,
  { region, store, version }: VersionAt,
  cause: SwapCause,
  afterWait = false,
): void {
  const at = { region, store, version };
  const point = 'postStoreVersionSwap';
  const outcome = callAsBuiltHooks(world, turn, { ...at, point, afterWait });
  const effect = postSwapEffect(cause, outcome, world.variant);
  if (effect === 'ask-again')
    turn.schedule(waitMs(world), { kind: 'after-swap-due', ...at, cause });
  if (effect !== 'roll-back-own-region') return;
  const regions = [region];
  rollBackVersion(world, turn, region, {
    kind: 'RollBack',
    store,
    version,
    regions,
    versioned: true,
  });
}

/** The interval of a WAIT after a swap is over; no hook is called about a version that the region no longer serves. */
export const onAfterSwapDue: Handler<'after-swap-due'> = (world, event, turn) => {
  const { region, store, version, cause } = event;
  const at = { region, store, version };
  if (childStore(world, at.region, at.store).current !== version) return;
  if (controllerUp(world, region)) return askAfterSwap(world, turn, at, cause, true);
  turn.schedule(waitMs(world), event);
};
