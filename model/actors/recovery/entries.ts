/** The entries of a recovery, one per store: changes one, schedules its next step, and assigns the next store to a free worker. */
import type { EventOf } from '../../events.js';
import type { VersionName } from '../../names.js';
import { callPolicies, pauseAfter } from '../../queries/remote-calls.js';
import { entryIn, recoveryNumbered, type StoreRecovery } from '../../world/parent.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

export type Step = EventOf<'recovery-step-due'>;

export function recoveryOf(step: Step): NextStep['recovery'] {
  return { id: step.recovery, region: step.region, epoch: step.epoch };
}

export function entryOf(world: World, { recovery, store, version }: Step) {
  const found = recoveryById(world, recovery);
  return found === undefined ? undefined : entryIn(found, store, version);
}

/**
 * Assigns queued stores to free workers, of which the leader has one pool for all regions: the recovery that began first, then the order
 * of its stores.
 */
export function pumpWorkers(world: World, turn: ModelTurn): void {
  const configured = world.configuration['degraded.mode.recovery.thread.pool.size'];
  const { recoveryHistory, epoch } = world.parent;
  const open = recoveryHistory.filter((one) => one.epoch === epoch && one.phase === 'initiating');
  let free = Math.max(1, configured);
  for (const { tally } of open) free -= tally.running;
  for (const recovery of open) {
    if (free <= 0) return;
    free -= assign(world, turn, recovery, free);
  }
}

/** Assigns at most so many stores of one recovery; returns how many. */
function assign(world: World, turn: ModelTurn, recovery: KnownRecovery, most: number): number {
  const { stores, tally } = recovery;
  let assigned = 0;
  for (let place = recovery.firstQueued; place < stores.length; place += 1) {
    if (assigned >= most || tally.queued === 0) return assigned;
    const entry = stores[place];
    if (entry === undefined || entry.state !== 'queued') continue;
    const { store, version } = entry;
    changeStore(turn, recovery, { store, version }, { state: 'running', startedAt: turn.now }, '');
    stepAfter(world, turn, { recovery, store, version, step: 'attempt', afterMs: 0 });
    assigned += 1;
  }
  return assigned;
}

type KnownRecovery = World['parent']['recoveryHistory'][number];

/** Records a change of one store's recovery; an empty text marks bookkeeping. */
export function changeStore(
  turn: ModelTurn,
  recovery: Pick<KnownRecovery, 'id' | 'region'>,
  { store, version }: VersionName,
  change: Partial<StoreRecovery>,
  text: string,
): void {
  const of = { region: recovery.region, recovery: recovery.id, store, version };
  turn.record({ kind: 'store-recovery-changed', ...of, change, text, rule: 'RC-3' });
}

interface NextStep extends VersionName {
  readonly recovery: Pick<KnownRecovery, 'id' | 'region' | 'epoch'>;
  readonly step: 'attempt' | 'ready' | 'confirm';
  readonly afterMs: number;
}

/** Schedules the next step of a recovery under the current leader. */
export function stepAfter(world: World, turn: ModelTurn, next: NextStep): void {
  const { recovery, store, version, step, afterMs } = next;
  const { id, region, epoch } = recovery;
  const of = { step, epoch, recovery: id, region, store, version };
  turn.schedule(afterMs, { kind: 'recovery-step-due', ...of }, epoch !== world.parent.epoch);
}

/**
 * A region did not answer a call: the step is due again after a pause, as the call makes ten requests; after the last one `failed` runs.
 */
export function callAgain(world: World, turn: ModelTurn, step: Step, failed: () => void): void {
  const calls = (entryOf(world, step)?.calls ?? 0) + 1;
  const afterMs = pauseAfter(callPolicies['data-recovery'], calls);
  const recovery = recoveryOf(step);
  changeStore(turn, recovery, step, { calls: afterMs === undefined ? 0 : calls }, '');
  if (afterMs === undefined) return failed();
  stepAfter(world, turn, { ...step, recovery, afterMs });
}

/** A recovery by its number, including superseded ones and those of a former leader. */
export function recoveryById(world: World, id: number): KnownRecovery | undefined {
  return recoveryNumbered(world.parent.recoveryHistory, id);
}
