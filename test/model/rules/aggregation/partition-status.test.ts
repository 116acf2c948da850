/** SA-2: the status of a partition follows from its replicas. */
import { describe, expect, test } from 'vitest';
import type { ReplicaRole } from '../../../../model/rules/aggregation/partition-status.js';
import type { PushStrategy } from '../../../../model/rules/aggregation/tolerance.js';
import type { ExecutionStatus } from '../../../../model/statuses.js';
import {
  type AssignedInstance,
  decidePartition,
  wasKilled,
} from '../../../conformance/rules/partition-status.js';

const strategies: Record<string, PushStrategy> = {
  ALL: 'WAIT_ALL_REPLICAS',
  'N-1': 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION',
};
const roles: Record<string, ReplicaRole> = { L: 'LEADER', S: 'STANDBY', O: 'OFFLINE' };
const statuses: Record<string, ExecutionStatus> = {
  C: 'COMPLETED',
  E: 'ERROR',
  St: 'STARTED',
  EOP: 'END_OF_PUSH_RECEIVED',
  DVC: 'DVC_INGESTION_ERROR_OTHER',
  D: 'DROPPED',
};

/**
 * 'S:C L:-' is a completed standby and a leader that has reported nothing; a final ! marks a disabled
 * replica.
 */
function decide(
  strategy: string,
  replicationFactor: number,
  written: string,
  leadersReplaced = written.includes('!'),
) {
  const words = written.split(' ').filter((word) => word !== '');
  const assignment = words.map((word, index): AssignedInstance => {
    return { instance: `n${index}`, role: roles[word.split(':')[0]!]! };
  });
  const histories = new Map(
    words.map((word, index) => {
      const status = statuses[word.split(':')[1]!.replace('!', '')];
      return [`n${index}`, status === undefined ? [] : [{ status, message: '' }]];
    }),
  );
  const disabled = words.flatMap((word, index) => (word.endsWith('!') ? [`n${index}`] : []));
  return decidePartition(
    {
      replicationFactor,
      assignment,
      histories,
      disabled: leadersReplaced ? new Set(disabled) : null,
    },
    strategies[strategy]!,
  );
}

describe('status examples', () => {
  test.each<[number, string, number, string, string]>([
    [17, 'ALL', 3, 'S:C S:C L:-', 'STARTED'],
    [18, 'ALL', 3, 'S:C S:C L:C', 'COMPLETED'],
    [19, 'ALL', 3, 'S:C S:E L:C', 'ERROR'],
    [20, 'ALL', 3, 'S:C S:E L:C S:St', 'STARTED'],
    [21, 'ALL', 3, 'S:C S:E L:C S:C', 'COMPLETED'],
    [22, 'ALL', 3, 'S:E S:E L:C S:St S:St', 'STARTED'],
    [23, 'ALL', 3, 'S:E S:E S:E L:St S:St', 'ERROR'],
    [24, 'N-1', 3, 'S:C S:C L:St', 'STARTED'],
    [25, 'N-1', 3, 'S:C S:St L:C', 'COMPLETED'],
    [26, 'N-1', 3, 'S:C S:E L:C', 'COMPLETED'],
    [27, 'N-1', 3, 'S:E S:E L:C', 'ERROR'],
    [28, 'N-1', 3, 'S:C S:C L:E', 'STARTED'],
    [29, 'N-1', 3, 'S:E S:C L:C O:E!', 'COMPLETED'],
    [30, 'N-1', 3, 'S:E S:E L:C O:E!', 'ERROR'],
    [31, 'N-1', 3, 'S:E L:C O:E!', 'ERROR'],
    [32, 'N-1', 3, 'S:St L:C O:E! O:E! O:E!', 'STARTED'],
    [33, 'N-1', 1, 'L:E', 'STARTED'],
    [34, 'ALL', 1, 'L:E', 'ERROR'],
    [35, 'N-1', 2, 'L:C S:St', 'COMPLETED'],
    [36, 'N-1', 2, 'L:E S:C', 'STARTED'],
    [37, 'N-1', 3, 'S:C S:C', 'COMPLETED'],
    [38, 'N-1', 3, 'S:E L:C', 'ERROR'],
    [39, 'N-1', 3, 'S:EOP S:St L:St', 'END_OF_PUSH_RECEIVED'],
    [40, 'N-1', 3, 'S:EOP S:E L:C', 'END_OF_PUSH_RECEIVED'],
    [41, 'ALL', 3, 'S:DVC S:C L:C', 'ERROR'],
  ])('status example %i: %s, %i replicas, %s is %s', (_row, strategy, factor, written, status) => {
    expect(decide(strategy, factor, written).status).toBe(status);
  });

  test('status example 42: only the leader in error is disabled', () => {
    expect(decide('N-1', 3, 'S:E L:E S:St', true).toDisable).toEqual(['n1']);
  });

  test('status example 43: a leader that was killed the ordinary way is disabled too', () => {
    const histories = new Map([['b', [{ status: 'ERROR' as const, message: '' }]]]);
    const view = {
      replicationFactor: 3,
      assignment: [{ instance: 'b', role: 'LEADER' as const }],
      histories,
      disabled: new Set<string>(),
    };
    expect(decidePartition(view, strategies['N-1']!).toDisable).toEqual(['b']);
  });
});

describe('beyond the rows', () => {
  test('a leader in ERROR does not fail its partition', () => {
    expect(decide('N-1', 3, 'L:E S:C S:C').status).toBe('STARTED');
  });

  test('a leader that is disabled already is not disabled again', () => {
    expect(decide('N-1', 3, 'L:E! S:C S:C').toDisable).toEqual([]);
  });

  test('no replica is disabled while failed leaders are not to be replaced', () => {
    expect(decide('N-1', 3, 'L:E S:C S:C', false).toDisable).toEqual([]);
  });

  test('an offline replica counts while failed leaders are not to be replaced', () => {
    expect(decide('N-1', 3, 'S:E L:C O:C').status).toBe('COMPLETED');
  });

  test('a disabled replica that is not offline yet still counts', () => {
    expect(decide('ALL', 3, 'S:C L:C S:C!').status).toBe('COMPLETED');
  });

  test('a dropped replica counts as nothing', () => {
    expect(decide('ALL', 3, 'S:D L:C S:C').status).toBe('STARTED');
  });

  test('an instance that is not assigned is ignored', () => {
    const histories = new Map([['gone', [{ status: 'ERROR' as const, message: '' }]]]);
    const view = { replicationFactor: 1, assignment: [], histories, disabled: null };
    expect(decidePartition(view, strategies.ALL!).status).toBe('STARTED');
  });

  test('an error caused by the kill does not disable its leader', () => {
    const text = 'x Received the signal to kill this consumer. Topic profiles_v2';
    expect(wasKilled([{ status: 'DVC_INGESTION_ERROR_OTHER', message: text }])).toBe(true);
    expect(wasKilled([{ status: 'COMPLETED', message: text }])).toBe(false);
    expect(wasKilled([{ status: 'ERROR', message: text.toLowerCase() }])).toBe(false);
  });
});
