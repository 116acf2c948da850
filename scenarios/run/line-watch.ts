/**
 * Counts the lines of a run's narrative that a scenario expects, as facts are recorded. An observer, so that it works for a run that keeps no
 * trace; it makes text only for scenarios that expect some, and writes nothing.
 */
import { describeFact, type Fact, type WritableWorld as World } from '../../model/index.js';
import type { Instant, Observer } from '../../sim/index.js';
import type { Expectation, Scenario } from '../scenario.js';

type Tells = Extract<Expectation, { kind: 'tells' }>;

/** What has been counted for one expectation so far. */
export interface Told {
  /** Lines that count: after the line to wait for, and within the time from it. */
  readonly count: number;
  /** When the line to wait for was recorded; without one, the start of the run. */
  readonly since: Instant | undefined;
}

/** How often each expected text was part of a line, counting `where` and the text after it. */
export class LineWatch implements Observer<World, Fact> {
  private readonly told: Map<Tells, { count: number; since: Instant | undefined }>;

  constructor({ expectations, setup }: Scenario) {
    const tells = expectations.flatMap((one) => (one.kind === 'tells' ? [one] : []));
    this.told = new Map(
      tells.map((one) => [
        one,
        { count: 0, since: one.after === undefined ? setup.start : undefined },
      ]),
    );
  }

  /** Whether any expectation is about a line. */
  get isNeeded(): boolean {
    return this.told.size > 0;
  }

  onFact(fact: Fact, world: World, now: Instant): void {
    const line = describeFact(fact, world.names);
    if (line === undefined) return;
    const said = `${line.where} ${line.text}`;
    for (const [{ tells, after = '', within = Number.POSITIVE_INFINITY }, told] of this.told) {
      if (told.since === undefined) {
        if (said.includes(after)) told.since = now;
      } else if (now - told.since <= within && said.includes(tells)) told.count += 1;
    }
  }

  /** What has been counted for an expectation of this scenario. */
  toldOf(expectation: Tells): Told {
    return this.told.get(expectation) ?? { count: 0, since: undefined };
  }
}
