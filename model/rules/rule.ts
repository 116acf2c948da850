/**
 * The metadata of a ported Venice decision. A rule is a pure function with such metadata: it gets values only, never the world, the
 * clock or random numbers, so its origin can be checked line by line and its results compared with Venice's own.
 */

/** Prefixes: SA status aggregation, DV Da Vinci, PJ push job, DM degraded mode, NR native replication and names, VS version swap,
 * LH lifecycle hooks, RC recovery, RT retention, AC admin channel. */
export type RuleId =
  `${'SA' | 'DV' | 'PJ' | 'DM' | 'NR' | 'VS' | 'LH' | 'RC' | 'RT' | 'AC'}-${number}`;

/** A rule's id and title, and its source in Venice (class#method) or in a design document. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly source: string;
}
