/**
 * The passport of a ported Venice decision. A rule is a pure function beside such a passport: it sees values only, never the world, the
 * clock or dice, so its origin can be checked line by line and its answers compared with Venice's own.
 */

/** Prefixes: SA status aggregation, DV Da Vinci, PJ push job, DM degraded mode, NR native replication and names, VS version swap,
 * LH lifecycle hooks, RC recovery, RT retention, AC admin channel. */
export type RuleId =
  `${'SA' | 'DV' | 'PJ' | 'DM' | 'NR' | 'VS' | 'LH' | 'RC' | 'RT' | 'AC'}-${number}`;

/** What a rule is called and where in Venice (class#method) or in a design document it comes from. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly source: string;
}
