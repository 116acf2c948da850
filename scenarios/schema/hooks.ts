/**
 * The hooks of a file: built-in hooks by their kind, custom hooks by their module. Fields come from what each hook declares; this file names
 * no hook.
 */
import * as z from 'zod';
import type { AnyHook, HookSetup } from '../../model/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { textAt } from '../document-parts.js';
import { limits } from '../limits.js';
import type { OwnHookEntry } from '../modules/custom-hooks.js';
import { delaySchema } from './delay.js';
import { fieldReader } from './fields.js';
import { list, mapping, readWith, type Schema } from './leaf.js';
import { storeName } from './references.js';
import { text } from './values.js';
import { oneOf, type Purpose, type Variant } from './variants.js';

/** A registered hook. */
export function hookSchema(known: DeclaredNames, purpose: Purpose): Schema<HookSetup> {
  const builtIn = known.catalogue.hooks.map((hook) => builtInVariant(hook, known, purpose));
  const own = purpose === 'published' ? [publishedOwn(purpose)] : ownVariants(known, purpose);
  return oneOf('a hook', [...builtIn, ...own], purpose);
}

function builtInVariant(hook: AnyHook, known: DeclaredNames, purpose: Purpose): Variant<HookSetup> {
  const schema = (): Schema<HookSetup> => {
    const kind = z.literal(hook.hook).meta({ description: hook.title });
    return entrySchema(hook, { hook: kind }, known, purpose);
  };
  return { key: 'hook', word: hook.hook, schema };
}

/** Entries may name several exports of one module. */
function ownVariants(known: DeclaredNames, purpose: Purpose): Variant<HookSetup>[] {
  const modules = [...new Set(known.ownHooks.map(({ module }) => module))];
  return modules.map((word) => {
    const ofModule = known.ownHooks.filter(({ module }) => module === word);
    const schema = z.unknown().transform((entry, report): HookSetup => {
      const exported = textAt(entry, 'export') ?? '';
      const found = ofModule.find((one) => one.exported === exported);
      // A rejected module has its own diagnostic; its entry need not be read.
      if (found?.hook === undefined) return { hook: '', values: {} };
      const read = readWith(ownSchema(found, found.hook, known, purpose), entry);
      if (read.success) return read.data;
      for (const issue of read.error.issues) report.addIssue({ ...issue });
      return z.NEVER;
    });
    return { key: 'module', word, schema: () => schema };
  });
}

function ownSchema(
  { module, key }: OwnHookEntry,
  hook: AnyHook,
  known: DeclaredNames,
  purpose: Purpose,
): Schema<HookSetup> {
  const keys = { module: z.literal(module), export: text('the export that is meant').optional() };
  const schema = entrySchema(hook, keys, known, purpose);
  return schema.transform((setup) => ({ ...setup, code: key }));
}

function entrySchema(
  { hook, fields }: AnyHook,
  keys: Readonly<Record<string, Schema>>,
  known: DeclaredNames,
  purpose: Purpose,
): Schema<HookSetup> {
  const stores = list(storeName('a store', known), limits.stores).min(1);
  const reader = fieldReader(fields, known, [...Object.keys(keys), 'stores', 'duration']);
  return mapping({
    ...keys,
    stores: stores.meta({ description: 'only for these stores; absent = for all' }).optional(),
    duration: delaySchema(purpose, 'how long a call takes; absent = latencies.hookCall').optional(),
    ...reader.bricks,
  }).transform((written): HookSetup => {
    const values = reader.valuesOf(written);
    const of = written.stores === undefined ? {} : { stores: written.stores };
    const takes = written.duration === undefined ? {} : { takes: written.duration };
    return { hook, values, ...of, ...takes };
  });
}

/** Editors cannot check the fields of a module. */
function publishedOwn(purpose: Purpose): Variant<HookSetup> {
  const schema = z.looseObject({
    module: text('path of a module of JavaScript, from the folder of this file'),
    export: text('the export that is meant; absent = the default').optional(),
    stores: z.array(z.string()).min(1).optional(),
    duration: delaySchema(purpose, 'how long a call takes; absent = latencies.hookCall').optional(),
  });
  const nothing = (): HookSetup => ({ hook: '', values: {} });
  return { key: 'module', schema: () => schema.transform(nothing) };
}
