/**
 * What a queue is made of, as plain data. Says nothing of how the queue keeps it: that may differ from run to run, and no answer depends
 * on it.
 */
/** A queue as plain data. The events themselves are shared with the queue: clone the snapshot before the run goes on. */
export interface QueueSnapshot<E> {
  /** Instant, tie, order of arrival and slot of every event that has a slot, in no particular order. */
  readonly instants: Float64Array;
  readonly ties: Float64Array;
  readonly arrivals: Float64Array;
  readonly slots: Int32Array;
  /** Generation and role of each slot, and what it holds. Slot 0 is never used. */
  readonly states: Int32Array;
  readonly events: readonly (E | undefined)[];
  /** Slots to be used again, the next one last. */
  readonly free: Int32Array;
  readonly arrived: number;
}
