/**
 * How the parent kills a push: what its record becomes, the end of a rollout under hooks, the message to the regions. Who wants it and why
 * is decided by others.
 */
import { allRegions, childStore, parentVersion } from '../questions.js';
import { killEffectRule, killInParent } from '../rules/swap/kill-effect.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { sendAdmin, setStatus, truncateParentTopic, writesParentTopic } from './parent-commands.js';
import type { VersionName } from './source-fabric.js';

export const asks = [killEffectRule];

/** Kills the push of a version everywhere. */
export function killVersion(world: World, turn: ModelTurn, name: VersionName): void {
  const version = parentVersion(world, name.store, name.version);
  if (version === undefined) return;
  const killKeepsPartial = world.setup.venice.switches['kill-keeps-partial'];
  const serving = allRegions(world).filter(
    (region) => childStore(world, region, name.store).current === name.version,
  );
  const kill = killInParent(
    {
      status: version.status,
      servingRegions: serving.length,
      keepsNoErroredTopics: true,
      parentTopicWritten: writesParentTopic(world),
    },
    { killKeepsPartial },
  );
  if (kill.truncateTopic) truncateParentTopic(world, turn, name);
  setStatus(world, turn, name, kill.status, 'VS-11');
  endRollout(world, turn, name);
  sendAdmin(world, turn, { kind: 'KillPush', store: name.store, version: name.version });
}

/** What hooks still had to say about a killed version counts no more. */
function endRollout(world: World, turn: ModelTurn, { store, version }: VersionName): void {
  const rollout = world.parent.rollouts.get(store);
  if (rollout?.version !== version || rollout.stage === 'ended') return;
  turn.record({
    kind: 'rollout-ended',
    store,
    version,
    outcome: 'killed',
    text: 'ends: the version is killed',
    rule: 'VS-11',
  });
}
