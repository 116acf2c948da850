import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/bundle-client.ts'],
    // Against what hangs, not against what is slow: a busy machine decides no test.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
