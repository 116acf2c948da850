/**
 * SA-17: how a region answers a status query. There are no
 * numbered rows.
 */
import { describe, expect, test } from 'vitest';
import { statusInChild } from '../../../../model/rules/aggregation-parent/status-query.js';

describe('status examples: what a region answers', () => {
  test('a region that never took the AddVersion answers NOT_CREATED', () => {
    expect(statusInChild({ recorded: undefined, versionStatus: undefined })).toBe('NOT_CREATED');
  });
  test('a push record outlives its version', () => {
    expect(statusInChild({ recorded: 'ERROR', versionStatus: undefined })).toBe('ERROR');
  });
  test('a killed version without a record is an ERROR, except in maintenance', () => {
    expect(statusInChild({ recorded: undefined, versionStatus: 'KILLED' })).toBe('ERROR');
    expect(statusInChild({ recorded: undefined, versionStatus: 'KILLED', maintenance: true })).toBe(
      'NOT_CREATED',
    );
  });
  test('a killed version whose replicas still report continues as STARTED', () => {
    expect(statusInChild({ recorded: 'STARTED', versionStatus: 'KILLED' })).toBe('STARTED');
  });
});
