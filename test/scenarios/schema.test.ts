/**
 * The published JSON Schema: it is the file beside package.json, and it agrees with what the loader
 * accepts and refuses.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  configKeys,
  faults,
  hooks,
  operatorActions,
  standingOf,
  switches,
} from '../../model/index.js';
import { modelCatalogue } from '../../scenarios/index.js';
import { parseScenario } from '../../scenarios/parse.js';
import { scenarioJsonSchema } from '../../scenarios/schema/file.js';
import { broken, soundText } from './valid-scenario.js';

const published = fileURLToPath(new URL('../../scenario.schema.json', import.meta.url));
const schema = scenarioJsonSchema(modelCatalogue);
const accepts = z.fromJSONSchema(schema);

describe('the published schema', () => {
  test('is what the code says; after a change run: npm run build && npm run schema', () => {
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test('contains every fault, hook, operator action, switch and configuration key', () => {
    const text = JSON.stringify(schema);
    for (const { kind } of faults) expect(text).toContain(`"const":"${kind}"`);
    for (const { hook } of hooks) expect(text).toContain(`"const":"${hook}"`);
    for (const { action } of operatorActions) expect(text).toContain(`"const":"${action}"`);
    for (const { name } of switches) expect(text).toContain(`"${name}":{`);
    // A key that is said elsewhere is refused, so that no editor may offer it.
    for (const row of configKeys)
      if (standingOf(row) === 'said elsewhere') expect(text).not.toContain(`"${row.key}":{`);
      else expect(text).toContain(`"${row.key}":{`);
  });

  test('accepts the sound scenario, as the loader does', () => {
    parseScenario(soundText, 'sound.yaml');
    expect(accepts.safeParse(parse(soundText)).error?.issues).toBeUndefined();
  });

  test.each([
    ['a misspelt key', broken('seed: 7', 'sede: 7')],
    ['a missing title', broken('title: A degraded region is skipped, then healed\n', '')],
    ['an unknown fault', broken('fault: region-outage', 'fault: outage')],
    ['a field of another fault', broken('region: dc-1, for: 2h', 'region: dc-1, from: dc-0')],
    ['an unknown switch', broken('min-healthy', 'min-heathy')],
    ['a number instead of a duration', broken('between: 10m', 'between: 10')],
    ['an unknown status', broken('status: ONLINE', 'status: DONE')],
  ])('refuses %s as the loader does', (_what, text) => {
    expect(() => parseScenario(text, 'f.yaml')).toThrow();
    expect(accepts.safeParse(parse(text)).success).toBe(false);
  });
});
