/** DV-1 to DV-3: which instances are alive, and how their reports are aggregated. */
import { describe, expect, test } from 'vitest';
import { decideLiveness, type Liveness } from '../../../../model/rules/davinci/liveness.js';
import { decideByPartition } from '../../../../model/rules/davinci/partition-reports.js';
import {
  type DavinciStatus,
  type DeadLimits,
  type InstanceReport,
  judgeDead,
} from '../../../../model/rules/davinci/report.js';
import { decideDavinciStatus } from '../../../../model/rules/davinci/version-reports.js';
import type { ExecutionStatus } from '../../../../model/statuses.js';

const nowMs = 1_700_000_000_000;
const started = 'STARTED';
const completed = 'COMPLETED';
const endOfPush = 'END_OF_PUSH_RECEIVED';
const tooMany = 'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES';
const limits: DeadLimits = {
  maxOfflineCount: 10,
  maxOfflineRatio: 0.05,
  specificErrorStatus: true,
};

type Reports = Readonly<Record<string, ExecutionStatus>>;

interface Look {
  readonly version?: Reports;
  readonly partitions?: readonly Reports[];
  readonly liveness?: Readonly<Record<string, Liveness>>;
  readonly limits?: Partial<DeadLimits>;
  readonly timerAgeMs?: number;
  readonly incremental?: boolean;
}

function list(reports: Reports): InstanceReport[] {
  return Object.entries(reports).map(([instance, status]) => ({ instance, status }));
}

/** Evaluates the reports; instances without an entry on their liveness are alive. */
function look({
  version,
  partitions = [],
  liveness = {},
  timerAgeMs,
  ...more
}: Look): DavinciStatus {
  const everybody = [version ?? {}, ...partitions].flatMap((reports) => Object.keys(reports));
  return decideDavinciStatus(
    {
      incrementalPush: more.incremental ?? false,
      versionLevel: version === undefined ? null : list(version),
      partitions: partitions.map(list),
      liveness: new Map(everybody.map((instance) => [instance, liveness[instance] ?? 'ALIVE'])),
    },
    { ...limits, ...more.limits },
    { nowMs, tooManyDeadSinceMs: timerAgeMs === undefined ? null : nowMs - timerAgeMs },
  );
}

describe('DV-1: alive, dead or bootstrapping', () => {
  const clock = { nowMs, expirationSeconds: 1_800 };
  test('a heartbeat holds up to and including its last millisecond', () => {
    expect(decideLiveness(nowMs - 1_800_000, clock)).toBe('ALIVE');
    expect(decideLiveness(nowMs - 1_800_001, clock)).toBe('DEAD');
  });
  test('an instance that never sent one is dead, and a negative one means bootstrapping', () => {
    expect(decideLiveness(0, clock)).toBe('DEAD');
    expect(decideLiveness(-1, clock)).toBe('BOOTSTRAPPING');
  });
});

