/** The source fabric of stores that name none: Venice's default for new stores, by whether they are hybrid (VeniceHelixAdmin#configureNewStore). */
import type { StoreSetup, VeniceSetup } from '../model/index.js';

/** The stores with the cluster's default for their kind; a store that names a region keeps it. */
export function withDefaultFabric(
  stores: readonly StoreSetup[],
  { config }: VeniceSetup,
): readonly StoreSetup[] {
  const prefix = 'native.replication.source.fabric.as.default.for';
  const batchOnly = config[`${prefix}.batch.only.stores`] ?? '';
  const hybrid = config[`${prefix}.hybrid.stores`] ?? '';
  if (batchOnly === '' && hybrid === '') return stores;
  return stores.map((store) => {
    const fabric = store.hybrid ? hybrid : batchOnly;
    return store.sourceFabric === '' ? { ...store, sourceFabric: fabric } : store;
  });
}
