/**
 * What the kernel offers: a virtual clock, an ordered future, named dice, bounded resources, a fingerprint and the loop that joins
 * them. It would simulate a car wash as readily as anything else: it knows nothing about the subject of the simulation.
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
