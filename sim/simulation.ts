/** The loop. */
import type { Limits, Model, Observer, RunEnd, Turn } from './contract.js';
import { type Delay, drawDelay } from './delay.js';
import { Digest, type DigestSnapshot } from './digest.js';
import type { Duration } from './duration.js';
import { EventQueue, type QueueSnapshot, type Ticket } from './event-queue.js';
import type { Instant } from './instant.js';
import { RandomStreams, randomVersion, type StreamsSnapshot } from './random.js';
import { wordNumber } from './digest.js';

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

export interface Snapshot<World, Event> {
  readonly world: World;
  readonly queue: QueueSnapshot<Event>;
  readonly streams: StreamsSnapshot;
  readonly digest: DigestSnapshot;
  readonly events: number;
  readonly now: Instant;
}

export class Simulation<World, Event, Fact> implements Turn<Event, Fact> {
  now: Instant;
  events = 0;
  readonly world: World;
  private queue: EventQueue<Event>;
  private streams: RandomStreams;
  private running: Digest;
  private readonly parts: SimulationParts<World, Event, Fact>;
  private atThisInstant = 0;

  constructor(parts: SimulationParts<World, Event, Fact>) {
    this.parts = parts;
    this.world = parts.world;
    this.now = parts.start;
    this.queue = new EventQueue<Event>();
    this.streams = new RandomStreams(parts.seed);
    this.running = new Digest();
  }

  scheduleAt(at: Instant, event: Event, background = false): Ticket {
    const tie = this.parts.ties === 'shuffled' ? this.streams.draw('ties') : 0;
    return this.queue.push(at, tie, event, background);
  }
  schedule(after: Duration, event: Event, background = false): Ticket {
    return this.scheduleAt(this.now + after, event, background);
  }
  scheduleDrawn(delay: Delay, stream: string, event: Event): Ticket {
    return this.schedule(this.draw(delay, stream), event);
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
    this.running.mix(this.now);
    model.encode(fact, this.running);
    for (const observer of observers ?? []) observer.onFact?.(fact, this.world, this.now);
  }
  step(): boolean {
    if (!this.queue.take()) return false;
    this.atThisInstant = this.queue.at === this.now ? this.atThisInstant + 1 : 1;
    this.now = this.queue.at;
    this.events += 1;
    this.parts.model.handle(this.world, this.queue.event as Event, this);
    for (const observer of this.parts.observers ?? []) observer.onTurnEnd?.(this.world, this.now);
    return true;
  }
  run(until?: Instant): RunEnd {
    const { limits } = this.parts;
    const horizon = Math.min(until ?? limits.horizon, limits.horizon);
    for (;;) {
      const at = this.queue.peekAt();
      if (at === undefined || (this.queue.awaited === 0 && until === undefined)) return this.end('settled');
      if (at > horizon) {
        return this.end('horizon');
      }
      if (this.events >= limits.eventsMax) return this.end('event-limit');
      if (this.atThisInstant > limits.eventsAtOneInstantMax) return this.end('instant-limit');
      this.step();
    }
  }
  digest(): string {
    const final = Digest.restore(this.running.snapshot());
    final.mix(this.events);
    final.mix(this.streams.draws);
    final.mix(wordNumber(randomVersion));
    return final.hex();
  }
  snapshot(): Snapshot<World, Event> {
    return structuredClone({
      world: this.world,
      queue: this.queue.snapshot(),
      streams: this.streams.snapshot(),
      digest: this.running.snapshot(),
      events: this.events,
      now: this.now,
    });
  }
  static resume<World, Event, Fact>(
    snapshot: Snapshot<World, Event>,
    parts: Omit<SimulationParts<World, Event, Fact>, 'world'>,
  ): Simulation<World, Event, Fact> {
    const clone = structuredClone(snapshot);
    const simulation = new Simulation<World, Event, Fact>({ ...parts, world: clone.world });
    simulation.queue = EventQueue.restore(clone.queue);
    simulation.streams = RandomStreams.restore(clone.streams);
    simulation.running = Digest.restore(clone.digest);
    simulation.events = clone.events;
    simulation.now = clone.now;
    return simulation;
  }
  private end(reason: RunEnd['reason']): RunEnd {
    return { reason, at: this.now, events: this.events, words: reason };
  }
}
