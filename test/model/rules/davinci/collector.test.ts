/**
 * DV-4 over time: the examples of the collector, and what a hook that holds instances back
 * changes.
 */
import { describe, expect, test } from 'vitest';
import {
  type CollectorState,
  type CollectorVerdict,
  newCollector,
  type ServerEnd,
  scanDavinci,
  takeServerEnd,
  tracksDavinci,
} from '../../../../model/rules/davinci/collector.js';
import type { InstanceReport } from '../../../../model/rules/davinci/report.js';
import type { ExecutionStatus } from '../../../../model/statuses.js';

const startMs = 1_700_000_000_000;

interface Play {
  readonly server?: { readonly atS: number } & ServerEnd;
  /** Reports of living instances at a second of the play; null: unreadable. */
  readonly reports?: (atS: number) => Readonly<Record<string, ExecutionStatus>> | null;
  readonly heldUntilS?: number;
  readonly noReportCompletesHeldRegion?: boolean;
  readonly untilS?: number;
}

interface Ended {
  readonly atS: number;
  readonly verdict: CollectorVerdict;
}

/** Scans every 30 s from 0 on until the version ends. */
function play({
  server,
  reports = () => ({}),
  heldUntilS = 0,
  noReportCompletesHeldRegion = true,
  untilS = 900,
}: Play): Ended | 'open' {
  let state: CollectorState = newCollector;
  let told = false;
  for (let atS = 0; atS <= untilS; atS += 30) {
    if (server !== undefined && !told && atS >= server.atS) {
      state = takeServerEnd(state, server).state ?? state;
      told = true;
    }
    const seen = reports(atS);
    const scan = scanDavinci(state, viewAt(atS, seen, atS < heldUntilS), {
      noReportCompletesHeldRegion,
    });
    state = scan.state;
    if (scan.verdict.kind !== 'waiting') return { atS, verdict: scan.verdict };
  }
  return 'open';
}

function viewAt(
  atS: number,
  seen: Readonly<Record<string, ExecutionStatus>> | null,
  held: boolean,
) {
  const instances: InstanceReport[] = Object.entries(seen ?? {}).map(([instance, status]) => ({
    instance,
    status,
  }));
  return {
    nowMs: startMs + atS * 1_000,
    reports:
      seen === null
        ? null
        : {
            incrementalPush: false,
            versionLevel: null,
            partitions: [instances],
            liveness: new Map(instances.map(({ instance }) => [instance, 'ALIVE' as const])),
          },
    limits: { maxOfflineCount: 10, maxOfflineRatio: 0.05, specificErrorStatus: true },
    noReportScansMax: 6,
    heartbeat: { store: true, version: false },
    held,
  };
}

const serversDone = (atS: number) => ({ atS, status: 'COMPLETED', details: null }) as const;

describe('status examples: the collector', () => {
  test('row 86: without a report the seventh scan completes the version', () => {
    expect(play({ server: serversDone(100) })).toEqual({
      atS: 180,
      verdict: { kind: 'completed' },
    });
  });
  test('row 87: an error of an instance waits for the servers to end', () => {
    const reports = (atS: number) => ({
      a: atS >= 40 ? ('DVC_INGESTION_ERROR_OTHER' as const) : ('STARTED' as const),
    });
    const ended = play({ server: serversDone(500), reports });
    expect(ended).toMatchObject({
      atS: 510,
      verdict: { kind: 'error', status: 'DVC_INGESTION_ERROR_OTHER' },
    });
  });
  test("row 88: of two errors the instances' is reported, with both texts", () => {
    const server = { atS: 0, status: 'ERROR', details: 'boom' } as const;
    const ended = play({ server, reports: () => ({ a: 'DVC_INGESTION_ERROR_DISK_FULL' }) });
    expect(ended).toMatchObject({
      atS: 0,
      verdict: { kind: 'error', status: 'DVC_INGESTION_ERROR_DISK_FULL' },
    });
    const details = ended !== 'open' && ended.verdict.kind === 'error' ? ended.verdict.details : '';
    expect(details).toMatch(
      /^Server push error: boom\nDa Vinci push error: .*due to disk threshold reached/,
    );
  });
  test('row 88b: once all had completed, an instance that begins later changes nothing', () => {
    const reports = (atS: number) =>
      atS === 0 ? { x: 'COMPLETED' as const } : { x: 'COMPLETED' as const, y: 'STARTED' as const };
    expect(play({ server: serversDone(60), reports })).toEqual({
      atS: 60,
      verdict: { kind: 'completed' },
    });
  });
  test.each([
    ['the first version', { scanEnabled: true, storeHasPushStatusStore: true, version: 1 }],
    [
      'a store without push status store',
      { scanEnabled: true, storeHasPushStatusStore: false, version: 2 },
    ],
    ['scanning switched off', { scanEnabled: false, storeHasPushStatusStore: true, version: 2 }],
  ])('row 89: with %s the end of the servers is the end', (_, view) => {
    expect(tracksDavinci(view)).toBe('not-tracked');
    expect(takeServerEnd(undefined, { status: 'COMPLETED', details: null }).verdict).toEqual({
      kind: 'completed',
    });
    expect(tracksDavinci({ scanEnabled: true, storeHasPushStatusStore: true, version: 2 })).toBe(
      'tracked',
    );
  });
});

describe('the collector beyond the rows', () => {
  test('a report between scans without one restarts their count', () => {
    const reports = (atS: number): Readonly<Record<string, ExecutionStatus>> =>
      atS === 90 ? { a: 'STARTED' } : {};
    expect(play({ server: serversDone(0), reports })).toMatchObject({ atS: 90 + 7 * 30 });
  });
  test('a scan that cannot read the reports passes without effect', () => {
    const reports = (atS: number) => (atS < 90 ? null : {});
    expect(play({ server: serversDone(0), reports })).toMatchObject({ atS: 90 + 6 * 30 });
  });
  test('an ended version is not checked again', () => {
    const over = { ...newCollector, monitoring: false };
    const scan = scanDavinci(over, viewAt(0, { a: 'ERROR' }, false), {
      noReportCompletesHeldRegion: true,
    });
    expect(scan).toMatchObject({ state: over, verdict: { kind: 'ended-before' } });
  });
  test('the first report sets the heartbeat flags, and given-up silence clears that of the store', () => {
    const on = { noReportCompletesHeldRegion: true };
    const reported = scanDavinci(newCollector, viewAt(0, { a: 'STARTED' }, false), on);
    expect(reported.heartbeat).toEqual({ store: true, version: true });
    const silent = scanDavinci(
      { ...newCollector, scansWithoutReport: 6 },
      viewAt(0, {}, false),
      on,
    );
    expect(silent.heartbeat).toEqual({ store: false, version: false });
  });
});

describe('no-report-completes-held-region', () => {
  test('as built, seven silent scans complete a region whose instances a hook holds back', () => {
    expect(play({ server: serversDone(0), heldUntilS: 600 })).toMatchObject({
      atS: 180,
      verdict: { kind: 'completed' },
    });
  });
  test('as designed, silence under a hold completes nothing', () => {
    expect(
      play({
        server: serversDone(0),
        heldUntilS: 10_000,
        noReportCompletesHeldRegion: false,
        untilS: 3_000,
      }),
    ).toBe('open');
  });
  test('after the release the seven scans begin', () => {
    const ended = play({
      server: serversDone(0),
      heldUntilS: 600,
      noReportCompletesHeldRegion: false,
    });
    expect(ended).toMatchObject({ atS: 600 + 6 * 30, verdict: { kind: 'completed' } });
  });
});
