/**
 * A version that is killed between the end of its servers and that of its Da Vinci instances: no region will ever serve it, so the region
 * stops polling it and the run settles.
 */
import { expect, test } from 'vitest';
import { parseScenario } from '../../../scenarios/index.js';
import { prepare } from '../../../scenarios/run/run.js';

function killed(profile: string, fault: string) {
  const text = `title: Killed before its instances are ready
seed: 5
horizon: 12h
regions: [dc-0, dc-1]
stores:
  - { name: profiles, size: 40 GB, sourceFabric: dc-0, daVinci: { instances: 4 } }
venice: { profile: ${profile} }
timeline:
  - { at: 0s, push: first, store: profiles }
  - { at: 60m, push: bad, store: profiles }
${fault}  - { at: 65m, operator: kill-push, push: bad }
`;
  const { simulation } = prepare(parseScenario(text, 'killed.yaml'));
  const { reason } = simulation.run();
  const served = simulation.world.regions.map(({ stores }) => stores[0]?.current);
  const statuses = simulation.world.regions.map(
    ({ stores }) => stores[0]?.versions.find(({ number }) => number === 3)?.status,
  );
  return { reason, served, statuses };
}

const outage = '  - { at: 63m, fault: region-outage, region: dc-1, for: 3h }\n';

test.each([
  ['as-designed', 'without a fault', ''],
  ['as-designed', 'in an outage of a region', outage],
  ['as-built', 'without a fault', ''],
  ['as-built', 'in an outage of a region', outage],
])('%s: instances of a version killed %s are waited for no longer', (profile, _when, fault) => {
  expect(killed(profile, fault)).toEqual({
    reason: 'settled',
    served: [2, 2],
    statuses: ['KILLED', 'KILLED'],
  });
});
