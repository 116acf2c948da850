/**
 * What the kernel offers: a virtual clock, an ordered future, named dice, bounded resources, a fingerprint and the loop that joins
 * them. It would simulate a car wash as readily as anything else: it knows nothing about the subject of the simulation.
 */
export { assert, assertNever, SimulatorBug } from './assert.js';
export type { Limits, Model, Observer, RunEnd, Turn } from './contract.js';
export { type Delay, delayProblem, drawDelay } from './delay.js';
export { Digest, type DigestSnapshot, wordNumber } from './digest.js';
export {
  type Duration,
  durationMax,
  formatDuration,
  formatElapsed,
  parseDuration,
} from './duration.js';
export {
  type Civil,
  civilFromInstant,
  formatInstant,
  type Instant,
  instantFromCivil,
  parseInstant,
} from './instant.js';
export { EventQueue, type QueueSnapshot, type Ticket } from './queue/event-queue.js';
export { RandomStreams, randomVersion, type StreamsSnapshot } from './random.js';
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
export { Simulation, type SimulationParts, type Snapshot } from './simulation.js';
export { Trace, type TraceEntry } from './trace.js';
export { createPool, release, submit, type WorkerPool, withdraw } from './worker-pool.js';
