/**
 * `npm run test:deep`: the larger budgets, after `npm test`. The properties with more runs, every seeded bug, explorations and studies on worker
 * threads, all benches.
 */
import { defineConfig } from 'vitest/config';
import { deep, properties } from './vitest.config.js';

export default defineConfig({
  test: {
    include: [
      ...deep,
      ...properties,
      'test/venice/venice.test.ts',
      'test/browser/machine-formats.test.ts',
      'test/browser/report.test.ts',
    ],
    globalSetup: ['test/support/bundle-client.ts', 'test/support/build-command.ts'],
    env: { PUSHSIM_RUNS: process.env.PUSHSIM_RUNS ?? '1000' },
    server: { deps: { external: [/dist-test/] } },
    pool: 'forks',
    maxWorkers: '100%',
    isolate: false,
    // Single tests run for minutes here; the limit is against what hangs.
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
