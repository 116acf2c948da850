/**
 * Random outages of regions over a whole run, and an operator who marks and unmarks the regions. They are drawn from the seed of the run, so
 * that a sweep over seeds sees different outages. The same seed gives the same ones.
 */
import type { TimelineEntry } from '../model/index.js';
import { type Duration, drawDelay, RandomStreams } from '../sim/index.js';
import type { OutagePlan, Scenario } from './scenario.js';

/** The scenario with its outages drawn; one without a plan is given back as it is. */
export function withOutages(scenario: Scenario, seed: string): Scenario {
  const { outages, setup } = scenario;
  if (outages === undefined) return scenario;
  const drawn = outages.regions.flatMap((region) => outagesOf(outages, region, scenario, seed));
  const timeline = [...setup.timeline, ...drawn].sort((one, other) => one.at - other.at);
  return { ...scenario, setup: { ...setup, timeline } };
}

function outagesOf(
  { every, lasts, operator }: OutagePlan,
  region: string,
  { setup, horizon }: Scenario,
  seed: string,
): TimelineEntry[] {
  const streams = new RandomStreams(`${seed}/outages/${region}`);
  const next = (): Duration => Math.max(1, Math.round(drawDelay(every, streams, 'every')));
  const entries: TimelineEntry[] = [];
  for (let at = setup.start + next(); at < setup.start + horizon; at += next()) {
    const down = Math.max(1, Math.round(drawDelay(lasts, streams, 'lasts')));
    entries.push({ kind: 'fault', at, fault: 'region-outage', values: { region }, lasts: down });
    const isMarked = operator !== undefined && operator.marksAfter < down;
    if (isMarked) {
      const values = { region, timeout: markTimeout, by: 'operator' };
      const markedAt = at + operator.marksAfter;
      entries.push({ kind: 'operator', at: markedAt, action: 'mark-degraded', values });
    }
    at += down;
    if (!isMarked) continue;
    at += operator.unmarksAfter;
    entries.push({ kind: 'operator', at, action: 'unmark-degraded', values: { region } });
  }
  return entries;
}

/** How old a mark may become before it is alerted: the default of mark-degraded. */
const markTimeout: Duration = 7_200_000;
