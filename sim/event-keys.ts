/**
 * Lists of events by their keys: instant, tie and order of arrival of each, and its slot. For what looks at all pending events
 * at once; nothing here is on the way of a single event.
 */

/** Keys of events side by side, in any order. */
export class EventKeys {
  length = 0;
  readonly instants: Float64Array;
  readonly ties: Float64Array;
  readonly arrivals: Float64Array;
  readonly slots: Int32Array;

  constructor(capacity: number) {
    this.instants = new Float64Array(capacity);
    this.ties = new Float64Array(capacity);
    this.arrivals = new Float64Array(capacity);
    this.slots = new Int32Array(capacity);
  }

  add(slot: number, at: number, tie: number, arrival: number): void {
    const place = this.length++;
    this.instants[place] = at;
    this.ties[place] = tie;
    this.arrivals[place] = arrival;
    this.slots[place] = slot;
  }

  /** The earliest instant; infinity if there is no event. */
  earliest(): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.length; i++) least = Math.min(least, this.instants[i]!);
    return least;
  }
}