describe('status examples: what the reports of instances add up to', () => {
  test('row 68: no instance reports: COMPLETED, and noReport is set', () => {
    expect(look({ partitions: [{}, {}] })).toMatchObject({ status: completed, noReport: true });
  });
  test('row 69: one living replica at work keeps the push STARTED', () => {
    const partitions = [{ a: completed, b: started }, { a: completed }] as const;
    expect(look({ partitions })).toMatchObject({ status: started, noReport: false });
  });
  test('row 70: all unfinished replicas have received the end of push', () => {
    expect(look({ partitions: [{ a: completed, b: endOfPush }] })).toMatchObject({
      status: endOfPush,
      noReport: false,
    });
  });
  test('row 71: a fleet that died unfinished completes the push', () => {
    const found = look({
      partitions: [{ a: started, b: started }],
      liveness: { a: 'DEAD', b: 'DEAD' },
      limits: { maxOfflineCount: 0 },
    });
    expect(found).toMatchObject({ status: completed, noReport: false });
  });
  test('row 72: the same under a version-level key', () => {
    const found = look({
      version: { a: started, b: started },
      liveness: { a: 'DEAD', b: 'DEAD' },
      limits: { maxOfflineCount: 0 },
    });
    expect(found).toMatchObject({ status: completed, noReport: false });
  });

  const twoOfThreeDead: Look = {
    partitions: [{ a: started, b: started, c: started }],
    liveness: { b: 'DEAD', c: 'DEAD' },
    limits: { maxOfflineCount: 1, maxOfflineRatio: 0 },
  };
  test('row 73: too many dead at first sight only start the timer', () => {
    expect(look(twoOfThreeDead)).toMatchObject({ status: started, tooManyDeadSinceMs: nowMs });
  });
  test('row 74: the timer tolerates 299 s and 300 s, and not 301 s', () => {
    expect(look({ ...twoOfThreeDead, timerAgeMs: 299_000 })).toMatchObject({
      status: started,
      tooManyDeadSinceMs: nowMs - 299_000,
    });
    expect(look({ ...twoOfThreeDead, timerAgeMs: 300_000 }).status).toBe(started);
    expect(look({ ...twoOfThreeDead, timerAgeMs: 301_000 })).toMatchObject({
      status: tooMany,
      tooManyDeadSinceMs: null,
    });
  });
  test('row 74: without specific statuses it is a plain ERROR', () => {
    const plain = {
      ...twoOfThreeDead,
      limits: { ...twoOfThreeDead.limits, specificErrorStatus: false },
      timerAgeMs: 301_000,
    };
    expect(look(plain).status).toBe('ERROR');
  });

  const errorFirst: Look = {
    partitions: [{ a: 'DVC_INGESTION_ERROR_DISK_FULL', b: started, c: started, d: started }],
    limits: { maxOfflineCount: 2, maxOfflineRatio: 0 },
  };
  test('row 75: an error ends the count and is reported', () => {
    const found = look(errorFirst);
    expect(found.status).toBe('DVC_INGESTION_ERROR_DISK_FULL');
    expect(found.details).toContain(
      'due to disk threshold reached. Partition: 0 Replica: a. Live replica count: 1',
    );
  });
  test('row 76: what was not counted behind it looks dead, and a ripe timer fails the push for that', () => {
    const found = look({ ...errorFirst, timerAgeMs: 301_000 });
    expect(found.status).toBe(tooMany);
    expect(found.details).toBe(
      'Too many dead instances: 3, total instances: 4, example offline instances: []',
    );
  });
  test('row 77: completion under a version-level key waits for no timer, unless it is ripe already', () => {
    const given: Look = {
      version: { a: completed, b: started, c: started },
      liveness: { b: 'DEAD', c: 'DEAD' },
      limits: { maxOfflineCount: 1, maxOfflineRatio: 0 },
    };
    expect(look({ ...given, timerAgeMs: 299_000 })).toMatchObject({
      status: completed,
      tooManyDeadSinceMs: null,
    });
    expect(look({ ...given, timerAgeMs: 301_000 }).status).toBe(tooMany);
  });
  test('row 78: an empty version-level key is no report', () => {
    expect(look({ version: {} })).toMatchObject({ status: completed, noReport: true });
  });
  test('row 79: beside it, older reports count', () => {
    expect(look({ version: {}, partitions: [{ z: started }] })).toMatchObject({
      status: started,
      noReport: false,
    });
  });
  test('row 80: an older report of an instance with a version-level one is ignored', () => {
    const found = look({ version: { a: completed }, partitions: [{ a: started }] });
    expect(found).toMatchObject({ status: completed, noReport: false });
  });
  test('row 81: a bootstrapping instance counts as a report at version level only', () => {
    const liveness = { a: 'BOOTSTRAPPING' } as const;
    expect(look({ version: { a: started }, liveness })).toMatchObject({
      status: completed,
      noReport: false,
    });
    expect(look({ partitions: [{ a: started }], liveness })).toMatchObject({
      status: completed,
      noReport: true,
    });
  });
  test('row 82: the end of push is nothing special at version level', () => {
    expect(look({ version: { a: endOfPush } }).status).toBe(started);
  });
  test('row 83: finished version-level reporters keep resetting the timer of the others', () => {
    const found = look({
      version: { v: completed },
      partitions: [{ a: started, b: started, c: started }],
      liveness: { b: 'DEAD', c: 'DEAD' },
      limits: { maxOfflineCount: 1, maxOfflineRatio: 0 },
      timerAgeMs: 400_000,
    });
    expect(found).toMatchObject({ status: started, tooManyDeadSinceMs: nowMs });
  });
  test('row 84: a few dead instances do not keep the others from completing, under either key', () => {
    const reports = {
      a: started,
      b: completed,
      c: completed,
      d: completed,
      e: started,
      f: started,
      g: started,
      h: started,
    } as const;
    const liveness = {
      a: 'DEAD',
      e: 'BOOTSTRAPPING',
      f: 'BOOTSTRAPPING',
      g: 'BOOTSTRAPPING',
      h: 'BOOTSTRAPPING',
    } as const;
    const few = { maxOfflineCount: 2, maxOfflineRatio: 0.25 };
    expect(look({ version: reports, liveness, limits: few }).status).toBe(completed);
    expect(look({ partitions: [reports], liveness, limits: few }).status).toBe(completed);
  });
  test.each([
    [199, 10],
    [240, 12],
    [300, 15],
  ])('row 85: of %i instances %i may be gone', (total, tolerated) => {
    const clock = { nowMs, tooManyDeadSinceMs: nowMs - 300_001 };
    expect(judgeDead({ offline: tolerated, total }, limits, clock)).toEqual({
      kind: 'tolerated',
      tooManyDeadSinceMs: null,
    });
    expect(judgeDead({ offline: tolerated + 1, total }, limits, clock)).toEqual({
      kind: 'failed',
      status: tooMany,
    });
  });
});

