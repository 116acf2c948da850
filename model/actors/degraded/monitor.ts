/**
 * The parent's monitor of degraded regions: every 60 seconds it measures the marks, raises alerts, and restarts lost recoveries. A tick
 * that only measures does not keep a run alive; a tick that may start a recovery does, and so does every tick before the first alert
 * about a mark.
 */

import { regionId, regionName } from '../../names.js';
import {
  autoRecovery,
  isAlerted,
  mayHaveOrphans,
  measuredMarks,
  recoveringRegions,
} from '../../queries/degraded-mode.js';
import { owesStores } from '../../queries/stores-to-recover.js';
import { namesOf, parentUp } from '../../queries/world.js';
import { judgeMarkAge, overdueMarkRule } from '../../rules/degraded/overdue-mark.js';
import { orphansRule, regionsWithOrphans } from '../../rules/recovery/orphans.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { triggerRecovery } from '../recovery/trigger.js';
import { armMonitor } from '../timers.js';
import { unmarkDegraded } from './registry.js';

export const asks = [overdueMarkRule, orphansRule];

/** One tick. */
export const onMonitorTickDue: Handler<'monitor-tick-due'> = (world, { epoch }, turn) => {
  if (epoch !== world.parent.epoch || Math.abs(world.parent.monitorTickAt) !== turn.now) return;
  turn.record({ kind: 'tick-armed', tick: 'monitor', at: 0 });
  measureMarks(world, turn);
  for (const region of orphanedRegions(world)) triggerRecovery(world, turn, region);
  armMonitor(world, turn);
};

function measureMarks(world: World, turn: ModelTurn): void {
  const autoUnmark = world.variant.autoUnmark;
  for (const { region, since, timeoutMinutes, operator } of measuredMarks(world)) {
    const mark = {
      region: regionName(world.names, region),
      markedAtMs: since,
      timeoutMinutes,
      operator,
    };
    const age = judgeMarkAge(mark, turn.now, { autoUnmark });
    turn.record({ kind: 'mark-measured', region, minutes: age.wholeMinutes });
    if (age.kind === 'in-time') continue;
    if (age.kind === 'unmark' && parentUp(world)) unmarkDegraded(world, turn, region, 'auto');
    // Venice repeats the alert at every tick; only the first one is recorded.
    if (!isAlerted(world, { region, since }))
      turn.record({
        kind: 'mark-overdue',
        region,
        minutes: age.wholeMinutes,
        timeoutMinutes,
        rule: 'DM-8',
      });
  }
}

function orphanedRegions(world: World): number[] {
  // Fast path: most ticks find nothing, and the rule would build its reason text.
  if (!mayHaveOrphans(world)) return [];
  const verdict = regionsWithOrphans(
    {
      autoRecovery: autoRecovery(world),
      isLeader: parentUp(world) && world.parent.listingDown === 0,
      degraded: measuredMarks(world).map(({ region }) => regionName(world.names, region)),
      configuredRegions: namesOf(world, world.javaOrder),
      recovering: namesOf(world, recoveringRegions(world)),
    },
    (region) => owesStores(world, regionId(world.names, region)),
    world.variant,
  );
  return verdict.kind === 'scanned'
    ? verdict.trigger.map((region) => regionId(world.names, region))
    : [];
}
