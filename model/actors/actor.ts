/** What actors are made of: handlers that read the World, ask rules, and put facts and follow-ups into their turn. */
import type { Delay, Turn } from '../../sim/index.js';
import type { Event, EventKind, EventOf } from '../events.js';
import type { Fact } from '../facts.js';
import type { LatencySetup } from '../setup.js';
import type { World } from '../world.js';

export type ModelTurn = Turn<Event, Fact>;

/** The owner of one kind of event. */
export type Handler<K extends EventKind> = (
  world: World,
  event: EventOf<K>,
  turn: ModelTurn,
) => void;

/** Schedules an event after a named latency; `place` keeps the draws of one place apart from those of others. */
export function scheduleAfter(
  world: World,
  turn: ModelTurn,
  latency: { readonly name: keyof LatencySetup; readonly place: string },
  event: Event,
): void {
  const delay: Delay = world.setup.latencies[latency.name];
  turn.scheduleDrawn(delay, streamOf(latency.name, latency.place), event);
}

function streamOf(name: keyof LatencySetup, place: string): string {
  let places = streamsKept.get(name);
  if (places === undefined) {
    places = new Map();
    streamsKept.set(name, places);
  }
  let stream = places.get(place);
  if (stream === undefined) {
    if (places.size >= placesKeptMax) places.clear();
    stream = `${name}/${place}`;
    places.set(place, stream);
  }
  return stream;
}

/** Names of streams, so that the name of every call need not be put together anew. Forgetting is harmless. */
const streamsKept = new Map<keyof LatencySetup, Map<string, string>>();

const placesKeptMax = 1_024;
