/**
 * Public interface of the simulation kernel: virtual clock, event queue, named random streams, bounded resources, digest and event loop.
 * The kernel does not depend on the simulated system.
 */
export { SimulatorBug } from './assert.js';
export type { Limits, Model, Observer, RunEnd, Turn } from './contract.js';
export { type Delay, delayProblem, drawDelay } from './delay.js';
export { Digest, wordNumber } from './digest.js';
export {
  type Duration,
  durationMax,
  formatDuration,
  formatElapsed,
  parseDuration,
} from './duration.js';
export {
  civilFromInstant,
  formatInstant,
  type Instant,
  instantFromCivil,
  parseInstant,
} from './instant.js';
export { EventQueue, type Ticket } from './queue/event-queue.js';
export { RandomStreams, randomVersion } from './random.js';
export {
  bytesMoved,
  createLink,
  joinLink,
  leaveLink,
  nextFinish,
  type SharedLink,
  setLinkCapacity,
  takeFinished,
} from './shared-link.js';
export { Simulation, type SimulationParts } from './simulation.js';
export { Trace, type TraceEntry } from './trace.js';
export { createPool, release, submit, type WorkerPool, withdraw } from './worker-pool.js';
