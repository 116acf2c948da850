/**
 * Interfaces between the event loop and the simulated model, types only. The model handles events, applies facts and encodes them; the loop
 * passes it a Turn that is valid during one event. Observers are read-only: they can neither write nor schedule.
 */
import type { Delay } from './delay.js';
import type { Digest } from './digest.js';
import type { Duration } from './duration.js';
import type { Instant } from './instant.js';
import type { Ticket } from './queue/event-queue.js';

/** Operations available to an event handler. The same object is reused for every event: do not retain it. */
export interface Turn<Event, Fact> {
  /** The instant of the event being handled. */
  readonly now: Instant;
  /** Records a fact: applies it to the world at once, mixes it into the digest and passes it to observers. */
  record(fact: Fact): void;
  /** Schedules an event `after` milliseconds from now. A background event does not keep the run alive. */
  schedule(after: Duration, event: Event, background?: boolean): Ticket;
  /** Schedules an event after a delay drawn from the named stream. A fixed delay draws nothing. */
  scheduleDrawn(delay: Delay, stream: string, event: Event): Ticket;
  /** Draws a delay from the named stream without scheduling anything. A fixed delay draws nothing. */
  draw(delay: Delay, stream: string): Duration;
  /** Cancels a scheduled event; no effect if it was already handled or cancelled. */
  cancel(ticket: Ticket): void;
}

/** The simulated system: handles events, applies facts, encodes them for the digest. */
export interface Model<World, Event, Fact> {
  /** Handles an event. Reads the world, but writes only through `turn.record`. */
  handle(world: World, event: Event, turn: Turn<Event, Fact>): void;
  /** The only writer of the world. */
  apply(world: World, fact: Fact, now: Instant): void;
  /** Mixes the numbers that identify this fact into the digest. */
  encode(fact: Fact, digest: Digest): void;
}

/** Read-only observer of a run: invariants, expectations, a trace. */
export interface Observer<World, Fact> {
  /** Called after each fact has been written into the world. */
  onFact?(fact: Fact, world: World, now: Instant): void;
  /** Called after each event has been handled. */
  onTurnEnd?(world: World, now: Instant): void;
  /** Called whenever `run` returns: at the end, and at each pause that its caller asked for. */
  onEnd?(world: World, end: RunEnd): void;
}

/** Limits at which a run stops even if it has not settled. */
export interface Limits {
  /** The last instant whose events are handled. */
  readonly horizon: Instant;
  /** Maximum number of events in total. */
  readonly eventsMax: number;
  /** Maximum number of events at one instant. */
  readonly eventsAtOneInstantMax: number;
}

/** Why and when a run stopped. */
export interface RunEnd {
  /** `settled`: nothing but background events is left. `horizon` is also returned for a pause requested by the caller. */
  readonly reason: 'settled' | 'horizon' | 'event-limit' | 'instant-limit';
  readonly at: Instant;
  /** Events handled so far. */
  readonly events: number;
  /** The reason as a sentence, with what is still pending. */
  readonly words: string;
}
