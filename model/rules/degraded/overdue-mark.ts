/**
 * Has a region been marked as degraded for longer than its operator's limit? The design specifies
 * an alert in one place and an automatic unmark in another; both its specification and the code raise
 * the alert.
 */
import type { Rule } from '../rule.js';
import type { DegradedMark } from './registry-write.js';

export const overdueMarkRule: Rule = {
  id: 'DM-8',
  title: 'Is a mark overdue?',
  source: 'DegradedDcMonitor',
};

/** Period of the monitor's ticks; the first one is due after one period. */
export const monitorPeriodMs = 60_000;

export interface OverdueVariant {
  readonly autoUnmark: boolean;
}

/** `ageMinutes` is exact; the duration gauge shows `wholeMinutes`. */
export type MarkAge =
  | { readonly kind: 'in-time'; readonly ageMinutes: number; readonly wholeMinutes: number }
  | {
      readonly kind: 'alert' | 'unmark';
      readonly ageMinutes: number;
      readonly wholeMinutes: number;
      readonly reason: string;
    };

/** Evaluates one mark at one tick of the monitor; exactly at the limit is still in time. */
export function judgeMarkAge(mark: DegradedMark, nowMs: number, variant: OverdueVariant): MarkAge {
  const ageMinutes = (nowMs - mark.markedAtMs) / 60_000;
  const wholeMinutes = Math.floor(ageMinutes);
  if (ageMinutes <= mark.timeoutMinutes) return { kind: 'in-time', ageMinutes, wholeMinutes };
  const { region, timeoutMinutes, operator } = mark;
  const minutes = `${wholeMinutes} min (limit ${timeoutMinutes})`;
  const facts = `${region}, marked by ${operator}, is degraded for ${minutes}`;
  if (variant.autoUnmark) {
    return { kind: 'unmark', ageMinutes, wholeMinutes, reason: `${facts}; the mark is removed` };
  }
  return {
    kind: 'alert',
    ageMinutes,
    wholeMinutes,
    reason: `${facts}; unmark it once it is healthy`,
  };
}
