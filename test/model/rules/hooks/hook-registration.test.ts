/** The hook list after an update, and whether the hooks accept it (LH-3, LH-4). */
import { describe, expect, test } from 'vitest';
import { hookListAfterUpdate } from '../../../../model/rules/hooks/hook-list.js';
import { hookVoteVerdict } from '../../../../model/rules/hooks/hook-vote.js';

const registered = [{ className: 'com.example.Gate', parameters: { wait: '30m' } }];

describe('the hook list', () => {
  test('an update that says nothing about hooks keeps the list, an empty one clears it', () => {
    expect(hookListAfterUpdate(registered, null)).toEqual({ kind: 'kept', hooks: registered });
    expect(hookListAfterUpdate(registered, [])).toEqual({ kind: 'replaced', hooks: [] });
  });

  test('class names are trimmed', () => {
    const verdict = hookListAfterUpdate(
      [],
      [{ className: '\tcom.example.Gate \n', parameters: {} }],
    );
    expect(verdict).toEqual({
      kind: 'replaced',
      hooks: [{ className: 'com.example.Gate', parameters: {} }],
    });
  });

  test.each([null, '', ' \t'])('the class name %j rejects the whole update', (className) => {
    const verdict = hookListAfterUpdate(registered, [...registered, { className, parameters: {} }]);
    expect(verdict).toEqual({ kind: 'rejected', reason: 'blank-class-name', place: 1 });
  });
});

describe('the vote', () => {
  const yes = { hook: 'a', outcome: 'PROCEED' } as const;
  const no = { hook: 'b', outcome: 'ABORT' } as const;

  test('VIP-4 rejects only if every hook objects; the shipped controller if one does', () => {
    expect(hookVoteVerdict([yes, no], 'any-proceeds')).toEqual({ kind: 'accepted' });
    expect(hookVoteVerdict([yes, no], 'all-proceed')).toEqual({ kind: 'rejected', by: ['b'] });
    expect(hookVoteVerdict([no, no], 'any-proceeds')).toEqual({ kind: 'rejected', by: ['b', 'b'] });
    expect(hookVoteVerdict([yes], 'all-proceed')).toEqual({ kind: 'accepted' });
  });

  test.each(['any-proceeds', 'all-proceed'] as const)(
    'without hooks there is no objection (%s)',
    (rule) => {
      expect(hookVoteVerdict([], rule)).toEqual({ kind: 'accepted' });
    },
  );
});
