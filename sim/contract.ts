/**
 * What the loop and its user promise each other, as types only. The user brings a Model that decides, writes and encodes; the loop
 * lends it a Turn for the length of one event. Observers watch and can neither write nor schedule.
 */
import type { Delay } from './delay.js';
import type { Digest } from './digest.js';
import type { Duration } from './duration.js';
import type { Instant } from './instant.js';
import type { Ticket } from './queue/event-queue.js';

/** What a handler may do while it has the turn. The same value is lent for every event: never keep it. */
export interface Turn<Event, Fact> {
  /** The instant of the event being handled. */
  readonly now: Instant;
  /** Says that something has happened: it is written into the world at once, fingerprinted and shown to observers. */
  record(fact: Fact): void;
  /** Lets an event happen `after` milliseconds from now. A background event does not keep the run alive. */
  schedule(after: Duration, event: Event, background?: boolean): Ticket;
  /** Lets an event happen after a delay drawn from the named stream. A fixed delay draws nothing. */
  scheduleDrawn(delay: Delay, stream: string, event: Event): Ticket;
  /** Draws a delay from the named stream without scheduling anything. A fixed delay draws nothing. */
  draw(delay: Delay, stream: string): Duration;
  /** Calls off a scheduled event; one that has happened or was called off before is left alone. */
  cancel(ticket: Ticket): void;
}

/** The subject of a simulation: decides, writes, encodes. */
export interface Model<World, Event, Fact> {
  /** Decides what follows from an event. Reads the world, but writes only through `turn.record`. */
  handle(world: World, event: Event, turn: Turn<Event, Fact>): void;
  /** The only writer of the world. */
  apply(world: World, fact: Fact, now: Instant): void;
  /** Feeds the numbers that tell this fact from any other into the digest. */
  encode(fact: Fact, digest: Digest): void;
}

/** Somebody who watches a run: invariants, expectations, a trace. */
export interface Observer<World, Fact> {
  /** Called after each fact has been written into the world. */
  onFact?(fact: Fact, world: World, now: Instant): void;
  /** Called after each event has been handled. */
  onTurnEnd?(world: World, now: Instant): void;
  /** Called whenever `run` returns: at the end, and at each pause that its caller asked for. */
  onEnd?(world: World, end: RunEnd): void;
}

/** Where a run must stop, settled or not. */
export interface Limits {
  /** The last instant whose events still happen. */
  readonly horizon: Instant;
  /** How many events may happen in all. */
  readonly eventsMax: number;
  /** How many events may happen without the clock moving. */
  readonly eventsAtOneInstantMax: number;
}

/** Why and when a run stopped. */
export interface RunEnd {
  /** `settled`: nothing but background events is left. `horizon` is also the answer when a pause asked for by the caller came first. */
  readonly reason: 'settled' | 'horizon' | 'event-limit' | 'instant-limit';
  readonly at: Instant;
  /** Events handled so far. */
  readonly events: number;
  /** The reason as a sentence, with what is still pending. */
  readonly words: string;
}