describe('oddities beyond the rows', () => {
  test('an incremental push with a version-level key ends by its partition-level result', () => {
    const found = look({
      version: { a: 'END_OF_INCREMENTAL_PUSH_RECEIVED' },
      partitions: [{}],
      incremental: true,
    });
    expect(found).toMatchObject({ status: 'END_OF_INCREMENTAL_PUSH_RECEIVED', noReport: false });
    expect(found.details).toContain('1/1 partitions completed in 0 Da Vinci replicas.');
  });
  test('of two failed partitions the later one is reported', () => {
    const found = look({ partitions: [{ a: 'ERROR' }, { b: 'DVC_INGESTION_ERROR_OTHER' }] });
    expect(found.status).toBe('DVC_INGESTION_ERROR_OTHER');
    expect(found.details).toContain('Partition: 1 Replica: b');
  });
  test('more than ten unfinished partitions are named by number, ten of them', () => {
    const partitions = Array.from({ length: 11 }, () => ({ a: started }) as const);
    const { details } = decideByPartition(
      {
        incrementalPush: false,
        partitions: partitions.map(list),
        ignored: new Set(),
        liveness: new Map([['a', 'ALIVE']]),
      },
      limits,
      { nowMs, tooManyDeadSinceMs: null },
    );
    expect(details).toContain(
      '(capped at 10) [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]. Live replica count: 11',
    );
  });
});

describe('DV-3: partitions that share one list of reports', () => {
  const mixed: Reports = { a: completed, b: started, c: 'DVC_INGESTION_ERROR_OTHER' };
  const lists: readonly (readonly [string, Reports])[] = [
    ['that is done', { a: completed, b: completed }],
    ['that is at work', { a: started, b: completed }],
    ['with an error', mixed],
    ['that is empty', {}],
  ];
  test.each(lists)('a list %s counts as if every partition had its own', (_, reports) => {
    const shared = list(reports);
    const liveness = new Map<string, Liveness>(Object.keys(reports).map((name) => [name, 'ALIVE']));
    const decide = (partitions: readonly (readonly InstanceReport[])[]) =>
      decideByPartition(
        { incrementalPush: false, partitions, ignored: new Set(), liveness },
        limits,
        { nowMs, tooManyDeadSinceMs: null },
      );
    const own = [list(reports), list(reports), list(mixed), list(reports)];
    expect(decide([shared, shared, list(mixed), shared])).toEqual(decide(own));
    expect(decide([shared, shared, shared])).toEqual(decide(own.filter((_, place) => place !== 2)));
  });
});
