/** How a rollout ends with ABORT or ROLLBACK: commands to the regions, the status in the parent, the clean-up. */
import type { RegionId } from '../names.js';
import { allRegions, childStore, childVersion, reachable } from '../questions.js';
import type { Veto } from '../rules/hooks/outcome-chain.js';
import { vetoEffects, vetoEffectsRule } from '../rules/hooks/veto-effects.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { sendAdmin, sendRollBack } from './parent-commands.js';
import { endPush } from './push-end.js';
import { askNext, type WorldRollout } from './rollout.js';
import type { Asked } from './rollout-answers.js';
import { phased } from './rollout-phases.js';
import { changeRegion } from './rollout-steps.js';
import type { VersionName } from './source-fabric.js';
import { rolloutOrderOf } from './swap-view.js';

export const asks = [vetoEffectsRule];

export function veto(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  asked: Asked,
  outcome: Veto,
): void {
  const { store, version, push } = rollout;
  const effects = vetoEffects({
    veto: outcome,
    askedRegion: world.names.regions[asked.region] ?? '',
    abortScope: world.setup.venice.switches['abort-scope'],
    rollbackScope: world.setup.venice.switches['rollback-scope'],
    order: rolloutOrderOf(world),
    regions: [...rollout.regions.keys()].map((region) => phased(world, rollout, region)),
  });
  if (effects.job === 'ends-later') {
    changeRegion(turn, rollout, asked.region, { admission: 'excluded' });
    return askNext(world, turn, rollout);
  }
  const where = asked.region < 0 ? '' : ` for ${world.names.regions[asked.region]}`;
  const reason = `a hook said ${outcome} at ${asked.point}${where}`;
  turn.record({
    kind: 'rollout-ended',
    store,
    version,
    outcome: outcome === 'ABORT' ? 'aborted' : 'rolled-back',
    text: `ends: ${reason}`,
    rule: 'LH-7',
  });
  const back = effects.rollBack.map((name) => world.names.regions.indexOf(name));
  if (effects.parentStatus !== undefined) {
    const rolledBackBy =
      effects.parentStatus === 'ROLLED_BACK' ? ({ rolledBackBy: 'hook' } as const) : {};
    turn.record({
      kind: 'parent-version-status-set',
      store,
      version,
      status: effects.parentStatus,
      ...rolledBackBy,
      rule: 'LH-7',
    });
  }
  if (effects.kill) sendAdmin(world, turn, { kind: 'KillPush', store, version });
  if (back.length > 0) sendRollBack(world, turn, { store, version }, { regions: back, by: 'hook' });
  if (effects.deleteAfterwards) {
    const event = {
      kind: 'rollout-clean-up-due',
      store,
      version,
      epoch: world.parent.epoch,
      tries: 0,
    } as const;
    turn.schedule(cleanUpPeriodMs, event);
  }
  endPush(world, turn, push, { outcome: 'failed', reason, rule: 'LH-7' });
}

const cleanUpPeriodMs = 60_000;

const cleanUpTries = 60;

/** After a rollback: once no region serves or ingests the version any more, it is deleted everywhere. */
export const onRolloutCleanUpDue: Handler<'rollout-clean-up-due'> = (world, event, turn) => {
  const { store, version, epoch, tries } = event;
  const rollout = world.parent.rollouts.get(store);
  if (epoch !== world.parent.epoch || rollout === undefined || rollout.version !== version) return;
  const known = allRegions(world).filter((region) => reachable(world, region));
  const busy = known.some((region) => isBusy(world, region, { store, version }));
  if (!busy && known.length === world.regions.length)
    return sendAdmin(world, turn, { kind: 'DeleteVersion', store, version });
  // A region that serves its first version has nothing to go back to; one that is away may return.
  const next = busy ? tries + 1 : tries;
  if (next <= cleanUpTries) turn.schedule(cleanUpPeriodMs, { ...event, tries: next }, !busy);
};

function isBusy(world: World, region: RegionId, { store, version }: VersionName): boolean {
  const serves = childStore(world, region, store).current === version;
  return serves || childVersion(world, region, store, version)?.status === 'STARTED';
}
