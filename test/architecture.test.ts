/** ARCHITECTURE.md says which folder handles which events and records which facts, and says it truthfully. `npm run golden` rewrites it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withActorTable } from './support/actor-table.js';

test('the table of actors in ARCHITECTURE.md is what the sources say', async () => {
  const document = readFileSync('ARCHITECTURE.md', 'utf8');
  await expect(withActorTable(document)).toMatchFileSnapshot('../ARCHITECTURE.md');
});
