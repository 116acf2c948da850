/**
 * PJ-5: every check of an admission in its order, each refusing where all later ones would refuse,
 * too.
 */
import { describe, expect, test } from 'vitest';
import type { Conversion, PushPlan } from '../../../../model/rules/degraded/conversion.js';
import {
  type Admission,
  type AdmissionQuestions,
  type AdmissionRequest,
  admitPush,
  type ExistingVersion,
} from '../../../../model/rules/push-job/admission.js';

const hour = 3_600_000;
const off = { majorityBlocksCreation: false };
const plan: PushPlan = {
  targets: ['dc-0', 'dc-2'],
  deferred: true,
  swapRegions: ['dc-0', 'dc-2'],
  degradedPush: true,
  excluded: ['dc-1'],
  recordedExclusions: ['dc-1'],
  manualDeferral: false,
};
const plainPlan: PushPlan = {
  targets: null,
  deferred: false,
  swapRegions: [],
  degradedPush: false,
  excluded: [],
  recordedExclusions: [],
  manualDeferral: false,
};
const v5: ExistingVersion = { number: 5, pushId: 'p5', swapDeferred: false, createdMs: 0 };
const request: AdmissionRequest = {
  store: 'profiles',
  pushType: 'BATCH',
  hybrid: false,
  systemStore: false,
  targets: null,
  deferred: false,
  pushId: 'p6',
  nowMs: hour,
  ingestionPaused: false,
  versions: [v5],
  lingersAfterMs: 24 * hour,
  takesIncrements: true,
  incrementalVersion: 5,
  knownRegions: ['dc-0', 'dc-1', 'dc-2'],
  reachableRegions: ['dc-0', 'dc-1', 'dc-2'],
};

/** Checks that all let the push pass; `asked` records which were called, in order. */
function questions(
  answers: Partial<AdmissionQuestions> = {},
  asked: string[] = [],
): AdmissionQuestions {
  const passing: AdmissionQuestions = {
    capacity: () => ({ kind: 'passes' }),
    runningPush: () => ({ kind: 'free', truncateLeftovers: false, mismatch: false }),
    mayKill: () => false,
    incremental: () => ({ kind: 'allowed', because: 'none-degraded' }),
    conversion: () => ({ kind: 'unchanged', because: 'none-degraded', plan: plainPlan }),
    cooldown: () => ({ kind: 'admitted', record: { pushId: 'p6', admittedAtMs: hour } }),
    ...answers,
  };
  return {
    capacity: () => noted('capacity', passing.capacity()),
    runningPush: () => noted('runningPush', passing.runningPush()),
    mayKill: (pushId) => noted('mayKill', passing.mayKill(pushId)),
    incremental: () => noted('incremental', passing.incremental()),
    conversion: () => noted('conversion', passing.conversion()),
    cooldown: () => noted('cooldown', passing.cooldown()),
  };

  function noted<A>(name: string, answer: A): A {
    asked.push(name);
    return answer;
  }
}

function admit(
  change: Partial<AdmissionRequest> = {},
  answers: Partial<AdmissionQuestions> = {},
): Admission {
  return admitPush({ ...request, ...change }, questions(answers), off);
}

const runningV5: Partial<AdmissionQuestions> = {
  runningPush: () => ({ kind: 'running', version: 5, reason: 'v5 is STARTED', mismatch: false }),
};
const refusedConversion: Conversion = {
  kind: 'refused',
  because: 'all-targets-degraded',
  reason: 'all of them',
};
const converted: Conversion = { kind: 'converted', plan, reason: 'without dc-1' };

describe('hooks examples: the order of the checks', () => {
  test('an ordinary push passes every check in order and is created', () => {
    const asked: string[] = [];
    const admission = admitPush(request, questions({}, asked), off);
    expect(asked).toEqual(['capacity', 'runningPush', 'conversion', 'cooldown']);
    expect(admission).toEqual({
      kills: undefined,
      converted: false,
      end: { kind: 'create', plan: plainPlan, attempt: { pushId: 'p6', admittedAtMs: hour } },
    });
  });

  test('each check refuses before the later ones are called', () => {
    const everythingFails: Partial<AdmissionQuestions> = {
      capacity: () => ({ kind: 'blocked', reason: 'rolled back' }),
      ...runningV5,
      conversion: () => refusedConversion,
      cooldown: () => ({ kind: 'refused', retryAfterMs: 1, reason: 'wait' }),
    };
    const words: string[] = [];
    const questions: Partial<AdmissionQuestions> = { ...everythingFails };
    const record = (change: Partial<AdmissionRequest>) => {
      const { end } = admit({ reachableRegions: [], ...change }, questions);
      words.push(end.kind === 'refused' ? `${end.because} ${end.httpCode}` : end.kind);
    };
    record({ ingestionPaused: true });
    record({});
    delete questions.capacity;
    record({});
    delete questions.runningPush;
    record({});
    questions.conversion = () => ({ ...converted, plan: { ...plan, targets: ['dc-9'] } });
    record({});
    questions.conversion = () => converted;
    record({});
    delete questions.cooldown;
    record({});
    expect(words).toEqual([
      'ingestion-paused 409',
      'capacity 500',
      'push-running 500',
      'all-targets-degraded 500',
      'unknown-region 500',
      'cooldown 429',
      'create',
    ]);
  });

  test('system stores are not held up by the capacity guards', () => {
    const asked: string[] = [];
    admitPush({ ...request, systemStore: true }, questions({}, asked), off);
    expect(asked).not.toContain('capacity');
  });

  test('a system store loses deferral and targets, and keeps a plain deferral', () => {
    const wished = (change: Partial<PushPlan>) => ({
      conversion: (): Conversion => ({
        kind: 'unchanged',
        because: 'system-store',
        plan: { ...plainPlan, ...change },
      }),
    });
    const both = admit(
      { systemStore: true },
      wished({ targets: ['dc-0'], deferred: true, swapRegions: ['dc-0'] }),
    );
    expect(both.end).toMatchObject({ plan: { targets: null, deferred: false, swapRegions: [] } });
    const plain = admit({ systemStore: true }, wished({ deferred: true }));
    expect(plain.end).toMatchObject({ plan: { deferred: true } });
  });

  test('the conversion counts even if the cooldown then refuses', () => {
    const admission = admit(
      {},
      {
        conversion: () => converted,
        cooldown: () => ({ kind: 'refused', retryAfterMs: 5, reason: 'wait' }),
      },
    );
    expect(admission).toMatchObject({
      converted: true,
      end: { kind: 'refused', because: 'cooldown' },
    });
  });

  test('a detection that fails refuses the push', () => {
    const admission = admit({}, { runningPush: () => ({ kind: 'error', reason: 'no record' }) });
    expect(admission.end).toMatchObject({ because: 'detection-failed', reason: 'no record' });
  });
});

