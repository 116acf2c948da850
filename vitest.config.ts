/**
 * The tests, in projects: `unit` (fast, needs no build), `library` (every scenario file and test vector is run once), `properties` (many
 * drawn or tabulated runs), `cli` (the
 * command) and `browser` (pages and formats read by other programs). vitest.deep.config.ts holds the larger budgets.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Tests that do not look at the script of HTML pages need no bundle of it. */
export const withoutBundle = [
  { find: /^.*\/client-bundle\.js$/, replacement: path('test/support/client-bundle-stub.ts') },
];

/** Tests over many drawn inputs. */
export const properties = [
  'test/properties/**/*.test.ts',
  'test/fuzz/**/*.test.ts',
  'test/sim/event-queue-order.test.ts',
  'test/model/replica-table.test.ts',
  'test/scenarios/studies/conduct.test.ts',
];

/** Tables of many whole runs: too long for the quick loop. */
const tables = [
  'test/venice/**/*.test.ts',
  'test/model/hooks/modes.test.ts',
  'test/model/hooks/decision-table.test.ts',
  'test/scenarios/explore/known-flaws.test.ts',
  'test/scenarios/config-effects.test.ts',
];

/** Too long for every run; `npm run test:deep` has them. */
export const deep = ['test/deep/**/*.test.ts', 'test/scenarios/explore/explore.test.ts'];

/** Folders of the other projects; `unit` takes the rest. */
const elsewhere = [
  'test/library/**',
  ...properties,
  ...tables,
  'test/cli/**',
  'test/docs.test.ts',
  'test/browser/**',
  ...deep,
];

const projects: TestProjectInlineConfiguration[] = [
  {
    extends: true,
    resolve: { alias: withoutBundle },
    test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: elsewhere },
  },
  {
    extends: true,
    resolve: { alias: withoutBundle },
    // One worker, so that all files share one replay of each scenario (test/library/replay.ts).
    test: {
      name: 'library',
      include: ['test/library/**/*.test.ts'],
      fileParallelism: false,
      sequence: { groupOrder: 1 },
    },
  },
  {
    extends: true,
    resolve: { alias: withoutBundle },
    test: { name: 'properties', include: [...properties, ...tables] },
  },
  {
    extends: true,
    test: {
      name: 'cli',
      include: ['test/cli/**/*.test.ts', 'test/docs.test.ts'],
      // They change the working directory and the environment of their process, one command after the other.
      fileParallelism: false,
      sequence: { groupOrder: 2 },
      globalSetup: ['test/support/bundle-client.ts', 'test/support/build-command.ts'],
      setupFiles: ['test/support/commands-in-process.ts'],
    },
  },
  {
    extends: true,
    test: {
      name: 'browser',
      include: ['test/browser/**/*.test.ts'],
      globalSetup: ['test/support/bundle-client.ts'],
      setupFiles: ['test/support/commands-in-process.ts'],
    },
  },
];

export default defineConfig({
  test: {
    projects,
    pool: 'forks',
    maxWorkers: '100%',
    // Files of a project share the modules that they import; no test may leave a module changed.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
