/**
 * What a conformance adapter is: it translates one case of a vector target into a call of the ported
 * rule, and the answer back. Decisions stay in the rule, so an adapter never branches on a status.
 */

/** One target's adapter. `answer` gets a case's `in` and returns what must equal its `out`. */
export interface Adapter {
  readonly target: string;
  // biome-ignore lint/suspicious/noExplicitAny: a vector file gives the shape of a case, not a type.
  answer(input: any): unknown;
}
