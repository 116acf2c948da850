/**
 * Every key that a scenario file can have, as reference text: what it is called, how its value is written, what it means. Taken from the
 * published schema, so that nothing is described here that is not checked there.
 */
import type { ModelCatalogue } from './catalogue.js';
import { part } from './document-parts.js';
import { scenarioJsonSchema } from './schema/file.js';

/** One key. `name` says where it stands, such as `store.size`; `required` whether a file must have it there. */
export interface FileKey {
  readonly name: string;
  readonly form: string;
  readonly required: boolean;
  /** What it means, and the default of an absent key. */
  readonly meaning: string;
}

/** Where keys stand, by the name of the place in messages: the path to its part of the schema. */
const places: readonly (readonly [place: string, path: readonly string[]])[] = [
  ['file', []],
  ['region', ['regions', 'items', 'long']],
  ['link', ['links', 'items']],
  ['store', ['stores', 'items']],
  ['store.daVinci', ['stores', 'items', 'daVinci']],
  ['fleet', ['fleet']],
  ['push', ['timeline', 'items', 'push']],
  ['push.defect', ['timeline', 'items', 'push', 'defect']],
  ['recurring', ['timeline', 'items', 'every']],
  ['outages', ['outages']],
  ['physics', ['physics']],
  ['latencies', ['latencies']],
  ['monitoring', ['monitoring']],
  ['venice', ['venice']],
];

/** Every key, place by place, in the order of the schema. */
export function fileKeys(catalogue: ModelCatalogue): readonly FileKey[] {
  const schema = scenarioJsonSchema(catalogue);
  return places.flatMap(([place, path]) => {
    const mapping = path.reduce<unknown>(step, schema);
    const required = part(mapping, 'required');
    return Object.entries(asMapping(part(mapping, 'properties'))).flatMap(([key, brick]) => {
      const meaning = part(brick, 'description');
      const form = formOf(brick);
      const isRequired = Array.isArray(required) && required.includes(key);
      // A section has a place of its own.
      if (typeof meaning !== 'string' || key === '$schema') return [];
      const name = place === 'file' ? key : `${place}.${key}`;
      return [{ name, form, required: isRequired, meaning }];
    });
  });
}

/** One step down: a property, the entries of a list, or the sort of an entry that has a key. */
function step(schema: unknown, name: string): unknown {
  const found = name === 'items' ? part(schema, 'items') : part(part(schema, 'properties'), name);
  const sorts = part(schema, 'anyOf');
  if (found !== undefined || !Array.isArray(sorts)) return found;
  return sorts.findLast((sort) => {
    const keys = asMapping(part(sort, 'properties'));
    return name === 'long' ? 'name' in keys : name in keys && !('operator' in keys);
  });
}

function asMapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** How the value is written. */
function formOf(brick: unknown): string {
  const words = part(brick, 'enum');
  if (Array.isArray(words)) return words.join(' | ');
  const examples = part(brick, 'examples');
  const such = Array.isArray(examples) ? `, such as ${examples[0]}` : '';
  const [least, above] = [part(brick, 'minimum'), part(brick, 'exclusiveMinimum')];
  switch (part(brick, 'type')) {
    case 'integer':
      return `whole number of at least ${String(least)}`;
    case 'number':
      return above === undefined
        ? `number of at least ${String(least)}`
        : `number above ${String(above)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'list';
    case 'object':
      return 'mapping';
    case 'string':
      return such === '' ? 'text' : `text${such}`;
    default:
      return part(brick, 'anyOf') === undefined ? 'number or text' : 'duration, or a distribution';
  }
}
