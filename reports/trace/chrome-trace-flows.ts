/**
 * Messages of a trace event file: a short slice where each is sent and where it arrives, joined by a
 * flow. Admin messages go from the parent to the regions, data from region to region.
 */
import type { Fact } from '../../model/index.js';
import type { Run } from '../../scenarios/index.js';
import type { Place, Places, TraceEvent } from './chrome-trace-places.js';

/** Shorter than a millisecond, so that slices of neighbouring instants never overlap. */
const sliceMicroseconds = 900;

/** All messages that arrived. */
export function flowEvents({ facts, names }: Run, places: Places): TraceEvent[] {
  const post = new Post(places, names.regions);
  return facts.flatMap(({ at, fact }) => post.take(at, fact));
}

interface Letter {
  readonly text: string;
  readonly from: Place;
  readonly sentMs: number;
}

class Post {
  private readonly admin = new Map<number, Letter>();
  private readonly copies = new Map<string, Letter>();
  private flows = 0;

  constructor(
    private readonly places: Places,
    private readonly regions: readonly string[],
  ) {}

  take(at: number, fact: Fact): TraceEvent[] {
    switch (fact.kind) {
      case 'admin-message-sent': {
        const from = this.places.of('parent', fact.kind);
        const text = `${fact.admin.kind} v${fact.admin.version}`;
        this.admin.set(fact.sequence, { text, from, sentMs: at });
        return [];
      }
      case 'admin-message-taken':
        return this.arrive(this.admin.get(fact.sequence), fact.region, { at, kind: fact.kind });
      case 'replication-started': {
        const from = this.places.of(this.name(fact.from), 'data');
        const text = `data of v${fact.version}`;
        this.copies.set(keyOf(fact), { text, from, sentMs: at });
        return [];
      }
      case 'replication-arrived':
        return this.arrive(this.copies.get(keyOf(fact)), fact.region, { at, kind: 'data' });
      default:
        return [];
    }
  }

  private arrive(
    letter: Letter | undefined,
    region: number,
    { at, kind }: { readonly at: number; readonly kind: string },
  ): TraceEvent[] {
    if (letter === undefined) return [];
    const { text, from, sentMs } = letter;
    const to = this.places.of(this.name(region), kind);
    this.flows += 1;
    const flow = { name: text, cat: 'message', id: `flow-${this.flows}` };
    const [sent, arrived] = [this.places.time(sentMs), this.places.time(at)];
    return [
      this.slice(`sends ${text}`, sent, from),
      { ...flow, ph: 's', ts: sent, ...from },
      this.slice(`takes ${text}`, arrived, to),
      { ...flow, ph: 'f', bp: 'e', ts: arrived, ...to },
    ];
  }

  private slice(name: string, ts: number, place: Place): TraceEvent {
    return { name, cat: 'message', ph: 'X', ts, dur: sliceMicroseconds, ...place, args: {} };
  }

  private name(region: number): string {
    return this.regions[region] ?? '';
  }
}

function keyOf(about: {
  readonly region: number;
  readonly store: number;
  readonly version: number;
}): string {
  return `${about.region} ${about.store} ${about.version}`;
}
