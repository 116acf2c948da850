/** SA-1 and SA-3: how the parent aggregates the statuses of the regions. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregateRegions,
  firstByPriority,
  type RegionTally,
} from '../../../../model/rules/aggregation-parent/final-status.js';
import { mergeServerAndDavinci } from '../../../../model/rules/aggregation-parent/overall-status.js';
import {
  aggregationPriority,
  type ExecutionStatus,
  executionStatuses,
} from '../../../../model/statuses.js';

const asBuilt = { unreachableIsError: false };
const C = 'COMPLETED';
const E = 'ERROR';
const U = 'UNKNOWN';

interface Row {
  readonly row: string;
  readonly statuses: readonly ExecutionStatus[];
  readonly failed?: number;
  readonly regions?: number;
  readonly status: ExecutionStatus;
  readonly details?: string;
}

const rows: readonly Row[] = [
  { row: '90', statuses: [C, C, C], status: C },
  { row: '91', statuses: [C, E, C], status: E },
  { row: '92', statuses: [C, E, 'STARTED'], status: 'STARTED' },
  { row: '93', statuses: [C, C, U], failed: 1, status: U },
  { row: '94', statuses: [U, E, U], failed: 2, status: 'PROGRESS' },
  { row: '95', statuses: [U, C, U], status: U },
  { row: '96', statuses: [C, U], failed: 1, regions: 2, status: 'PROGRESS' },
  { row: '97', statuses: [C, C, U, U], failed: 2, regions: 4, status: 'PROGRESS' },
  { row: '98', statuses: [C, 'NOT_CREATED', C], status: 'NOT_CREATED' },
  { row: '99', statuses: ['PROGRESS', 'NOT_STARTED'], regions: 2, status: 'NOT_STARTED' },
  {
    row: '100',
    statuses: ['DATA_RECOVERY_COMPLETED', C],
    regions: 2,
    status: 'DATA_RECOVERY_COMPLETED',
  },
  { row: '101', statuses: [C], status: C },
  { row: '102', statuses: [], status: 'NEW' },
  { row: '103', statuses: [C, C], failed: 1, status: E, details: '1/3 DCs unreachable. ' },
  {
    row: '104',
    statuses: [E, 'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES'],
    regions: 2,
    status: 'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES',
  },
  { row: '105', statuses: [E, 'END_OF_PUSH_RECEIVED'], regions: 2, status: 'END_OF_PUSH_RECEIVED' },
  { row: '106', statuses: [C, 'END_OF_INCREMENTAL_PUSH_RECEIVED'], regions: 2, status: C },
  { row: '107', statuses: [U, 'STARTED', C], failed: 1, status: 'STARTED' },
];

describe('status examples: the parent aggregates its regions', () => {
  test.each(rows)(
    'row $row: $statuses, $failed failed, is $status',
    ({ statuses, failed = 0, regions = 3, status, details = '' }) => {
      expect(aggregateRegions({ answered: statuses, silent: 0, failed, regions }, asBuilt)).toEqual(
        { status, details },
      );
    },
  );
  test('row 109: server and Da Vinci status become one', () => {
    expect(mergeServerAndDavinci(E, 'DVC_INGESTION_ERROR_DISK_FULL')).toBe(
      'DVC_INGESTION_ERROR_DISK_FULL',
    );
    expect(
      mergeServerAndDavinci(
        'END_OF_INCREMENTAL_PUSH_RECEIVED',
        'START_OF_INCREMENTAL_PUSH_RECEIVED',
      ),
    ).toBe('START_OF_INCREMENTAL_PUSH_RECEIVED');
    expect(mergeServerAndDavinci('NOT_CREATED', 'END_OF_INCREMENTAL_PUSH_RECEIVED')).toBe(
      'NOT_CREATED',
    );
    expect(mergeServerAndDavinci('DROPPED', 'NOT_STARTED')).toBe('DROPPED');
  });
  test('a silent region counts as UNKNOWN', () => {
    expect(
      aggregateRegions({ answered: [C, C], silent: 1, failed: 1, regions: 3 }, asBuilt).status,
    ).toBe(U);
  });
  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])('of %i regions %i must answer', (regions, needed) => {
    const statusWith = (answering: number) =>
      aggregateRegions(
        { answered: ['STARTED'], silent: 0, failed: regions - answering, regions },
        asBuilt,
      ).status;
    expect(statusWith(needed)).toBe('STARTED');
    expect(statusWith(needed - 1)).toBe('PROGRESS');
  });
  test('the winner is one of the statuses, and none of them comes before it in the list', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...executionStatuses), { minLength: 1 }), (statuses) => {
        const winner = firstByPriority(statuses);
        expect(winner).toBeDefined();
        if (winner === undefined) return;
        expect(statuses).toContain(winner);
        for (const status of statuses)
          expect(aggregationPriority(winner)).toBeLessThanOrEqual(aggregationPriority(status));
      }),
    );
  });
});

describe('unreachable-is-error', () => {
  const on = { unreachableIsError: true };
  const oneSilent: RegionTally = { answered: [C, C], silent: 1, failed: 0, regions: 3 };

  test('turns the end of the answering regions into ERROR and says how many are missing', () => {
    expect(aggregateRegions(oneSilent, on)).toEqual({
      status: E,
      details: '1/3 DCs unreachable. ',
    });
    expect(aggregateRegions(oneSilent, asBuilt)).toEqual({ status: U, details: '' });
  });
  test('changes nothing while a region is ingesting, while no region answers, or while all do', () => {
    expect(aggregateRegions({ ...oneSilent, answered: [C, 'STARTED'] }, on).status).toBe('STARTED');
    expect(aggregateRegions({ ...oneSilent, answered: [], silent: 3 }, on).status).toBe(U);
    expect(aggregateRegions({ ...oneSilent, answered: [C, C, C], silent: 0 }, on).status).toBe(C);
  });
  test('comes after the majority rule', () => {
    expect(aggregateRegions({ answered: [C], silent: 2, failed: 2, regions: 3 }, on).status).toBe(
      'PROGRESS',
    );
  });
});
