/**
 * The event loop: takes the earliest event, advances the clock, calls the model's handler, and returns the reason why it stopped. It is the
 * only place that draws random numbers. Its state is plain data, so that a run can be snapshotted between two events and resumed.
 */
import { SimulatorBug } from './assert.js';
import type { Limits, Model, Observer, RunEnd, Turn } from './contract.js';
import { type Delay, drawDelay } from './delay.js';
import { Digest, type DigestSnapshot, wordNumber } from './digest.js';
import { type Duration, formatElapsed } from './duration.js';
import type { Instant } from './instant.js';
import { EventQueue, type QueueSnapshot, type Ticket } from './queue/event-queue.js';
import { RandomStreams, randomVersion, type StreamsSnapshot } from './random.js';

/** Parts of a simulation. `describe` returns an event's kind for messages about limits. */
export interface SimulationParts<World, Event, Fact> {
  readonly model: Model<World, Event, Fact>;
  readonly world: World;
  readonly seed: string | number;
  readonly ties: 'fifo' | 'shuffled';
  readonly start: Instant;
  readonly limits: Limits;
  readonly observers?: readonly Observer<World, Fact>[];
  readonly describe?: (event: Event) => string;
}

/** State of a run between two events, as plain data that shares nothing with the run. */
export interface Snapshot<World, Event> {
  readonly world: World;
  readonly queue: QueueSnapshot<Event>;
  readonly streams: StreamsSnapshot;
  readonly digest: DigestSnapshot;
  readonly events: number;
  readonly eventsAtThisInstant: number;
  readonly now: Instant;
}

/** One run of a model. */
export class Simulation<World, Event, Fact> implements Turn<Event, Fact> {
  /** Instant of the last handled event; initially the start. */
  now: Instant;
  /** Events handled so far. */
  events = 0;
  readonly world: World;
  private readonly parts: Omit<SimulationParts<World, Event, Fact>, 'world'>;
  private queue: EventQueue<Event>;
  private streams: RandomStreams;
  private fingerprint = new Digest();
  private eventsAtThisInstant = 0;
  private isHandling = false;

  constructor(parts: SimulationParts<World, Event, Fact>) {
    this.parts = parts;
    this.world = parts.world;
    this.now = parts.start;
    this.streams = new RandomStreams(parts.seed);
    this.queue = new EventQueue();
  }

  /** Schedules an event. A background event does not keep the run alive. */
  scheduleAt(at: Instant, event: Event, background = false): Ticket {
    if (!Number.isInteger(at) || at < this.now) throw wrongInstant(at, this.now);
    const tie = this.parts.ties === 'shuffled' ? this.streams.draw('ties') : 0;
    return this.queue.push(at, tie, event, background);
  }

  schedule(after: Duration, event: Event, background = false): Ticket {
    return this.scheduleAt(this.now + after, event, background);
  }

  scheduleDrawn(delay: Delay, stream: string, event: Event): Ticket {
    return this.scheduleAt(this.now + this.draw(delay, stream), event);
  }

  draw(delay: Delay, stream: string): Duration {
    return drawDelay(delay, this.streams, stream);
  }

  cancel(ticket: Ticket): void {
    this.queue.cancel(ticket);
  }

  record(fact: Fact): void {
    const { model, observers } = this.parts;
    model.apply(this.world, fact, this.now);
    this.fingerprint.mix(this.now);
    model.encode(fact, this.fingerprint);
    if (observers !== undefined)
      for (const observer of observers) observer.onFact?.(fact, this.world, this.now);
  }

  /** Handles the next event. False if there is none, or if a limit of the run is reached; background events count, too. */
  step(): boolean {
    if (this.reasonToStop(this.parts.limits.horizon, true) !== undefined) return false;
    this.handleNext();
    return true;
  }

  private handleNext(): void {
    const { queue, parts } = this;
    queue.take();
    this.eventsAtThisInstant = queue.at === this.now ? this.eventsAtThisInstant + 1 : 1;
    this.now = queue.at;
    this.events += 1;
    this.isHandling = true;
    parts.model.handle(this.world, queue.event as Event, this);
    this.isHandling = false;
    if (parts.observers !== undefined)
      for (const observer of parts.observers) observer.onTurnEnd?.(this.world, this.now);
  }

  /**
   * Handles events until the run settles or reaches a limit. With `until` it pauses after all events up to and including that instant,
   * background events included, and returns as for the horizon; the run can be resumed afterwards.
   */
  run(until?: Instant): RunEnd {
    for (;;) {
      const end = this.runSome(Number.MAX_SAFE_INTEGER, until);
      if (end !== undefined) return end;
    }
  }

