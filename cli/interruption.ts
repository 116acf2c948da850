/**
 * Signals that end a command: the first one lets it write what is finished, the second one ends it at once. The exit status is 128 + the
 * number of the signal.
 */
import type { ExitStatus } from './exit-status.js';

const statuses = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const satisfies Record<
  string,
  ExitStatus
>;
type Signal = keyof typeof statuses;

/** Listens from its creation until `release`; before and after it a signal ends the process by itself. */
export class Interruption {
  private signal: Signal | undefined;
  private stop: (() => void) | undefined;
  private readonly listener = (signal: NodeJS.Signals): void => this.receive(signal);

  constructor() {
    for (const signal of signals) process.on(signal, this.listener);
  }

  /** Sets what the first signal does; it may have come already. */
  whenItComes(stop: () => void): void {
    this.stop = stop;
    if (this.isThere) stop();
  }

  get isThere(): boolean {
    return this.signal !== undefined;
  }

  /** The status to end with; undefined if no signal came. */
  get status(): ExitStatus | undefined {
    return this.signal === undefined ? undefined : statuses[this.signal];
  }

  /** Another signal has the system's default action. */
  release(): void {
    for (const signal of signals) process.removeListener(signal, this.listener);
  }

  private receive(received: NodeJS.Signals): void {
    const signal = signals.find((one) => one === received) ?? 'SIGINT';
    if (this.signal !== undefined) process.exit(statuses[signal]);
    this.signal = signal;
    this.stop?.();
  }
}

const signals: readonly Signal[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];
