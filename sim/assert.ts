/**
 * How the simulator stops when it contradicts itself. A SimulatorBug is always our own mistake: it is never thrown for what an author
 * wrote in a file, and never for a breach of a property that the simulated design should have kept.
 */

/** A mistake in the simulator itself. The message says what should have been true, and what was found instead. */
export class SimulatorBug extends Error {
  override readonly name = 'SimulatorBug';
}
