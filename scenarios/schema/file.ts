/**
 * The whole file: its sections, which of them may be left out, and what then holds. One schema serves
 * both purposes: checking a file, and being published for editors.
 */
import * as z from 'zod';
import type { StoreSetup } from '../../model/index.js';
import { formatDuration, formatInstant, type Instant, parseInstant } from '../../sim/index.js';
import type { ModelCatalogue } from '../catalogue.js';
import {
  type DeclaredNames,
  defaultHorizon,
  defaultStart,
  nothingKnown,
} from '../declared-names.js';
import { limits } from '../limits.js';
import { expectationSchema } from './expect.js';
import { fleetSchema } from './fleet.js';
import { hookSchema } from './hooks.js';
import { leaf, list, mapping, type Refusal, type Schema } from './leaf.js';
import { outagesSchema } from './outages.js';
import { catalogueName } from './references.js';
import { timelineSchema } from './timeline.js';
import { count, duration, text, word } from './values.js';
import { type Purpose, section } from './variants.js';
import { veniceSchema } from './venice.js';
import {
  latenciesSchema,
  linkSchema,
  monitoringSchema,
  physicsSchema,
  regionSchema,
  storeSchema,
} from './world.js';

/** The schema of a file; references are checked against the names that the file declares. */
export function fileSchema(known: DeclaredNames, purpose: Purpose) {
  const { head, fleet, rest, violates } = sharedParts(known, purpose);
  const links = () => list(linkSchema(known), limits.regions * limits.regions);
  const hooks = () => list(hookSchema(known, purpose), limits.hooks);
  const timeline = () => list(timelineSchema(known, purpose), limits.timelineEntries);
  const expect = () => list(expectationSchema(known, purpose), limits.expectations);
  return mapping({
    ...head,
    links: section(links, purpose).optional(),
    stores: storesSchema(known),
    fleet,
    hooks: section(hooks, purpose).optional(),
    ...rest,
    timeline: section(timeline, purpose).optional(),
    outages: section(() => outagesSchema(known, purpose), purpose).optional(),
    expect: section(expect, purpose).optional(),
    violates,
  });
}

/** What does not depend on a file's names is made once for all files that are checked. */
function sharedParts({ catalogue }: DeclaredNames, purpose: Purpose) {
  if (purpose === 'published') return partsOf(catalogue, purpose);
  const kept = sharedPartsKept.get(catalogue) ?? partsOf(catalogue, purpose);
  sharedPartsKept.set(catalogue, kept);
  return kept;
}

const sharedPartsKept = new WeakMap<ModelCatalogue, ReturnType<typeof partsOf>>();

function partsOf({ invariants }: ModelCatalogue, purpose: Purpose) {
  const invariantNames = invariants.map(({ name }) => name);
  const head = {
    $schema: text('where an editor finds this schema').optional(),
    title: text('what should happen, in the present tense'),
    story: text('why the scenario exists and what it shows', 0).optional(),
    seed: seedSchema().optional(),
    ties: word('how events of the same instant are ordered; absent = fifo', [
      'fifo',
      'shuffled',
    ]).optional(),
    start: instantSchema().optional(),
    horizon: duration(`how long the run may last; absent = ${formatDuration(defaultHorizon)}`, {
      min: 1,
    }).optional(),
    eventsMax: count(
      'how many events the run may handle; absent = 20000000',
      1,
      limits.eventsMax,
    ).optional(),
    regions: list(regionSchema(purpose), limits.regions).min(1),
  };
  const rest = {
    physics: section(physicsSchema, purpose).optional(),
    latencies: section(() => latenciesSchema(purpose), purpose).optional(),
    monitoring: section(monitoringSchema, purpose).optional(),
    venice: section(() => veniceSchema(purpose), purpose).optional(),
  };
  const broken = catalogueName('an invariant that must break', 'invariant', invariantNames);
  return {
    head,
    fleet: section(fleetSchema, purpose).optional(),
    rest,
    violates: list(broken, 100).optional(),
  };
}

/** A file without a fleet must name its stores. */
function storesSchema(known: DeclaredNames): Schema<readonly StoreSetup[] | undefined> {
  const stores = list(storeSchema(known), limits.stores);
  return known.hasFleet ? stores.optional() : stores.min(1);
}

/** A file that satisfies the schema. */
export type ScenarioFile = z.output<ReturnType<typeof fileSchema>>;

/** The JSON Schema of scenario files: what `pushsim schema` prints and the package publishes. */
export function scenarioJsonSchema(catalogue: ModelCatalogue): Record<string, unknown> {
  const schema = z.toJSONSchema(fileSchema({ ...nothingKnown, catalogue }, 'published'), {
    io: 'input',
    reused: 'inline',
  });
  const hours = defaultHorizon / 3_600_000;
  const { $schema, ...rest } = schema;
  return {
    $schema,
    title: 'venice-push-sim scenario',
    description: `Defaults: start ${formatInstant(defaultStart)}, horizon ${hours}h, seed 1, ties fifo.`,
    ...rest,
  };
}

/** A whole number or a text; random streams are keyed from it. */
function seedSchema(): Schema<string> {
  return leaf({
    expected: 'a whole number or a text',
    json: { type: ['integer', 'string'], description: 'seed of all random numbers; absent = 1' },
    read: readSeed,
  });
}

/** Reads a seed, from a file or a command line. */
export function readSeed(value: unknown): { value: string } | Refusal {
  if (typeof value === 'string') {
    return value.length > 0 && value.length <= limits.nameLength
      ? { value }
      : { message: 'is not a seed', hint: `write 1 to ${limits.nameLength} characters` };
  }
  if (typeof value !== 'number') return { message: 'is not a seed' };
  if (Number.isSafeInteger(value)) return { value: String(value) };
  return {
    message: 'is not a whole number',
    hint: 'put quotes around a seed that is no small whole number',
  };
}

function instantSchema(): Schema<Instant> {
  return leaf({
    expected: 'an instant such as 2026-03-02T09:00:00Z',
    json: {
      type: 'string',
      description: `when the run begins; absent = ${formatInstant(defaultStart)}`,
      examples: [formatInstant(defaultStart)],
    },
    read: (value) => {
      const instant = typeof value === 'string' ? parseInstant(value) : undefined;
      if (instant === undefined) return { message: 'is not an instant' };
      return instant >= 0 ? { value: instant } : { message: 'lies before 1970' };
    },
  });
}
