/**
 * All reasons for which Venice refuses a push or an operator action, as reference: a part of the message, the cause and the remedy. The
 * rules decide; their unions of reasons are the keys here, so a new reason without an entry is a compile error.
 */

import type { MarkRefusal } from '../rules/degraded/mark-admission.js';
import type { RuleId } from '../rules/rule.js';
import {
  type PushRefusalName,
  type RefusalEntry,
  type Refused,
  refusalsOfPushes,
} from './refusals-of-pushes.js';

/** One reason. `says` is the constant part of the message that is unique to this reason. */
export interface Refusal {
  readonly name: RefusalName;
  readonly title: string;
  /** The refused operation. */
  readonly refused: Refused;
  readonly says: string;
  readonly todo: string;
  readonly rule: RuleId | '';
}

/** Marks have a prefix, because two of their codes are also reasons of pushes. */
type RefusalName = PushRefusalName | OperatorRefusalName;

type OperatorRefusalName =
  | `mark-${MarkRefusal}`
  | 'parent-has-no-leader'
  | 'nothing-to-roll-forward'
  | 'region-did-not-answer'
  | 'region-did-not-roll-forward'
  | 'version-is-current'
  | 'registry-not-written'
  | 'leader-lost-meanwhile'
  | 'hook-config-not-accepted'
  | 'empty-hook-list';
const refusalsOfOperators: { readonly [N in OperatorRefusalName]: RefusalEntry } = {
  'mark-feature-missing': [
    'mark',
    'DM-1',
    'This Venice has no degraded mode',
    'has no degraded mode',
    'use another profile than baseline',
  ],
  'mark-unknown-region': [
    'mark',
    'DM-1',
    'The region to mark is not configured',
    'is none of the configured regions',
    'correct its name',
  ],
  'mark-lock-not-obtained': [
    'mark',
    'DM-1',
    "The cluster's admin lock was busy too long",
    'admin lock was busy too long',
    'try again',
  ],
  'mark-too-few-healthy': [
    'mark',
    'DM-1',
    'Fewer than two healthy regions would remain',
    'regions would remain healthy',
    'take another mark off first',
  ],
  'mark-not-leader': [
    'mark',
    'DM-1',
    'The controller that was asked does not lead',
    'does not lead the cluster',
    'ask the leader',
  ],
  'mark-feature-off': [
    'mark',
    'DM-1',
    'degraded.mode.enabled is false',
    'degraded.mode.enabled is false',
    'switch it on first',
  ],
  'parent-has-no-leader': [
    'operator',
    '',
    'No parent controller leads the cluster',
    'no parent controller leads the cluster right now',
    'try again once a parent leads',
  ],
  'nothing-to-roll-forward': [
    'roll-forward',
    'VS-10',
    'No region has a finished version that it does not serve',
    'no region has a finished version',
    'wait for the push, or look at its version',
  ],
  'region-did-not-answer': [
    'roll-forward',
    'VS-10',
    'A region that was called did not answer; those before it have swapped',
    'did not answer; regions called before it',
    'try again once the region answers',
  ],
  'region-did-not-roll-forward': [
    'roll-forward',
    'VS-10',
    'A region that was called refused, for want of ready replicas or because its store takes no writes; those before it have swapped',
    'did not roll forward: ',
    'try again once its servers are back, or its writes are on',
  ],
  'version-is-current': [
    'delete-version',
    'RT-6',
    'The version to delete is the one that the parent serves',
    'is the current version',
    'roll back or push another version first',
  ],
  'registry-not-written': [
    'mark',
    'DM-7',
    'The registry of marks could not be written in all tries',
    'the registry could not be written',
    'try again',
  ],
  'leader-lost-meanwhile': [
    'mark',
    'DM-7',
    'The parent lost its leader while the registry was written',
    'the parent lost its leader before the call was through',
    'try again',
  ],
  'hook-config-not-accepted': [
    'update-store',
    'LH-4',
    'A hook does not accept its configuration',
    'not accepted by',
    'correct the configuration',
  ],
  'empty-hook-list': [
    'update-store',
    'LH-3',
    'As built an update with an empty list of hooks, and nothing else, changes nothing',
    'as built an empty list of hooks is no change',
    'name other hooks; the list cannot be emptied this way',
  ],
};

/** Every reason, in the order of the reference text. */
export const refusals: readonly Refusal[] = Object.entries({
  ...refusalsOfPushes,
  ...refusalsOfOperators,
}).map(([name, [refused, rule, title, says, todo]]) => ({
  // Safe: the keys of a mapping over RefusalName.
  name: name as RefusalName,
  refused,
  rule,
  title,
  says,
  todo,
}));
