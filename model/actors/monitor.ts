/**
 * The parent's monitor of degraded regions: every 60 seconds it measures the marks, raises alerts, and starts recoveries that were lost. A
 * look that can only measure does not keep a run alive; one that may start a recovery does.
 */
import type { Instant } from '../../sim/index.js';
import { marksSeen, namesOf, parentUp } from '../questions.js';
import { registeredRegionsSeen } from '../rules/degraded/degraded-regions.js';
import { judgeMarkAge, monitorPeriodMs, overdueMarkRule } from '../rules/degraded/overdue-mark.js';
import { orphansRule, regionsWithOrphans } from '../rules/recovery/orphans.js';
import type { DegradedMark } from '../world/parent.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { autoRecovery, degradedModeEnabled, unmarkDegraded } from './degraded-registry.js';
import { owesStores, triggerRecovery } from './recovery.js';

export const asks = [overdueMarkRule, orphansRule];

/** A standby's monitor measures, too; only if the parent's processes are gone does nobody. Corrections row 19. */
function someParentLives(world: World): boolean {
  return parentUp(world) || world.parent.deadUpTo < world.parent.epoch - 1;
}

/** Schedules the next look if there is anything to look at. */
export function armMonitor(world: World, turn: ModelTurn): void {
  if (!someParentLives(world) || !autoRecovery(world)) return;
  if (world.setup.venice.profile === 'baseline') return;
  const orphans = mayHaveOrphans(world);
  if (!orphans && measuredMarks(world).length === 0) return;
  const armed = world.parent.monitorTickAt;
  if (armed >= turn.now || (armed <= -turn.now && !orphans)) return;
  // A look that is due at this very instant still happens, so the run must wait for it.
  const at = armed === -turn.now ? turn.now : nextLook(world, turn.now);
  turn.record({ kind: 'tick-armed', tick: 'monitor', at: orphans ? at : -at });
  turn.schedule(at - turn.now, { kind: 'monitor-tick-due', epoch: world.parent.epoch }, !orphans);
}

/** One look. */
export const onMonitorTickDue: Handler<'monitor-tick-due'> = (world, { epoch }, turn) => {
  if (epoch !== world.parent.epoch || Math.abs(world.parent.monitorTickAt) !== turn.now) return;
  turn.record({ kind: 'tick-armed', tick: 'monitor', at: 0 });
  measureMarks(world, turn);
  for (const region of orphanedRegions(world)) triggerRecovery(world, turn, region);
  armMonitor(world, turn);
};

function measureMarks(world: World, turn: ModelTurn): void {
  const autoUnmark = world.setup.venice.switches['auto-unmark'];
  for (const { region, since, timeoutMinutes, operator } of measuredMarks(world)) {
    const mark = {
      region: world.names.regions[region] ?? '',
      markedAtMs: since,
      timeoutMinutes,
      operator,
    };
    const age = judgeMarkAge(mark, turn.now, { autoUnmark });
    turn.record({ kind: 'mark-measured', region, minutes: age.wholeMinutes });
    if (age.kind === 'in-time') continue;
    if (age.kind === 'unmark' && parentUp(world)) unmarkDegraded(world, turn, region, 'auto');
    // Venice repeats the alert at every look; the first one says it all.
    const first = age.ageMinutes - timeoutMinutes <= monitorPeriodMs / 60_000;
    if (first)
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
  // Most looks find nothing, and the rule would put its reason into words.
  if (!mayHaveOrphans(world)) return [];
  const { switches } = world.setup.venice;
  const verdict = regionsWithOrphans(
    {
      autoRecovery: autoRecovery(world),
      isLeader: parentUp(world) && world.parent.listingDown === 0,
      degraded: measuredMarks(world).map(({ region }) => world.names.regions[region] ?? ''),
      configuredRegions: world.names.regions,
      recovering: namesOf(world, recoveringRegions(world)),
    },
    (region) => owesStores(world, world.names.regions.indexOf(region)),
    { recover: switches.recover, orphanMonitor: switches['orphan-monitor'] },
  );
  return verdict.kind === 'scanned'
    ? verdict.trigger.map((region) => world.names.regions.indexOf(region))
    : [];
}

/** Regions with an unfinished recovery of this leader. */
export function recoveringRegions(world: World): number[] {
  return [...world.parent.recoveries.values()]
    .filter(({ phase }) => phase !== 'complete')
    .map(({ region }) => region);
}

function mayHaveOrphans(world: World): boolean {
  const { switches } = world.setup.venice;
  if (!parentUp(world) || world.parent.listingDown > 0) return false;
  if (!switches.recover || !switches['orphan-monitor'] || measuredMarks(world).length > 0)
    return false;
  for (let region = 0; region < world.regions.length; region += 1)
    if (owesStores(world, region)) return true;
  return false;
}

/** The marks that the monitor looks after: as designed none while the feature is switched off. */
function measuredMarks(world: World): readonly DegradedMark[] {
  const registered = marksSeen(world);
  if (registered.length === 0) return registered;
  const { switches } = world.setup.venice;
  return registeredRegionsSeen(
    { enabled: degradedModeEnabled(world), registered },
    {
      featureFlag: switches['feature-flag'],
      flagOffIgnoresRegistry: switches['flag-off-ignores-registry'],
    },
  );
}

/** Looks happen at whole minutes since the parent started. */
function nextLook(world: World, now: Instant): Instant {
  const { start } = world.setup;
  return start + (Math.floor((now - start) / monitorPeriodMs) + 1) * monitorPeriodMs;
}
