/** Fields shared by several faults: replicas of a store and Da Vinci instances. Declarations only. */
import { field, optionalField } from '../fields.js';

/** A replica of a store in a region. */
export const replicaFields = {
  region: field('region', 'the region it happens in'),
  store: field('store', 'the store it happens to'),
  partition: optionalField('count', 'the partition, from 0; absent = every partition'),
  replica: field('count', 'the replica, from 0; at first replica 0 leads', { fallback: 0 }),
};

/** Some Da Vinci instances of a store in a region. */
export const clientFields = {
  region: field('region', 'the region it happens in'),
  store: field('store', 'the store whose instances they are'),
  instances: field('count', 'how many instances', { fallback: 1, min: 1 }),
  first: field('count', 'the first of them, from 0', { fallback: 0 }),
};
