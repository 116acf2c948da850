/**
 * Where the designs contradict themselves or each other: what each place says, the switch that decides, and why the profile as-designed has
 * the value that it has. `as-written` takes the promise of the first place where two do not exclude each other. Data only.
 */
import { repairs } from './sources.js';
import type { SwitchName, SwitchOverrides } from './table.js';

/** One contradiction. `one` is the sentence that as-designed follows unless `why` says otherwise. */
export interface Reading {
  readonly switch: SwitchName;
  readonly one: string;
  readonly other: string;
  readonly why: string;
}

/** Every reading that a switch decides. The value is the switch's in as-designed. */
export const readings: readonly Reading[] = [
  {
    switch: 'auto-unmark',
    one: 'step 9: no automatic unmark, the time-out is advisory',
    other: 'edge cases: auto-unmark time-out with alerts',
    why: 'step 9 is the specification of that task',
  },
  {
    switch: 'block-incremental',
    one: 'step 6: all incremental pushes are blocked',
    other: 'critical issue 5: those of stores that are not active-active',
    why: 'step 6 names the earlier wording and revokes it',
  },
  {
    switch: 'dvc-serves-first',
    one: 'VIP-4, text and diagram: Da Vinci instances serve first, then servers swap',
    other: 'Venice: instances follow the servers',
    why: 'VIP-4 says it twice and draws it',
  },
  {
    switch: 'rollback-scope',
    one: 'VIP-4, outcomes: roll back in all regions',
    other: 'VIP-4, use cases: roll back regions that have swapped',
    why: 'every region ends on the version that it served before',
  },
  {
    switch: 'abort-scope',
    one: 'VIP-4, outcomes: ABORT fails the push job',
    other: 'VIP-4, legend: ABORT cancels this step and later ones',
    why: 'the job fails, and regions that swapped keep the version',
  },
  {
    switch: 'keep-staging',
    one: 'VIP-4: the parent swaps region by region under hooks',
    other: 'degraded-mode design: healthy regions of a degraded push swap at completion',
    why: 'a conversion does not bypass hooks or order',
  },
  {
    switch: 'mark-sets-emergency-source',
    one: 'step 8.3: static configuration, cleared by an operator',
    other: 'step 1: marking manages the emergency source',
    why: 'an operator sets and clears it; a reminder is logged',
  },
  {
    switch: 'nr-redirect',
    one: 'step 2: a converted push has targets, which move its source',
    other: 'critical issue 3: without the emergency source nothing can be pushed',
    why: 'the targets suffice; the emergency source is an addition',
  },
  {
    switch: 'source-avoids-marked',
    one: 'critical issue 3: the source must be a healthy region',
    other: 'step 2: a hybrid push is not converted, so its targets move nothing',
    why: 'a marked region is no source while another is eligible, converted or not',
  },
  {
    switch: 'exclude-recovering',
    one: 'step 5: a push after the unmark reaches the recovering region and heals it',
    other: 'edge cases: the next push excludes a region that still recovers',
    why: 'the mechanism is the registry, and the healing push is stated four times',
  },
  {
    switch: 'never-go-back',
    one: 'step 5: a recovery targets the current version',
    other: 'step 8.1: it targets the highest PARTIALLY_ONLINE version',
    why: 'the highest one, and only above what the region serves',
  },
  {
    switch: 'online-needs-all-regions',
    one: 'lifecycle: ONLINE after the recovery of all stores',
    other: 'step 8.2: ONLINE when the region is confirmed',
    why: 'per store, once every region serves it',
  },
  {
    switch: 'majority-blocks-creation',
    one: 'status aggregation: the majority check is a step of a status query',
    other: 'edge cases: it prevents a push while most regions are down',
    why: 'the check is described where it is made',
  },
  {
    switch: 'unreachable-is-error',
    one: 'status aggregation: UNKNOWN for 30 minutes fails the job',
    other: 'status aggregation: terminal and unreachable is ERROR at once',
    why: 'both describe the present, where UNKNOWN is the outcome',
  },
  {
    switch: 'failed-target-is-killed',
    one: 'key enforcement points: PARTIALLY_ONLINE or ERROR',
    other: 'problem statement: a failed target region makes the version KILLED',
    why: 'both describe the present, where only a kill makes it KILLED',
  },
  {
    switch: 'recovery-keeps-backup',
    one: 'step 5: a recovery goes on while a newer push is in progress, and a backup remains',
    other: 'steps 5 and 7: no change of retention is needed',
    why: 'the retention of pushes stays, and a recovery deletes nothing',
  },
  {
    switch: 'abandon-old-recovery',
    one: 'step 5: abandon the older recovery and run it for the newer version',
    other: 'step 8.2: no concurrent recoveries',
    why: 'one at a time, and the newer one replaces the older one',
  },
  {
    switch: 'truthful-response',
    one: 'step 2: the answer lists the excluded regions',
    other: 'Venice: it lists every degraded region',
    why: 'a push job concludes from a name that its push leaves the region out',
  },
  {
    switch: 'scan-despite-marks',
    one: 'step 8.4: the scan finds versions without a recovery',
    other: 'Venice: it rests while any region is marked',
    why: 'only regions that are marked themselves are left out',
  },
  {
    switch: 'confirmation-errors-count',
    one: 'step 8.4: prepare cleans up, and a recovery is repeated',
    other: 'step 8.2: the region is polled until the version is current',
    why: 'a failed copy ends its confirmation at the next look',
  },
];

/** Promises of the design that the reading does not keep and that exclude nothing else. */
const promises: SwitchOverrides = {
  'auto-unmark': true,
  'majority-blocks-creation': true,
  'mark-sets-emergency-source': true,
};

/** The preset `as-written`: as-designed with these promises, and without the repairs. */
export const asWritten: SwitchOverrides = {
  ...Object.fromEntries(repairs.map((name) => [name, false])),
  ...promises,
};
