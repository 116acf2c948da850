/**
 * Named random streams derived from one seed. Each name has its own generator, created at the first draw, so that an additional draw
 * from one stream does not affect the others. The algorithm has a frozen name that is part of a run's digest.
 */
import alea from 'seedrandom/lib/alea.js';

/** The frozen name of the algorithm and of the way streams are keyed. Any change to either needs a new name. */
export const randomVersion = 'alea-1';

/** All streams as plain data. */
export interface StreamsSnapshot {
  readonly seed: string;
  readonly draws: number;
  readonly streams: readonly (readonly [name: string, state: GeneratorState])[];
}

interface GeneratorState {
  readonly c: number;
  readonly s0: number;
  readonly s1: number;
  readonly s2: number;
}

/** Streams of random numbers by name. */
export class RandomStreams {
  private readonly seed: string;
  private readonly generators = new Map<string, ReturnType<typeof alea>>();
  private drawn = 0;

  /** Seeds 7 and '7' are equivalent. */
  constructor(seed: string | number) {
    this.seed = String(seed);
  }

  /** Number of draws from all streams. */
  get draws(): number {
    return this.drawn;
  }

  /** The next number of the named stream: at least 0, below 1, a multiple of 2^-53. */
  draw(name: string): number {
    let generator = this.generators.get(name);
    if (generator === undefined) {
      generator = alea(`${this.seed}/${name}`, { state: true });
      this.generators.set(name, generator);
    }
    this.drawn++;
    return generator.double();
  }

  snapshot(): StreamsSnapshot {
    const streams = Array.from(
      this.generators,
      ([name, generator]) => [name, generator.state()] as const,
    );
    return { seed: this.seed, draws: this.drawn, streams };
  }

  /** Restores the streams of a snapshot. */
  static restore(from: StreamsSnapshot): RandomStreams {
    const restored = new RandomStreams(from.seed);
    restored.drawn = from.draws;
    for (const [name, state] of from.streams) {
      restored.generators.set(name, alea('', { state }));
    }
    return restored;
  }
}
