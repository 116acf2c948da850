/**
 * Does a version that only some regions serve count as success for the push job that made it? Only if
 * the version answer named degraded regions. PJ-1 is the polling loop that calls this rule.
 */
import type { Rule } from '../rule.js';

export const partialSuccessRule: Rule = {
  id: 'DM-4',
  title: 'PARTIALLY_ONLINE counts as success',
  source: 'VenicePushJob#pollStatusUntilComplete; DD step 4',
};

export interface PartialSuccessVariant {
  readonly pushJobAcceptsPartial: boolean;
}

export type PartialSuccess =
  | { readonly kind: 'accepted'; readonly reason: string }
  | {
      readonly kind: 'rejected';
      readonly because: 'told-of-none' | 'not-accepted';
      readonly reason: string;
    };

/**
 * Evaluates a PARTIALLY_ONLINE version for a job whose answer at creation named `degradedRegions`.
 */
export function judgePartiallyOnline(
  degradedRegions: readonly string[],
  variant: PartialSuccessVariant,
): PartialSuccess {
  if (degradedRegions.length === 0) {
    const reason =
      'only some regions serve the version, and no region was named as degraded when it was created';
    return { kind: 'rejected', because: 'told-of-none', reason };
  }
  const names = degradedRegions.join(', ');
  if (!variant.pushJobAcceptsPartial) {
    const reason =
      'only some regions serve the version, and push-job-accepts-partial is off, ' +
      `so degraded ${names} excuses nothing`;
    return { kind: 'rejected', because: 'not-accepted', reason };
  }
  return { kind: 'accepted', reason: `every region serves the version but degraded ${names}` };
}
