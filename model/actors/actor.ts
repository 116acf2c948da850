/** Common types of actors: handlers that read the World, call rules, and record facts and schedule events in their turn. */
import type { Delay, Turn } from '../../sim/index.js';
import type { Event, EventKind, EventOf } from '../events.js';
import type { Fact } from '../facts.js';
import type { LatencySetup } from '../setup.js';
import type { World } from '../world.js';

export type ModelTurn = Turn<Event, Fact>;

/** The handlers of one group of event kinds. */
export type Handler<K extends EventKind> = (
  world: World,
  event: EventOf<K>,
  turn: ModelTurn,
) => void;

/** Schedules an event after a random delay drawn for a named latency; each `place` has its own random stream. */
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

/** Cache of stream names, so that a name is not built at every call. May be dropped at any time. */
const streamsKept = new Map<keyof LatencySetup, Map<string, string>>();

const placesKeptMax = 1_024;
