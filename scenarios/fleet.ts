/**
 * A fleet generated from a seed: many stores of very different sizes and the pushes of a day, as a real cluster has them. A few stores hold most
 * of the bytes, some are read by Da Vinci instances, urgent ones are pushed often and region by region, bulky ones at night. The same plan
 * gives the same fleet on every machine. Reads no files and runs nothing.
 */
import { defaultStore, type PushEntry, type StoreSetup } from '../model/index.js';
import { type Delay, type Duration, drawDelay, type Instant, RandomStreams } from '../sim/index.js';

/** Parameters of a fleet. Shares lie between 0 and 1. */
export interface FleetPlan {
  readonly stores: number;
  /** Pushes in all; every store is pushed as often as its class requires. */
  readonly pushes: number;
  /** The pushes begin within this time after `from`. */
  readonly over: Duration;
  /** After the start of the run. */
  readonly from: Duration;
  /** Seed of the fleet, apart from the seed of the run: the same fleet can be run with many seeds. */
  readonly seed: string;
  /** Median store size in bytes. */
  readonly medianBytes: number;
  /** How skewed sizes are: the sigma of a log-normal distribution; 0 = all alike. */
  readonly skew: number;
  /** A partition holds about so much; there are never more than `partitionsMax`. */
  readonly partitionBytes: number;
  readonly partitionsMax: number;
  readonly replicas: number;
  /** Share of the stores that Da Vinci instances read, and the most instances of one store in a region. */
  readonly daVinci: number;
  readonly instancesMax: number;
  /** Shares of the stores whose pushes are urgent and bulky; the rest is ordinary. */
  readonly urgent: number;
  readonly bulky: number;
  /** Whether urgent pushes name the first region as their target and swap the others later. */
  readonly staged: boolean;
}

/** The defaults: a medium-sized cluster. */
export const defaultFleet: FleetPlan = {
  stores: 300,
  pushes: 300,
  over: 86_400_000,
  from: 0,
  seed: 'fleet',
  medianBytes: 8_000_000_000,
  skew: 1.5,
  partitionBytes: 1_000_000_000,
  partitionsMax: 256,
  replicas: 3,
  daVinci: 0.1,
  instancesMax: 20,
  urgent: 0.1,
  bulky: 0.2,
  staged: true,
};

/** How urgent the pushes of a store are. */
type PushClass = 'urgent' | 'ordinary' | 'bulky';

/** A fleet as parts of a WorldSetup; the pushes are in order of instant. */
export interface Fleet {
  readonly stores: readonly StoreSetup[];
  readonly pushes: readonly PushEntry[];
}

/** Of 100 pushes of equally many stores of each class, how many each class has. */
const weights: Readonly<Record<PushClass, number>> = { urgent: 60, ordinary: 30, bulky: 10 };
/** Upper bound of one store's size, in bytes. */
const bytesMax = 2_000_000_000_000;

/** Makes the fleet of a plan; `regions` in file order, the first one is the target of staged pushes. */
export function generateFleet(plan: FleetPlan, start: Instant, regions: readonly string[]): Fleet {
  const streams = new RandomStreams(plan.seed);
  const classes: PushClass[] = [];
  const stores = Array.from({ length: plan.stores }, (_, index) => {
    const urgency = classOf(plan, streams.draw('class'));
    classes.push(urgency);
    return storeOf(plan, streams, index, urgency);
  });
  return { stores, pushes: pushesOf(plan, { streams, start, regions, classes, stores }) };
}

function classOf({ urgent, bulky }: FleetPlan, chance: number): PushClass {
  if (chance < urgent) return 'urgent';
  return chance < urgent + bulky ? 'bulky' : 'ordinary';
}

/** Bulky stores are eight times the size of others, urgent ones a quarter. */
function storeOf(
  plan: FleetPlan,
  streams: RandomStreams,
  index: number,
  urgency: PushClass,
): StoreSetup {
  const scale = urgency === 'bulky' ? 8 : urgency === 'urgent' ? 0.25 : 1;
  const spread: Delay = { kind: 'log-normal', median: 1_000_000, sigma: plan.skew };
  const share = drawDelay(spread, streams, 'size') / 1_000_000;
  const bytes = Math.min(bytesMax, Math.max(1, Math.round(plan.medianBytes * scale * share)));
  const needed = Math.ceil(bytes / plan.partitionBytes);
  const partitions = Math.min(plan.partitionsMax, powerOfTwoFrom(needed));
  const isRead = streams.draw('da-vinci') < plan.daVinci;
  const chance = streams.draw('instances');
  // Squaring makes small instance counts more likely.
  const many = 1 + Math.floor(chance * chance * plan.instancesMax);
  return {
    ...defaultStore,
    name: `${urgency}-${String(index + 1).padStart(String(plan.stores).length, '0')}`,
    partitions,
    replicas: plan.replicas,
    bytes,
    ...(isRead ? { daVinci: { instances: Math.min(many, plan.instancesMax) } } : {}),
  };
}

function powerOfTwoFrom(least: number): number {
  let power = 1;
  while (power < least) power *= 2;
  return power;
}

interface Drawing {
  readonly streams: RandomStreams;
  readonly start: Instant;
  readonly regions: readonly string[];
  readonly classes: readonly PushClass[];
  readonly stores: readonly StoreSetup[];
}

/** Each store is pushed as often as its class specifies; remaining pushes are distributed round-robin. */
function pushesOf(plan: FleetPlan, drawing: Drawing): PushEntry[] {
  const { streams, start, classes, stores } = drawing;
  const owners = pushedStores(classes, plan.pushes, streams);
  const begun = owners.map((store, turn) => {
    const urgency = classes[store] ?? 'ordinary';
    const after = Math.floor(timeOfDay(urgency, streams.draw(`when/${urgency}`)) * plan.over);
    return { store, turn, urgency, at: start + plan.from + after };
  });
  begun.sort((left, right) => left.at - right.at || left.turn - right.turn);
  const width = String(plan.pushes).length;
  return begun.map(({ store, urgency, at }, place): PushEntry => {
    const target = drawing.regions[0];
    const staged = plan.staged && urgency === 'urgent' && drawing.regions.length > 1;
    return {
      kind: 'push',
      at,
      push: `day-${String(place + 1).padStart(width, '0')}`,
      store: stores[store]?.name ?? '',
      ...(staged && target !== undefined
        ? { mode: 'targeted-deferred', targets: [target] }
        : { mode: 'full' }),
    };
  });
}

/** Weighted round-robin over the stores: a store with enough credit gets the next push. */
function pushedStores(
  classes: readonly PushClass[],
  pushes: number,
  streams: RandomStreams,
): number[] {
  const owners: number[] = [];
  const credit = Float64Array.from(classes, () => streams.draw('credit'));
  const heaviest = Math.max(...classes.map((urgency) => weights[urgency]));
  while (owners.length < pushes) {
    for (const [store, urgency] of classes.entries()) {
      credit[store]! += weights[urgency] / heaviest;
      if (credit[store]! < 1 || owners.length === pushes) continue;
      credit[store]! -= 1;
      owners.push(store);
    }
  }
  return owners;
}

/** Where in the day a push begins: urgent ones evenly, bulky ones in its first third, ordinary ones on the hour or soon after. */
function timeOfDay(urgency: PushClass, chance: number): number {
  if (urgency === 'urgent') return chance;
  if (urgency === 'bulky') return chance / 3;
  const hours = chance * 24;
  const whole = Math.floor(hours);
  const late = hours - whole;
  return (whole + late * late * late) / 24;
}
