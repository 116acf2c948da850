/** The scenario that `pushsim init` writes: a commented file that runs, from a few choices. Pure. */

export interface StarterChoices {
  /** How many regions, 1 to 9. */
  readonly regions: number;
  /** How many stores, 1 to 99. */
  readonly stores: number;
  /** What the scenario is about. */
  readonly about: 'push' | 'outage' | 'hook';
}

/** What `about` can be, with a line for each. */
export const starterTopics = {
  push: 'pushes that go well',
  outage: 'a region is down, is marked as degraded, and is recovered',
  hook: 'a bad version, and a hook that is to stop it',
} as const;

/** The text of the file; it passes as it is. */
export function starterText({ regions, stores, about }: StarterChoices): string {
  const names = Array.from({ length: regions }, (_, index) => `dc-${index}`);
  const last = names.at(-1) ?? '';
  return `${[
    `# Run it:        pushsim run FILE`,
    `# Again on save: pushsim run --watch FILE`,
    `# Every key:     pushsim list scenario-keys      Every fault: pushsim list faults`,
    `title: ${titles[about]}`,
    `# The same seed gives the same run; pushsim sweep FILE --seeds 1..100 runs it with many.`,
    `seed: 1`,
    `# The run ends earlier if nothing is left to do.`,
    `horizon: 24h`,
    `regions: [${names.join(', ')}]`,
    `stores:`,
    ...Array.from(
      { length: stores },
      (_, index) =>
        `  - { name: store-${index + 1}, size: 5 GB, partitions: 4, sourceFabric: dc-0 }`,
    ),
    `# as-designed: the two designs; as-built: Venice's shipped code; baseline: neither hooks nor degraded mode.`,
    `venice: { profile: as-designed }`,
    ...(about === 'hook' ? hookLines : []),
    `timeline:`,
    ...(about === 'outage' ? outageLines(last) : []),
    `  # One push of each store every four hours, one minute apart.`,
    `  - { every: 4h, from: 10m, until: 12h, apart: 1m, push: 'push-{store}-{n}', stores: ['*'] }`,
    ...(about === 'hook' ? badLines : []),
    `# What you expect; without it the run has no verdict, only totals.`,
    `expect:`,
    ...expectLines(about, last),
  ].join('\n')}\n`;
}

const titles = {
  push: 'Every push reaches every region',
  outage: 'A region is down, and catches up after its recovery',
  hook: 'A health gate stops a bad version in the first region',
} as const;

const hookLines: readonly string[] = [
  `# Every hook: pushsim list hooks. Your own in TypeScript: docs/hooks.md.`,
  `hooks:`,
  `  - { hook: health-gate, errorRate: 0.01, soak: 20m }`,
];

const badLines: readonly string[] = [
  `  # A version with wrong content: readers notice it five minutes after they are served.`,
  `  - { at: 14h, push: bad, store: store-1, defect: { kind: changed-semantics, severity: 0.5, showsAfter: 5m } }`,
];

function outageLines(region: string): string[] {
  return [
    `  # The region is down for three hours; the operator marks it after ten minutes.`,
    `  - { at: 1h, fault: region-outage, region: ${region}, for: 3h }`,
    `  - { at: 1h10m, operator: mark-degraded, region: ${region}, timeout: 4h }`,
    `  - { at: 4h30m, operator: unmark-degraded, region: ${region} }`,
  ];
}

function expectLines(about: StarterChoices['about'], region: string): string[] {
  if (about === 'hook') return [`  - { metric: outcome.blast_radius_regions, atMost: 1 }`];
  return [
    `  - { push: push-store-1-3, ends: succeeded }`,
    `  - { store: store-1, region: ${region}, serves: 4 }`,
  ];
}
