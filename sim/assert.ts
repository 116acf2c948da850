/**
 * Internal assertions. A SimulatorBug always reports a defect of the simulator: it is never thrown for invalid input, nor for a violated
 * invariant of the simulated design.
 */

/** An internal error of the simulator. The message states the expected and the actual condition. */
export class SimulatorBug extends Error {
  override readonly name = 'SimulatorBug';
}
