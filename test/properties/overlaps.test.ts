/**
 * Recoveries that overlap with anything: after every fault has ended and every mark is gone, each region serves the newest version that stands,
 * or the run matches an entry of the list of known flaws. Nothing else breaks an invariant.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WritableWorld } from '../../model/index.js';
import { parseScenario, prepare } from '../../scenarios/index.js';
import {
  arbitraryOverlap,
  type DrawnOverlap,
  documentOfOverlap,
} from '../support/drawn-overlap.js';
import { evidenceOf } from '../support/evidence.js';
import { flawsOf } from '../support/known-flaws.js';
import { longRuns, propertySeed } from '../support/seed.js';

/** For each number of regions: 250 in `npm run test:deep`, 5,000 with PUSHSIM_RUNS=5000. */
const numRuns = longRuns(250);

/** The draws that have all been judged; PUSHSIM_SEED draws others. */
const seed = process.env.PUSHSIM_SEED === undefined ? 1 : propertySeed;

test.each([2, 3, 5, 7])(
  'overlaps in %i regions end with the newest version that stands, or as a known flaw',
  (regions) => {
    fc.assert(
      fc.property(arbitraryOverlap(regions), (drawn) => {
        expect(wrongWith(drawn)).toEqual([]);
      }),
      { seed, numRuns },
    );
  },
);

function wrongWith(drawn: DrawnOverlap): readonly string[] {
  const scenario = parseScenario(JSON.stringify(documentOfOverlap(drawn)), 'overlap.json');
  const { simulation, watch } = prepare(scenario, {});
  const end = simulation.run();
  watch.judgeEnd(simulation.world, end.at, end.reason === 'settled');
  const behind = regionsBehind(simulation.world);
  if (watch.breaches.length === 0) return behind;
  const evidence = evidenceOf(scenario);
  const unknown = evidence.filter((one) => flawsOf(one).length === 0);
  return unknown.map(({ breach }) => `${breach.invariant}: ${breach.message}`);
}

/**
 * Regions that serve an older version than the newest one that stands: all regions if it is ONLINE, those that it left out as degraded if
 * it is PARTIALLY_ONLINE. A region that failed a push without a mark is healed by the next push alone (unmarked-region-is-never-healed).
 */
function regionsBehind(world: WritableWorld): readonly string[] {
  const store = world.parent.stores[0];
  const standing = store?.versions.filter((version) => {
    const { status, rolledBackBy, targets, deferredByUser } = version;
    const isForAll = targets.length === 0 || version.converted;
    const isSwapped = status === 'ONLINE' || status === 'PARTIALLY_ONLINE';
    return isSwapped && rolledBackBy === '' && isForAll && !deferredByUser;
  });
  const newest = standing?.at(-1);
  if (newest === undefined) return [];
  return world.regions.flatMap(({ stores }, region) => {
    if (newest.status !== 'ONLINE' && !newest.excluded.includes(region)) return [];
    const current = stores[0]?.current ?? 0;
    const name = world.names.regions[region];
    return current >= newest.number
      ? []
      : [`${name} serves v${current} and not v${newest.number}, which is ${newest.status}`];
  });
}
