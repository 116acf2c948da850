/** The time zones that texts for hooks name, so that the model can use them: the zone database belongs to the scenario layer. */
import { hookConstructorPrefix, type WorldSetup } from '../../model/index.js';
import { zonesOf } from './hook-checks.js';

/** A setup with the zones of its texts; unchanged if there are none. */
export function zonesOfHooks(setup: WorldSetup): WorldSetup {
  const ofCluster = Object.entries(setup.venice.config).flatMap(([key, value]) =>
    key.startsWith(hookConstructorPrefix) ? [`${value}`] : [],
  );
  const ofStores = setup.stores.flatMap(({ hookConfig = {} }) => Object.values(hookConfig));
  const ofUpdates = setup.timeline.flatMap((entry) => {
    const texts = entry.kind === 'operator' ? entry.values.hookConfig : undefined;
    return typeof texts === 'object' && texts !== null ? Object.values(texts).map(String) : [];
  });
  const zones = zonesOf([...ofCluster, ...ofStores, ...ofUpdates]);
  return Object.keys(zones).length === 0 ? setup : { ...setup, zones };
}
