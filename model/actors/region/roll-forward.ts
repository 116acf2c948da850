/** A region rolls its finished future version forward: what a roll-forward by hand or by the parent makes it do. */
import type { RollForward } from '../../admin-message.js';
import { type RegionId, regionName, storeName } from '../../names.js';
import { missingReplicas } from '../../queries/ready-replicas.js';
import { childStore, namesOf } from '../../queries/world.js';
import { rollForwardTarget, rollForwardTargetRule } from '../../rules/swap/roll-forward-target.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { mayFinish } from './gates.js';
import { serveVersion } from './serving.js';

export const asks = [rollForwardTargetRule];

/** Serves the region's finished future version. Returns why the region cannot do it now; '' if it did, or if there is nothing to do. */
export function rollForward(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  admin: RollForward,
): string {
  const { store } = admin;
  const { current, versions, writesEnabled } = childStore(world, region, store);
  const highest = versions.at(-1);
  const onlyDeferred =
    highest?.swapDeferred === true &&
    highest.targetSwapRegion === '' &&
    (!highest.hookGated || highest.deferredByUser);
  const missing = onlyDeferred
    ? missingReplicas(world, { region, store, version: highest.number })
    : '';
  const verdict = rollForwardTarget({
    region: regionName(world.names, region),
    filter: namesOf(world, admin.regions),
    writesEnabled,
    currentVersion: current,
    versions,
    onlyDeferred,
    enoughReplicas: missing === '',
  });
  if (verdict.kind === 'refused')
    return verdict.reason === 'writes-disabled'
      ? `${storeName(world.names, store)} takes no writes there`
      : missing;
  if (verdict.kind === 'stay') return '';
  const at = { region, store, version: verdict.version };
  serveVersion(world, turn, at, 'rolled-forward');
  if (verdict.wasPushed)
    turn.record({ kind: 'version-status-set', ...at, status: 'ONLINE', rule: 'VS-7' });
  mayFinish(world, turn, at);
  return '';
}
