/**
 * A sound scenario for tests that break or bend it: small, complete, with something of every section.
 * Not a library scenario.
 */

/** YAML text; nothing in it is wrong. */
export const soundText = `title: A degraded region is skipped, then healed
story: dc-1 is down and marked before the push begins.
seed: 7
start: 2026-03-02T09:00:00Z
horizon: 6h
regions: [dc-0, dc-1, dc-2]
stores:
  - name: profiles
    partitions: 4
    replicas: 2
    size: 4 GB
    sourceFabric: dc-0
hooks:
  - hook: minimum-delay
    between: 10m
    stores: [profiles]
venice:
  switches: { min-healthy: off }
timeline:
  - { at: 0s, fault: region-outage, region: dc-1, for: 2h }
  - { at: 2m, operator: mark-degraded, region: dc-1, timeout: 3h }
  - { at: 5m, push: p1, store: profiles }
  - { at: 130m, operator: unmark-degraded, region: dc-1 }
expect:
  - { push: p1, ends: succeeded }
  - { at: end, store: profiles, version: 2, status: ONLINE }
  - { at: end, store: profiles, region: dc-1, serves: 2 }
`;

/** The sound text with one piece replaced; the piece must be there. */
export function broken(piece: string, replacement: string): string {
  if (!soundText.includes(piece)) throw new Error(`the sound text has no ${piece}`);
  return soundText.replace(piece, replacement);
}

/** A short text many times over. */
export function repeated(text: string, times: number): string {
  return text.repeat(times);
}
