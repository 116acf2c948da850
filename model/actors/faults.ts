/**
 * Starts and ends the conditions of faults, and resumes what they blocked: replicas, writers, Da Vinci instances, links, admin queues,
 * monitors, leaders. It makes no decision of Venice's.
 */

import type { Condition } from '../conditions.js';
import { faults } from '../faults/index.js';
import { type RegionId, regionId } from '../names.js';
import { allRegions, controllerUp, parentUp, reachable } from '../queries/world.js';
import type { FaultEntry } from '../setup.js';
import { linkIndex, type World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { clientsBreak } from './clients/breakage.js';
import { resumeInstances } from './clients/davinci-fleet.js';
import { loseLeader, takeOver } from './parent/leadership.js';
import { resumeWriters, stallWriters } from './push-job/writing.js';
import { drainAdminChannel } from './region/child-controller.js';
import { controllerReturns } from './region/hook-answers.js';
import { resumeIncrements } from './region/increments.js';
import { scheduleLink } from './region/links.js';
import { onReplicaFault } from './region/replica-faults.js';
import { resumeReplicas } from './region/servers.js';
import { armMonitor, armSwapTick } from './timers.js';

/** A fault starts or ends. */
export const onFaultDue: Handler<'fault-due'> = (world, { entry, begins }, turn) => {
  const fault = world.setup.timeline[entry];
  if (fault?.kind !== 'fault') return;
  const text = `${fault.fault}${placeOf(fault)} ${begins ? 'begins' : 'is healed'}`;
  turn.record({ kind: begins ? 'fault-began' : 'fault-healed', fault: fault.fault, entry, text });
  for (const condition of conditionsOf(world, fault)) change(world, turn, condition, begins);
  if (begins && fault.lasts !== undefined) {
    turn.schedule(fault.lasts, { kind: 'fault-due', entry, begins: false });
  }
  // A region that answers again may be the last one that a recovered version needs.
  if (!begins) armMonitor(world, turn);
};

/** The conditions that a fault of the timeline sets. */
function conditionsOf(world: World, entry: FaultEntry): readonly Condition[] {
  const fault = faults.find(({ kind }) => kind === entry.fault);
  return fault?.conditions(entry.values as never, world.names.regions) ?? [];
}

function placeOf({ values }: FaultEntry): string {
  const words = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [value] : name === 'host' ? [`host ${value}`] : [],
  );
  return words.length === 0 ? '' : ` (${words.join('to' in values ? ' to ' : ', ')})`;
}

function change(world: World, turn: ModelTurn, condition: Condition, begins: boolean): void {
  turn.record({ kind: 'condition-changed', condition, begins });
  switch (condition.kind) {
    case 'parent-storage-down':
    case 'parent-listing-down':
    case 'parent-answers-lost':
    case 'parent-answers-late':
      return;
    case 'parent-failover':
    case 'parent-down':
      return begins ? loseLeader(world, turn) : takeOver(world, turn);
    case 'host-down': {
      const region = regionId(world.names, condition.region);
      scheduleLink(world, turn, linkIndex(world, region, region));
      return onReplicaFault(world, turn, condition, begins);
    }
    case 'disk-full':
    case 'replica-error':
    case 'straggler':
      return onReplicaFault(world, turn, condition, begins);
    case 'clients-lost':
    case 'client-error':
      return clientsBreak(world, turn, condition, begins);
    case 'admin-failing':
      if (!begins) drainAdminChannel(world, turn, regionId(world.names, condition.region));
      return;
    case 'link-cut':
    case 'link-slow':
      return scheduleLink(
        world,
        turn,
        linkIndex(
          world,
          regionId(world.names, condition.from),
          regionId(world.names, condition.to),
        ),
      );
    default:
      return regionChanged(
        world,
        turn,
        regionId(world.names, condition.region),
        condition.kind,
        begins,
      );
  }
}

function regionChanged(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  kind: Condition['kind'],
  begins: boolean,
): void {
  for (const other of allRegions(world)) {
    scheduleLink(world, turn, linkIndex(world, region, other));
    scheduleLink(world, turn, linkIndex(world, other, region));
  }
  if (begins) {
    stallWriters(world, turn, region);
    return armSwapTick(world, turn);
  }
  if (kind === 'controller-failover' && controllerUp(world, region))
    turn.record({ kind: 'child-leader-elected', region });
  resumeReplicas(world, turn, region);
  resumeIncrements(world, turn, region);
  resumeWriters(world, turn, region);
  resumeInstances(world, turn, region);
  if (
    kind === 'controller-down' ||
    kind === 'controller-failover' ||
    kind === 'network-cut' ||
    kind === 'brokers-down'
  ) {
    if (reachable(world, region)) controllerReturns(world, turn, region);
    if (parentUp(world)) drainAdminChannel(world, turn, region);
  }
}