  /** Like `run`, for at most so many events; undefined if more events are pending. */
  runSome(events: number, until?: Instant): RunEnd | undefined {
    const { limits, observers } = this.parts;
    const horizon = Math.min(until ?? limits.horizon, limits.horizon);
    const end = this.runTo(horizon, until !== undefined, events);
    if (end !== undefined)
      for (const observer of observers ?? []) observer.onEnd?.(this.world, end);
    return end;
  }

  /** The digest of all facts, the number of events and draws, and the name of the random algorithm. */
  digest(): string {
    const digest = Digest.restore(this.fingerprint.snapshot());
    digest.mix(this.events);
    digest.mix(this.streams.draws);
    digest.mix(wordNumber(randomVersion));
    return digest.hex();
  }

  /** A snapshot of the run, as plain data that shares nothing with it. */
  snapshot(): Snapshot<World, Event> {
    if (this.isHandling)
      throw new SimulatorBug('a snapshot is taken between two events, not within one');
    return structuredClone({
      world: this.world,
      queue: this.queue.snapshot(),
      streams: this.streams.snapshot(),
      digest: this.fingerprint.snapshot(),
      events: this.events,
      eventsAtThisInstant: this.eventsAtThisInstant,
      now: this.now,
    });
  }

  /** Restores a run from a snapshot; does not modify the snapshot. */
  static resume<World, Event, Fact>(
    from: Snapshot<World, Event>,
    parts: Omit<SimulationParts<World, Event, Fact>, 'world'>,
  ): Simulation<World, Event, Fact> {
    const own = structuredClone(from);
    const simulation = new Simulation<World, Event, Fact>({ ...parts, world: own.world });
    simulation.queue = EventQueue.restore(own.queue);
    simulation.streams = RandomStreams.restore(own.streams);
    simulation.fingerprint = Digest.restore(own.digest);
    simulation.events = own.events;
    simulation.eventsAtThisInstant = own.eventsAtThisInstant;
    simulation.now = own.now;
    return simulation;
  }

  private runTo(horizon: Instant, pauses: boolean, events: number): RunEnd | undefined {
    for (let left = events; left > 0; left -= 1) {
      const reason = this.reasonToStop(horizon, pauses);
      if (reason !== undefined) return this.end(reason);
      this.handleNext();
    }
    return undefined;
  }

  /** Why the next event must not be handled; with `pauses` the run continues for background events alone. */
  private reasonToStop(horizon: Instant, pauses: boolean): RunEnd['reason'] | undefined {
    const { queue } = this;
    const { limits } = this.parts;
    const at = queue.peekAt();
    if (at === undefined || (queue.awaited === 0 && !pauses)) return 'settled';
    if (at > horizon) return 'horizon';
    if (this.events >= limits.eventsMax) return 'event-limit';
    const stuck = this.eventsAtThisInstant >= limits.eventsAtOneInstantMax;
    return stuck && at === this.now ? 'instant-limit' : undefined;
  }

  private end(reason: RunEnd['reason']): RunEnd {
    return { reason, at: this.now, events: this.events, words: this.wordsFor(reason) };
  }

  private wordsFor(reason: RunEnd['reason']): string {
    const { limits, start } = this.parts;
    const since = formatElapsed(this.now - start);
    switch (reason) {
      case 'settled':
        return this.queue.size === 0
          ? `settled at ${since}: nothing is left to happen`
          : `settled at ${since}: only background work is left (${this.pendingWords()})`;
      case 'horizon':
        return `reached the horizon after ${since}; still to come: ${this.pendingWords()}`;
      case 'event-limit':
        return `stopped after ${limits.eventsMax} events at ${since}; still to come: ${this.pendingWords()}`;
      case 'instant-limit':
        return `stopped at ${since}: more than ${limits.eventsAtOneInstantMax} events at one instant; still to come: ${this.pendingWords()}`;
    }
  }

  /** The kinds of pending events, most frequent first. */
  private pendingWords(): string {
    const { describe } = this.parts;
    const counts = new Map<string, number>();
    for (const event of this.queue.pending()) {
      const name = describe === undefined ? 'event' : describe(event);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const ranked = [...counts].sort(
      ([one, many], [other, more]) => more - many || (one < other ? -1 : 1),
    );
    if (ranked.length === 0) return 'nothing';
    return ranked
      .slice(0, 3)
      .map(([name, count]) => `${count} × ${name}`)
      .join(', ');
  }
}

/** A separate function keeps the construction of the message out of the hot path. */
function wrongInstant(at: Instant, now: Instant): SimulatorBug {
  const why = Number.isInteger(at) ? `before now (${now})` : 'which is no whole millisecond';
  return new SimulatorBug(`an event is due at ${at}, ${why}`);
}