describe('past a running push', () => {
  test('the same push job gets its version again', () => {
    expect(admit({ pushId: 'p5' }, runningV5).end).toEqual({ kind: 'existing', version: 5 });
  });

  test('another push is refused with both ids and the cause', () => {
    expect(admit({}, runningV5)).toEqual({
      kills: undefined,
      converted: false,
      end: {
        kind: 'refused',
        because: 'push-running',
        httpCode: 500,
        reason: 'p5 is in the way of p6: v5 is STARTED',
      },
    });
  });

  test('a version that runs for more than 24 h lingers and is killed', () => {
    expect(admit({ nowMs: 24 * hour }, runningV5).end.kind).toBe('refused');
    expect(admit({ nowMs: 24 * hour + 1 }, runningV5)).toMatchObject({
      kills: 5,
      end: { kind: 'create' },
    });
  });

  test('a deferred version never lingers', () => {
    const versions = [{ ...v5, swapDeferred: true }];
    expect(admit({ nowMs: 99 * hour, versions }, runningV5).end).toMatchObject({
      because: 'push-running',
    });
  });

  test('an incremental push does not kill a lingering version, it fails', () => {
    const admission = admit({ nowMs: 25 * hour, pushType: 'INCREMENTAL' }, runningV5);
    expect(admission).toMatchObject({ kills: undefined, end: { because: 'lingering-version' } });
  });

  test('a killable system push yields', () => {
    const admission = admit({}, { ...runningV5, mayKill: (pushId) => pushId === 'p5' });
    expect(admission).toMatchObject({ kills: 5, end: { kind: 'create' } });
  });

  test('an incremental push continues beside a running one', () => {
    const admission = admit({ pushType: 'INCREMENTAL' }, runningV5);
    expect(admission).toMatchObject({ kills: undefined, end: { kind: 'incremental', version: 5 } });
  });

  test('a running version without a record refuses the push', () => {
    expect(admit({ versions: [] }, runningV5).end).toMatchObject({ because: 'version-missing' });
  });

  test('a kill stays even if a later check refuses', () => {
    const admission = admit(
      { nowMs: 25 * hour },
      { ...runningV5, conversion: () => refusedConversion },
    );
    expect(admission).toMatchObject({ kills: 5, end: { because: 'all-targets-degraded' } });
  });
});

describe('incremental pushes and repeated requests', () => {
  const blocked: Partial<AdmissionQuestions> = {
    incremental: () => ({
      kind: 'refused',
      because: 'region-degraded',
      reason: 'dc-1 is degraded',
    }),
  };

  test('W22 testIncrementalPushBlockedWhenDegradedDcsExist: an incremental push is refused', () => {
    expect(admit({ pushType: 'INCREMENTAL' }, blocked).end).toMatchObject({
      because: 'region-degraded',
    });
  });

  test('edge case E2: the same push id as an existing version is answered before the block', () => {
    const end = { kind: 'existing', version: 5 };
    expect(admit({ pushType: 'INCREMENTAL', pushId: 'p5' }, blocked).end).toEqual(end);
  });

  test('a repeated request is answered without conversion or cooldown', () => {
    const asked: string[] = [];
    admitPush({ ...request, pushId: 'p5' }, questions({}, asked), off);
    expect(asked).toEqual(['capacity', 'runningPush']);
  });

  test('an incremental push creates no version and is not cooled down', () => {
    const asked: string[] = [];
    admitPush({ ...request, pushType: 'INCREMENTAL' }, questions({}, asked), off);
    expect(asked).toEqual(['capacity', 'runningPush', 'incremental']);
  });
});

describe('edge case E6: majority-blocks-creation', () => {
  const on = { majorityBlocksCreation: true };
  function end(knownRegions: string[], reachableRegions: string[], variant = on): string {
    return admitPush({ ...request, knownRegions, reachableRegions }, questions(), variant).end.kind;
  }

  test('off, a push is created although no region can be reached', () => {
    expect(end(['dc-0', 'dc-1', 'dc-2'], [], off)).toBe('create');
  });

  test('on, half of the regions are enough to refuse it', () => {
    expect(end(['dc-0', 'dc-1', 'dc-2'], ['dc-0', 'dc-1'])).toBe('create');
    expect(end(['dc-0', 'dc-1', 'dc-2'], ['dc-0'])).toBe('refused');
    expect(end(['dc-0', 'dc-1', 'dc-2', 'dc-3'], ['dc-0', 'dc-1'])).toBe('refused');
  });
});
