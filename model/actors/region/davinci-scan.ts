/**
 * A region's scan of Da Vinci reports: every 30 seconds it evaluates the versions that wait for instances. push-monitor.ts acts on the
 * verdict.
 */

import { membersOf } from '../../index-set.js';
import type { RegionId, VersionAt } from '../../names.js';
import { childStore, childVersion, controllerUp, pushRecord } from '../../queries/world.js';
import { collectorRule, mustReadReports, scanDavinci } from '../../rules/davinci/collector.js';
import { instanceReportRule } from '../../rules/davinci/instance-report.js';
import { versionReportsRule } from '../../rules/davinci/version-reports.js';
import { regionAt } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { limitsOf, reportsOf } from '../clients/davinci-reports.js';
import { armScan } from '../timers.js';
import { applyCollectorVerdict } from './push-monitor.js';

export const asks = [collectorRule, versionReportsRule, instanceReportRule];

/** One scan of all versions that wait for Da Vinci instances. */
export const onDvcScanTickDue: Handler<'dvc-scan-tick-due'> = (world, { region, at }, turn) => {
  if (regionAt(world, region).scanDueAt !== at || !controllerUp(world, region)) return;
  for (const one of tracked(world, region)) scan(world, turn, one);
  armScan(world, turn, region);
};

function tracked(world: World, region: RegionId): VersionAt[] {
  const scans = world.waiting.scans[region];
  const names: VersionAt[] = [];
  for (const store of scans === undefined ? [] : membersOf(scans))
    for (const [version, { collector }] of childStore(world, region, store).pushRecords)
      if (collector?.monitoring) names.push({ region, store, version });
  return names;
}

/** A killed version is never released, so nothing waits for its instances. */
function isHeld(world: World, at: VersionAt): boolean {
  const version = childVersion(world, at);
  return version?.dvcHeld === true && version.status !== 'KILLED';
}

function scan(world: World, turn: ModelTurn, at: VersionAt): void {
  const collector = pushRecord(world, at)?.collector;
  if (collector === undefined) return;
  const { configuration } = world;
  const reads = mustReadReports(collector);
  const result = scanDavinci(
    collector,
    {
      nowMs: turn.now,
      reports: reads ? reportsOf(world, at, turn.now) : null,
      limits: limitsOf(world),
      noReportScansMax: configuration['davinci.push.status.scan.no.report.retry.max.attempts'],
      heartbeat: { store: true, version: true },
      // Missing heartbeats are evaluated only where reports are read.
      held: reads && isHeld(world, at),
    },
    world.variant,
  );
  turn.record({ kind: 'dvc-scanned', ...at, collector: result.state, rule: 'DV-4' });
  applyCollectorVerdict(world, turn, at, result.verdict);
}
