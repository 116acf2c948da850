/** What happens around a push: faults that overlap it and what operators do, as steps of a message diagram. */
import { describeFact, type FactOf } from '../../model/index.js';
import type { Run } from '../../scenarios/index.js';

/** One step: a message, one that never arrived, a local action of one participant, or a fault across all of them. */
export interface Step {
  readonly kind: 'message' | 'lost' | 'note' | 'fault';
  /** When it arrived, or happened. */
  readonly atMs: number;
  /** When it was sent, if that was earlier. */
  readonly sentMs?: number;
  /** The sender or actor; '' for a fault. */
  readonly from: string;
  /** The receiver; absent for notes and faults. */
  readonly to?: string;
  readonly text: string;
  readonly rule?: string;
}

/** Beginnings and ends of faults that last into the time between two instants. */
export function faultSteps({ facts, end }: Run, first: number, last: number): Step[] {
  const healed = new Map<number, number>();
  for (const { at, fact } of facts) if (fact.kind === 'fault-healed') healed.set(fact.entry, at);
  return facts.flatMap(({ at, fact }) => {
    if (fact.kind !== 'fault-began' && fact.kind !== 'fault-healed') return [];
    const until = healed.get(fact.entry) ?? end.at;
    const overlaps = at <= last && until >= first;
    return overlaps ? [faultStep(at, fact)] : [];
  });
}

function faultStep(atMs: number, { text }: FactOf<'fault-began' | 'fault-healed'>): Step {
  return { kind: 'fault', atMs, from: '', text };
}

/** Marks and other actions of operators up to an instant, as messages to the parent. */
export function stepsOfOperator({ facts, names }: Run, last: number): Step[] {
  return facts.flatMap(({ at, fact }): Step[] => {
    if (at > last) return [];
    const line = describeFact(fact, names);
    if (line?.where !== 'operator') return [];
    const rule = fact.rule === undefined ? {} : { rule: fact.rule };
    const who = { from: 'operator', to: 'parent' };
    return [{ kind: 'message', atMs: at, ...who, text: line.text, ...rule }];
  });
}
