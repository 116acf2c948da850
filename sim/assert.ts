/**
 * How the simulator stops when it contradicts itself. A SimulatorBug is always our own mistake: it is never thrown for what an author
 * wrote in a file, and never for a breach of a property that the simulated design should have kept.
 */

/** A mistake in the simulator itself. The message says what should have been true, and what was found instead. */
export class SimulatorBug extends Error {
  override readonly name = 'SimulatorBug';
}

/** Throws a SimulatorBug unless the condition holds. In hot places, test first and build the message only on failure. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new SimulatorBug(message);
}

/** Marks a place that no value can reach; a forgotten member of a union does not compile here. */
export function assertNever(value: never): never {
  throw new SimulatorBug(`a value that should be impossible appeared: ${JSON.stringify(value)}`);
}
