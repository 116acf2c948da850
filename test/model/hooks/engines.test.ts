/** The engines that VIP-4 compares: which regions swap after a rollback was decided, and when the others receive it. */
import { describe, expect, test } from 'vitest';
import { infeasible } from '../../../model/hooks/engines.js';
import { type PlayedScenario, playScene, type Scene } from '../../support/played-scenario.js';

const push = 'at: 1m, push: p1, store: profiles';

const play = (engine: string, scene: Partial<Scene>): PlayedScenario =>
  playScene({
    profile: 'as-designed',
    timeline: [push],
    switches: { 'hook-engine': engine },
    ...scene,
  });

/** dc-0 says ROLLBACK a minute after its swap; dc-2 may swap only two minutes after it could. */
const rollback: Partial<Scene> = {
  hooks: [
    'hook: scripted, point: preStoreVersionSwap, region: dc-2, answers: [WAIT, WAIT, PROCEED]',
    'hook: scripted, point: postStoreVersionSwap, region: dc-0, answers: [WAIT, ROLLBACK]',
  ],
};

/** Regions that began to serve version 2, in order. */
const swapped = (played: PlayedScenario): number[] =>
  played.facts('version-swapped').map(({ fact }) => fact.region);

/** Milliseconds from the first ROLLBACK to the last region that went back. */
function revertedAfter(played: PlayedScenario): number {
  const said = played.facts('hook-answered').find(({ fact }) => fact.outcome === 'ROLLBACK');
  const last = played.facts('version-rolled-back').at(-1);
  return (last?.at ?? 0) - (said?.at ?? 0);
}

describe('a ROLLBACK after the first swap', () => {
  test('in the parent stops the third region and takes the others back within seconds', () => {
    const played = play('vip4-parent', rollback).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(swapped(played)).not.toContain(2);
    expect(revertedAfter(played)).toBeLessThan(5_000);
  });

  test('in children that are polled is read at the next poll, after the third region has swapped too', () => {
    const played = play('vip4-child-poll', rollback).toEnd();
    expect(swapped(played)).toContain(2);
    expect(revertedAfter(played)).toBeGreaterThan(120_000);
    expect(played.serves()).toEqual([1, 1, 1]);
  });

  test('in children that call the parent is received at once', () => {
    const played = play('vip4-child-rpc', rollback).toEnd();
    expect(swapped(played)).not.toContain(2);
    expect(revertedAfter(played)).toBeLessThan(5_000);
    expect(played.parentHistory(2)).toContain('ROLLED_BACK');
  });

  test('in children that call each other goes back at once, while the parent learns of it at its poll', () => {
    const played = play('vip4-child-peer', rollback).toEnd();
    expect(swapped(played)).not.toContain(2);
    expect(revertedAfter(played)).toBeLessThan(1_000);
    const [status] = played
      .facts('parent-version-status-set')
      .filter(({ fact }) => fact.status === 'ROLLED_BACK');
    const last = played.facts('version-rolled-back').at(-1);
    expect((status?.at ?? 0) - (last?.at ?? 0)).toBeGreaterThan(60_000);
  });

  test('in the push job comes late, because the job reads only when it polls', () => {
    const parent = play('vip4-parent', rollback).toEnd();
    const job = play('vip4-push-job', rollback).toEnd();
    expect(job.serves()).toEqual([1, 1, 1]);
    const saidAt = (played: PlayedScenario): number =>
      played.facts('hook-answered').find(({ fact }) => fact.outcome === 'ROLLBACK')?.at ?? 0;
    expect(saidAt(job) - saidAt(parent)).toBeGreaterThan(300_000);
  });

  test('leaves a sibling that cannot be reached on the bad version, if children call each other', () => {
    const cut = 'at: 130s, fault: network-cut, region: dc-1, for: 4h';
    const timeline = [push, cut];
    const played = play('vip4-child-peer', {
      ...rollback,
      timeline,
    }).until('3h');
    expect(played.serves()).toEqual([1, 2, 1]);
    const parent = play('vip4-parent', { ...rollback, timeline }).until('3h');
    expect(parent.serves()).toEqual([1, 1, 1]);
  });
});

describe('a region under its own hooks', () => {
  test('is created when its hook proceeds, and blocks no other region', () => {
    const played = play('vip4-child-rpc', {
      hooks: [
        'hook: scripted, point: preStoreVersionCreation, region: dc-1, answers: [WAIT, PROCEED]',
      ],
    }).toEnd();
    const created = played
      .facts('version-created')
      .map(({ at, fact }) => [fact.region, at > 120_000]);
    expect(created.at(-1)).toEqual([1, true]);
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.job().state).toBe('succeeded');
  });

  test('that aborts fails alone; the others continue and the job fails when it reads the error', () => {
    const played = play('vip4-child-poll', {
      hooks: ['hook: scripted, point: preStoreVersionSwap, region: dc-1, answers: [ABORT]'],
    }).toEnd();
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.job().state).toBe('failed');
  });

  test('has no state of the others: a minimum delay between regions does not hold', () => {
    const hooks = ['hook: minimum-delay, between: 30m'];
    const last = (engine: string): number =>
      play(engine, { hooks }).toEnd().facts('version-swapped').at(-1)?.at ?? 0;
    expect(last('vip4-parent')).toBeGreaterThan(3_600_000);
    expect(last('vip4-child-rpc')).toBeLessThan(300_000);
  });

  test('notifies hooks when its leaders have the whole version, which no other engine can', () => {
    const hooks = ['hook: notify, milestones: [postStoreVersionLeaderReplication]'];
    expect(play('vip4-child-poll', { hooks }).toEnd().facts('hook-event-sent')).toHaveLength(3);
  });

  test('holds its Da Vinci instances back until a hook lets them begin', () => {
    const played = play('vip4-child-rpc', {
      store: 'daVinci: { instances: 2 }',
      hooks: [
        'hook: scripted, point: preStartOfStoreVersionIngestionForDaVinci, region: dc-1, answers: [WAIT, WAIT, PROCEED]',
      ],
    }).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    const released = played.facts('dvc-released').find(({ fact }) => fact.region === 1);
    expect(released?.at).toBeGreaterThan(180_000);
  });

  test('repeats the open calls when its controller was restarted', () => {
    const played = play('vip4-child-rpc', {
      timeline: [push, 'at: 2m, fault: controller-outage, region: dc-1, for: 5m'],
      hooks: [
        'hook: scripted, point: preStoreVersionSwap, region: dc-1, answers: [PROCEED], duration: 4m',
      ],
    }).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.facts('hook-started').filter(({ fact }) => fact.region === 1)).toHaveLength(2);
  });
});

describe('feasibility', () => {
  test('follows the table of the proposal', () => {
    expect(infeasible('vip4-parent', 'postStoreVersionLeaderReplication')).toContain('cannot see');
    expect(infeasible('vip4-child-poll', 'postStoreVersionLeaderReplication')).toBeUndefined();
    expect(infeasible('vip4-child-rpc', 'preStartOfPushJob')).toContain('no push jobs');
    expect(infeasible('vip4-push-job', 'validateHookConfig')).toContain('push job');
    expect(infeasible('vip4-parent', 'validateHookConfig')).toBeUndefined();
    expect(infeasible('as-built', 'preEndOfPushJob')).toBeUndefined();
  });
});
